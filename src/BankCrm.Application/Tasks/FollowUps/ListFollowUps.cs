using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Tasks.Plans;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Tasks.FollowUps;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.FollowUps;

public enum FollowUpView
{
    [Means("My follow-ups")] Mine,
    [Means("For anyone in the branch")] Branch,
    [Means("Given to others")] Given,
    [Means("Everybody's")] Everybody,
    [Means("Ended")] Ended,
}

public enum FollowUpWhen
{
    [Means("Overdue")] Overdue,
    [Means("Due today")] Today,
    [Means("Due this week")] Week,
    [Means("Due later")] Later,
}

/// <summary>In which order open ones stand; ended ones always the latest first.</summary>
public enum FollowUpOrder
{
    SoonestFirst,
    LatestFirst,

    /// <summary>The most urgent first, of those the soonest.</summary>
    ByPriority,
}

/// <summary>Follow-ups one sees: open ones by when they are due, ended ones the latest first.</summary>
[Allow(TaskPermissions.Work, TaskPermissions.ReadAll)]
public sealed record ListFollowUps(
    FollowUpView View = FollowUpView.Mine, FollowUpWhen? When = null, FollowUpKind? Kind = null, FollowUpPriority? Priority = null, FollowUpStatus? Status = null,
    Guid? CustomerId = null, Guid? OwnerId = null, Guid? BranchId = null, FollowUpOrder Order = FollowUpOrder.SoonestFirst, string? After = null)
{
    /// <summary>The day on which they are due. Null: any.</summary>
    public DateOnly? On { get; init; }
}

/// <param name="Customer">Null: it is about none, or about a protected record that this colleague may not open.</param>
/// <param name="Plan">Whose step it is. Null: of none.</param>
public sealed record FollowUpRow(
    Guid Id, uint Version, string Subject, FollowUpKind Kind, FollowUpPriority Priority, FollowUpStatus Status, DateTimeOffset DueAt, bool HasTime, FollowUpWhen When,
    Guid? OwnerId, string? Owner, Guid? CustomerId, string? Customer, FollowUpOutcome? Outcome, DateTimeOffset? EndedAt, bool MayWork, PlanName? Plan)
{
    /// <summary>Told where the name is.</summary>
    public bool HasDied { get; init; }
}

/// <param name="Owner">The colleague to whom the list is narrowed. Null: to none.</param>
/// <param name="About">The customer to whom the list is narrowed. Null: to none, or to a record that this colleague may not open.</param>
public sealed record FollowUpList(Page<FollowUpRow> FollowUps, FollowUpTally Tally, string? About, string? Owner);

internal sealed class ListFollowUpsHandler(CrmDb db, CurrentUser user, StaffNames staff, TimeProvider clock) : IQueryHandler<ListFollowUps, FollowUpList>
{
    private const int Size = 50;

    public async Task<FollowUpList> HandleAsync(ListFollowUps query, CancellationToken ct)
    {
        var days = FollowUpDays.At(clock.GetUtcNow());
        var isEnded = query.View is FollowUpView.Ended;
        var rows = Narrowed(Viewed(query), query, days);
        var page = await (isEnded ? EndedAfter(rows, query.After) : OpenAfter(rows, query.Order, query.After))
            .LeftJoin(db.Customers, f => f.CustomerId, c => c.Id, (f, c) => new { FollowUp = f, c!.Name, IsProtected = (bool?)c.IsProtected, HasDied = c.DiedOn != null })
            .LeftJoin(db.StepsOfPlans(), f => f.FollowUp.Id, s => s.FollowUpId, (f, s) => new { f.FollowUp, f.Name, f.IsProtected, f.HasDied, Plan = s!.Name, s.ChineseName })
            .ToPageAsync(Size, f => (RankOf(f.FollowUp.Priority), isEnded ? f.FollowUp.EndedAt!.Value : f.FollowUp.DueAt, f.FollowUp.Id), ct);
        var names = await staff.OfAsync(db, page.Items.Select(f => f.FollowUp.OwnerId).OfType<Guid>(), ct);
        return new(
            new(
                [
                    .. page.Items.Select(f => new FollowUpRow(
                        f.FollowUp.Id, f.FollowUp.Version, f.FollowUp.Subject, f.FollowUp.Kind, f.FollowUp.Priority, f.FollowUp.Status, f.FollowUp.DueAt, f.FollowUp.HasTime,
                        days.When(f.FollowUp.DueAt), f.FollowUp.OwnerId, f.FollowUp.OwnerId is { } owner ? names.GetValueOrDefault(owner) : null, f.FollowUp.CustomerId,
                        user.MayName(f.IsProtected) ? f.Name : null, f.FollowUp.Outcome, f.FollowUp.EndedAt,
                        !f.FollowUp.IsEnded && user.MayWorkOn(f.FollowUp.OwnerId), f.Plan is null ? null : new(f.Plan, f.ChineseName!)) { HasDied = f.HasDied && user.MayName(f.IsProtected) }),
                ],
                page.Next),
            await db.TallyAsync(user, days, ct),
            await db.NameForAsync(user, query.CustomerId, ct),
            query.OwnerId is { } whose ? (await staff.OfAsync(db, [whose], ct)).GetValueOrDefault(whose) : null);
    }

    // The rank stands in every cursor and counts in one order only.
    private static IQueryable<FollowUp> EndedAfter(IQueryable<FollowUp> rows, string? after)
    {
        if (Cursor.TryRead<(int Rank, DateTimeOffset At, Guid Id)>(after, out var last))
        {
            rows = rows.Where(f => f.EndedAt <= last.At && (f.EndedAt < last.At || f.Id < last.Id));
        }

        return rows.OrderByDescending(f => f.EndedAt).ThenByDescending(f => f.Id);
    }

    private static IQueryable<FollowUp> OpenAfter(IQueryable<FollowUp> rows, FollowUpOrder order, string? after)
    {
        var goesOn = Cursor.TryRead<(int Rank, DateTimeOffset At, Guid Id)>(after, out var last);
        switch (order)
        {
            case FollowUpOrder.LatestFirst:
                rows = goesOn ? rows.Where(f => f.DueAt <= last.At && (f.DueAt < last.At || f.Id < last.Id)) : rows;
                return rows.OrderByDescending(f => f.DueAt).ThenByDescending(f => f.Id);
            case FollowUpOrder.ByPriority:
                var ranked = rows.Select(f => new
                {
                    It = f,
                    Rank = f.Priority == FollowUpPriority.Urgent ? 0 : f.Priority == FollowUpPriority.High ? 1 : f.Priority == FollowUpPriority.Normal ? 2 : 3,
                });
                ranked = goesOn
                    ? ranked.Where(f => f.Rank > last.Rank || (f.Rank == last.Rank && (f.It.DueAt > last.At || (f.It.DueAt == last.At && f.It.Id > last.Id))))
                    : ranked;
                return ranked.OrderBy(f => f.Rank).ThenBy(f => f.It.DueAt).ThenBy(f => f.It.Id).Select(f => f.It);
            default:
                rows = goesOn ? rows.Where(f => f.DueAt >= last.At && (f.DueAt > last.At || f.Id > last.Id)) : rows;
                return rows.OrderBy(f => f.DueAt).ThenBy(f => f.Id);
        }
    }

    private static int RankOf(FollowUpPriority priority) => FollowUpPriority.Urgent - priority;

    private IQueryable<FollowUp> Viewed(ListFollowUps query)
    {
        var open = db.FollowUps.Where(f => f.EndedAt == null);
        switch (query.View)
        {
            case FollowUpView.Branch:
                return open.ForAnyone(user);
            case FollowUpView.Given:
                return open.Where(f => f.PlannedBy == user.StaffId && f.OwnerId != user.StaffId);
            case FollowUpView.Everybody:
                return open.SeenBy(user);
            case FollowUpView.Ended:
                var ended = db.FollowUps.Where(f => f.EndedAt != null);
                return user.May(TaskPermissions.ReadAll) ? ended : ended.Where(f => f.OwnerId == user.StaffId);
            default:
                return open.Where(f => f.OwnerId == user.StaffId);
        }
    }

    private static IQueryable<FollowUp> Narrowed(IQueryable<FollowUp> rows, ListFollowUps query, FollowUpDays days)
    {
        rows = query.When switch
        {
            FollowUpWhen.Overdue => rows.Where(f => f.DueAt < days.Now),
            FollowUpWhen.Today => rows.Where(f => f.DueAt >= days.Now && f.DueAt < days.Tomorrow),
            FollowUpWhen.Week => rows.Where(f => f.DueAt >= days.Tomorrow && f.DueAt < days.NextMonday),
            FollowUpWhen.Later => rows.Where(f => f.DueAt >= days.NextMonday),
            _ => rows,
        };
        if (query.On is { } day)
        {
            var (from, end) = (Branch.StartOf(day).ToUniversalTime(), Branch.StartOf(day.AddDays(1)).ToUniversalTime());
            rows = rows.Where(f => f.DueAt >= from && f.DueAt < end);
        }

        rows = query.Kind is { } kind ? rows.Where(f => f.Kind == kind) : rows;
        rows = query.Priority is { } priority ? rows.Where(f => f.Priority == priority) : rows;
        rows = query.Status is { } status ? rows.Where(f => f.Status == status) : rows;
        rows = query.OwnerId is { } owner ? rows.Where(f => f.OwnerId == owner) : rows;
        rows = query.BranchId is { } branch ? rows.Where(f => f.BranchId == branch) : rows;
        return query.CustomerId is { } customer ? rows.Where(f => f.CustomerId == customer) : rows;
    }
}

/// <summary>Where today and this week end, at the bank's counters.</summary>
internal sealed record FollowUpDays(DateTimeOffset Now, DateTimeOffset Tomorrow, DateTimeOffset NextMonday)
{
    public static FollowUpDays At(DateTimeOffset now)
    {
        var today = Branch.DayAt(now);
        var monday = today.AddDays(7 - (((int)today.DayOfWeek + 6) % 7));
        return new(now, Branch.StartOf(today.AddDays(1)).ToUniversalTime(), Branch.StartOf(monday).ToUniversalTime());
    }

    public FollowUpWhen When(DateTimeOffset dueAt) =>
        dueAt < Now ? FollowUpWhen.Overdue : dueAt < Tomorrow ? FollowUpWhen.Today : dueAt < NextMonday ? FollowUpWhen.Week : FollowUpWhen.Later;
}
