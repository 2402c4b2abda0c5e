using System.Net;
using BankCrm.Application.Counter;
using BankCrm.Application.Customers;
using BankCrm.Domain.Counter.Tickets;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Web.Tests.Counter.Tickets;

public sealed class CounterPagesTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_customer_takes_a_ticket_is_called_served_and_sent_on()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync(new() { Name = "林晓燕" });
        var clerk = await app.SignedInAsAsync(await branch.HasStaffAsync(CounterPermissions.Serve, CounterPermissions.Direct, CustomerPermissions.Read));

        var issued = await clerk.SubmitAsync(await clerk.OpenAsync($"/counter/tickets/new?customerId={customer}"), ("Kind", "Vip"));
        Assert.Contains("V001", issued.Text("main"));
        var page = await clerk.SubmitAsync(await clerk.OpenAsync("/counter"), "form[action*='Open']", ("Number", "3"));
        Assert.Contains("The window is open.", page.Text("body"));
        page = await clerk.SubmitAsync(page, "form[action*='Call']");
        Assert.Contains("林晓燕", page.Text("main"));

        var screen = await clerk.OpenAsync("/counter/screen");
        Assert.Contains("V001", screen.Text("main"));
        Assert.DoesNotContain("林晓燕", screen.Text("body"));

        page = await clerk.SubmitAsync(page, "form[action*='Forward']", ("ForwardTo", "General"), ("Note", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        page = await clerk.SubmitAsync(page, "form[action*='Forward']", ("ForwardTo", "General"), ("Note", "Wants to open an account"));
        Assert.Contains("They wait in the other queue now.", page.Text("body"));
        page = await clerk.SubmitAsync(page, "form[action*='Call']");
        Assert.Contains("Wants to open an account", page.Text("main"));
        var opened = await clerk.SubmitAsync(await clerk.OpenAsync("/counter/screen"), "form[action*='Open']");
        var address = new Uri(opened.Html.QuerySelector("[data-address]")!.GetAttribute("value")!).PathAndQuery;
        var wall = app.Browser();
        Assert.Contains("V001", (await wall.OpenAsync(address)).Text("body"));
        var renewed = await wall.OpenAsync(address + "&handler=Called");
        Assert.Contains("V001", renewed.Text("body"));
        Assert.DoesNotContain("林晓燕", renewed.Source);
        await clerk.SubmitAsync(await clerk.OpenAsync("/counter/screen"), "form[action*='Open']");
        Assert.Equal(HttpStatusCode.NotFound, (await wall.OpenAsync(address)).Status);
        Assert.Contains("This screen has been closed", (await wall.OpenAsync(address + "&handler=Called")).Source);
        Assert.Contains("opens nothing", (await clerk.SubmitAsync(await clerk.OpenAsync("/counter/screen"), "form[action*='Close']")).Text("body"));
        Assert.Equal(HttpStatusCode.NotFound, (await wall.OpenAsync("/counter/wall")).Status);
        Assert.Equal(TicketState.Called, await app.ReadAsync(db => db.CounterTickets.Where(t => t.BranchId == branch.Id).Select(t => t.State).SingleAsync()));
        Assert.Contains("Called within 10 minutes", (await clerk.OpenAsync("/counter/figures")).Text("main"));
    }

    [Fact]
    public async Task Who_does_not_serve_opens_none_of_it_and_a_clerk_sees_no_figures()
    {
        var branch = app.NewBranch();
        var (nobody, clerk) = (await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read)), await app.SignedInAsAsync(await branch.HasStaffAsync(CounterPermissions.Serve)));

        foreach (var path in new[] { "/counter", "/counter/tickets/new", "/counter/screen", "/counter/figures" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await nobody.OpenAsync(path)).Status);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.OpenAsync("/counter/figures")).Status);
        var screen = await clerk.OpenAsync("/counter/screen");
        Assert.Contains("Whoever directs the counter makes it.", screen.Text("main"));
        Assert.Null(screen.Html.QuerySelector("form[action*='Open']"));
    }
}
