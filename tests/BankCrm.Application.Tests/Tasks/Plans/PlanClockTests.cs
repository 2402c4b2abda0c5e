using BankCrm.Application.Common;
using BankCrm.Application.Customers.Occasions;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.Plans;
using BankCrm.Application.Tests.Accounts;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Occasions;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Plans;
using BankCrm.Infrastructure.Tasks.Plans;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace BankCrm.Application.Tests.Tasks.Plans;

public sealed class PlanClockTests : PlanClocks
{
    [Fact]
    public async Task Held_at_so_many_a_day_the_others_wait_for_the_next()
    {
        var room = await PlanRoom.OfAsync(Crm);
        var plan = await room.HasPlanAsync(OccasionKind.NewCustomer, 0, mostADay: 4, PlanRoom.Step("Welcome", owner: nameof(PlanOwner.LooksAfter)));
        var customers = new HashSet<Guid>();
        for (var i = 0; i < 10; i++)
        {
            customers.Add(await room.Branch.HasCustomerAsync());
        }

        await Task.WhenAll(SearchAsync(Now), SearchAsync(Now));
        await SearchAsync(Now.AddMinutes(16));
        var shown = await Crm.As(room.Manager).AskAsync<GetPlan, PlanShown>(new(plan));
        Assert.Equal((4, 4, 6), (shown.Running, shown.MostADay, shown.Waiting));

        await SearchAsync(Now.AddDays(1));
        Assert.Equal(8, (await StartedAsync(plan)).Count);
        await SearchAsync(Now.AddDays(2));
        Assert.Equal(customers.Order(), (await StartedAsync(plan)).Order());
        Assert.Equal(0, (await Crm.As(room.Manager).AskAsync<GetPlan, PlanShown>(new(plan))).Waiting);
    }

    [Fact]
    public async Task A_new_private_customer_starts_the_plan_once_also_with_three_workers_side_by_side()
    {
        var room = await PlanRoom.OfAsync(Crm);
        var plan = await room.HasPlanAsync(OccasionKind.NewCustomer, 0, PlanRoom.Step("Welcome", owner: nameof(PlanOwner.LooksAfter)));
        var customers = new HashSet<Guid>();
        for (var i = 0; i < 30; i++)
        {
            customers.Add(await room.Branch.HasCustomerAsync());
        }

        await room.Branch.HasCustomerAsync(new() { Name = "远航商贸有限公司", Kind = CustomerKind.Organisation });
        await Crm.NewBranch().HasCustomerAsync();
        await Task.WhenAll(SearchAsync(Now), SearchAsync(Now), SearchAsync(Now));
        await SearchAsync(Now.AddMinutes(16));
        await SearchAsync(Now.AddDays(1));

        var started = await Crm.ReadAsync(db => db.RunningPlans.Where(r => r.PlanId == plan).Select(r => new { r.CustomerId, r.StartedBy, r.Occasion }).ToListAsync());
        Assert.Equal(customers.Order(), started.Select(s => s.CustomerId).Order());
        Assert.All(started, s => Assert.Equal((null, $"new:{s.CustomerId}"), (s.StartedBy, s.Occasion)));
        Assert.Equal(30, await Crm.ReadAsync(db => db.FollowUps.CountAsync(f => f.Subject == "Welcome" && f.OwnerId == null)));
    }

    [Fact]
    public async Task Who_was_registered_before_the_rule_was_switched_on_is_no_new_customer()
    {
        var room = await PlanRoom.OfAsync(Crm);
        var before = await room.Branch.HasCustomerAsync();
        await Crm.HasChangedAsync<Customer>(before, c => c.WasCustomerSince(Today.AddDays(-1)));
        var plan = await room.HasPlanAsync(OccasionKind.NewCustomer, 0, PlanRoom.Step("Welcome"));

        await SearchAsync(Now);

        Assert.Empty(await StartedAsync(plan));
    }

    [Fact]
    public async Task A_time_deposit_starts_it_so_many_days_before_it_matures_and_placed_anew_it_does_again()
    {
        var room = await PlanRoom.OfAsync(Crm);
        var intakes = new Intakes(Crm);
        var (soon, later, card) = (await room.Branch.HasCustomerAsync(), await room.Branch.HasCustomerAsync(), await room.Branch.HasCustomerAsync());
        await intakes.TakeAsync(
            Intakes.Account("6217730000000101", await intakes.NumberOfAsync(soon), AccountKind.TimeDeposit) with { MaturesOn = Today.AddDays(14) },
            Intakes.Account("6217730000000102", await intakes.NumberOfAsync(later), AccountKind.TimeDeposit) with { MaturesOn = Today.AddDays(16) },
            Intakes.Account("6217730000000103", await intakes.NumberOfAsync(card), AccountKind.Wealth) with { MaturesOn = Today.AddDays(3) });
        var plan = await room.HasPlanAsync(OccasionKind.Maturing, 14, PlanRoom.Step("Call"));

        await SearchAsync(Now);
        await SearchAsync(Now);
        Assert.Equal([soon], await StartedAsync(plan));
        await SearchAsync(Now.AddDays(2));
        Assert.Equal([soon, later], await StartedAsync(plan));

        await room.CompleteAsync((await room.OpenAsync(await Crm.ReadAsync(db => db.RunningPlans.Where(r => r.CustomerId == soon).Select(r => r.Id).SingleAsync())))[0], FollowUpOutcome.Done, room.Manager);
        await intakes.TakeAsync(Intakes.Account("6217730000000101", await intakes.NumberOfAsync(soon), AccountKind.TimeDeposit, version: 2) with { MaturesOn = Today.AddDays(104) });
        await SearchAsync(Now.AddDays(90));
        Assert.Equal([soon, later, soon], await StartedAsync(plan));
    }

    [Fact]
    public async Task An_account_starts_it_on_the_day_it_has_not_moved_for_so_long_and_none_that_was_still_before()
    {
        var room = await PlanRoom.OfAsync(Crm);
        var intakes = new Intakes(Crm);
        var (today, long_, moved) = (await room.Branch.HasCustomerAsync(), await room.Branch.HasCustomerAsync(), await room.Branch.HasCustomerAsync());
        string[] numbers = ["6217730000000201", "6217730000000202", "6217730000000203"];
        foreach (var (number, customer) in numbers.Zip([today, long_, moved]))
        {
            await intakes.TakeAsync(Intakes.Account(number, await intakes.NumberOfAsync(customer)));
        }

        await intakes.TakeAsync(
            Intakes.Movement(numbers[0], "A", Today.AddDays(-90), 5m), Intakes.Movement(numbers[1], "B", Today.AddDays(-91), 5m), Intakes.Movement(numbers[2], "C", Today.AddDays(-89), 5m));
        var plan = await room.HasPlanAsync(OccasionKind.Dormant, 90, PlanRoom.Step("Call"));

        await SearchAsync(Now);
        Assert.Equal([today], await StartedAsync(plan));
        await SearchAsync(Now.AddDays(1));
        Assert.Equal([today, moved], await StartedAsync(plan));
    }

    [Fact]
    public async Task A_birthday_starts_it_in_the_week_before_and_once_a_year()
    {
        var room = await PlanRoom.OfAsync(Crm);
        var sunday = Today.AddDays((7 - (int)Today.DayOfWeek) % 7);
        var within = await room.Branch.HasCustomerAsync(new() { Name = "欧阳娜娜", BirthDate = new(1985, sunday.AddDays(7).Month, sunday.AddDays(7).Day) });
        var after = await room.Branch.HasCustomerAsync(new() { Name = "欧阳锋", BirthDate = new(1985, sunday.AddDays(8).Month, sunday.AddDays(8).Day) });
        await Crm.NewBranch().HasCustomerAsync(new() { Name = "张伟", BirthDate = new(1985, sunday.AddDays(7).Month, sunday.AddDays(7).Day) });
        var plan = await room.HasPlanAsync(OccasionKind.Birthday, 7, PlanRoom.Step("Send a card"));

        await SearchAsync(Now);
        await SearchAsync(Now.AddDays(sunday.DayNumber - Today.DayNumber));
        Assert.Equal([within], await StartedAsync(plan));
        await SearchAsync(Now.AddDays(sunday.DayNumber - Today.DayNumber + 1));

        Assert.Equal([within, after], await StartedAsync(plan));
    }

    [Theory]
    [InlineData("2000-02-29", "2026-02-01", "2026-02-28")]
    [InlineData("2000-02-29", "2028-02-28", "2028-02-29")]
    [InlineData("1985-12-31", "2026-12-31", "2026-12-31")]
    [InlineData("1985-01-02", "2026-12-31", "2027-01-02")]
    public void The_next_birthday_is_found(string born, string today, string next) =>
        Assert.Equal(DateOnly.Parse(next, null), BirthdaysComing.NextBirthday(DateOnly.Parse(born, null), DateOnly.Parse(today, null)));

    [Fact]
    public async Task A_plan_that_is_off_starts_nothing_and_one_that_is_changed_is_looked_for_at_once()
    {
        var room = await PlanRoom.OfAsync(Crm);
        var intakes = new Intakes(Crm);
        var customer = await room.Branch.HasCustomerAsync();
        await intakes.TakeAsync(Intakes.Account("6217730000000301", await intakes.NumberOfAsync(customer), AccountKind.TimeDeposit) with { MaturesOn = Today.AddDays(20) });
        var plan = await room.HasPlanAsync(OccasionKind.Maturing, 14, PlanRoom.Step("Call"));
        await SearchAsync(Now);
        Assert.Empty(await StartedAsync(plan));

        var kept = (await Crm.As(room.Manager).AskAsync<GetPlanForm, PlanForm>(new(plan))).Plan;
        await Crm.As(room.Manager).SendAsync(kept with { OccasionDays = 30 });
        await Crm.As(room.Manager).SendAsync(new SwitchPlan(plan, await room.VersionAsync<ActionPlan>(plan), IsOn: false));
        await SearchAsync(Now);
        Assert.Empty(await StartedAsync(plan));

        await Crm.As(room.Manager).SendAsync(new SwitchPlan(plan, await room.VersionAsync<ActionPlan>(plan), IsOn: true));
        await SearchAsync(Now);
        Assert.Equal([customer], await StartedAsync(plan));
    }

    [Fact]
    public async Task The_database_itself_refuses_to_start_it_twice_for_one_occasion()
    {
        var room = await PlanRoom.OfAsync(Crm);
        var (plan, customer, other) = (await room.HasPlanAsync(PlanRoom.Step("Call")), await room.Branch.HasCustomerAsync(), await room.Branch.HasCustomerAsync());

        // With two customers: what keeps them apart is not that it runs with them already.
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Record.ExceptionAsync(() =>
            Crm.As(CurrentUser.System("test", TaskPermissions.StartPlans)).SendAsync(new StartPlanByRule(plan, i % 2 == 0 ? customer : other, "matures:1")))));

        Assert.Single(outcomes, o => o is null);
        Assert.All(outcomes.OfType<Exception>(), e => Assert.IsType<RefusedException>(e));
        Assert.Contains(outcomes.OfType<Exception>(), e => e.Message == "This occasion has started the plan already.");
    }

    [Fact]
    public async Task What_a_worker_began_and_did_not_end_is_done_by_another_once()
    {
        var room = await PlanRoom.OfAsync(Crm);
        var plan = await room.HasPlanAsync(OccasionKind.NewCustomer, 0, PlanRoom.Step("Welcome"));
        var customer = await room.Branch.HasCustomerAsync();
        Task searching;

        await using (var dying = Crm.Services.GetRequiredService<IServiceScopeFactory>().CreateWork(CurrentUser.System("test")))
        {
            var db = dying.ServiceProvider.GetRequiredService<CrmDb>();
            await using var transaction = await db.BeginAsync(CancellationToken.None);
            var version = await db.PlanVersions.Include(v => v.Steps).SingleAsync(v => v.PlanId == plan);
            db.Add(RunningPlan.Start(Guid.CreateVersion7(), await db.Customers.SingleAsync(c => c.Id == customer), version, null, $"new:{customer}", Now));
            await db.SaveChangesAsync();
            searching = SearchAsync(Now); // waits for this one, at the key of the database
            Assert.NotSame(searching, await Task.WhenAny(searching, Task.Delay(500)));
        }

        await searching;
        Assert.Equal([customer], await StartedAsync(plan));
    }

    [Fact]
    public async Task A_search_is_one_worker_s_until_its_lease_is_over_and_goes_on_where_that_one_was()
    {
        var room = await PlanRoom.OfAsync(Crm);
        var plan = await room.HasPlanAsync(PlanRoom.Step("Call"));
        var (round, changed) = (Now.AddMinutes(-1), Now.AddDays(-1));
        Task<(bool IsTaken, string? After)> TakeAsync(string worker, DateTimeOffset at) =>
            Crm.WorkAsync((db, _) => db.TakeScanAsync(plan, round, worker, at.AddMinutes(5), at, changed, CancellationToken.None));

        Assert.Equal((true, null), await TakeAsync("one", Now));
        Assert.True(await Crm.WorkAsync((db, _) => db.StepScanAsync(plan, "one", "page 2", Now.AddMinutes(5), 0, CancellationToken.None)));
        Assert.False((await TakeAsync("two", Now)).IsTaken);
        Assert.Equal((true, "page 2"), await TakeAsync("two", Now.AddMinutes(6)));
        Assert.False(await Crm.WorkAsync((db, _) => db.StepScanAsync(plan, "one", "page 3", Now.AddMinutes(5), 0, CancellationToken.None)));

        await Crm.WorkAsync((db, _) => db.EndScanAsync(plan, "two", Now, 0, CancellationToken.None));
        Assert.False((await TakeAsync("one", Now)).IsTaken);
        round = round.AddDays(1);
        Assert.Equal((true, null), await TakeAsync("one", Now));
    }
}
