using BankCrm.Application.Admin.Users;
using BankCrm.Application.Cases.Enquiries;
using BankCrm.Application.Cases.Waiting;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Cases.ServiceCases;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.ServiceCases;

/// <summary>Cases as lists show them.</summary>
internal sealed class CaseRows(CrmDb db, CurrentUser user, ICustomerVault vault, StaffNames staff, TimeProvider clock)
{
    public async Task<IReadOnlyList<CaseRow>> OfAsync(IQueryable<ServiceCase> cases, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var found = await cases
            .Join(db.Customers, c => c.CustomerId, of => of.Id, (c, of) => new { It = c, of.Name, of.IsProtected, HasDied = of.DiedOn != null })
            .LeftJoin(db.CustomerKeys, c => c.It.CustomerId, k => k.CustomerId, (c, k) => new { c.It, c.Name, c.IsProtected, c.HasDied, k!.Wrapped })
            .LeftJoin(db.CaseTopics, c => c.It.CategoryId, t => t.Id, (c, t) => new
            {
                c.It.Id,
                c.It.Version,
                c.It.Number,
                c.It.Kind,
                c.It.Priority,
                c.It.Status,
                c.It.Subject,
                c.It.CustomerId,
                c.It.OwnerId,
                c.It.QueueId,
                c.It.DueAt,
                c.It.IsPaused,
                c.It.EscalatedAt,
                c.It.ReceivedAt,
                c.It.EndedAt,
                c.Name,
                c.IsProtected,
                c.HasDied,
                c.Wrapped,
                Category = t!.Name,
                ChineseCategory = t.ChineseName,
            })
            .ToListAsync(ct);
        var names = await staff.OfAsync(db, found.Select(c => c.OwnerId).OfType<Guid>(), ct);
        return
        [
            .. found.Select(c =>
            {
                var opens = user.MayOpen(c.IsProtected);
                return new CaseRow(
                    c.Id, c.Version, c.Number, c.Kind, c.Priority, c.Status,
                    opens && c.Wrapped is not null ? vault.Open(c.CustomerId, c.Wrapped).Open(ServiceCase.SubjectColumn, c.Id, c.Subject) : null,
                    c.CustomerId, opens ? c.Name : null, c.Category is null ? null : new(c.Category, c.ChineseCategory),
                    c.OwnerId is { } owner ? names.GetValueOrDefault(owner) : null, c.QueueId, c.OwnerId is null, c.DueAt, c.EndedAt is null && !c.IsPaused && c.DueAt < now, c.IsPaused,
                    c.EscalatedAt is not null, c.ReceivedAt, c.EndedAt, c.EndedAt is null && opens && user.MayWorkOnCase(c.OwnerId))
                {
                    HasDied = opens && c.HasDied,
                };
            }),
        ];
    }

    public async Task<CaseTally> TallyAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (me, tomorrow) = (user.StaffId, Branch.StartOf(Branch.DayAt(now).AddDays(1)).ToUniversalTime());
        var counted = await db.CasesSeenBy(user).Where(c => c.EndedAt == null && (c.OwnerId == me || c.OwnerId == null || c.DueAt < tomorrow))
            .OrderBy(c => c.DueAt).Take(CaseTally.Most + 1)
            .GroupBy(c => 1)
            .Select(g => new CaseTally(
                g.Count(c => c.OwnerId == me), g.Count(c => c.OwnerId == null), g.Count(c => c.DueAt < now && !c.IsPaused),
                g.Count(c => c.DueAt >= now && c.DueAt < tomorrow && !c.IsPaused), 0, 0, 0))
            .SingleOrDefaultAsync(ct);
        var outside = await db.EnquiriesSeenBy(user).Where(e => e.EndedAt == null).OrderBy(e => e.DueAt).Take(CaseTally.Most + 1)
            .GroupBy(e => 1).Select(g => new { All = g.Count(), Late = g.Count(e => e.DueAt < now && !e.IsPaused) }).SingleOrDefaultAsync(ct);
        return (counted ?? new(0, 0, 0, 0)) with { Outside = outside?.All ?? 0, OutsideLate = outside?.Late ?? 0, Unanswered = await db.CountWaitingAsync(user, ct) };
    }
}
