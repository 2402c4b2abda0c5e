using System.Net;
using BankCrm.Application.Customers;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Web.Tests.Customers;

public sealed class NewCustomerPageTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Registers_what_the_form_says_and_leads_to_the_record()
    {
        var browser = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(CustomerPermissions.Change));

        var form = await browser.OpenAsync("/customers/new");
        var page = await browser.SubmitAsync(
            form, ("Draft.DocumentNumber", "110105 19491231 002X"), ("Draft.Name", "王 芳"), ("Draft.Mobile", "138 0013 8000"), ("Draft.Address.Line1", "中山路 1 号"));

        var id = Guid.Parse(form.ValueOf("Draft.Id"));
        Assert.EndsWith($"/customers/{id}", page.Address.AbsolutePath);
        Assert.Equal("", form.ValueOf("Draft.Tags"));
        Assert.Equal("China", form.Html.QuerySelector("[name='Input.Draft.DocumentCountry'] option[selected]")!.TextContent.Split(' ')[0]);
        Assert.Equal("王 芳", await app.ReadAsync(db => db.Customers.Where(c => c.Id == id).Select(c => c.Name).SingleAsync()));
    }

    [Fact]
    public async Task A_wrong_form_comes_back_as_the_user_left_it()
    {
        var browser = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(CustomerPermissions.Change));

        var form = await browser.OpenAsync("/customers/new");
        var page = await browser.SubmitAsync(
            form, ("Draft.DocumentNumber", "110105194912310021"), ("Draft.Name", ""), ("Draft.Tags", "a, b"), ("Draft.Note", "Line\u0001"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("check digit", page.Text("#Input_Draft_DocumentNumber-error"));
        Assert.Equal("Enter a name.", page.Text("#Input_Draft_Name-error"));
        Assert.Contains("control characters", page.Text("#Input_Draft_Note-error"));
        Assert.Equal("a, b", page.ValueOf("Draft.Tags"));
        Assert.Equal(form.ValueOf("Draft.Id"), page.ValueOf("Draft.Id"));
    }

    [Fact]
    public async Task A_double_click_makes_one_customer()
    {
        var browser = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(CustomerPermissions.Change));
        var form = await browser.OpenAsync("/customers/new");

        var pages = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ =>
            browser.SubmitAsync(form, ("Draft.Name", "双 击"), ("Draft.DocumentNumber", "440524188001010014"))));

        var id = form.ValueOf("Draft.Id");
        Assert.All(pages, page => Assert.EndsWith($"/customers/{id}", page.Address.AbsolutePath));
        Assert.Equal(1, await app.ReadAsync(db => db.Customers.CountAsync(c => c.Name == "双 击")));
    }

    [Fact]
    public async Task A_likely_twin_is_shown_without_script_and_again_after_the_tick()
    {
        var branch = app.NewBranch();
        var known = await branch.HasCustomerAsync(new() { Name = "司徒 云", Mobile = "13611112222" });
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Change));
        var form = await browser.OpenAsync("/customers/new");

        var warned = await browser.SubmitAsync(form, ("Draft.Name", "司徒 云"), ("Draft.Mobile", "13611112222"), ("Draft.DocumentKind", ""));
        var done = await browser.SubmitAsync(warned, ("IsSomebodyElse", true), ("Reason", "Father and son"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, warned.Status);
        Assert.NotNull(warned.Html.QuerySelector($"#findings a[href$='/customers/{known}']"));
        Assert.EndsWith($"/customers/{form.ValueOf("Draft.Id")}", done.Address.AbsolutePath);
    }

    [Fact]
    public async Task The_part_that_renews_itself_says_what_the_document_tells()
    {
        var browser = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(CustomerPermissions.Change));
        var form = await browser.OpenAsync("/customers/new");
        form.Html.QuerySelector("#registration")!.SetAttribute("action", "/customers/new?handler=Check");

        var fragment = await browser.SubmitAsync(form, ("Draft.DocumentNumber", "11010519491231002X"));

        Assert.Equal(HttpStatusCode.OK, fragment.Status);
        Assert.Contains("31 Dec 1949", fragment.Text("[data-told]"));
        Assert.Null(fragment.Html.QuerySelector("nav"));
    }

    [Fact]
    public async Task Countries_are_named_in_the_language_of_the_page()
    {
        var browser = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(CustomerPermissions.Change));
        browser.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN");

        var form = await browser.OpenAsync("/customers/new");

        Assert.Equal("德国", form.Html.QuerySelector("[name='Input.Draft.PhoneCountry'] option[value=DE]")!.TextContent);
        Assert.DoesNotContain(form.Html.QuerySelectorAll("[name='Input.Draft.PhoneCountry'] option"), o => o.TextContent == "" && o.GetAttribute("value") != "");
    }

    [Fact]
    public async Task An_organisation_is_asked_other_things()
    {
        var browser = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(CustomerPermissions.ChangeOwn));

        var form = await browser.OpenAsync("/customers/new?kind=Organisation");
        var page = await browser.SubmitAsync(form, ("Draft.Name", "南京 茶业 有限公司"), ("Draft.DocumentNumber", "91350100M000100Y43"));

        Assert.Null(form.Html.QuerySelector("[name='Input.Draft.Sex']"));
        Assert.EndsWith($"/customers/{form.ValueOf("Draft.Id")}", page.Address.AbsolutePath);
    }

    [Fact]
    public async Task Who_may_not_register_reads_which_permission_it_takes()
    {
        var browser = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(CustomerPermissions.Read));

        var page = await browser.OpenAsync("/customers/new");

        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Contains(CustomerPermissions.Change, page.Text("main"));
    }
}
