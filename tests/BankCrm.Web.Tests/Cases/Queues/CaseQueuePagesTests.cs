using System.Net;
using BankCrm.Application.Cases;
using BankCrm.Application.Customers;
using BankCrm.Application.Tasks;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Web.Tests.Cases.Queues;

public sealed class CaseQueuePagesTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly string[] Teller = [CasePermissions.Work, CasePermissions.ReadAll, CustomerPermissions.Read, TaskPermissions.Work];

    private static readonly string[] Manager =
        [.. Teller, CasePermissions.Direct, CasePermissions.ChangeTopics, TaskPermissions.Direct, TaskPermissions.ReadAll, TaskPermissions.KeepQueues];

    [Fact]
    public async Task A_case_is_put_where_its_category_asks_for_and_taken_from_the_page_of_the_queue()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync(new() { Name = "林晓燕" });
        var (boss, clerk) = (await branch.HasStaffAsync(Manager), await branch.HasStaffAsync(Teller));
        var (manager, teller) = (await app.SignedInAsAsync(boss), await app.SignedInAsAsync(clerk));
        var name = $"Vault {Guid.NewGuid():n}";
        var topics = await manager.SubmitAsync(await manager.OpenAsync("/admin/case-topics"), "form[data-form]", ("Name", name), ("ChineseName", "保管箱"), ("Input.Skill", "<i>vault</i>"));
        Assert.Contains("<i>vault</i>", topics.Text("main"));
        Assert.Null((await teller.OpenAsync($"/cases/new?customerId={customer}")).Html.QuerySelector("#Where"));
        var queue = await QueueAsync(manager, "Boxes", "<i>vault</i>", clerk);

        var form = await teller.OpenAsync($"/cases/new?customerId={customer}");
        var page = await teller.SubmitAsync(form, "main form", ("Input.Said.Kind", "Complaint"), ("Subject", "The <b>key</b>"), ("Input.Text", "It is lost"), ("Input.Said.CategoryId", await TopicAsync(name)));
        Assert.Contains("Boxes", page.Text("main"));
        Assert.Contains("Put it into a queue (Boxes)", page.Text("main"));
        var shown = await teller.OpenAsync($"/tasks/queues/{queue}");
        Assert.Contains("The <b>key</b>", shown.Text("main"));
        Assert.Contains("First answer", shown.Text("main table"));
        Assert.StartsWith("/cases/", shown.Html.QuerySelector("main tbody a")!.GetAttribute("href"), StringComparison.Ordinal);

        page = await teller.SubmitAsync(shown, "form[action*='Take']");
        Assert.Equal("The <b>key</b>", page.Text("h1"));
        Assert.Contains("It is yours now.", page.Text("body"));
        var moved = await teller.SubmitAsync(await teller.OpenAsync(page.Address.PathAndQuery + "/assign"), "form[action*='Move']", ("QueueId", queue), ("Why", "I am away"));
        Assert.Contains("It waits in the queue now.", moved.Text("body"));
        page = await teller.SubmitAsync(await teller.OpenAsync($"/tasks/queues/{queue}"), "form[action*='Next']");
        Assert.Equal("The <b>key</b>", page.Text("h1"));
    }

    [Fact]
    public async Task A_case_is_assigned_by_the_sum_that_is_shown_and_all_that_waits_is_dealt_out()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync();
        var (boss, clerk) = (await branch.HasStaffAsync(Manager), await branch.HasStaffAsync(Teller));
        var manager = await app.SignedInAsAsync(boss);
        var address = (await manager.SubmitAsync(await manager.OpenAsync($"/cases/new?customerId={customer}"), "main form", ("Subject", "Fees"), ("Input.Text", "Too high"))).Address.PathAndQuery;
        Assert.Contains("This branch has no queue that takes cases.", (await manager.OpenAsync(address + "/assign")).Text("main"));
        var queue = await QueueAsync(manager, "Fees", "fees", clerk);

        var sum = await manager.OpenAsync($"{address}/assign?queueId={queue}");
        Assert.Contains("30 × 20/20 =", sum.Text("table.sum"));
        var given = await manager.SubmitAsync(sum, "form[action*='Assign']");
        Assert.Contains("It is assigned. The sum stands below.", given.Text("body"));
        Assert.Contains($"{clerk.Name} by the rule of Fees", given.Text("details.decision summary"));

        await manager.SubmitAsync(await manager.OpenAsync($"/cases/new?customerId={customer}"), "main form", ("Subject", "More fees"), ("Input.Text", "Again"), ("Where", queue));
        var deal = await manager.OpenAsync($"/tasks/queues/{queue}/deal");
        Assert.Contains("More fees", deal.Text("main"));
        Assert.Contains("What waited is dealt out.", (await manager.SubmitAsync(deal)).Text("body"));
        Assert.Equal(2, await app.ReadAsync(db => db.ServiceCases.CountAsync(c => c.CustomerId == customer && c.OwnerId == clerk.Id)));

        var stranger = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(Manager));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync(address + "/assign")).Status);
        var reader = await app.SignedInAsAsync(await branch.HasStaffAsync(CasePermissions.ReadAll, CustomerPermissions.Read));
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.OpenAsync(address + "/assign")).Status);
        Assert.DoesNotContain("/assign", (await reader.OpenAsync(address)).Html.QuerySelector("main")!.InnerHtml, StringComparison.Ordinal);
    }

    private static async Task<string> QueueAsync(TestBrowser manager, string name, string wishes, TestStaff member)
    {
        var id = (await manager.SubmitAsync(await manager.OpenAsync("/tasks/queues/new"), ("Name", name), ("Takes", "Both"), ("Wishes", wishes))).Address.Segments[3].TrimEnd('/');
        await manager.SubmitAsync(await manager.OpenAsync($"/tasks/queues/{id}/member"), ("StaffId", member.Id));
        return id;
    }

    private Task<string> TopicAsync(string name) => app.ReadAsync(async db => (await db.CaseTopics.Where(t => t.Name == name).Select(t => t.Id).SingleAsync()).ToString());
}
