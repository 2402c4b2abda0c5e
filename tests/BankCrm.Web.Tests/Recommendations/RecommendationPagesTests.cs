using System.Net;
using BankCrm.Application.Accounts;
using BankCrm.Application.Customers;
using BankCrm.Application.Recommendations;
using BankCrm.Application.Recommendations.Rules;
using BankCrm.Application.Segments;
using BankCrm.Application.Tasks;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Recommendations.Rules;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Web.Tests.Recommendations;

public sealed class RecommendationPagesTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly string[] Marketing =
        [RecommendationPermissions.Read, RecommendationPermissions.Write, SegmentPermissions.Read, SegmentPermissions.Write, SegmentPermissions.Everybodys, SegmentPermissions.WholeBank];

    private static readonly string[] Compliance = [RecommendationPermissions.Read, RecommendationPermissions.Approve, SegmentPermissions.Read, SegmentPermissions.Members];

    private static readonly string[] Adviser = [CustomerPermissions.Read, CustomerPermissions.Change, AccountPermissions.Read, TaskPermissions.Work, RecommendationPermissions.Answer];

    [Fact]
    public async Task A_rule_is_taken_up_mended_approved_and_withdrawn()
    {
        var branch = app.NewBranch();
        var marketing = await app.SignedInAsAsync(await branch.HasStaffAsync(RoleReach.AllBranches, Marketing));
        var compliance = await app.SignedInAsAsync(await branch.HasStaffAsync(RoleReach.AllBranches, Compliance));

        var list = await marketing.OpenAsync("/recommendations");
        Assert.Contains("Win back an account that stands still", list.Text("main"), StringComparison.Ordinal);
        var form = await marketing.OpenAsync("/recommendations/write?ready=Dormant");
        Assert.Equal("Win back an account that stands still", form.ValueOf("Name"));
        var refused = await marketing.SubmitAsync(form, "main form", ("BasePoints", "99"), ("Name", "Wake <i>them</i>"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Points to begin with are from 1 to 60.", refused.Text("main"), StringComparison.Ordinal);
        var page = await marketing.SubmitAsync(refused, "main form", ("BasePoints", "15"));
        Assert.Equal("Wake <i>them</i>", page.Text("h1"));
        Assert.Contains("Whoever wrote a rule does not approve it", page.Text("main"), StringComparison.Ordinal);
        Assert.Null(page.Html.QuerySelector("form[action*='Approve']"));
        var address = page.Address.PathAndQuery;

        page = await compliance.SubmitAsync(await compliance.OpenAsync(address), "form[action*='SendBack']", ("Remark", "Say why"));
        Assert.Contains("To be mended: Say why", page.Text("main"), StringComparison.Ordinal);
        page = await marketing.OpenAsync(page.Address.PathAndQuery);
        page = await marketing.OpenAsync(page.Html.QuerySelector("a[href*='write?id=']")!.GetAttribute("href")!);
        page = await marketing.SubmitAsync(page, "main form", ("Reason", "Nothing has moved, so ask"));
        Assert.Contains("Nothing has moved, so ask", page.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Number of accounts at least 1 and Last movement not in the last 90 days", page.Text("main"), StringComparison.Ordinal);
        var approves = await compliance.OpenAsync(address);
        var count = approves.Html.QuerySelector("#reach a")!;
        Assert.StartsWith("load", count.GetAttribute("hx-trigger"), StringComparison.Ordinal); // who approves sees it before they do
        var counted = await compliance.OpenAsync($"{address}{count.GetAttribute("href")}");
        Assert.Contains("Nobody is held back.", counted.Text("#reach"), StringComparison.Ordinal);
        Assert.Contains("0 of 0 whom it is for would have it suggested today.", counted.Text("#reach"), StringComparison.Ordinal);
        var asked = await marketing.OpenAsync($"{address}{count.GetAttribute("href")}"); // which works without script
        Assert.Contains("Fewer than 20 customers fit", asked.Text("#reach"), StringComparison.Ordinal);
        page = await compliance.SubmitAsync(approves, "form[action*='Approve']");
        Assert.Contains("The rule is in use.", page.Text("body"), StringComparison.Ordinal);
        Assert.Contains("Not enough answers yet (0)", (await compliance.OpenAsync("/recommendations")).Text("main"), StringComparison.Ordinal);

        page = await compliance.SubmitAsync(await compliance.OpenAsync(address), "form[action*='Withdraw']");
        Assert.Contains("The rule is withdrawn.", page.Text("body"), StringComparison.Ordinal);
        Assert.Contains("Wake <i>them</i>", (await compliance.OpenAsync("/recommendations?view=Ended")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lines_of_the_question_move_with_and_without_script()
    {
        var marketing = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(RoleReach.AllBranches, Marketing));
        var form = await marketing.OpenAsync("/recommendations/write");

        var page = await marketing.SubmitAsync(form, "#segment-form", ("Name", "Kept"), ("do", "condition 0"));

        Assert.Equal(3, page.Html.QuerySelectorAll(".ask").Length);
        Assert.Equal("Kept", page.ValueOf("Name"));
    }

    [Fact]
    public async Task A_suggestion_is_answered_with_a_reason_and_taken_back()
    {
        var (branch, tag) = (app.NewBranch(), $"w{Guid.NewGuid():n}"[..12]);
        var customer = await branch.HasCustomerAsync(new() { Name = "林晓燕", Tags = [tag] });
        var rule = await InUseAsync(tag);
        var adviser = await app.SignedInAsAsync(await branch.HasStaffAsync(Adviser));

        var overview = await adviser.OpenAsync($"/customers/{customer}");
        Assert.Contains("What to offer", overview.Text("main"), StringComparison.Ordinal);
        var part = await adviser.OpenAsync($"/customers/{customer}/recommendations?handler=Part");
        Assert.DoesNotContain("<html", part.Source, StringComparison.Ordinal);
        Assert.Contains("It is time", part.Source, StringComparison.Ordinal);
        var page = await adviser.OpenAsync($"/customers/{customer}/recommendations");
        var rows = page.Html.QuerySelectorAll("details tbody tr").Select(r => r.QuerySelector(".num")!.TextContent.Trim()).ToList();
        Assert.Equal("20", rows[^1]);
        Assert.Equal(20, rows.SkipLast(1).Sum(r => int.Parse(r.Replace('−', '-'), System.Globalization.CultureInfo.InvariantCulture)));

        var form = await adviser.OpenAsync($"/customers/{customer}/recommendations/{rule}?said=Declined");
        var refused = await adviser.SubmitAsync(form, "main form", ("Note", "Not now"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Say why they declined.", refused.Text("main"), StringComparison.Ordinal);
        page = await adviser.SubmitAsync(refused, "main form", ("Because", "HasElsewhere"));
        Assert.Contains("Has it with another bank", page.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Not now", page.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Refused lately", page.Text("main"), StringComparison.Ordinal);
        page = await adviser.SubmitAsync(refused, "main form", ("Because", "HasElsewhere")); // the same form once more
        Assert.Single(page.Html.QuerySelectorAll("form[action*='Undo']"));
        var late = await adviser.SubmitAsync(
            await adviser.OpenAsync($"/customers/{customer}/recommendations/{rule}?said=Accepted"), "main form"); // a form of another visit
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.Status);
        Assert.Contains("This is held back now.", late.Text("main"), StringComparison.Ordinal);

        page = await adviser.SubmitAsync(await adviser.OpenAsync($"/customers/{customer}/recommendations"), "form[action*='Undo']");
        Assert.Contains("The answer is taken back.", page.Text("body"), StringComparison.Ordinal);
        var due = Branch.DayAt(TimeProvider.System.GetUtcNow()).AddDays(2);
        page = await adviser.SubmitAsync(
            await adviser.OpenAsync($"/customers/{customer}/recommendations/{rule}?said=Accepted"), "main form", ("FollowUpOn", due.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        var followUp = await adviser.OpenAsync(page.Html.QuerySelector("main a[href*='/tasks/']")!.GetAttribute("href")!);
        Assert.Contains("The suggestion it comes from", followUp.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_leads_to_the_answer_and_back_without_it()
    {
        var (branch, tag) = (app.NewBranch(), $"w{Guid.NewGuid():n}"[..12]);
        var staff = await branch.HasStaffAsync([.. Adviser, RecommendationPermissions.List]);
        var (customer, other) = (await branch.HasCustomerAsync(new() { Name = "林晓燕", Tags = [tag] }), await branch.HasCustomerAsync(new() { Name = "王磊", Tags = [tag] }));
        var manager = await app.SignedInAsAsync(staff);
        Assert.Contains("The list is being worked out.", (await manager.OpenAsync("/recommendations/today")).Text("main"), StringComparison.Ordinal);
        var rule = await InUseAsync(tag);
        await app.Services.ListSuggestionsAsync();

        var list = await manager.OpenAsync("/recommendations/today");
        Assert.Equal(2, list.Html.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("It is time", list.Text("tbody"), StringComparison.Ordinal);
        Assert.Contains("The rule itself", list.Text("tbody"), StringComparison.Ordinal);
        Assert.NotNull(list.Html.QuerySelector("nav a[href='/recommendations/today']"));
        var form = await manager.OpenAsync(list.Html.QuerySelector($"tbody a[href*='{customer}/recommendations/{rule}']")!.GetAttribute("href")!);
        Assert.Equal("/recommendations/today", form.Html.QuerySelector("main form a.btn")!.GetAttribute("href"));
        var refused = await manager.SubmitAsync(form, "main form");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        var page = await manager.SubmitAsync(refused, "main form", ("Kind", "Declined"), ("Because", "NoNeed"));

        Assert.Equal("/recommendations/today", page.Address.AbsolutePath);
        Assert.Contains("The answer is written down.", page.Text("body"), StringComparison.Ordinal);
        Assert.Equal($"/customers/{other}", Assert.Single(page.Html.QuerySelectorAll("tbody tr td:first-child a")).GetAttribute("href"));
        Assert.Contains("There is nothing to offer now.", (await manager.OpenAsync($"/recommendations/today?ruleId={Guid.NewGuid()}")).Text("main"), StringComparison.Ordinal);
        var worklist = await manager.OpenAsync("/worklist");
        Assert.NotNull(worklist.Html.QuerySelector("main a[href='/recommendations/today']"));
        Assert.Contains("Whom to offer what", (await manager.OpenAsync("/")).Text("main"), StringComparison.Ordinal);
        var teller = await app.SignedInAsAsync(await branch.HasStaffAsync(Adviser));
        Assert.Equal(HttpStatusCode.Forbidden, (await teller.OpenAsync("/recommendations/today")).Status);
        Assert.Null((await teller.OpenAsync("/worklist")).Html.QuerySelector("a[href='/recommendations/today']"));
    }

    [Fact]
    public async Task Others_do_not_open_them()
    {
        var (branch, tag) = (app.NewBranch(), $"w{Guid.NewGuid():n}"[..12]);
        var customer = await branch.HasCustomerAsync(new() { Name = "林晓燕", Tags = [tag] });
        var rule = await InUseAsync(tag);
        var elsewhere = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(Adviser));
        var reader = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read, AccountPermissions.Read));

        foreach (var address in new[] { $"/customers/{customer}/recommendations", $"/customers/{customer}/recommendations?handler=Part", $"/customers/{customer}/recommendations/{rule}" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.OpenAsync(address)).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await reader.OpenAsync(address)).Status);
        }

        Assert.DoesNotContain("What to offer", (await reader.OpenAsync($"/customers/{customer}")).Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.OpenAsync("/recommendations")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await elsewhere.OpenAsync("/recommendations/write")).Status);
    }

    private async Task<Guid> InUseAsync(string tag)
    {
        var now = TimeProvider.System.GetUtcNow();
        var rule = RecommendationRule.Write(
            Guid.CreateVersion7(), Guid.CreateVersion7(), 1,
            ReadyMadeRule.MaturingDeposit.Terms with
            {
                Name = $"Review {tag}",
                Reason = "It is time",
                Asks = SegmentGroup.All(new SegmentCondition("tags", SegmentTest.HasAnyOf, tag)),
                BasePoints = 20,
                CountsMaturity = false,
                CountsValue = false,
            },
            Guid.CreateVersion7(), now);
        rule.Approve(Guid.CreateVersion7(), now);
        await app.HasAsync(rule);
        return rule.Id;
    }
}
