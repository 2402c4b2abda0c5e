using System.Net;
using AngleSharp.Html.Dom;
using BankCrm.Application.Tasks;
using BankCrm.Testing;
using Xunit;

namespace BankCrm.Web.Tests.Tasks.FollowUps;

/// <summary>What the list does beyond showing: several at once, values in their place, saved views, the checklist behind a row.</summary>
public sealed class FollowUpListTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Those_ticked_are_postponed_together_and_it_is_said_which_were_not()
    {
        var teller = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(TaskPermissions.Work));
        await PlanAsync(teller, "First tomorrow");
        await PlanAsync(teller, "Second in 3 weeks");
        var list = await teller.OpenAsync("/tasks");
        Boxes(list).ForEach(box => box.IsChecked = true);

        var chosen = await teller.SubmitAsync(list, "#selection");
        Assert.Contains("2 follow-ups", chosen.Text("main"));
        var done = await teller.SubmitAsync(chosen, "form[action*='Apply']", ("Input.Verb", "Postpone"), ("Input.Due", "in 2 weeks"));

        Assert.Contains("1 done, 1 not", done.Text("main"));
        Assert.Contains("It would not be later", done.Text("main"));
        var again = await teller.SubmitAsync(chosen, "form[action*='Apply']", ("Input.Verb", "Postpone"), ("Input.Due", "in 5 weeks"));
        Assert.Contains("1 done, 1 not", again.Text("main"));
        Assert.Contains("Someone else has changed it meanwhile.", again.Text("main"));
    }

    [Fact]
    public async Task Another_branch_s_cannot_be_slipped_in()
    {
        var theirs = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(TaskPermissions.Work));
        await PlanAsync(theirs, "Theirs tomorrow");
        var theirBox = Boxes(await theirs.OpenAsync("/tasks"))[0].Value;
        var teller = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(TaskPermissions.Work));
        await PlanAsync(teller, "Mine tomorrow");
        var list = await teller.OpenAsync("/tasks");

        Boxes(list).ForEach(box => (box.Value, box.IsChecked) = (theirBox, true));
        var chosen = await teller.SubmitAsync(list, "#selection");

        Assert.Contains("No follow-up is ticked.", chosen.Text("main"));
        Assert.DoesNotContain("Theirs", chosen.Text("main"));
    }

    [Fact]
    public async Task Due_and_priority_are_changed_in_their_place()
    {
        var teller = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(TaskPermissions.Work));
        await PlanAsync(teller, "Call tomorrow");
        var row = (await teller.OpenAsync("/tasks")).Html.QuerySelector("tr[data-cells]")!;
        var (cell, version) = (row.GetAttribute("data-cells")!, row.GetAttribute("data-version")!);

        var form = await teller.OpenAsync($"{cell}?field=priority&version={version}");
        var saved = await teller.SubmitAsync(form, "form", ("value", "Urgent"));
        Assert.Contains("Urgent", saved.Text("span[data-version]"));

        var unclear = await teller.SubmitAsync(await teller.OpenAsync($"{cell}?field=due&version={version}"), "form", ("value", "some day"));
        Assert.Contains("Someone else has changed", (await teller.OpenAsync($"{cell}?field=due&version={version}")).Text("form"));
        Assert.Contains("Not understood.", unclear.Text("form"));
        Assert.Equal(HttpStatusCode.NotFound, (await teller.OpenAsync($"{cell}?field=subject&version={version}")).Status);
        Assert.Contains("Urgent", (await teller.OpenAsync("/tasks?sort=priority")).Text("main tbody"));
    }

    [Fact]
    public async Task A_view_is_kept_under_a_name_and_opened_again()
    {
        var teller = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(TaskPermissions.Work));
        await PlanAsync(teller, "Call tomorrow");

        await teller.SubmitAsync(await teller.OpenAsync("/lists/tasks/views/new?show=Mine&priority=Urgent"), ("Name", "What burns"));
        var list = await teller.OpenAsync("/tasks");
        var view = list.Html.QuerySelectorAll("a.menu-item").Single(a => a.TextContent.Contains("What burns", StringComparison.Ordinal)).GetAttribute("href")!;

        var opened = await teller.OpenAsync(view);
        Assert.Contains("Nothing waits here.", opened.Text("main"));
        Assert.DoesNotContain("changed since", opened.Text("main"));
    }

    [Fact]
    public async Task The_checklist_is_worked_through_without_script()
    {
        var teller = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(TaskPermissions.Work));
        var page = await PlanAsync(teller, "Open the account tomorrow");
        var address = page.Address.PathAndQuery;

        page = await teller.SubmitAsync(page, "form[action*='AddItems']", ("Lines", "Passport <b>copy</b>\nSignature"));
        Assert.Contains("Checklist: 0 of 2 done", page.Text("main"));
        Assert.Contains("Passport <b>copy</b>", page.Text(".checklist"));
        page = await teller.SubmitAsync(page, ".checklist form[action*='Tick']", []);
        Assert.Contains("Checklist: 1 of 2 done", page.Text("main"));
        Assert.Contains("1 point", page.Text("#complete"));
        page = await teller.SubmitAsync(await teller.OpenAsync(address), "form[action*='RemoveItem']", []);
        Assert.Contains("Checklist: 0 of 1 done", page.Text("main"));
        page = await teller.SubmitAsync(page, "form[action*='Watch']", []);
        Assert.Contains("You watch this follow-up now.", page.Text("body"));
        Assert.Contains("Also seen by", page.Text("main"));
    }

    private static List<IHtmlInputElement> Boxes(TestPage list) => [.. list.Html.QuerySelectorAll("input[name=ticked]").Cast<IHtmlInputElement>()];

    private static async Task<TestPage> PlanAsync(TestBrowser teller, string line) =>
        await teller.SubmitAsync(await teller.OpenAsync("/tasks"), "form[action='/tasks/new']", ("Subject", line));
}
