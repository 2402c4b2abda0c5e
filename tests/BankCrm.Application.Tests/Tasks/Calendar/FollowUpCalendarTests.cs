using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.Calendar;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Application.Tests.Tasks.Calendar;

public sealed class FollowUpCalendarTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly string[] Teller = [TaskPermissions.Work];
    private static readonly string[] Manager = [TaskPermissions.Work, TaskPermissions.Direct, TaskPermissions.ReadAll];

    private static DateOnly Today => Branch.DayAt(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task Each_stands_on_its_day_by_the_clocks_of_the_counters()
    {
        var teller = await crm.NewBranch().HasStaffAsync(Teller);
        var early = await PlannedAsync(teller, $"Call {Today.AddDays(2):yyyy-MM-dd} 00:10");
        var late = await PlannedAsync(teller, $"Visit {Today.AddDays(2):yyyy-MM-dd}");
        await PlannedAsync(teller, $"Later {Today.AddDays(3):yyyy-MM-dd} 00:00");

        var days = await crm.As(teller).AskAsync<GetFollowUpCalendar, IReadOnlyList<CalendarSheet>>(new(Today.AddDays(1), 2));

        Assert.Equal([Today.AddDays(1), Today.AddDays(2)], days.Select(d => d.Day));
        Assert.Empty(days[0].Items);
        Assert.Equal([early, late], days[1].Items.Select(i => i.Id));
    }

    [Fact]
    public async Task A_busy_day_says_how_many_more_there_are_and_pushes_no_other_day_out()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(Teller);
        const int many = GetFollowUpCalendar.MostOfDay * 3;
        for (var i = 0; i < many; i++)
        {
            await crm.HasAsync(FollowUp.For(
                Guid.CreateVersion7(), branch.Id, customer: null, new($"Call {i}", FollowUpKind.Call, FollowUpPriority.Normal, new(Today.AddDays(1), null)), teller.Id, teller.Id, TimeProvider.System.GetUtcNow()));
        }

        var late = await PlannedAsync(teller, $"Late {Today.AddDays(1):yyyy-MM-dd} 23:50");
        var next = await PlannedAsync(teller, $"Next {Today.AddDays(2):yyyy-MM-dd} 00:10");

        var days = await crm.As(teller).AskAsync<GetFollowUpCalendar, IReadOnlyList<CalendarSheet>>(new(Today.AddDays(1), 2));

        Assert.Equal([(GetFollowUpCalendar.MostOfDay, many + 1), (1, 1)], days.Select(d => (d.Items.Count, d.Count)));
        Assert.Equal(next, Assert.Single(days[1].Items).Id);
        var list = await crm.As(teller).AskAsync<ListFollowUps, FollowUpList>(new() { On = Today.AddDays(1) });
        Assert.Contains(list.FollowUps.Items, f => f.Id == late);
        Assert.DoesNotContain(list.FollowUps.Items, f => f.Id == next);
    }

    [Fact]
    public async Task To_move_it_to_a_later_day_is_to_postpone_it_and_it_keeps_its_hour()
    {
        var teller = await crm.NewBranch().HasStaffAsync(Teller);
        var plan = await PlannedAsync(teller, $"Call {Today.AddDays(3):yyyy-MM-dd} 15:00");

        await crm.As(teller).SendAsync(new RescheduleFollowUp(plan, await VersionAsync(plan), Today.AddDays(5)));
        await crm.As(teller).SendAsync(new RescheduleFollowUp(plan, await VersionAsync(plan), Today.AddDays(4)));

        var moved = await crm.As(teller).AskAsync<GetFollowUp, FollowUpDetails>(new(plan));
        Assert.Equal(($"{Today.AddDays(4):yyyy-MM-dd} 15:00", 1), (moved.Due.ToString(), moved.Postponed));
        Assert.Equal([FollowUpStepKind.Planned, FollowUpStepKind.Postponed, FollowUpStepKind.Changed], moved.Steps.Select(s => s.Kind));
        var entries = await crm.ReadAsync(db => db.AuditEntries.Where(e => e.ObjectId == plan).OrderBy(e => e.Id).Select(e => e.Changes).ToListAsync());
        Assert.Contains("DueAt", entries[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_that_is_over_a_colleague_s_and_another_branch_s_are_refused()
    {
        var branch = crm.NewBranch();
        var (teller, colleague, away) = (await branch.HasStaffAsync(Teller), await branch.HasStaffAsync([.. Teller, TaskPermissions.ReadAll]), await crm.NewBranch().HasStaffAsync(Manager));
        var plan = await PlannedAsync(teller, "Call tomorrow");
        var version = await VersionAsync(plan);

        await Assert.ThrowsAsync<RefusedException>(() => crm.As(teller).SendAsync(new RescheduleFollowUp(plan, version, Today.AddDays(-1))));
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(colleague).SendAsync(new RescheduleFollowUp(plan, version, Today.AddDays(4))));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(away).SendAsync(new RescheduleFollowUp(plan, version, Today.AddDays(4))));
        Assert.Empty((await crm.As(away).AskAsync<GetFollowUpCalendar, IReadOnlyList<CalendarSheet>>(new(Today, 7, Everybody: true))).SelectMany(d => d.Items));
    }

    [Fact]
    public async Task A_secret_address_tells_kinds_or_subjects_and_a_new_one_ends_the_old()
    {
        var (teller, colleague) = (await crm.NewBranch().HasStaffAsync(Teller), await crm.NewBranch().HasStaffAsync(Teller));
        var plan = await PlannedAsync(teller, "Call Zhang tomorrow 3pm");
        var feeds = crm.Services.GetRequiredService<CalendarFeeds>();
        var (first, second) = (AddressSecret.New(), AddressSecret.New());

        await crm.As(teller).SendAsync(new OpenFeed(first, TellsSubjects: false));
        var masked = Assert.Single((await feeds.ReadAsync(first, CancellationToken.None))!);
        await crm.As(teller).SendAsync(new OpenFeed(second, TellsSubjects: true));
        var told = Assert.Single((await feeds.ReadAsync(second, CancellationToken.None))!);

        Assert.Equal((plan, (string?)null), (masked.Id, masked.Subject));
        Assert.Equal("Call Zhang", told.Subject);
        Assert.Null(await feeds.ReadAsync(first, CancellationToken.None));
        Assert.Null(await feeds.ReadAsync(AddressSecret.New(), CancellationToken.None));
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(colleague).SendAsync(new CloseFeed()));

        await crm.As(teller).SendAsync(new CloseFeed());
        Assert.Null(await feeds.ReadAsync(second, CancellationToken.None));
        Assert.Null((await crm.As(teller).AskAsync<GetFeed, FeedKept>(new())).OpenedAt);
        var kept = await crm.ReadAsync(db => db.AuditEntries.Where(e => e.ObjectType == "CalendarFeed" && e.Actor == teller.Id).Select(e => e.Changes).ToListAsync());
        Assert.Equal(3, kept.Count);
        Assert.DoesNotContain(kept, changes => changes!.Contains(first, StringComparison.Ordinal) || changes.Contains(second, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_was_disabled_is_told_nothing_more()
    {
        var teller = await crm.NewBranch().HasStaffAsync(Teller);
        var secret = AddressSecret.New();
        await crm.As(teller).SendAsync(new OpenFeed(secret, TellsSubjects: false));
        var feeds = crm.Services.GetRequiredService<CalendarFeeds>();
        Assert.NotNull(await feeds.ReadAsync(secret, CancellationToken.None));

        await crm.HasChangedAsync<Domain.Admin.Users.StaffMember>(teller.Id, s => s.Disable(byStaffId: null, TimeProvider.System.GetUtcNow()));

        Assert.Null(await feeds.ReadAsync(secret, CancellationToken.None));
    }

    private async Task<Guid> PlannedAsync(TestStaff by, string line)
    {
        var plan = new PlanFollowUp { Subject = line };
        await crm.As(by).SendAsync(plan);
        return plan.Id;
    }

    private Task<uint> VersionAsync(Guid id) => crm.ReadAsync(db => db.FollowUps.Where(f => f.Id == id).Select(f => f.Version).SingleAsync());
}
