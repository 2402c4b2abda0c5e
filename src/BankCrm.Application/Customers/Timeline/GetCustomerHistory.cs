using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.AuditTrail;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Timeline;

/// <summary>Who changed what of a customer, the newest first.</summary>
[Allow(CustomerPermissions.Read)]
public sealed record GetCustomerHistory(Guid Id, string? After = null) : IRecorded<CustomerHistory>
{
    public AuditRecord Record(CustomerHistory history) => new(AuditEvents.CustomerViewed)
    {
        ObjectType = nameof(Customer),
        ObjectId = Id,
        CustomerRef = Id,
        BranchId = history.BranchId,
    };
}

public sealed record CustomerHistory(Guid BranchId, string Name, string Number, Page<HistoryEntry> Page);

/// <param name="Event">A name of <see cref="AuditEvents"/>.</param>
/// <param name="Who">Null: the system itself.</param>
public sealed record HistoryEntry(Guid Id, DateTimeOffset At, string Event, string? Who, IReadOnlyList<FieldChange> Changes);

internal sealed class GetCustomerHistoryHandler(CrmDb db, CurrentUser user, ICustomerVault vault, StaffNames staff)
    : IQueryHandler<GetCustomerHistory, CustomerHistory>
{
    private const int PageSize = 30;
    private static readonly string[] Changes = [AuditEvents.Created, AuditEvents.Changed, AuditEvents.Deleted];
    private static readonly string[] Merges = [AuditEvents.CustomersMerged, AuditEvents.MergeUndone];

    public async Task<CustomerHistory> HandleAsync(GetCustomerHistory query, CancellationToken ct)
    {
        var customer = await CustomerAtHand.OfAsync(db, user, query.Id, ct);
        var entries = db.AuditEntries.Where(e => e.CustomerRef == query.Id && e.Changes != null
            && ((e.ObjectType == nameof(Customer) && Changes.Contains(e.Event)) || Merges.Contains(e.Event)));
        if (Cursor.TryRead<Guid>(query.After, out var last))
        {
            entries = entries.Where(e => e.Id < last);
        }

        var page = await entries
            .OrderByDescending(e => e.Id)
            .Select(e => new { e.Id, e.At, e.Event, e.ActorName, e.Changes })
            .ToPageAsync(PageSize, e => e.Id, ct);
        var cipher = customer.Wrapped is null ? null : vault.Open(query.Id, customer.Wrapped);
        var names = await NamesAsync(page.Items.Select(e => e.Changes!), ct);
        var readable = await ReadableParts.OfAsync(db, query.Id, ct);
        return new(customer.BranchId, customer.Name, customer.Number, new(
            [.. page.Items.Where(e => !ReadableParts.IsOfHiddenPart(e.Changes!, readable)).Select(e => new HistoryEntry(
                e.Id, e.At, e.Event, string.IsNullOrEmpty(e.ActorName) ? null : e.ActorName, HistoryReader.Read(e.Changes!, query.Id, cipher, names, readable)))],
            page.Next));
    }

    // Owners, branches and related customers stand in the trail by their ids.
    private async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(IEnumerable<string> changes, CancellationToken ct)
    {
        var ids = changes.SelectMany(ReferencedIds.In).Distinct().ToList();
        if (ids.Count == 0)
        {
            return new Dictionary<Guid, string>();
        }

        var names = new Dictionary<Guid, string>(await staff.OfAsync(db, ids, ct));
        foreach (var branch in await db.Branches.Where(b => ids.Contains(b.Id)).Select(b => new { b.Id, b.Name }).ToListAsync(ct))
        {
            names[branch.Id] = branch.Name;
        }

        // Of those whom the user may see.
        var seesProtected = user.May(CustomerPermissions.ReadProtected);
        foreach (var customer in await db.Customers
            .Where(c => ids.Contains(c.Id) && (seesProtected || !c.IsProtected)).Select(c => new { c.Id, c.Name }).ToListAsync(ct))
        {
            names[customer.Id] = customer.Name;
        }

        return names;
    }
}
