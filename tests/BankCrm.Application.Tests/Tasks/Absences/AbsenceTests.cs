using BankCrm.Application.Admin.Calendar;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.Absences;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Application.Tasks.Notices;
using BankCrm.Application.Tasks.Reminders;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Notices;
using BankCrm.Infrastructure.Tasks.Reminders;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Application.Tests.Tasks.Absences;

/// <summary>The clock rings for the whole bank, so each of these has a bank of its own.</summary>
public sealed class AbsenceTests : IAsyncLifetime
{
    private static readonly string[] Teller = [TaskPermissions.Work, CustomerPermissions.Read];
    private static readonly string[] Manager = [.. Teller, TaskPermissions.Give, TaskPermissions.Direct, TaskPermissions.ReadAll];

    private readonly TestCrm crm = new();

    public Task InitializeAsync() => crm.InitializeAsync();

    public Task DisposeAsync() => crm.DisposeAsync();

    [Fact]
    public async Task The_deputy_sees_and_works_on_what_the_absent_one_has_and_it_says_on_whose_behalf()
    {
        var branch = crm.NewBranch();
        var (absent, deputy, colleague) = (await branch.HasStaffAsync(Teller), await branch.HasStaffAsync(Teller), await branch.HasStaffAsync(Teller));
        var work = await PlannedAsync(absent, "Call tomorrow 3pm");
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(deputy).AskAsync<GetFollowUp, FollowUpDetails>(new(work)));

        await EnterAsync(absent, deputy);

        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(colleague).AskAsync<GetFollowUp, FollowUpDetails>(new(work)));
        Assert.True((await crm.As(deputy).AskAsync<GetFollowUp, FollowUpDetails>(new(work))).May.Work);
        await crm.As(deputy).SendAsync(new CompleteFollowUp { Id = work, Version = await VersionAsync(work), Outcome = FollowUpOutcome.Agreed });
        var step = (await crm.As(absent).AskAsync<GetFollowUp, FollowUpDetails>(new(work))).Steps[^1];
        Assert.Equal((FollowUpStepKind.Completed, deputy.Name, absent.Name), (step.Kind, step.By, step.OnBehalfOf));
        var entry = await crm.ReadAsync(db => db.AuditEntries.Where(e => e.ObjectType == "FollowUpStep" && e.Actor == deputy.Id).SingleAsync());
        Assert.Contains($"\"OnBehalfOf\":[null,\"{absent.Id}\"]", entry.Changes, StringComparison.Ordinal);
        var bell = Assert.Single((await crm.As(deputy).AskAsync<ListNotices, Page<NoticeRow>>(new())).Items);
        Assert.Equal(NoticeKind.StandsIn, bell.Kind);
        Assert.Contains(absent.Name, bell.About!.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standing_in_gives_no_right_to_another_branch()
    {
        var (here, there) = (crm.NewBranch(), crm.NewBranch());
        var (absent, deputy) = (await here.HasStaffAsync(Teller), await here.HasStaffAsync(Teller));
        await there.SaveAsync();
        var elsewhere = FollowUp.For(
            Guid.CreateVersion7(), there.Id, await there.HasCustomerAsync(), new("Call", FollowUpKind.Call, FollowUpPriority.Normal, new(Today.AddDays(1), null)), absent.Id, absent.Id, Now);
        await crm.HasAsync(elsewhere);

        await EnterAsync(absent, deputy);

        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(deputy).AskAsync<GetFollowUp, FollowUpDetails>(new(elsewhere.Id)));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(deputy).SendAsync(new DropFollowUp(elsewhere.Id, 1, "No")));
    }

    [Fact]
    public async Task It_is_over_as_soon_as_the_absent_one_is_back()
    {
        var branch = crm.NewBranch();
        var (absent, deputy) = (await branch.HasStaffAsync(Teller), await branch.HasStaffAsync(Teller));
        var work = await PlannedAsync(absent, "Call tomorrow");
        var entered = await EnterAsync(absent, deputy);
        await crm.As(deputy).AskAsync<GetFollowUp, FollowUpDetails>(new(work));

        var row = Assert.Single((await crm.As(absent).AskAsync<ListAbsences, AbsenceList>(new())).Absences.Items);
        Assert.Equal((entered, true), (row.Id, row.MayEnd));
        await crm.As(absent).SendAsync(new EndAbsence(row.Id, row.Version));

        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(deputy).AskAsync<GetFollowUp, FollowUpDetails>(new(work)));
        Assert.Empty((await crm.As(absent).AskAsync<ListAbsences, AbsenceList>(new())).Absences.Items);
    }

    [Fact]
    public async Task Overlaps_circles_and_strangers_are_refused_in_a_clear_sentence()
    {
        var branch = crm.NewBranch();
        var (ann, bea, cem) = (await branch.HasStaffAsync(Teller), await branch.HasStaffAsync(Teller), await branch.HasStaffAsync(Teller));
        var away = await crm.NewBranch().HasStaffAsync(Teller);
        await EnterAsync(ann, bea, days: 5);

        Assert.Equal("An absence is entered for part of this time already.", await RefusedAsync(ann, cem));
        Assert.Equal("{0} is away in this time, and the one who is to be absent stands in for {0}. Choose another deputy.", await RefusedAsync(bea, ann));
        Assert.Equal("{0} is away in this time too. Choose another deputy.", await RefusedAsync(cem, ann));
        Assert.Equal("Choose a deputy who is at work in the same branch.", await RefusedAsync(cem, away));
        await EnterAsync(bea, cem, days: 2); // she falls ill: who stands in for her stands in for her alone
        Assert.Equal("{0} is away in this time, and the one who is to be absent stands in for {0}. Choose another deputy.", await RefusedAsync(cem, bea));
    }

    [Fact]
    public async Task Of_two_that_would_make_a_circle_at_the_same_moment_one_is_refused()
    {
        var branch = crm.NewBranch();
        for (var round = 0; round < 5; round++)
        {
            var (ann, bea) = (await branch.HasStaffAsync(Teller), await branch.HasStaffAsync(Teller));

            var done = await Task.WhenAll(TryAsync(ann, bea), TryAsync(bea, ann));

            Assert.Single(done, ok => ok);
        }

        async Task<bool> TryAsync(TestStaff who, TestStaff deputy)
        {
            try
            {
                await EnterAsync(who, deputy);
                return true;
            }
            catch (RefusedException)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task A_manager_enters_it_for_others_of_the_branch_and_nobody_else_does()
    {
        var (branch, elsewhere) = (crm.NewBranch(), crm.NewBranch());
        var (manager, ann, bea) = (await branch.HasStaffAsync(Manager), await branch.HasStaffAsync(Teller), await branch.HasStaffAsync(Teller));
        var other = await elsewhere.HasStaffAsync(Manager);

        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(bea).SendAsync(Absence(ann, bea)));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(other).SendAsync(Absence(ann, bea)));
        await crm.As(manager).SendAsync(Absence(ann, bea));

        var row = Assert.Single((await crm.As(bea).AskAsync<ListAbsences, AbsenceList>(new())).Absences.Items);
        Assert.Equal((ann.Name, bea.Name, false), (row.Person, row.Deputy, row.MayEnd));
        Assert.Empty((await crm.As(other).AskAsync<ListAbsences, AbsenceList>(new())).Absences.Items);
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(bea).SendAsync(new EndAbsence(row.Id, row.Version)));
        var entry = await crm.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.ObjectId == row.Id));
        Assert.Equal(("Absence", manager.Id), (entry.ObjectType, entry.Actor));
    }

    [Fact]
    public async Task The_deputy_hears_too_that_it_is_time_and_that_something_is_overdue()
    {
        var branch = crm.NewBranch();
        var (absent, deputy) = (await branch.HasStaffAsync(Teller), await branch.HasStaffAsync(Teller));
        var (during, after) = (await PlannedAsync(absent, "Call tomorrow 3pm"), await PlannedAsync(absent, "Call in 9 days"));
        await EnterAsync(absent, deputy, days: 5);

        await Task.WhenAll(RingAsync(await DueAsync(during)), RingAsync(await DueAsync(during)));
        await RingAsync((await DueAsync(during)).AddHours(1));
        await RingAsync((await DueAsync(after)).AddHours(1));

        Assert.Equal(
            [(NoticeKind.Reminder, absent.Id), (NoticeKind.Reminder, deputy.Id), (NoticeKind.Overdue, absent.Id), (NoticeKind.Overdue, deputy.Id)],
            (await ToldAsync(during)).OrderBy(n => n.Kind).ThenBy(n => n.StaffId));
        Assert.DoesNotContain(await ToldAsync(after), n => n.StaffId == deputy.Id);
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static DateOnly Today => Branch.DayAt(Now);

    private static EnterAbsence Absence(TestStaff who, TestStaff deputy, int days = 3) => new(Guid.CreateVersion7(), who.Id, Today, Today.AddDays(days), deputy.Id);

    private async Task<Guid> EnterAsync(TestStaff who, TestStaff deputy, int days = 3)
    {
        var absence = Absence(who, deputy, days) with { StaffId = null };
        await crm.As(who).SendAsync(absence);
        return absence.Id;
    }

    private async Task<string> RefusedAsync(TestStaff who, TestStaff deputy) => (await Assert.ThrowsAsync<RefusedException>(() => EnterAsync(who, deputy))).Message;

    private async Task<Guid> PlannedAsync(TestStaff by, string line)
    {
        var plan = new PlanFollowUp { Subject = line };
        await crm.As(by).SendAsync(plan);
        return plan.Id;
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

    private async Task<IReadOnlyList<(NoticeKind Kind, Guid StaffId)>> ToldAsync(Guid about) =>
        [.. (await crm.ReadAsync(db => db.Notices.Where(n => n.AboutId == about).Select(n => new { n.Kind, n.StaffId }).ToListAsync())).Select(n => (n.Kind, n.StaffId))];

    private Task<DateTimeOffset> DueAsync(Guid id) => crm.ReadAsync(db => db.FollowUps.Where(f => f.Id == id).Select(f => f.DueAt).SingleAsync());

    private Task<uint> VersionAsync(Guid id) => crm.ReadAsync(db => db.FollowUps.Where(f => f.Id == id).Select(f => f.Version).SingleAsync());

    private sealed class StoppedClock(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }
}
