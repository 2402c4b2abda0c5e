using System.Net;
using BankCrm.Application.Customers;
using BankCrm.Application.Tasks;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Web.Tests.Tasks.Queues;

public sealed class QueuePagesTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly string[] Manager =
        [TaskPermissions.Work, TaskPermissions.Give, TaskPermissions.Direct, TaskPermissions.ReadAll, TaskPermissions.KeepQueues, CustomerPermissions.Read];

    [Fact]
    public async Task A_queue_is_opened_given_members_and_dealt_out_by_the_forms_that_are_there()
    {
        var branch = app.NewBranch();
        var (boss, clerk) = (await branch.HasStaffAsync(Manager), await branch.HasStaffAsync(TaskPermissions.Work));
        var manager = await app.SignedInAsAsync(boss);
        Assert.Contains("There is no queue here.", (await manager.OpenAsync("/tasks/queues")).Text("main"));

        var refused = await manager.SubmitAsync(await manager.OpenAsync("/tasks/queues/new"), ("Name", ""), ("Wishes", "wealth"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "wealth"), (refused.Status, refused.ValueOf("Wishes")));
        var edit = await manager.SubmitAsync(refused, ("Name", "Call <b>backs</b>"));
        Assert.Contains("The queue is open. Say who works in it.", edit.Text("body"));
        var id = edit.Address.Segments[3].TrimEnd('/');

        var member = await manager.SubmitAsync(await manager.OpenAsync($"/tasks/queues/{id}/member"), ("StaffId", clerk.Id), ("Capacity", 12), ("Skills", "wealth, lending"));
        Assert.Contains("The members were changed.", member.Text("body"));
        Assert.Contains(clerk.Name, member.Text("main"));
        var changed = await manager.OpenAsync($"/tasks/queues/{id}/member?staffId={clerk.Id}");
        Assert.Equal(("12", "wealth, lending"), (changed.ValueOf("Capacity"), changed.ValueOf("Skills")));

        await manager.SubmitAsync(await manager.OpenAsync("/tasks/new"), ("Subject", "Call Zhang tomorrow"), ("ForWhom", $"queue:{id}"));
        var queue = await manager.OpenAsync($"/tasks/queues/{id}");
        Assert.Contains("Call Zhang", queue.Text("main"));
        Assert.Equal("Call <b>backs</b>", queue.Text("h1"));

        var sums = await manager.OpenAsync($"/tasks/queues/{id}/deal");
        Assert.Contains("Gets it", sums.Text("table.sum"));
        Assert.Contains("30 × 12/12 =", sums.Text("table.sum"));
        var dealt = await manager.SubmitAsync(sums);
        Assert.Contains("What waited is dealt out.", dealt.Text("body"));
        Assert.Equal(clerk.Id, await app.ReadAsync(db => db.FollowUps.Where(f => f.BranchId == branch.Id).Select(f => f.OwnerId).SingleAsync()));
    }

    [Fact]
    public async Task One_is_assigned_by_the_sum_that_is_shown_and_the_sum_stays_on_its_page()
    {
        var branch = app.NewBranch();
        var (boss, clerk) = (await branch.HasStaffAsync(Manager), await branch.HasStaffAsync(TaskPermissions.Work));
        var manager = await app.SignedInAsAsync(boss);
        var id = (await manager.SubmitAsync(await manager.OpenAsync("/tasks/queues/new"), ("Name", "Loans"))).Address.Segments[3].TrimEnd('/');
        await manager.SubmitAsync(await manager.OpenAsync($"/tasks/queues/{id}/member"), ("StaffId", clerk.Id));
        var planned = await manager.SubmitAsync(await manager.OpenAsync("/tasks/new"), ("Subject", "Call Zhang tomorrow"));

        var assign = await manager.OpenAsync(planned.Address.PathAndQuery + "/assign");
        Assert.Contains("Choose by the rule of which queue it is counted.", assign.Text("main"));
        var moved = await manager.SubmitAsync(assign, "form[action*='Move']", ("QueueId", id), ("Why", "It needs somebody for loans"));
        Assert.Contains("It waits in the queue now.", moved.Text("body"));
        Assert.Contains("(Loans)", moved.Text("main"));
        assign = await manager.OpenAsync(planned.Address.PathAndQuery + "/assign");
        var given = await manager.SubmitAsync(assign, "form[action*='Assign']");

        Assert.Contains("It is assigned. The sum stands below.", given.Text("body"));
        Assert.Contains("Gets it", given.Text("table.sum"));
        Assert.Contains($"{clerk.Name} by the rule of Loans", given.Text("details.decision summary"));
    }

    [Fact]
    public async Task A_member_takes_the_next_and_lands_on_it_and_an_auditor_only_looks()
    {
        var branch = app.NewBranch();
        var (boss, clerk, reader) = (await branch.HasStaffAsync(Manager), await branch.HasStaffAsync(TaskPermissions.Work), await branch.HasStaffAsync(TaskPermissions.ReadAll));
        var manager = await app.SignedInAsAsync(boss);
        var id = (await manager.SubmitAsync(await manager.OpenAsync("/tasks/queues/new"), ("Name", "Calls"))).Address.Segments[3].TrimEnd('/');
        await manager.SubmitAsync(await manager.OpenAsync($"/tasks/queues/{id}/member"), ("StaffId", clerk.Id));
        await manager.SubmitAsync(await manager.OpenAsync("/tasks/new"), ("Subject", "Call Zhang tomorrow"), ("ForWhom", $"queue:{id}"));
        var (member, auditor) = (await app.SignedInAsAsync(clerk), await app.SignedInAsAsync(reader));

        Assert.Null((await auditor.OpenAsync($"/tasks/queues/{id}")).Html.QuerySelector("main form"));
        Assert.Equal(HttpStatusCode.Forbidden, (await member.OpenAsync($"/tasks/queues/{id}/edit")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await member.OpenAsync($"/tasks/queues/{id}/deal")).Status);
        var mine = await member.SubmitAsync(await member.OpenAsync($"/tasks/queues/{id}"), "form[action*='Next']");
        Assert.Equal("Call Zhang", mine.Text("h1"));
        Assert.Contains("It is yours now.", mine.Text("body"));
        var empty = await member.SubmitAsync(await member.OpenAsync($"/tasks/queues/{id}"), "form[action*='Next']");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        Assert.Contains($"Nothing waits in this queue any more: {clerk.Name} took the last on.", empty.Refusal);
    }
}
