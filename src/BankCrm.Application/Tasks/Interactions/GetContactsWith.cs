using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Tasks.Interactions;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Interactions;

/// <summary>The newest interactions with a customer whose page the user has open, and when the last contact was.</summary>
[Allow(InteractionPermissions.Read)]
public sealed record GetContactsWith(Guid CustomerId);

/// <param name="LastAt">Null: never, as far as anybody wrote it down.</param>
/// <param name="LastKind">How.</param>
public sealed record ContactsWith(DateTimeOffset? LastAt, InteractionKind? LastKind, IReadOnlyList<ContactRow> Newest);

public sealed record ContactRow(Guid Id, DateTimeOffset At, InteractionKind Kind, InteractionDirection Direction, string? Subject, InteractionOutcome? Outcome, string? WrittenBy);

internal sealed class GetContactsWithHandler(CrmDb db, ICustomerVault vault, StaffNames staff) : IQueryHandler<GetContactsWith, ContactsWith>
{
    private const int Shown = 5;

    public async Task<ContactsWith> HandleAsync(GetContactsWith query, CancellationToken ct)
    {
        // In one statement: the page has a budget.
        var rows = await db.Customers.Where(c => c.Id == query.CustomerId)
            .LeftJoin(db.LastContacts, c => c.Id, l => l.CustomerId, (c, l) => new { c.Id, LastAt = (DateTimeOffset?)l!.At, LastKind = (InteractionKind?)l.Kind })
            .LeftJoin(db.CustomerKeys, c => c.Id, k => k.CustomerId, (c, k) => new { c.Id, c.LastAt, c.LastKind, k!.Wrapped })
            .LeftJoin(
                db.Interactions.Where(i => i.CustomerId == query.CustomerId && i.WithdrawnAt == null).OrderByDescending(i => i.At).ThenByDescending(i => i.Id).Take(Shown),
                c => c.Id, i => i.CustomerId, (c, i) => new { c.LastAt, c.LastKind, c.Wrapped, It = i })
            .ToListAsync(ct);
        if (rows.Count == 0)
        {
            return new(null, null, []);
        }

        var shown = rows.Where(r => r.It is not null).OrderByDescending(r => r.It!.At).ThenByDescending(r => r.It!.Id).ToList();
        var cipher = shown.Count > 0 && rows[0].Wrapped is { } wrapped ? vault.Open(query.CustomerId, wrapped) : null;
        var names = await staff.OfAsync(db, shown.Select(r => r.It!.WrittenBy), ct);
        return new(
            rows[0].LastAt, rows[0].LastKind,
            [
                .. shown.Select(r => new ContactRow(
                    r.It!.Id, r.It.At, r.It.Kind, r.It.Direction, cipher?.Open(Interaction.SubjectColumn, r.It.Id, r.It.Subject), r.It.Outcome, names.GetValueOrDefault(r.It.WrittenBy))),
            ]);
    }
}
