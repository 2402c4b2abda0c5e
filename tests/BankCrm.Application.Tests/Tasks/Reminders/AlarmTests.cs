using BankCrm.Application.Admin.Calendar;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Application.Tasks.Reminders;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Calendar;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Notices;
using BankCrm.Infrastructure.Tasks.Reminders;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace BankCrm.Application.Tests.Tasks.Reminders;

/// <summary>One clock rings for the whole bank, so each of these has a bank of its own.</summary>
public sealed class AlarmTests : IAsyncLifetime
{
    private static readonly string[] Teller = [TaskPermissions.Work, CustomerPermissions.Read];
    private static readonly string[] Manager = [.. Teller, TaskPermissions.Give, TaskPermissions.Direct, TaskPermissions.ReadAll];

    private readonly TestCrm crm = new();

    public Task InitializeAsync() => crm.InitializeAsync();

    public Task DisposeAsync() => crm.DisposeAsync();

    [Fact]
    public async Task The_owner_is_reminded_once_also_by_two_workers_and_again_when_it_was_postponed()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(Teller);
        var plan = await PlannedAsync(teller, "Call tomorrow 3pm");
        var due = await DueAsync(plan);

        await RingAsync(due.AddSeconds(-1));
        Assert.Empty(await NoticesAsync(plan));
        await Task.WhenAll(RingAsync(due), RingAsync(due), RingAsync(due));
        await RingAsync(due);
        Assert.Equal([(NoticeKind.Reminder, teller.Id)], await NoticesAsync(plan));

        await crm.As(teller).SendAsync(new PostponeFollowUp(plan, await VersionAsync(plan), "in 3 weeks"));
        await RingAsync((await DueAsync(plan)).AddHours(-1));

        Assert.Equal([(NoticeKind.Reminder, teller.Id), (NoticeKind.Reminder, teller.Id)], await NoticesAsync(plan));
    }

    [Fact]
    public async Task Of_many_at_once_two_workers_tell_each_exactly_once()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(Teller);
        var now = TimeProvider.System.GetUtcNow();
        await crm.WorkAsync((db, _) =>
        {
            db.AddRange(Enumerable.Range(0, 450).Select(i => FollowUp.For(
                Guid.CreateVersion7(), branch.Id, null, new($"Call {i}", FollowUpKind.Call, FollowUpPriority.Normal, new(Branch.DayAt(now).AddDays(1), new(9, 0))), teller.Id, teller.Id, now)));
            return Task.FromResult(0);
        });

        var tomorrow = (Branch.StartOf(Branch.DayAt(now).AddDays(1)) + TimeSpan.FromHours(9)).ToUniversalTime();
        await Task.WhenAll(RingAsync(tomorrow), RingAsync(tomorrow), RingAsync(tomorrow));

        var told = await crm.ReadAsync(db => db.Notices.Where(n => n.BranchId == branch.Id).GroupBy(n => n.AboutId).Select(g => g.Count()).ToListAsync());
        Assert.Equal(450, told.Count);
        Assert.All(told, times => Assert.Equal(1, times));
        Assert.Equal(0, await AlarmsAsync("kind = 'Reminder'"));
    }

    [Fact]
    public async Task A_worker_that_dies_before_it_said_so_leaves_everything_to_the_next()
    {
        var teller = await crm.NewBranch().HasStaffAsync(Teller);
        var plan = await PlannedAsync(teller, "Call tomorrow 3pm");
        var due = await DueAsync(plan);

        await using (var dying = crm.Services.GetRequiredService<IServiceScopeFactory>().CreateWork(CurrentUser.System("test")))
        {
            var db = dying.ServiceProvider.GetRequiredService<CrmDb>();
            await using var transaction = await db.BeginAsync(CancellationToken.None);
            var alarm = Assert.Single(await db.TakeAlarmsAsync(due, 10, CancellationToken.None));
            await db.TellAsync(alarm, teller.Id, due, CancellationToken.None);
            await RingAsync(due); // another passes by what this one holds
            Assert.Empty(await NoticesAsync(plan));
        }

        await RingAsync(due);
        Assert.Equal([(NoticeKind.Reminder, teller.Id)], await NoticesAsync(plan));
    }

    [Fact]
    public async Task The_database_itself_refuses_to_tell_the_same_moment_twice()
    {
        var teller = await crm.NewBranch().HasStaffAsync(Teller);
        var plan = await PlannedAsync(teller, "Call tomorrow 3pm");
        var alarm = new DueAlarm(plan, NoticeKind.Reminder, await DueAsync(plan), teller.BranchId, teller.Id, HasTime: true);

        var told = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => crm.WorkAsync((db, _) => db.TellAsync(alarm, teller.Id, alarm.DueAt, CancellationToken.None))));

        Assert.Equal(1, told.Sum());
    }

    [Fact]
    public async Task What_stays_overdue_for_a_working_day_is_told_to_the_branch_s_managers_once()
    {
        var (branch, elsewhere) = (crm.NewBranch(), crm.NewBranch());
        var (teller, manager, _) = (await branch.HasStaffAsync(Teller), await branch.HasStaffAsync(Manager), await elsewhere.HasStaffAsync(Manager));
        var friday = AFriday;
        await crm.HasAsync(CalendarYear.Of(Guid.CreateVersion7(), friday.Year, "", [new(friday.AddDays(3), DayKind.Off, "A holiday")]));
        var plan = await PlannedAsync(teller, $"Call {friday:yyyy-MM-dd} 15:00");
        var due = await DueAsync(plan);

        await RingAsync(due.AddMinutes(59));
        Assert.Equal([(NoticeKind.Reminder, teller.Id)], await NoticesAsync(plan));
        await RingAsync(due.AddHours(1));
        Assert.Contains((NoticeKind.Overdue, teller.Id), await NoticesAsync(plan));

        var tuesday = due.AddDays(4).AddHours(1); // not the week-end, nor the holiday on Monday
        await RingAsync(tuesday.AddSeconds(-1));
        Assert.DoesNotContain(await NoticesAsync(plan), n => n.Kind is NoticeKind.Escalated);
        await Task.WhenAll(RingAsync(tuesday), RingAsync(tuesday));
        await RingAsync(tuesday.AddDays(5));

        Assert.Equal([(NoticeKind.Reminder, teller.Id), (NoticeKind.Overdue, teller.Id), (NoticeKind.Escalated, manager.Id)], await NoticesAsync(plan));
    }

    [Fact]
    public async Task Nobody_hears_of_what_was_completed_in_time_nor_of_what_has_no_reminder()
    {
        var teller = await crm.NewBranch().HasStaffAsync(Teller);
        var done = await PlannedAsync(teller, "Call tomorrow 3pm");
        var silent = new PlanFollowUp { Subject = "Read the news tomorrow 3pm", Reminder = FollowUpReminder.None };
        await crm.As(teller).SendAsync(silent);
        await crm.As(teller).SendAsync(new CompleteFollowUp { Id = done, Version = await VersionAsync(done) });

        await RingAsync((await DueAsync(done)).AddMinutes(30));

        Assert.Empty(await NoticesAsync(done));
        Assert.Empty(await NoticesAsync(silent.Id));
        Assert.Equal(0, await AlarmsAsync($"follow_up_id = '{done}'"));
    }

    [Fact]
    public async Task What_lies_with_the_branch_is_told_to_its_managers_when_nobody_took_it_on()
    {
        var branch = crm.NewBranch();
        var (teller, manager) = (await branch.HasStaffAsync(Teller), await branch.HasStaffAsync(Manager));
        var plan = new PlanFollowUp { Subject = "Open the letters tomorrow", ForBranch = true };
        await crm.As(teller).SendAsync(plan);

        var late = (await DueAsync(plan.Id)).AddDays(10);
        await RingAsync(late);
        await RingAsync(late);

        Assert.Equal([(NoticeKind.Escalated, manager.Id)], await NoticesAsync(plan.Id));
    }

    [Fact]
    public async Task Changing_only_the_reminder_moves_it()
    {
        var teller = await crm.NewBranch().HasStaffAsync(Teller);
        var plan = await PlannedAsync(teller, "Call in 2 days");
        await crm.As(teller).SendAsync(new ChangeFollowUp
        {
            Id = plan,
            Version = await VersionAsync(plan),
            Subject = "Call",
            Due = $"{Branch.DayAt(TimeProvider.System.GetUtcNow()).AddDays(2):yyyy-MM-dd} 15:00",
            Reminder = FollowUpReminder.HourBefore,
        });

        var due = await DueAsync(plan);
        await RingAsync(due.AddMinutes(-61));
        Assert.Empty(await NoticesAsync(plan));
        await RingAsync(due.AddMinutes(-60));

        Assert.Single(await NoticesAsync(plan));
        var entry = await crm.ReadAsync(db => db.AuditEntries.Where(e => e.ObjectId == plan).OrderBy(e => e.Id).LastAsync());
        Assert.Contains("HourBefore", entry.Changes, StringComparison.Ordinal);
    }

    // Of a year whose holidays nobody knows yet.
    private static DateOnly AFriday
    {
        get
        {
            var day = new DateOnly(Branch.DayAt(TimeProvider.System.GetUtcNow()).Year + 3, 6, 1);
            return day.AddDays(((int)DayOfWeek.Friday - (int)day.DayOfWeek + 7) % 7);
        }
    }

    private async Task RingAsync(DateTimeOffset at)
    {
        var services = crm.Services;
        var clock = new AlarmClock(
            services.GetRequiredService<IServiceScopeFactory>(), services.GetRequiredService<WorkingCalendar>(), services.GetRequiredService<ReminderRules>(), new StoppedClock(at));
        while (await clock.RunNextAsync(CancellationToken.None))
        {
        }
    }

    private async Task<Guid> PlannedAsync(TestStaff by, string line)
    {
        var plan = new PlanFollowUp { Subject = line };
        await crm.As(by).SendAsync(plan);
        return plan.Id;
    }

    private async Task<IReadOnlyList<(NoticeKind Kind, Guid StaffId)>> NoticesAsync(Guid about) =>
        [.. (await crm.ReadAsync(db => db.Notices.Where(n => n.AboutId == about).OrderBy(n => n.At).ThenBy(n => n.Id).Select(n => new { n.Kind, n.StaffId }).ToListAsync())).Select(n => (n.Kind, n.StaffId))];

    private Task<DateTimeOffset> DueAsync(Guid id) => crm.ReadAsync(db => db.FollowUps.Where(f => f.Id == id).Select(f => f.DueAt).SingleAsync());

    private Task<uint> VersionAsync(Guid id) => crm.ReadAsync(db => db.FollowUps.Where(f => f.Id == id).Select(f => f.Version).SingleAsync());

    private async Task<long> AlarmsAsync(string which)
    {
        await using var owner = new NpgsqlConnection(crm.Database.OwnerConnectionString);
        await owner.OpenAsync();
        await using var command = new NpgsqlCommand($"set crm.scope = 'all'; select count(*) from follow_up_alarms where {which}", owner);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private sealed class StoppedClock(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }
}
