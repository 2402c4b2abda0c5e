using System.Net;
using BankCrm.Application.Cases;
using BankCrm.Application.Customers;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Web.Tests.Cases.ServiceCases;

public sealed class CasePagesTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly string[] Teller = [CasePermissions.Work, CasePermissions.ReadAll, CustomerPermissions.Read];
    private static readonly string[] Manager = [.. Teller, CasePermissions.Direct, CasePermissions.Approve, CasePermissions.Report];

    [Fact]
    public async Task A_complaint_is_taken_in_answered_and_settled_through_its_pages()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync(new() { Name = "林晓燕" });
        var teller = await app.SignedInAsAsync(await branch.HasStaffAsync(Teller));
        Assert.Contains("No case is open.", (await teller.OpenAsync($"/customers/{customer}")).Text("main"));

        var page = await teller.SubmitAsync(
            await teller.OpenAsync($"/cases/new?customerId={customer}"), "main form",
            ("Input.Said.Kind", "Complaint"), ("Input.Channel", "Counter"), ("Subject", "Charged <b>twice</b>"), ("Input.Text", "重复扣款"), ("Input.Said.CategoryId", await TopicAsync("Charged twice")));
        Assert.Contains("The case is taken in.", page.Text("body"));
        Assert.Equal("Charged <b>twice</b>", page.Text("h1"));
        var address = page.Address.PathAndQuery;
        Assert.Contains("Charged <b>twice</b>", (await teller.OpenAsync($"/customers/{customer}")).Text("main"));

        page = await teller.SubmitAsync(page, "form[action*='Write']", ("Act", "Answer"), ("Channel", "Phone"), ("Words", "We are looking into it"));
        Assert.Contains("The answer is written down.", page.Text("body"));
        page = await teller.SubmitAsync(page, "form[action*='Resolve']", ("Settled", "Paid back"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("Say what the complaint came from.", page.Text("main"));
        Assert.Contains("Paid back", page.Html.QuerySelector("textarea[name='Settled']")!.TextContent);
        page = await teller.SubmitAsync(page, "form[action*='Resolve']", ("CauseId", await TopicAsync("Wrong posting")), ("Settled", "Paid back"));
        Assert.Contains("The case is resolved.", page.Text("body"));

        page = await teller.SubmitAsync(await teller.OpenAsync(address), "form[action*='Rate']", ("Score", "4"));
        Assert.Contains("4 of 5", page.Text("main"));
        page = await teller.SubmitAsync(page, "form[action*='Write']", ("Act", "Heard"), ("Channel", "Phone"), ("Words", "It is not there"));
        Assert.Contains("Being worked on", page.Text("main"));
    }

    [Fact]
    public async Task The_form_that_came_twice_opens_one_case_and_a_refused_one_keeps_its_words()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync();
        var teller = await app.SignedInAsAsync(await branch.HasStaffAsync(Teller));
        var form = await teller.OpenAsync($"/cases/new?customerId={customer}");

        await teller.SubmitAsync(form, "main form", ("Subject", "Card"), ("Input.Text", "It is lost"));
        var again = await teller.SubmitAsync(form, "main form", ("Subject", "Card"), ("Input.Text", "It is lost"));
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal(1, await app.ReadAsync(db => db.ServiceCases.CountAsync(c => c.CustomerId == customer)));

        var refused = await teller.SubmitAsync(await teller.OpenAsync($"/cases/new?customerId={customer}"), "main form", ("Subject", ""), ("Input.Text", "The card is lost"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("The card is lost", refused.Html.QuerySelector("textarea[name='Input.Text']")!.TextContent.Trim());
        Assert.Contains("Is it one of these?", refused.Text("main"));
    }

    [Fact]
    public async Task A_manager_signs_gives_and_reads_the_report_and_others_do_not()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync();
        var (tellerIs, managerIs) = (await branch.HasStaffAsync(Teller), await branch.HasStaffAsync(Manager));
        var (teller, manager) = (await app.SignedInAsAsync(tellerIs), await app.SignedInAsAsync(managerIs));
        var page = await teller.SubmitAsync(await teller.OpenAsync($"/cases/new?customerId={customer}"), "main form", ("Input.Said.Kind", "Complaint"), ("Subject", "Fees"), ("Input.Text", "Too high"));
        var address = page.Address.PathAndQuery;

        page = await teller.SubmitAsync(page, "form[action*='Compensate']", ("Money.Amount", "50"), ("Money.Currency", "CNY"), ("Money.Text", "For the trouble"));
        Assert.Contains("Waits for a second signature", page.Text("main"));
        Assert.Null(page.Html.QuerySelector("#sign"));
        page = await manager.SubmitAsync(await manager.OpenAsync(address), "form[action*='Sign']", ("Approved", "True"));
        Assert.Contains("Your signature is on record.", page.Text("body"));
        page = await manager.SubmitAsync(page, "form[action*='Assign']", ("ToStaffId", tellerIs.Id.ToString()), ("Why", "You know her"));
        Assert.Contains("Your colleague has it now.", page.Text("body"));

        Assert.Contains("What complaints came from", (await manager.OpenAsync("/cases/report")).Text("main"));
        Assert.Equal(HttpStatusCode.Forbidden, (await teller.OpenAsync("/cases/report")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await teller.OpenAsync("/admin/case-topics")).Status);
        var stranger = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(Manager));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync(address)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync($"{address}/edit")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync($"/cases/new?customerId={customer}")).Status);
    }

    [Fact]
    public async Task Particulars_are_changed_and_a_topic_is_added()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync();
        var keeper = await app.SignedInAsAsync(await branch.HasStaffAsync([.. Teller, CasePermissions.ChangeTopics]));
        var name = $"Vault {Guid.NewGuid():n}";
        var page = await keeper.SubmitAsync(await keeper.OpenAsync("/admin/case-topics"), "form[data-form]", ("Name", name), ("ChineseName", "保管箱"), ("AnswerHours", "2"));
        Assert.Contains(name, page.Text("main"));

        page = await keeper.SubmitAsync(await keeper.OpenAsync($"/cases/new?customerId={customer}"), "main form", ("Subject", "Vault"), ("Input.Text", "The key"));
        page = await keeper.SubmitAsync(await keeper.OpenAsync(page.Address.PathAndQuery + "/edit"), "main form", ("Input.Said.CategoryId", await TopicAsync(name)), ("Input.Said.Priority", "High"));

        Assert.Contains(name, page.Text("main"));
        Assert.Contains("2 hours (Elapsed time)", page.Text("main"));
    }

    private Task<string> TopicAsync(string name) => app.ReadAsync(async db => (await db.CaseTopics.Where(t => t.Name == name).Select(t => t.Id).SingleAsync()).ToString());
}
