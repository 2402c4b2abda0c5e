using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using BankCrm.Application.Campaigns;
using BankCrm.Application.Segments;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Web.Tests.Campaigns;

public sealed class CampaignAttachmentPageTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_file_is_attached_shown_to_whoever_approves_and_taken_off_by_the_forms_there_are()
    {
        var staff = await app.NewBranch().HasStaffAsync(
            RoleReach.AllBranches, CampaignPermissions.Read, CampaignPermissions.Write, SegmentPermissions.Read, SegmentPermissions.Write, SegmentPermissions.Everybodys, SegmentPermissions.WholeBank);
        var segment = await app.HasAsync(Segment.Make(
            Guid.CreateVersion7(), new("Attached", "", SegmentReach.Bank), null, SegmentGroup.All(new SegmentCondition("tags", SegmentTest.HasAnyOf, "x")), staff.Id, TimeProvider.System.GetUtcNow()));
        var marketing = await app.SignedInAsAsync(staff);
        var page = await marketing.SubmitAsync(
            await marketing.OpenAsync($"/campaigns/new?segment={segment.Id}"), "main form", ("Input.Plan.Name", "Attached"), ("Input.Channels[0]", "Email"), ("Input.Channels[1]", ""));
        Assert.Null(page.Html.QuerySelector("form[action*=Attach]")); // there is no text yet
        page = await marketing.SubmitAsync(page, "#Email-A-English form", ("Input.Subject", "Spring"), ("Input.Text", "3 %"));
        var address = page.Address.AbsolutePath;

        var refused = await UploadAsync(marketing, address, "terms.pdf", "MZ program");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("The file is not what its name says.", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await UploadAsync(marketing, address, "<b>terms.pdf", "%PDF-1.7 terms")).StatusCode);

        var compliance = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(RoleReach.AllBranches, CampaignPermissions.Read, CampaignPermissions.Approve));
        var plan = await compliance.OpenAsync(address.Replace("/texts", "", StringComparison.Ordinal));
        Assert.Contains("<b>terms.pdf", plan.Text("main"));
        var texts = await compliance.OpenAsync(address);
        Assert.Null(texts.Html.QuerySelector("form[action*=Attach], form[action*=Detach]"));
        var link = texts.Html.QuerySelector("a[href*=File]")!.GetAttribute("href")!;
        var file = await compliance.Http.GetAsync(new Uri(texts.Address, link));
        Assert.Equal(("attachment", "application/pdf", "%PDF-1.7 terms"), (file.Content.Headers.ContentDisposition!.DispositionType, file.Content.Headers.ContentType!.ToString(), await file.Content.ReadAsStringAsync()));

        page = await marketing.SubmitAsync(await marketing.OpenAsync(address), "form[action*=Detach]");
        Assert.Contains("The file is taken off.", page.Text("body"));
        Assert.False(await app.ReadAsync(db => db.CampaignAttachments.AnyAsync()));
        Assert.Equal(HttpStatusCode.NotFound, (await compliance.Http.GetAsync(new Uri(texts.Address, link))).StatusCode);
    }

    private static async Task<HttpResponseMessage> UploadAsync(TestBrowser browser, string address, string name, string content)
    {
        var page = await browser.OpenAsync(address);
        var form = (IHtmlFormElement)page.Html.QuerySelector("#Email-A-English form[action*=Attach]")!;
        using var body = new MultipartFormDataContent();
        foreach (var field in form.Elements.OfType<IHtmlInputElement>().Where(i => i.Type == "hidden"))
        {
            body.Add(new StringContent(field.Value), field.Name!);
        }

        body.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(content)), "File.Content", name);
        return await browser.Http.PostAsync(new Uri(page.Address, form.GetAttribute("action")), body);
    }
}
