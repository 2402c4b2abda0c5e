using BankCrm.Application.Tests.Accounts;
using BankCrm.Application.Tests.Cases;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Customers.Occasions;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Application.Tests.Tasks.Plans;

/// <summary>Occasions that lie behind: an account opened, a request resolved, a large sum come in.</summary>
public sealed class HappenedOccasionsTests : PlanClocks
{
    [Fact]
    public async Task An_account_that_is_opened_starts_it_once_and_one_that_is_told_late_does_not()
    {
        var room = await PlanRoom.OfAsync(Crm);
        var intakes = new Intakes(Crm);
        var (opened, old, closed) = (await room.Branch.HasCustomerAsync(), await room.Branch.HasCustomerAsync(), await room.Branch.HasCustomerAsync());
        var plan = await room.HasPlanAsync(OccasionKind.AccountOpened, 0, PlanRoom.Step("Thank them"));
        await intakes.TakeAsync(
            Intakes.Account("6217730000000301", await intakes.NumberOfAsync(opened)) with { OpenedOn = Today },
            Intakes.Account("6217730000000302", await intakes.NumberOfAsync(old)) with { OpenedOn = Today.AddDays(-1) }, // the rule was not there yet
            Intakes.Account("6217730000000303", await intakes.NumberOfAsync(closed)) with { OpenedOn = Today, Status = AccountStatus.Closed, ClosedOn = Today });

        await SearchAsync(Now.AddMinutes(16));
        await SearchAsync(Now.AddMinutes(32));

        Assert.Equal([opened], await StartedAsync(plan));
    }

    [Fact]
    public async Task A_large_sum_from_outside_starts_it_and_neither_a_small_one_nor_one_s_own_money()
    {
        var room = await PlanRoom.OfAsync(Crm);
        var intakes = new Intakes(Crm);
        var customers = new Guid[5];
        for (var i = 0; i < customers.Length; i++)
        {
            customers[i] = await room.Branch.HasCustomerAsync();
            await intakes.TakeAsync(Intakes.Account($"621773000000040{i}", await intakes.NumberOfAsync(customers[i]), i == 4 ? AccountKind.Loan : AccountKind.Current));
        }

        var plan = await room.HasPlanAsync(OccasionKind.LargeInflow, 0, PlanRoom.Step("Call"));
        await intakes.TakeAsync(
            Intakes.Movement("6217730000000400", "A", Today, 100_000m),
            Intakes.Movement("6217730000000401", "B", Today, 99_999.99m),
            Intakes.Movement("6217730000000402", "C", Today, 500_000m) with { Kind = TransactionKind.Investment },
            Intakes.Movement("6217730000000403", "D", Today, -500_000m),
            Intakes.Movement("6217730000000404", "E", Today, 500_000m));

        await SearchAsync(Now);
        await SearchAsync(Now.AddDays(1));

        Assert.Equal([customers[0]], await StartedAsync(plan));
    }

    [Fact]
    public async Task A_request_that_is_resolved_starts_it_and_a_complaint_does_not()
    {
        var room = await PlanRoom.OfAsync(Crm);
        var plan = await room.HasPlanAsync(OccasionKind.CaseResolved, 0, PlanRoom.Step("Ask how it went"));
        var handler = await room.Branch.HasStaffAsync(TestCases.Teller);
        var (asked, complained, waits) = (await room.Branch.HasCustomerAsync(), await room.Branch.HasCustomerAsync(), await room.Branch.HasCustomerAsync());
        foreach (var customer in new[] { asked, complained, waits })
        {
            await Crm.As(handler).SendAsync(customer == complained ? TestCases.Complaint(customer) : TestCases.Complaint(customer) with { Said = new() { Kind = CaseKind.Request } });
        }

        await Crm.WorkAsync(async (db, _) =>
        {
            await db.ServiceCases.Where(c => c.CustomerId == asked || c.CustomerId == complained)
                .ExecuteUpdateAsync(c => c.SetProperty(x => x.Status, CaseStatus.Resolved).SetProperty(x => x.EndedAt, Now));
            return 0;
        });

        await SearchAsync(Now.AddMinutes(16));
        await SearchAsync(Now.AddMinutes(32));

        Assert.Equal([asked], await StartedAsync(plan));
    }
}
