using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Registration;
using BankCrm.Application.Customers.Timeline;
using BankCrm.Application.Customers.Upcoming;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Application.Tests.Tasks.FollowUps;

public sealed class FollowUpTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly string[] Teller = [TaskPermissions.Work, CustomerPermissions.Read];
    private static readonly string[] Manager = [TaskPermissions.Work, TaskPermissions.Give, TaskPermissions.Direct, TaskPermissions.ReadAll, CustomerPermissions.Read];

    [Fact]
    public async Task One_line_plans_what_and_when_and_the_trail_says_about_whom()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(Teller);
        var customer = await branch.HasCustomerAsync(new() { Name = "林晓燕" });
        var plan = new PlanFollowUp { CustomerId = customer, Subject = "Call about the deposit tomorrow 3pm" };

        await crm.As(teller).SendAsync(plan);

        var seen = await crm.As(teller).AskAsync<GetFollowUp, FollowUpDetails>(new(plan.Id));
        Assert.Equal(("Call about the deposit", "林晓燕", teller.Name), (seen.Subject, seen.Customer, seen.Owner));
        Assert.Equal($"{Tomorrow:yyyy-MM-dd} 15:00", seen.Due.ToString());
        var entry = await crm.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.ObjectId == plan.Id));
        Assert.Equal((AuditEvents.Created, "FollowUp", customer, branch.Id), (entry.Event, entry.ObjectType, entry.CustomerRef, entry.BranchId));
    }

    [Fact]
    public async Task A_line_that_names_no_time_and_words_that_are_not_understood_are_refused()
    {
        var teller = await crm.NewBranch().HasStaffAsync(Teller);

        var silent = await Assert.ThrowsAsync<ValidationException>(() => crm.As(teller).SendAsync(new PlanFollowUp { Subject = "Call" }));
        var unclear = await Assert.ThrowsAsync<ValidationException>(() => crm.As(teller).SendAsync(new PlanFollowUp { Subject = "Call", Due = "3/4" }));

        Assert.Equal("Due", Assert.Single(silent.Errors).PropertyName);
        Assert.Equal("Due", Assert.Single(unclear.Errors).PropertyName);
    }

    [Fact]
    public async Task Another_branch_s_customer_and_follow_up_are_not_found()
    {
        var (here, there) = (crm.NewBranch(), crm.NewBranch());
        var (teller, other) = (await here.HasStaffAsync(Teller), await there.HasStaffAsync(Manager));
        var plan = await PlannedAsync(teller, "Call tomorrow");
        var elsewhere = await there.HasCustomerAsync();

        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(teller).SendAsync(new PlanFollowUp { CustomerId = elsewhere, Subject = "Call tomorrow" }));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(other).AskAsync<GetFollowUp, FollowUpDetails>(new(plan)));
        await Assert.ThrowsAsync<NotFoundException>(async () => await crm.As(other).SendAsync(new DropFollowUp(plan, 1, "Not ours")));
    }

    [Fact]
    public async Task A_colleague_s_is_seen_by_managers_only_and_the_branch_s_by_all()
    {
        var branch = crm.NewBranch();
        var (teller, colleague, manager) = (await branch.HasStaffAsync(Teller), await branch.HasStaffAsync(Teller), await branch.HasStaffAsync(Manager));
        var mine = await PlannedAsync(teller, "Mine tomorrow");
        var ours = await PlannedAsync(teller, "Ours tomorrow", forBranch: true);

        Assert.Equal([mine], await ListAsync(teller, FollowUpView.Mine));
        Assert.Equal([ours], await ListAsync(colleague, FollowUpView.Everybody));
        Assert.Equal([mine, ours], (await ListAsync(manager, FollowUpView.Everybody)).Order());
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(colleague).AskAsync<GetFollowUp, FollowUpDetails>(new(mine)));
        await Assert.ThrowsAsync<NotFoundException>(() => CompleteAsync(colleague, mine));
        await CompleteAsync(manager, mine);
    }

    [Fact]
    public async Task A_teller_gives_nothing_away_and_nobody_gives_to_another_branch()
    {
        var branch = crm.NewBranch();
        var (teller, rm, away) = (
            await branch.HasStaffAsync(Teller), await branch.HasStaffAsync([.. Teller, TaskPermissions.Give]), await crm.NewBranch().HasStaffAsync(Teller));
        var (tellers, rms) = (await PlannedAsync(teller, "Call tomorrow"), await PlannedAsync(rm, "Call tomorrow"));

        await Assert.ThrowsAsync<ForbiddenException>(async () => await crm.As(teller).SendAsync(new GiveFollowUp(tellers, await VersionAsync(tellers), rm.Id, "Yours")));
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(teller).SendAsync(new PlanFollowUp { Subject = "Call tomorrow", OwnerId = rm.Id }));
        var refused = await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(rm).SendAsync(new GiveFollowUp(rms, await VersionAsync(rms), away.Id, "Yours")));
        Assert.Equal("Choose a colleague who is at work in this branch.", refused.Message);

        await crm.As(rm).SendAsync(new GiveFollowUp(rms, await VersionAsync(rms), teller.Id, "You know her"));
        Assert.Equal([tellers, rms], (await ListAsync(teller, FollowUpView.Mine)).Order());
        Assert.Equal([rms], await ListAsync(rm, FollowUpView.Given));
        Assert.Equal("You know her", (await crm.As(teller).AskAsync<GetFollowUp, FollowUpDetails>(new(rms))).Steps[^1].Text);
    }

    [Fact]
    public async Task Completing_plans_the_next_step_in_the_same_act()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(Teller);
        var customer = await branch.HasCustomerAsync();
        var plan = new PlanFollowUp { CustomerId = customer, Subject = "Call tomorrow" };
        await crm.As(teller).SendAsync(plan);

        await crm.As(teller).SendAsync(new CompleteFollowUp
        {
            Id = plan.Id,
            Version = await VersionAsync(plan.Id),
            Outcome = FollowUpOutcome.Agreed,
            Text = "She will bring the contract",
            NextSubject = "Collect the contract in 2 weeks",
        });

        var next = Assert.Single(await crm.ReadAsync(db => db.FollowUps.Where(f => f.FollowsId == plan.Id).ToListAsync()));
        Assert.Equal(("Collect the contract", customer, teller.Id), (next.Subject, next.CustomerId, next.OwnerId));
        Assert.Equal([plan.Id], await ListAsync(teller, FollowUpView.Ended));
        var refused = await Assert.ThrowsAsync<ValidationException>(async () => await crm.As(teller).SendAsync(
            new CompleteFollowUp { Id = next.Id, Version = await VersionAsync(next.Id), NextSubject = "Something some day" }));
        Assert.Equal("NextDue", Assert.Single(refused.Errors).PropertyName);
    }

    [Fact]
    public async Task What_comes_every_week_comes_again_when_it_was_completed()
    {
        var teller = await crm.NewBranch().HasStaffAsync(Teller);
        var plan = new PlanFollowUp { Subject = "Count the till tomorrow 9am", Repeat = FollowUpRepeat.Weekly };
        await crm.As(teller).SendAsync(plan);

        await CompleteAsync(teller, plan.Id);

        var next = Assert.Single(await crm.ReadAsync(db => db.FollowUps.Where(f => f.FollowsId == plan.Id).ToListAsync()));
        Assert.Equal($"{Tomorrow.AddDays(7):yyyy-MM-dd} 09:00", next.Due.ToString());
    }

    [Fact]
    public async Task A_stale_form_changes_nothing()
    {
        var teller = await crm.NewBranch().HasStaffAsync(Teller);
        var plan = await PlannedAsync(teller, "Call tomorrow");
        var seen = await VersionAsync(plan);
        await crm.As(teller).SendAsync(new CommentOnFollowUp(plan, seen, "She is away"));

        await Assert.ThrowsAsync<ConflictException>(() => crm.As(teller).SendAsync(new DropFollowUp(plan, seen, "No longer needed")));

        Assert.Null(await crm.ReadAsync(db => db.FollowUps.Where(f => f.Id == plan).Select(f => f.EndedAt).SingleAsync()));
    }

    [Fact]
    public async Task Of_fifty_who_take_it_on_at_once_one_has_it()
    {
        var branch = crm.NewBranch();
        var plan = await PlannedAsync(await branch.HasStaffAsync(Teller), "Open the letters tomorrow", forBranch: true);
        var colleagues = new List<TestStaff>();
        for (var i = 0; i < 50; i++)
        {
            colleagues.Add(await branch.HasStaffAsync(Teller));
        }

        var won = await Task.WhenAll(colleagues.Select(async c =>
        {
            try
            {
                await crm.As(c).SendAsync(new ClaimFollowUp(plan));
                return c.Id;
            }
            catch (RefusedException told)
            {
                Assert.Equal("{0} has taken it on already.", told.Message);
                Assert.Contains(told.Args[0], colleagues.Select(all => all.Name));
                return (Guid?)null;
            }
        }));

        var winner = Assert.Single(won.OfType<Guid>());
        Assert.Equal(winner, await crm.ReadAsync(db => db.FollowUps.Where(f => f.Id == plan).Select(f => f.OwnerId).SingleAsync()));
        Assert.Equal(1, await crm.ReadAsync(db => db.FollowUpSteps.CountAsync(s => s.FollowUpId == plan && s.Kind == FollowUpStepKind.Claimed)));
    }

    [Fact]
    public async Task The_number_of_a_card_does_not_belong_there()
    {
        var teller = await crm.NewBranch().HasStaffAsync(Teller);

        await Assert.ThrowsAsync<RefusedException>(() => crm.As(teller).SendAsync(new PlanFollowUp { Subject = "Card 4111 1111 1111 1111 tomorrow" }));
    }

    [Fact]
    public async Task It_stands_among_what_is_coming_and_in_the_story_of_the_customer()
    {
        var branch = crm.NewBranch();
        var (teller, colleague) = (await branch.HasStaffAsync(Teller), await branch.HasStaffAsync(Teller));
        var customer = await branch.HasCustomerAsync();
        await crm.As(teller).SendAsync(new PlanFollowUp { CustomerId = customer, Subject = "Call about the deposit tomorrow 3pm" });

        var coming = await crm.As(teller).AskAsync<GetUpcoming, IReadOnlyList<UpcomingEvent>>(new(customer));
        var story = await crm.As(teller).AskAsync<GetTimeline, CustomerTimeline>(new(customer));

        Assert.Contains(coming, c => c.Sentence == "Follow-up: {0}" && c.Day == Tomorrow);
        Assert.Contains(story.Page.Items, e => e.Sentence == "Follow-up planned: {0}" && e.Who == teller.Name);
        Assert.DoesNotContain(story.Page.Items, e => e.Sentence == "The record was changed");
        Assert.DoesNotContain(
            await crm.As(colleague).AskAsync<GetUpcoming, IReadOnlyList<UpcomingEvent>>(new(customer)), c => c.Sentence == "Follow-up: {0}");
    }

    [Fact]
    public async Task The_list_goes_on_where_the_page_ended()
    {
        var teller = await crm.NewBranch().HasStaffAsync(Teller);
        for (var i = 0; i < 60; i++)
        {
            await PlannedAsync(teller, $"Call {i} in {1 + (i % 3)} days");
        }

        var first = (await crm.As(teller).AskAsync<ListFollowUps, FollowUpList>(new())).FollowUps;
        var second = (await crm.As(teller).AskAsync<ListFollowUps, FollowUpList>(new(After: first.Next))).FollowUps;

        Assert.Equal((50, 10), (first.Items.Count, second.Items.Count));
        var all = first.Items.Concat(second.Items).ToList();
        Assert.Equal(60, all.Select(f => f.Id).Distinct().Count());
        Assert.Equal(all.Select(f => f.DueAt).Order(), all.Select(f => f.DueAt));
    }

    [Fact]
    public async Task The_team_is_counted_by_who_has_it_and_of_one_s_own_branch_only()
    {
        var (branch, elsewhere) = (crm.NewBranch(), crm.NewBranch());
        var (teller, manager, away) = (await branch.HasStaffAsync(Teller), await branch.HasStaffAsync(Manager), await elsewhere.HasStaffAsync(Teller));
        await PlannedAsync(teller, "Call today");
        await PlannedAsync(teller, "Call in 3 weeks");
        await PlannedAsync(teller, "Anyone in 3 weeks", forBranch: true);
        await PlannedAsync(away, "Call in 3 weeks");
        await CompleteAsync(teller, await PlannedAsync(teller, "Call in 2 weeks"));

        var team = await crm.As(manager).AskAsync<GetTeam, FollowUpTeam>(new());

        var tellers = Assert.Single(team.Rows, r => r.OwnerId == teller.Id);
        Assert.Equal((0, 1, 0, 1, 1, 1), (tellers.Overdue, tellers.Today, tellers.Week, tellers.Later, tellers.Ended, tellers.EndedInTime));
        Assert.Equal(1, Assert.Single(team.Rows, r => r.OwnerId is null).Open);
        Assert.Equal(0, Assert.Single(team.Rows, r => r.OwnerId == manager.Id).Open);
        Assert.DoesNotContain(team.Rows, r => r.OwnerId == away.Id);
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(manager).AskAsync<GetTeam, FollowUpTeam>(new(elsewhere.Id)));
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(teller).AskAsync<GetTeam, FollowUpTeam>(new()));
    }

    private static DateOnly Tomorrow => Branch.DayAt(TimeProvider.System.GetUtcNow()).AddDays(1);

    [Fact]
    public async Task Who_sees_no_customers_is_shown_nothing_about_one_and_cannot_take_it_on()
    {
        var branch = crm.NewBranch();
        var (teller, marketing) = (await branch.HasStaffAsync(Teller), await branch.HasStaffAsync(TaskPermissions.Work));
        var about = new PlanFollowUp { CustomerId = await branch.HasCustomerAsync(), Subject = "Call back tomorrow", ForBranch = true };
        await crm.As(teller).SendAsync(about);
        var aboutNobody = await PlannedAsync(teller, "Order leaflets tomorrow", forBranch: true);

        Assert.Equal([aboutNobody], await ListAsync(marketing, FollowUpView.Branch));
        Assert.Equal([aboutNobody], await ListAsync(marketing, FollowUpView.Everybody));
        Assert.Equal(1, (await crm.As(marketing).AskAsync<GetFollowUpTally, FollowUpTally>(new())).InBranch);
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(marketing).AskAsync<GetFollowUp, FollowUpDetails>(new(about.Id)));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(marketing).SendAsync(new ClaimFollowUp(about.Id)));
        Assert.Equal(2, (await ListAsync(teller, FollowUpView.Branch)).Count);
    }

    private async Task<Guid> PlannedAsync(TestStaff by, string line, bool forBranch = false)
    {
        var plan = new PlanFollowUp { Subject = line, ForBranch = forBranch };
        await crm.As(by).SendAsync(plan);
        return plan.Id;
    }

    private async Task CompleteAsync(TestStaff by, Guid id) => await crm.As(by).SendAsync(new CompleteFollowUp { Id = id, Version = await VersionAsync(id) });

    private Task<uint> VersionAsync(Guid id) => crm.ReadAsync(db => db.FollowUps.Where(f => f.Id == id).Select(f => f.Version).SingleAsync());

    private async Task<IReadOnlyList<Guid>> ListAsync(TestStaff by, FollowUpView view) =>
        [.. (await crm.As(by).AskAsync<ListFollowUps, FollowUpList>(new(view))).FollowUps.Items.Select(f => f.Id)];
}
