using BankCrm.Application.Cases;
using BankCrm.Application.Counter;
using BankCrm.Application.Customers;
using BankCrm.Application.Tasks;
using BankCrm.Domain.Customers;
using BankCrm.Testing;
using Xunit;

namespace BankCrm.Web.Tests.Analytics;

public sealed class HomePageTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task An_adviser_finds_on_top_what_to_do_and_why_and_completes_it_from_there()
    {
        var branch = app.NewBranch();
        var staff = await branch.HasStaffAsync(TaskPermissions.Work, CustomerPermissions.Read);
        var customer = await branch.HasCustomerAsync(new() { Name = "林 <b>晓燕</b>", Tier = CustomerTier.Private });
        await app.HasChangedAsync<Customer>(customer, c => c.GiveTo(staff.Id));
        var adviser = await app.SignedInAsAsync(staff);
        await adviser.SubmitAsync(await adviser.OpenAsync($"/customers/{customer}"), "form[action='/tasks/new']", ("Subject", "Call about the deposit today"));

        var home = await adviser.OpenAsync("/");

        Assert.Contains("林 <b>晓燕</b>", home.Text(".worklist-item"));
        Assert.Contains("Due today", home.Text(".worklist-why summary"));
        Assert.Equal(["30", "8", "38"], home.Html.QuerySelectorAll(".worklist-why td.num").Select(c => c.TextContent.Trim()));
        Assert.Contains("Customers you look after", home.Text("main"));
        Assert.NotNull(home.Html.QuerySelector("a[href='/customers?owner=mine']"));
        var complete = home.Html.QuerySelector(".worklist-act a")!.GetAttribute("href")!;
        await adviser.SubmitAsync(await adviser.OpenAsync(complete.Split('#')[0]), "form[action*='Complete']", ("Outcome", "Done"));
        Assert.DoesNotContain("Due today", (await adviser.OpenAsync("/worklist")).Text("main .worklist, main .empty"));
    }

    [Fact]
    public async Task A_manager_sees_the_team_and_the_promises_and_each_number_opens_its_list()
    {
        var branch = app.NewBranch();
        string[] rights = [TaskPermissions.Work, TaskPermissions.Direct, TaskPermissions.ReadAll, CasePermissions.ReadAll, CustomerPermissions.Read];
        var staff = await branch.HasStaffAsync(rights);
        var manager = await app.SignedInAsAsync(staff);
        await manager.SubmitAsync(await manager.OpenAsync("/tasks"), "form[action='/tasks/new']", ("Subject", "Call tomorrow"));

        var home = await manager.OpenAsync("/");

        Assert.Contains(staff.Name, home.Text(".home-team"));
        Assert.Contains("0 open complaints", home.Text("main"));
        foreach (var link in home.Html.QuerySelectorAll(".home-panels a").Select(a => a.GetAttribute("href")!).Distinct())
        {
            Assert.Equal(System.Net.HttpStatusCode.OK, (await manager.OpenAsync(link)).Status);
        }
    }

    [Fact]
    public async Task A_clerk_sees_who_waits_at_the_counter()
    {
        var clerk = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(CounterPermissions.Serve));
        Assert.DoesNotContain("Longest wait", (await clerk.OpenAsync("/")).Text("main"));

        await clerk.SubmitAsync(await clerk.OpenAsync("/counter/tickets/new"), []);
        var home = await clerk.OpenAsync("/");

        Assert.Contains("Longest wait", home.Text("main"));
        Assert.Contains("Open a window", home.Text("main"));
    }
}
