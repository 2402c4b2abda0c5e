using System.Net;
using BankCrm.Application.Customers;
using BankCrm.Application.Segments;
using BankCrm.Domain.Customers;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Web.Tests.Segments;

public sealed class SegmentPagesTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly string[] Manager =
        [SegmentPermissions.Read, SegmentPermissions.Write, SegmentPermissions.Members, SegmentPermissions.Everybodys, CustomerPermissions.Read, CustomerPermissions.ReadProtected];

    [Fact]
    public async Task A_question_is_put_together_line_by_line_counted_kept_and_changed_without_script()
    {
        var branch = app.NewBranch();
        await branch.HasCustomerAsync(new() { Name = "<b>王五</b>", Tier = CustomerTier.Vip });
        await branch.HasCustomerAsync(new() { Name = "李四", Tier = CustomerTier.Affluent });
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(Manager));

        var page = await browser.OpenAsync("/segments/new");
        page = await browser.SubmitAsync(page, "#segment-form", ("do", "show"), ("Input.Lines[1].Field", "tier"));
        Assert.Contains("Choose at least one.", page.Text("#count"));
        Tick(page, "Input.Lines[1].Picked", nameof(CustomerTier.Vip));
        page = await browser.SubmitAsync(page, "#segment-form", ("do", "condition 0"));
        Assert.Contains("Customers: Customer tier is VIP", page.Text("#count"));
        Assert.Contains("1 customers fit", page.Text("#count"));
        Assert.Contains("<b>王五</b>", page.Text("#count"));
        page = await browser.SubmitAsync(page, "#segment-form", ("do", "remove 2"));
        Assert.Equal(2, page.Html.QuerySelectorAll(".ask").Length);

        page = await browser.SubmitAsync(page, "#segment-form", ("Input.Name", "Our VIPs"));
        Assert.Equal("Our VIPs", page.Text("h1"));
        var address = page.Address.AbsolutePath;
        Assert.Contains("1 customers of 2, 50.00%", (await browser.OpenAsync(address + "?handler=Profile")).Text(".card"));
        Assert.Contains("<b>王五</b>", (await browser.OpenAsync(address + "/members")).Text("main"));

        var edit = await browser.OpenAsync(address + "/edit");
        Tick(edit, "Input.Lines[1].Picked", nameof(CustomerTier.Affluent));
        page = await browser.SubmitAsync(edit, "#segment-form");
        Assert.Contains("Customer tier is Affluent or VIP", page.Text("main"));
        Assert.Contains("version 2", page.Text("main"));
        page = await browser.OpenAsync(address + "?number=1");
        Assert.Contains("This is version 1. Version 2 holds.", page.Text("main"));

        var stale = await browser.SubmitAsync(edit, "#segment-form", ("Input.Name", "Stale"));
        Assert.Contains("Someone else has changed this record", stale.Text("main"));
        Assert.Equal("Stale", stale.ValueOf("Name"));
    }

    [Fact]
    public async Task What_is_not_complete_comes_back_with_what_is_missing_beside_its_line()
    {
        var branch = app.NewBranch();
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(Manager));
        var page = await browser.SubmitAsync(await browser.OpenAsync("/segments/new"), "#segment-form", ("do", "show"), ("Input.Lines[1].Field", "assets"));

        page = await browser.SubmitAsync(page, "#segment-form", ("Input.Name", "Rich"), ("Input.Lines[1].From", "a lot"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("Write a number.", page.Text(".ask-fault"));
        Assert.Equal("a lot", page.ValueOf("Lines[1].From"));
        Assert.Equal("Rich", page.ValueOf("Name"));
        page = await browser.SubmitAsync(page, "#segment-form", ("Input.Lines[1].From", "1,000"));
        Assert.Contains("Assets at least ¥1,000.00", page.Text("main"));
    }

    [Fact]
    public async Task A_snapshot_is_taken_shown_and_forgotten_and_a_segment_goes_out_of_use_and_back()
    {
        var branch = app.NewBranch();
        await branch.HasCustomerAsync(new() { Name = "王五", Tier = CustomerTier.Vip });
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(Manager));
        var page = await browser.SubmitAsync(await browser.OpenAsync("/segments/new?ready=New"), "#segment-form");
        Assert.Equal("New in the last 90 days", page.Text("h1"));

        page = await browser.SubmitAsync(page, "form[action*='Snapshot']", ("Snapshot.Name", "Today"));
        Assert.Contains("The snapshot is kept.", page.Text("body"));
        Assert.Contains("王五", (await browser.OpenAsync(page.Html.QuerySelector("a[href*='snapshot=']")!.GetAttribute("href")!)).Text("main"));
        Assert.Contains("/customers/selections/", (await browser.SubmitAsync(page, "form[action*='Select']")).Address.AbsolutePath);
        page = await browser.SubmitAsync(page, "form[action*='Drop']");
        Assert.Contains("The snapshot is forgotten.", page.Text("body"));

        page = await browser.SubmitAsync(page, "form[action*='Retire']");
        Assert.Contains("Not in use any more since", page.Text("main"));
        Assert.DoesNotContain("New in the last 90 days", (await browser.OpenAsync("/segments")).Text("tbody"));
        page = await browser.SubmitAsync(page, "form[action*='TakeUp']");
        Assert.Contains("The segment is in use again.", page.Text("body"));
        var id = page.Address.Segments[^1];
        page = await browser.OpenAsync($"/segments/overlap?a={id}&b={id}");
        Assert.Contains("Choose two or three segments.", page.Text("main"));
    }

    [Fact]
    public async Task Marketing_counts_and_sees_nobody_and_others_see_no_segment()
    {
        var branch = app.NewBranch();
        await branch.HasCustomerAsync(new() { Name = "王五" });
        var marketing = await app.SignedInAsAsync(await branch.HasStaffAsync(SegmentPermissions.Read, SegmentPermissions.Write, SegmentPermissions.Everybodys));

        var page = await marketing.SubmitAsync(await marketing.OpenAsync("/segments/new?ready=New"), "#segment-form", ("do", "condition 0"));

        Assert.Contains("fewer than 20 customers fit", page.Text("#count"));
        Assert.DoesNotContain("王五", page.Text("main"));
        page = await marketing.SubmitAsync(page, "#segment-form");
        Assert.Equal(HttpStatusCode.Forbidden, (await marketing.OpenAsync(page.Address.AbsolutePath + "/members")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(Manager))).OpenAsync(page.Address.AbsolutePath)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read))).OpenAsync("/segments")).Status);
        Assert.Equal(1, await app.ReadAsync(db => db.Segments.CountAsync(s => s.ForBranchId == null && s.MadeBy != Guid.Empty && s.Name == "New in the last 90 days" && s.RetiredAt == null && db.Staff.Any(p => p.Id == s.MadeBy && p.HomeBranchId == branch.Id))));
    }

    private static void Tick(TestPage page, string name, string value)
    {
        var box = (AngleSharp.Html.Dom.IHtmlInputElement)page.Html.QuerySelector($"input[name='{name}'][value='{value}']")!;
        box.IsChecked = true;
    }
}
