using AngleSharp.Html.Dom;
using BankCrm.Application.Cases;
using BankCrm.Application.Customers;
using BankCrm.Application.Tasks;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Web.Tests.Cases.ServiceCases;

/// <summary>What the list of cases does beyond showing: several at once, filters in the address, saved views.</summary>
public sealed class CaseListTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly string[] Teller = [CasePermissions.Work, CasePermissions.ReadAll, CustomerPermissions.Read];

    [Fact]
    public async Task Those_ticked_are_given_away_together_and_it_is_said_which_were_not()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync();
        var (teller, colleague) = (await app.SignedInAsAsync(await branch.HasStaffAsync(Teller)), await branch.HasStaffAsync(Teller));
        await OpenAsync(teller, customer, "First");
        await OpenAsync(teller, customer, "Second <b>one</b>");
        var list = await teller.OpenAsync("/cases?show=Open");
        Boxes(list).ForEach(box => box.IsChecked = true);

        var chosen = await teller.SubmitAsync(list, "#selection");
        Assert.Contains("2 cases", chosen.Text("main"));
        Assert.Contains("Second <b>one</b>", chosen.Text("main"));
        var raised = await teller.SubmitAsync(chosen, "form[action*='Apply']", ("Input.Verb", "Raise"), ("Input.Priority", "High"), ("Input.Text", "The press has called"));
        Assert.Contains("2 done, 0 not", raised.Text("main"));
        var stale = await teller.SubmitAsync(chosen, "form[action*='Apply']", ("Input.Verb", "Give"), ("Input.ToStaffId", colleague.Id), ("Input.Text", "Yours"));
        Assert.Contains("0 done, 2 not", stale.Text("main"));
        Assert.Contains("Someone else has changed it meanwhile.", stale.Text("main"));

        list = await teller.OpenAsync("/cases?show=Open&priority=High&sort=-received");
        Boxes(list).ForEach(box => box.IsChecked = true);
        var given = await teller.SubmitAsync(await teller.SubmitAsync(list, "#selection"), "form[action*='Apply']", ("Input.Verb", "Give"), ("Input.ToStaffId", colleague.Id), ("Input.Text", "Yours"));
        Assert.Contains("2 done, 0 not", given.Text("main"));
        Assert.Equal(2, await app.ReadAsync(db => db.ServiceCases.CountAsync(c => c.CustomerId == customer && c.OwnerId == colleague.Id)));
    }

    [Fact]
    public async Task They_are_linked_with_a_complaint_of_many_or_handed_to_a_queue()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync();
        var manager = await app.SignedInAsAsync(await branch.HasStaffAsync([.. Teller, CasePermissions.Direct, TaskPermissions.Work, TaskPermissions.KeepQueues]));
        var group = await OpenAsync(manager, customer, "The branch was closed");
        var number = await app.ReadAsync(db => db.ServiceCases.Where(c => c.CustomerId == customer).Select(c => c.Number).SingleAsync());
        var queue = (await manager.SubmitAsync(await manager.OpenAsync("/tasks/queues/new"), ("Name", "Complaints"), ("Takes", "Cases"))).Address.Segments[3].TrimEnd('/');
        await OpenAsync(manager, customer, "Closed at noon");
        var list = await manager.OpenAsync("/cases?show=Open&words=noon");
        Assert.Single(Boxes(list)).IsChecked = true;

        var chosen = await manager.SubmitAsync(list, "#selection");
        var missing = await manager.SubmitAsync(chosen, "form[action*='Apply']", ("Input.Verb", "Link"), ("Input.Number", "1"));
        Assert.Contains("No case has this number.", missing.Text("main"));
        var linked = await manager.SubmitAsync(chosen, "form[action*='Apply']", ("Input.Verb", "Link"), ("Input.Number", $"{number}"));
        Assert.Contains("1 done, 0 not", linked.Text("main"));
        Assert.Contains("Linked it with another case", (await manager.OpenAsync(group)).Text("main"));

        list = await manager.OpenAsync("/cases?show=Open");
        Boxes(list).ForEach(box => box.IsChecked = true);
        var handed = await manager.SubmitAsync(await manager.SubmitAsync(list, "#selection"), "form[action*='Apply']", ("Input.Verb", "Queue"), ("Input.QueueId", queue), ("Input.Text", "For who can"));
        Assert.Contains("2 done, 0 not", handed.Text("main"));
        Assert.Contains("Queue: Complaints", (await manager.OpenAsync($"/cases?show=Branch&queueId={queue}")).Text("main tbody"));
    }

    [Fact]
    public async Task A_view_is_kept_under_a_name_and_opened_again_and_another_branch_s_case_cannot_be_slipped_in()
    {
        var (branch, elsewhere) = (app.NewBranch(), app.NewBranch());
        var (teller, stranger) = (await app.SignedInAsAsync(await branch.HasStaffAsync(Teller)), await app.SignedInAsAsync(await elsewhere.HasStaffAsync(Teller)));
        await OpenAsync(teller, await branch.HasCustomerAsync(), "Mine");
        await OpenAsync(stranger, await elsewhere.HasCustomerAsync(), "Theirs");

        await teller.SubmitAsync(await teller.OpenAsync("/lists/cases/views/new?show=Open&channel=Letter"), ("Name", "Letters"));
        var view = (await teller.OpenAsync("/cases")).Html.QuerySelectorAll("a.menu-item").Single(a => a.TextContent.Contains("Letters", StringComparison.Ordinal)).GetAttribute("href")!;
        var opened = await teller.OpenAsync(view);
        Assert.Contains("No case here.", opened.Text("main"));
        Assert.DoesNotContain("changed since", opened.Text("main"));

        var theirs = Boxes(await stranger.OpenAsync("/cases?show=Open"))[0].Value;
        var list = await teller.OpenAsync("/cases?show=Open");
        Boxes(list).ForEach(box => (box.Value, box.IsChecked) = (theirs, true));
        var chosen = await teller.SubmitAsync(list, "#selection");
        Assert.Contains("No case is ticked.", chosen.Text("main"));
    }

    private static List<IHtmlInputElement> Boxes(TestPage list) => [.. list.Html.QuerySelectorAll("input[name=ticked]").Cast<IHtmlInputElement>()];

    private static async Task<string> OpenAsync(TestBrowser teller, Guid customer, string subject) => (await teller.SubmitAsync(
        await teller.OpenAsync($"/cases/new?customerId={customer}"), "main form", ("Subject", subject), ("Input.Text", "Words"))).Address.PathAndQuery;
}
