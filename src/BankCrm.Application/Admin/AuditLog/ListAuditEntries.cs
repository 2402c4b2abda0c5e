using BankCrm.Application.Common;
using BankCrm.Domain.Platform.AuditTrail;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.AuditLog;

/// <summary>
/// The audit trail, newest first, as far as the user may read it: all about their branches, what was recorded for security, or only what
/// they did themselves.
/// </summary>
/// <param name="Person">User name or name, from its beginning; or that of an API client.</param>
/// <param name="Customer">C and ten digits.</param>
/// <param name="From">The first day, by the bank's clock.</param>
/// <param name="Until">The last day.</param>
[Allow(AllowAttribute.Everyone)]
public sealed record ListAuditEntries(
    string? Event = null, AuditOutcome? Outcome = null, string? Person = null, string? Customer = null, DateOnly? From = null, DateOnly? Until = null,
    string? After = null);

public sealed record AuditRow(
    Guid Id, DateTimeOffset At, string Event, AuditOutcome Outcome, string? Actor, string? Role, string? ObjectType, Guid? ObjectId, Guid? CustomerId,
    string? Customer, string? Reason);

internal sealed class ListAuditEntriesHandler(CrmDb db, CurrentUser user) : IQueryHandler<ListAuditEntries, Page<AuditRow>>
{
    private const int Size = 50;
    private const int Most = 50; // of people, or systems, of one name

    public async Task<Page<AuditRow>> HandleAsync(ListAuditEntries query, CancellationToken ct)
    {
        var entries = db.AuditEntries.ReadableBy(user);
        if (await PeopleAsync(query.Person, ct) is { } people)
        {
            entries = entries.Where(e => people.Contains(e.Actor!.Value));
        }

        if (!string.IsNullOrWhiteSpace(query.Customer))
        {
            var number = query.Customer.Trim().ToUpperInvariant();
            var customer = await db.CustomersWithMerged.Where(c => c.Number == number).Select(c => (Guid?)c.Id).SingleOrDefaultAsync(ct);
            entries = customer is null ? entries.Where(_ => false) : entries.Where(e => e.CustomerRef == customer);
        }

        entries = Narrowed(entries, query);
        if (Cursor.TryRead<Guid>(query.After, out var last))
        {
            entries = entries.Where(e => e.Id < last);
        }

        return await entries
            .OrderByDescending(e => e.Id)
            .LeftJoin(db.CustomersWithMerged, e => e.CustomerRef, c => c.Id, (e, c) => new AuditRow(
                e.Id, e.At, e.Event, e.Outcome, e.ActorName, e.ActorRole, e.ObjectType, e.ObjectId, e.CustomerRef, c!.Number, e.ReasonText))
            .ToPageAsync(Size, row => row.Id, ct);
    }

    // Null: not asked for.
    private async Task<List<Guid>?> PeopleAsync(string? person, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(person))
        {
            return null;
        }

        var start = person.Trim();
        var userName = start.ToLowerInvariant(); // as they are stored
        var clients = await db.ApiClients.Where(c => c.Name.StartsWith(start)).OrderBy(c => c.Name).Take(Most).Select(c => c.Id).ToListAsync(ct);
        return
        [
            .. await db.Staff
                .Where(s => s.UserName.StartsWith(userName) || s.Name.StartsWith(start))
                .OrderBy(s => s.UserName).Take(Most).Select(s => s.Id).ToListAsync(ct),
            .. clients,
        ];
    }

    // Ids of version 7 follow the clock: a span of days is a span of the list itself.
    private static IQueryable<AuditEntry> Narrowed(IQueryable<AuditEntry> entries, ListAuditEntries query)
    {
        if (!string.IsNullOrEmpty(query.Event))
        {
            entries = entries.Where(e => e.Event == query.Event);
        }

        if (query.Outcome is { } outcome)
        {
            entries = entries.Where(e => e.Outcome == outcome);
        }

        if (query.From is { } from)
        {
            var first = AuditDays.FirstIdOf(from);
            entries = entries.Where(e => e.Id >= first);
        }

        if (query.Until is { } until)
        {
            var below = AuditDays.FirstIdOf(until.AddDays(1));
            entries = entries.Where(e => e.Id < below);
        }

        return entries;
    }
}
