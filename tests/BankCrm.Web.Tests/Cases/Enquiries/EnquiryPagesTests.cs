using System.Net;
using BankCrm.Application.Cases;
using BankCrm.Application.Customers;
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
}
