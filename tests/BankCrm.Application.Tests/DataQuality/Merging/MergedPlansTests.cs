using BankCrm.Application.Customers;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.Plans;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Plans;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tests.DataQuality.Merging;

public sealed class MergedPlansTests(TestCrm crm) : IClassFixture<TestCrm>
{
    [Fact]
    public async Task Plans_of_both_records_go_on_with_the_one_that_stays()
    {
        var merges = await Merges.OfAsync(crm);
        var manager = await merges.Branch.HasStaffAsync(
            CustomerPermissions.Read, TaskPermissions.Work, TaskPermissions.KeepPlans, TaskPermissions.StartPlans, TaskPermissions.Direct, TaskPermissions.ReadAll);
        var (survivor, loser) = (await merges.Branch.HasCustomerAsync(Merges.Full(9101, "林晓燕")), await merges.Branch.HasCustomerAsync(Merges.Full(9102, "林晓燕")));
        var plan = new KeepPlan { BranchId = merges.Branch.Id, Name = $"Plan {Guid.NewGuid():n}", Steps = [new() { Subject = "Call" }, new() { Subject = "Meet", From = PlanFrom.StepBefore }] };
        await crm.As(manager).SendAsync(plan);
        await crm.As(manager).SendAsync(new SwitchPlan(plan.Id, await merges.VersionOfAsync<ActionPlan>(plan.Id), IsOn: true));
        var (kept, moved) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await crm.As(manager).SendAsync(new StartPlan(kept, plan.Id, survivor));
        await crm.As(manager).SendAsync(new StartPlan(moved, plan.Id, loser));

        await merges.MergedAsync(survivor, loser);

        Assert.Equal(
            new[] { kept, moved }.Order(), (await crm.As(manager).AskAsync<ListRunningPlans, RunningPlanList>(new(CustomerId: survivor))).Plans.Items.Select(r => r.Id).Order());
        var call = await crm.ReadAsync(db => db.RunningSteps.Where(s => s.RunningPlanId == moved && s.Place == 0).Select(s => s.FollowUpId!.Value).SingleAsync());
        await crm.As(manager).SendAsync(new Application.Tasks.FollowUps.CompleteFollowUp { Id = call, Version = await merges.VersionOfAsync<FollowUp>(call) });
        var shown = await crm.As(manager).AskAsync<GetRunningPlan, RunningPlanShown>(new(moved));
        Assert.Equal((survivor, RunningStepStatus.Begun), (shown.CustomerId, shown.Steps[1].Status));
        Assert.Equal(survivor, await crm.ReadAsync(db => db.FollowUps.Where(f => f.Id == shown.Steps[1].FollowUpId).Select(f => f.CustomerId).SingleAsync()));
    }
}
