using BankCrm.Application.Admin.Calendar;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Tasks.FollowUps;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Calendar;

/// <summary>What is due on each of some days.</summary>
/// <param name="Days">At most <see cref="MostDays"/>.</param>
/// <param name="Everybody">All one sees; otherwise one's own.</param>
[Allow(TaskPermissions.Work, TaskPermissions.ReadAll)]
public sealed record GetFollowUpCalendar(DateOnly From, int Days, bool Everybody = false)
{
    public const int MostDays = 42;

    /// <summary>Of a day: the rest is in the list.</summary>
    public const int MostOfDay = 200;
}

/// <param name="Customer">Null: it is about none, or about a protected record that this colleague may not open.</param>
public sealed record CalendarItem(
    Guid Id, uint Version, string Subject, FollowUpKind Kind, FollowUpPriority Priority, DueTime Due, bool IsOverdue, string? Owner, string? Customer, bool MayWork);

/// <param name="IsWorking">By the calendar of the bank.</param>
public sealed record CalendarSheet(DateOnly Day, bool IsWorking, IReadOnlyList<CalendarItem> Items, bool HasMore);

internal sealed class GetFollowUpCalendarHandler(CrmDb db, CurrentUser user, StaffNames staff, WorkingCalendar calendar, TimeProvider clock)
    : IQueryHandler<GetFollowUpCalendar, IReadOnlyList<CalendarSheet>>
{
    public async Task<IReadOnlyList<CalendarSheet>> HandleAsync(GetFollowUpCalendar query, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var count = Math.Clamp(query.Days, 1, GetFollowUpCalendar.MostDays);
        var (from, end) = (Branch.StartOf(query.From).ToUniversalTime(), Branch.StartOf(query.From.AddDays(count)).ToUniversalTime());
        var open = db.FollowUps.Where(f => f.EndedAt == null && f.DueAt >= from && f.DueAt < end);
        open = query.Everybody ? open.SeenBy(user) : open.Where(f => f.OwnerId == user.StaffId);
        var rows = await open.OrderBy(f => f.DueAt).ThenBy(f => f.Id).Take(count * GetFollowUpCalendar.MostOfDay)
            .LeftJoin(db.Customers, f => f.CustomerId, c => c.Id, (f, c) => new
            {
                f.Id,
                f.Version,
                f.Subject,
                f.Kind,
                f.Priority,
                f.DueAt,
                f.HasTime,
                f.OwnerId,
                c!.Name,
                IsProtected = (bool?)c.IsProtected,
            })
            .ToListAsync(ct);
        var names = await staff.OfAsync(db, rows.Select(f => f.OwnerId).OfType<Guid>(), ct);
        var working = await calendar.DaysAsync(db, ct);
        var byDay = rows.ToLookup(f => Branch.DayAt(f.DueAt));
        return
        [
            .. Enumerable.Range(0, count).Select(query.From.AddDays).Select(day => new CalendarSheet(
                day,
                working.IsWorking(day),
                [
                    .. byDay[day].Take(GetFollowUpCalendar.MostOfDay).Select(f => new CalendarItem(
                        f.Id, f.Version, f.Subject, f.Kind, f.Priority, DueTime.Of(f.DueAt, f.HasTime), f.DueAt < now, f.OwnerId is { } owner ? names.GetValueOrDefault(owner) : null,
                        f.IsProtected is { } isProtected && user.MayOpen(isProtected) ? f.Name : null, user.MayWorkOn(f.OwnerId))),
                ],
                byDay[day].Count() > GetFollowUpCalendar.MostOfDay)),
        ];
    }
}
