using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Cases.Complaints;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.ServiceCases;

public enum CaseView
{
    [Means("My cases")] Mine,
    [Means("For anyone in the branch")] Branch,
    [Means("All open cases")] Open,
    [Means("Late or escalated")] Late,
    [Means("To be signed")] ToSign,
    [Means("To be reviewed")] ToReview,
    [Means("Settled cases")] Ended,
}

/// <summary>Cases one sees: open ones by when the next promise is due, settled ones the latest first.</summary>
/// <param name="Number">The number of one case. Null: any.</param>
[Allow(CasePermissions.Work, CasePermissions.ReadAll)]
public sealed record ListCases(
    CaseView View = CaseView.Mine, CaseKind? Kind = null, CasePriority? Priority = null, Guid? CategoryId = null, CaseChannel? Channel = null, long? Number = null,
    Guid? CustomerId = null, Guid? OwnerId = null, Guid? CauseId = null, string? After = null);

/// <param name="Customer">Null: a protected record that this colleague may not open; then there is no subject either.</param>
/// <param name="Subject">Null: it can no longer be read, the customer was erased.</param>
public sealed record CaseRow(
    Guid Id, long Number, CaseKind Kind, CasePriority Priority, CaseStatus Status, string? Subject, Guid CustomerId, string? Customer, TopicName? Category, string? Owner,
    bool IsUnowned, DateTimeOffset DueAt, bool IsLate, bool IsPaused, bool IsEscalated, DateTimeOffset ReceivedAt, DateTimeOffset? EndedAt);

/// <summary>Counted up to one more than <see cref="Most"/>.</summary>
public sealed record CaseTally(int Mine, int InBranch, int Late, int DueToday)
{
    public const int Most = 999;
}

public sealed record CaseList(Page<CaseRow> Cases, CaseTally Tally, IReadOnlyList<TopicShown> Categories);

/// <summary>Cases as lists show them.</summary>
internal sealed class CaseRows(CrmDb db, CurrentUser user, ICustomerVault vault, StaffNames staff, TimeProvider clock)
{
    public async Task<IReadOnlyList<CaseRow>> OfAsync(IQueryable<ServiceCase> cases, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var found = await cases
            .Join(db.Customers, c => c.CustomerId, of => of.Id, (c, of) => new { It = c, of.Name, of.IsProtected })
            .LeftJoin(db.CustomerKeys, c => c.It.CustomerId, k => k.CustomerId, (c, k) => new { c.It, c.Name, c.IsProtected, k!.Wrapped })
            .LeftJoin(db.CaseTopics, c => c.It.CategoryId, t => t.Id, (c, t) => new
            {
                c.It.Id,
                c.It.Number,
                c.It.Kind,
                c.It.Priority,
                c.It.Status,
                c.It.Subject,
                c.It.CustomerId,
                c.It.OwnerId,
                c.It.DueAt,
                c.It.IsPaused,
                c.It.EscalatedAt,
                c.It.ReceivedAt,
                c.It.EndedAt,
                c.Name,
                c.IsProtected,
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
                    c.Id, c.Number, c.Kind, c.Priority, c.Status,
                    opens && c.Wrapped is not null ? vault.Open(c.CustomerId, c.Wrapped).Open(ServiceCase.SubjectColumn, c.Id, c.Subject) : null,
                    c.CustomerId, opens ? c.Name : null, c.Category is null ? null : new(c.Category, c.ChineseCategory),
                    c.OwnerId is { } owner ? names.GetValueOrDefault(owner) : null, c.OwnerId is null, c.DueAt, c.EndedAt is null && !c.IsPaused && c.DueAt < now, c.IsPaused,
                    c.EscalatedAt is not null, c.ReceivedAt, c.EndedAt);
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
                g.Count(c => c.DueAt >= now && c.DueAt < tomorrow && !c.IsPaused)))
            .SingleOrDefaultAsync(ct);
        return counted ?? new(0, 0, 0, 0);
    }
}

internal sealed class ListCasesHandler(CrmDb db, CurrentUser user, CaseRows rows, TimeProvider clock) : IQueryHandler<ListCases, CaseList>
{
    private const int Size = 50;

    public async Task<CaseList> HandleAsync(ListCases query, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var isEnded = query.View is CaseView.Ended or CaseView.ToReview;
        var cases = Narrowed(Viewed(query.Number is null ? query.View : null, now), query);
        if (Cursor.TryRead<(DateTimeOffset At, Guid Id)>(query.After, out var last))
        {
            cases = isEnded
                ? cases.Where(c => c.EndedAt <= last.At && (c.EndedAt < last.At || c.Id < last.Id))
                : cases.Where(c => c.DueAt >= last.At && (c.DueAt > last.At || c.Id > last.Id));
        }

        var ordered = isEnded ? cases.OrderByDescending(c => c.EndedAt).ThenByDescending(c => c.Id) : cases.OrderBy(c => c.DueAt).ThenBy(c => c.Id);
        var found = await rows.OfAsync(ordered.Take(Size + 1), ct);
        var shown = found.Take(Size).ToList();
        return new(
            new(shown, found.Count > Size ? Cursor.Write((isEnded ? shown[^1].EndedAt!.Value : shown[^1].DueAt, shown[^1].Id)) : null),
            await rows.TallyAsync(ct), await db.TopicsToChooseAsync(TopicTree.Category, query.CategoryId, ct));
    }

    private IQueryable<ServiceCase> Viewed(CaseView? view, DateTimeOffset now)
    {
        var seen = db.CasesSeenBy(user);
        var open = seen.Where(c => c.EndedAt == null);
        return view switch
        {
            null => seen,
            CaseView.Mine => open.Where(c => c.OwnerId == user.StaffId),
            CaseView.Branch => open.Where(c => c.OwnerId == null),
            CaseView.Late => open.Where(c => (c.DueAt < now && !c.IsPaused) || c.EscalatedAt != null),
            CaseView.ToSign => open.Where(c => (c.TimeAskedBy != null && c.TimeAskedBy != user.StaffId)
                || db.Compensations.Any(p => p.CaseId == c.Id && p.State == CompensationState.Proposed && p.ProposedBy != user.StaffId)),
            CaseView.ToReview => seen.Where(c => c.Status == CaseStatus.Resolved && c.ToldInTime == null && c.ReviewedBy == null && c.OwnerId != user.StaffId && c.EndedBy != user.StaffId
                && (c.Kind == CaseKind.Complaint || c.EscalatedAt != null)),
            CaseView.Ended => seen.Where(c => c.EndedAt != null),
            _ => open,
        };
    }

    private static IQueryable<ServiceCase> Narrowed(IQueryable<ServiceCase> cases, ListCases query)
    {
        cases = query.Number is { } number ? cases.Where(c => c.Number == number) : cases;
        cases = query.Kind is { } kind ? cases.Where(c => c.Kind == kind) : cases;
        cases = query.Priority is { } priority ? cases.Where(c => c.Priority == priority) : cases;
        cases = query.CategoryId is { } category ? cases.Where(c => c.CategoryId == category) : cases;
        cases = query.CauseId is { } cause ? cases.Where(c => c.CauseId == cause) : cases;
        cases = query.Channel is { } channel ? cases.Where(c => c.Channel == channel) : cases;
        cases = query.OwnerId is { } owner ? cases.Where(c => c.OwnerId == owner) : cases;
        return query.CustomerId is { } customer ? cases.Where(c => c.CustomerId == customer) : cases;
    }
}
