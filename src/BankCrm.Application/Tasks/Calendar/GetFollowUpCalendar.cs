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

    /// <summary>Of a day: all of them are in the list.</summary>
    public const int MostOfDay = 200;
}

/// <param name="Customer">Null: it is about none, or about a protected record that this colleague may not open.</param>
public sealed record CalendarItem(
    Guid Id, uint Version, string Subject, FollowUpKind Kind, FollowUpPriority Priority, DueTime Due, bool IsOverdue, string? Owner, string? Customer, bool MayWork)
{
    /// <summary>Told where the name is.</summary>
    public bool HasDied { get; init; }
}

/// <param name="IsWorking">By the calendar of the bank.</param>
/// <param name="Items">The first of the day, at most <see cref="GetFollowUpCalendar.MostOfDay"/>.</param>
/// <param name="Count">All that are due on it.</param>
public sealed record CalendarSheet(DateOnly Day, bool IsWorking, IReadOnlyList<CalendarItem> Items, int Count);

internal sealed class GetFollowUpCalendarHandler(CrmDb db, CurrentUser user, StaffNames staff, WorkingCalendar calendar, TimeProvider clock)
    : IQueryHandler<GetFollowUpCalendar, IReadOnlyList<CalendarSheet>>
{
    public async Task<IReadOnlyList<CalendarSheet>> HandleAsync(GetFollowUpCalendar query, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var count = Math.Clamp(query.Days, 1, GetFollowUpCalendar.MostDays);
        List<DateOnly> days = [.. Enumerable.Range(0, count).Select(query.From.AddDays)];
        var (counts, busiest) = await CountsAsync(query.Everybody, days, ct);

        // Together, so long as no day is so busy that its entries would push the others out.
        var asked = busiest <= GetFollowUpCalendar.MostOfDay ? [(days[0], days[^1])] : days.Where(d => counts[d] > 0).Select(d => (d, d));
        var sheets = new Dictionary<DateOnly, List<CalendarItem>>();
        foreach (var (first, last) in asked)
        {
            foreach (var of in (await ReadAsync(query.Everybody, first, last, now, ct)).GroupBy(i => i.Due.Day))
            {
                sheets[of.Key] = [.. of];
            }
        }

        var working = await calendar.DaysAsync(db, ct);
        return [.. days.Select(day => new CalendarSheet(day, working.IsWorking(day), sheets.GetValueOrDefault(day) ?? [], counts[day]))];
    }

    // The days at the counters are those of the bank's zone, which the database does not know: it counts hours, and none of them belongs to two days.
    private async Task<(Dictionary<DateOnly, int> Counts, int Busiest)> CountsAsync(bool everybody, List<DateOnly> days, CancellationToken ct)
    {
        var counts = days.ToDictionary(d => d, _ => 0);
        var hours = await Open(everybody, days[0], days[^1]).GroupBy(f => new { f.DueAt.Year, f.DueAt.Month, f.DueAt.Day, f.DueAt.Hour }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        foreach (var hour in hours)
        {
            counts[Branch.DayAt(new(hour.Key.Year, hour.Key.Month, hour.Key.Day, hour.Key.Hour, 0, 0, TimeSpan.Zero))] += hour.Count;
        }

        return (counts, counts.Values.Max());
    }

    private IQueryable<FollowUp> Open(bool everybody, DateOnly first, DateOnly last)
    {
        var (from, end) = (Branch.StartOf(first).ToUniversalTime(), Branch.StartOf(last.AddDays(1)).ToUniversalTime());
        var open = db.FollowUps.Where(f => f.EndedAt == null && f.DueAt >= from && f.DueAt < end);
        return everybody ? open.SeenBy(user) : open.Where(f => f.OwnerId == user.StaffId);
    }

    private async Task<IReadOnlyList<CalendarItem>> ReadAsync(bool everybody, DateOnly first, DateOnly last, DateTimeOffset now, CancellationToken ct)
    {
        var rows = await Open(everybody, first, last).OrderBy(f => f.DueAt).ThenBy(f => f.Id).Take((last.DayNumber - first.DayNumber + 1) * GetFollowUpCalendar.MostOfDay)
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
                HasDied = c.DiedOn != null,
            })
            .ToListAsync(ct);
        var names = await staff.OfAsync(db, rows.Select(f => f.OwnerId).OfType<Guid>(), ct);
        return
        [
            .. rows.Select(f => new CalendarItem(
                f.Id, f.Version, f.Subject, f.Kind, f.Priority, DueTime.Of(f.DueAt, f.HasTime), f.DueAt < now, f.OwnerId is { } owner ? names.GetValueOrDefault(owner) : null,
                user.MayName(f.IsProtected) ? f.Name : null, user.MayWorkOn(f.OwnerId)) { HasDied = f.HasDied && user.MayName(f.IsProtected) }),
        ];
    }
}
