using System.Net;
using BankCrm.Application.Cases;
using BankCrm.Application.Customers;
using BankCrm.Application.Tasks;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Tasks.Assignment;
using BankCrm.Domain.Tasks.Queues;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Web.Tests.Cases.Enquiries;

public sealed class EnquiryPagesTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly string[] Teller = [CasePermissions.Work, CasePermissions.ReadAll, CustomerPermissions.Read];

    [Fact]
    public async Task Somebody_is_taken_in_answered_and_turns_out_to_be_a_customer()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync(new() { Name = "林晓燕" });
        var number = await app.ReadAsync(db => db.Customers.Where(c => c.Id == customer).Select(c => c.Number).SingleAsync());
        var teller = await app.SignedInAsAsync(await branch.HasStaffAsync(Teller));
        Assert.Contains("None here.", (await teller.OpenAsync("/cases/outside")).Text("main"));

        var form = await teller.OpenAsync("/cases/outside/new");
        var page = await teller.SubmitAsync(form, "main form", ("Input.Name", "<b>Lin</b>"), ("Input.Contact", "13800001111"), ("Input.Subject", "Opening"), ("Input.Text", "How?"));
        Assert.Contains("It is taken in.", page.Text("body"));
        Assert.Contains("<b>Lin</b>", page.Text("main"));
        page = await teller.SubmitAsync(page, "form[action*='Write']", ("Act", "Answer"), ("Words", "Bring your passport"));
        Assert.Contains("Bring your passport", page.Text("main"));
        Assert.Contains("Answered", (await teller.OpenAsync("/cases/outside")).Text("main"));
        var address = page.Address.PathAndQuery;
        var refused = await teller.SubmitAsync(page, "form[action*='Link']", ("CustomerNumber", "C99999999999"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("No customer has this number.", refused.Text("main"));

        page = await teller.SubmitAsync(refused, "form[action*='Link']", ("CustomerNumber", number));

        Assert.Equal("Opening", page.Text("h1"));
        Assert.Contains("林晓燕", page.Text("main"));
        Assert.Contains("Goes on as case", (await teller.OpenAsync(address)).Text("main"));
        var stranger = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(Teller));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync(address)).Status);
    }

    [Fact]
    public async Task It_waits_in_a_queue_from_which_a_member_takes_it()
    {
        var branch = app.NewBranch();
        var (staff, member) = (await branch.HasStaffAsync([.. Teller, TaskPermissions.Work]), await branch.HasStaffAsync([.. Teller, TaskPermissions.Work]));
        var queue = WorkQueue.Open(Guid.CreateVersion7(), staff.BranchId, new("Desk", QueueTakes.Cases, QueueWay.Claimed, [], [], Weights.Usual));
        queue.Put(member.Id, 20, [], speaksChinese: true, speaksEnglish: true);
        await app.HasAsync(queue);
        var (teller, taker) = (await app.SignedInAsAsync(staff), await app.SignedInAsAsync(member));

        var form = await teller.OpenAsync("/cases/outside/new");
        var page = await teller.SubmitAsync(form, "main form", ("Input.Name", "Lin"), ("Input.Contact", "13800001111"), ("Input.Subject", "Opening"), ("Input.Text", "How?"), ("Where", $"{queue.Id}"));
        Assert.Contains("Whoever gets it out of its queue", page.Text("main"));
        Assert.Contains("Queue: Desk", (await teller.OpenAsync("/cases/outside")).Text("main"));
        page = await teller.SubmitAsync(page, "form[action*='Move']", ("QueueId", ""), ("MoveWords", "Ours"));
        Assert.Contains("It lies with the branch again.", page.Text("body"));
        page = await teller.SubmitAsync(page, "form[action*='Move']", ("QueueId", $"{queue.Id}"), ("MoveWords", "Theirs"));
        Assert.Contains("It waits in the queue now.", page.Text("body"));

        var waiting = await taker.OpenAsync($"/tasks/queues/{queue.Id}");
        Assert.Contains("Opening", waiting.Text("tbody"), StringComparison.Ordinal);
        page = await taker.SubmitAsync(waiting, "tbody form");

        Assert.StartsWith("/cases/outside/", page.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Contains("It is yours now.", page.Text("body"));
    }

    [Fact]
    public async Task A_complaint_of_an_outsider_shows_its_clocks_and_is_given_time_by_two_signatures()
    {
        var branch = app.NewBranch();
        string[] manager = [.. Teller, CasePermissions.Direct, CasePermissions.Approve, CasePermissions.Report];
        var (teller, first, second) = (
            await app.SignedInAsAsync(await branch.HasStaffAsync(Teller)), await app.SignedInAsAsync(await branch.HasStaffAsync(manager)), await app.SignedInAsAsync(await branch.HasStaffAsync(manager)));
        var page = await teller.SubmitAsync(
            await teller.OpenAsync("/cases/outside/new"), "main form", ("Input.Kind", "Complaint"), ("Input.Name", "Chen"), ("Input.Contact", "13800001111"), ("Input.Subject", "The van"), ("Input.Text", "At our door"));
        var address = page.Address.PathAndQuery;
        Assert.Contains("15 days (Calendar days)", page.Text("main"));
        Assert.Contains("1 not customers", (await teller.OpenAsync("/cases")).Text("main"));

        page = await teller.SubmitAsync(page, "form[action*='Pause']", ("PauseFor", "OthersHaveToAnswer"), ("PauseWords", "The transport firm"));
        Assert.Contains("The clock stands still.", page.Text("body"));
        page = await teller.SubmitAsync(page, "form[action*='Resume']");
        page = await teller.SubmitAsync(page, "form[action*='Extend']", ("ExtendWords", "Complex"));
        Assert.Contains("30 days (Calendar days)", page.Text("main"));
        page = await teller.SubmitAsync(page, "form[action*='Extend']", ("ExtendWords", "The court"));
        Assert.Contains("More time was asked for", page.Text("main"));
        Assert.Null(page.Html.QuerySelector("#sign"));
        page = await first.SubmitAsync(await first.OpenAsync(address), "form[action*='Sign']", ("Approved", "False"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, true), (page.Status, page.Text("main").Contains("Write down why not.", StringComparison.Ordinal)));
        page = await second.SubmitAsync(await second.OpenAsync(address), "form[action*='Sign']", ("Approved", "True"));

        Assert.Contains("60 days (Calendar days)", page.Text("main"));
        await teller.SubmitAsync(await teller.OpenAsync(address), "form[action*='Write']", ("Act", "End"), ("Words", "It stands elsewhere"));
        Assert.Contains("to people who are no customers", (await first.OpenAsync($"/cases/report?to={Branch.DayAt(TimeProvider.System.GetUtcNow()).AddDays(20):O}")).Text("main"));
    }
}
