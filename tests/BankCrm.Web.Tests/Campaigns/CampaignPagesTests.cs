using System.Net;
using BankCrm.Application.Campaigns;
using BankCrm.Application.Segments;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Testing;
using Npgsql;
using Xunit;

namespace BankCrm.Web.Tests.Campaigns;

public sealed class CampaignPagesTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly string[] Marketing =
    [
        CampaignPermissions.Read, CampaignPermissions.Write, CampaignPermissions.Launch, CampaignPermissions.Stop,
        SegmentPermissions.Read, SegmentPermissions.Write, SegmentPermissions.Everybodys, SegmentPermissions.WholeBank,
    ];

    [Fact]
    public async Task A_campaign_goes_from_the_draft_to_the_launch_through_the_pages()
    {
        var branch = app.NewBranch();
        await branch.HasCustomerAsync(new() { Name = "王五", Tags = ["spring"], Mobile = "13812345678", AgreesToMarketing = true, ConsentProof = "Form" });
        var segment = await SegmentAsync("spring");
        var marketing = await app.SignedInAsAsync(await branch.HasStaffAsync(RoleReach.AllBranches, Marketing));
        var compliance = await app.SignedInAsAsync(await branch.HasStaffAsync(RoleReach.AllBranches, CampaignPermissions.Read, CampaignPermissions.Approve, SegmentPermissions.Members));

        var page = await marketing.OpenAsync($"/campaigns/new?segment={segment}");
        page = await marketing.SubmitAsync(page, "main form", ("Input.Plan.Name", "<b>Spring</b>"), ("Input.Plan.Goal", "More deposits"), ("Input.Channels[1]", ""));
        Assert.Equal("What it says", page.Text("h1"));
        var address = page.Address.AbsolutePath.Replace("/texts", "", StringComparison.Ordinal);
        page = await marketing.SubmitAsync(page, "#Sms-A-Chinese form", ("Input.Text", "看看 www.example.com"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("The link is added by itself.", page.Text("main"));
        Assert.Contains("看看 www.example.com", page.Text("#Sms-A-Chinese"));
        page = await marketing.SubmitAsync(page, "#Sms-A-Chinese form", ("Input.Text", "{customer.name}，春季存款"));
        Assert.Contains("No telephone for tests is set up.", page.Text("#Sms-A-Chinese"));

        page = await marketing.OpenAsync(address);
        Assert.Equal("<b>Spring</b>", page.Text("h1"));
        Assert.Contains("1 customers of 1 in its segments", (await compliance.OpenAsync(address + "?handler=Forecast")).Text(".card"));
        page = await marketing.SubmitAsync(page, "form[action*=Propose]");
        Assert.Contains("Waiting for approval", page.Text("main"));
        Assert.Null(page.Html.QuerySelector("form[action*=Approve]"));

        Assert.Contains("<b>Spring</b>", (await compliance.OpenAsync("/")).Text(".home-panels"));
        var decision = await compliance.OpenAsync(address);
        decision = await compliance.SubmitAsync(decision, "form[action*=Approve]");
        Assert.Contains("The campaign is approved.", decision.Text("body"));
        page = await marketing.SubmitAsync(await marketing.OpenAsync(address), "form[action*=Launch]");
        Assert.Contains("Launched", page.Text("main"));
        Assert.Contains("<b>Spring</b>", (await marketing.OpenAsync("/campaigns?View=Running")).Text("main"));
        var home = await marketing.OpenAsync("/");
        Assert.Contains("<b>Spring</b>", home.Text(".home-panels"));
        Assert.DoesNotContain("<b>Spring</b>", (await compliance.OpenAsync("/")).Text(".home-panels"));
        foreach (var link in home.Html.QuerySelectorAll(".home-panels a[href*='/campaigns']").Select(a => a.GetAttribute("href")!).Distinct())
        {
            Assert.Equal(HttpStatusCode.OK, (await marketing.OpenAsync(link)).Status);
        }

        await HasRunAndChangedAsync(address);
        Assert.Contains("?handler=Changes", (await compliance.OpenAsync(address + "/results")).Html.QuerySelector("main")!.InnerHtml);
        var changes = (await compliance.OpenAsync(address + "/results?handler=Changes")).Text(".card");
        Assert.Contains("As it was launched", changes);
        Assert.Contains("Text changed", changes);
        Assert.Contains("Nobody contacted since is 7 days past the contact yet.", changes);
    }

    [Fact]
    public async Task A_test_that_cannot_be_sent_says_why_and_keeps_what_was_typed()
    {
        var marketing = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(RoleReach.AllBranches, Marketing));
        var page = await marketing.SubmitAsync(
            await marketing.OpenAsync($"/campaigns/new?segment={await SegmentAsync("tested")}"), "main form", ("Input.Plan.Name", "Tested"), ("Input.Channels[0]", "Email"), ("Input.Channels[1]", ""));
        page = await marketing.SubmitAsync(page, "#Email-A-English form", ("Input.Subject", "Spring"), ("Input.Text", "{customer.name}, 3 %"));
        Assert.Null(page.Html.QuerySelector("#Email-A-Chinese form[action*=Test]")); // there is nothing to send yet

        page = await marketing.SubmitAsync(page, "#Email-A-English form[action*=Test]", ("Test.To", "li.na@bank.example"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("This channel is not set up, so nothing can be sent.", page.Text("main"));
        Assert.Equal("li.na@bank.example", page.Html.QuerySelector("#to-Email-A-English")!.GetAttribute("value"));
        Assert.Contains("Alex Morgan, 3 %", page.Text("#Email-A-English"));
        var reader = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(RoleReach.AllBranches, CampaignPermissions.Read));
        Assert.Null((await reader.OpenAsync(page.Address.AbsolutePath)).Html.QuerySelector("form[action*=Test]"));
    }

    private async Task HasRunAndChangedAsync(string address)
    {
        await using var owner = NpgsqlDataSource.Create(app.Database.OwnerConnectionString);
        await using var command = owner.CreateCommand(
            """
            insert into campaign_steps (id, campaign_id, kind, note, at)
            select gen_random_uuid(), $1, kind, '', now() + n * interval '1 minute' from unnest(array['Prepared', 'Paused', 'TextChanged', 'Resumed']) with ordinality s (kind, n)
            """);
        command.Parameters.Add(new() { Value = Guid.Parse(address.Split('/')[^1]) });
        await command.ExecuteNonQueryAsync();
    }

    [Fact]
    public async Task A_plan_that_cannot_be_carried_out_comes_back_with_what_was_typed()
    {
        var branch = app.NewBranch();
        var marketing = await app.SignedInAsAsync(await branch.HasStaffAsync(RoleReach.AllBranches, Marketing));
        var yesterday = Branch.DayAt(TimeProvider.System.GetUtcNow()).AddDays(-1);

        var page = await marketing.SubmitAsync(
            await marketing.OpenAsync("/campaigns/new"), "main form", ("Input.Plan.Name", "Late"), ("Input.Plan.StartsOn", yesterday.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("It cannot begin in the past.", page.Text("main"));
        Assert.Equal("Late", page.ValueOf("Plan.Name"));
    }

    [Fact]
    public async Task Who_only_reads_neither_drafts_nor_sees_a_campaign_of_another_branch()
    {
        var (north, south) = (app.NewBranch(), app.NewBranch());
        await north.HasCustomerAsync(new() { Name = "王五", Tags = ["north"] });
        var segment = await SegmentAsync("north");
        var marketing = await app.SignedInAsAsync(await north.HasStaffAsync(RoleReach.AllBranches, Marketing));
        var page = await marketing.SubmitAsync(
            await marketing.OpenAsync($"/campaigns/new?segment={segment}"), "main form", ("Input.Plan.Name", "North only"), ("Input.ForBranchId", north.Id.ToString()));
        var address = page.Address.AbsolutePath.Replace("/texts", "", StringComparison.Ordinal);

        var reader = await app.SignedInAsAsync(await south.HasStaffAsync(CampaignPermissions.Read));

        Assert.Equal(HttpStatusCode.NotFound, (await reader.OpenAsync(address)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.OpenAsync(address + "/results")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.OpenAsync(address + "/results?handler=Changes")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.OpenAsync("/campaigns/new")).Status);
        Assert.DoesNotContain("North only", (await reader.OpenAsync("/campaigns")).Text("main"));
    }

    private async Task<Guid> SegmentAsync(string tag)
    {
        var staff = await app.NewBranch().HasStaffAsync(RoleReach.AllBranches, Marketing);
        return (await app.HasAsync(Segment.Make(
            Guid.CreateVersion7(), new($"Tagged {tag}", "", SegmentReach.Bank), null, SegmentGroup.All(new SegmentCondition("tags", SegmentTest.HasAnyOf, tag)), staff.Id, TimeProvider.System.GetUtcNow()))).Id;
    }
}
