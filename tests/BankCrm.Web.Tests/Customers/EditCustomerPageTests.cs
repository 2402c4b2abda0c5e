using System.Net;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.Customers;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Web.Tests.Customers;

public sealed class EditCustomerPageTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Saves_what_was_changed_and_keeps_what_is_hidden()
    {
        var (browser, id) = await ManagerAsync(new() { Name = "钱 七", Employer = "秘密公司", BirthDate = new(1980, 8, 8), Tags = ["old"] });

        var form = await browser.OpenAsync($"/customers/{id}/edit");
        var page = await browser.SubmitAsync(form, ("Name", "钱 八"), ("Tags", "golf, wine"));

        Assert.DoesNotContain("秘密公司", form.Source);
        Assert.DoesNotContain("1980-08-08", form.Source);
        Assert.EndsWith($"/customers/{id}", page.Address.AbsolutePath);
        var saved = await app.ReadAsync(db => db.Customers.SingleAsync(c => c.Id == id));
        Assert.Equal("钱 八", saved.Name);
        Assert.Equal(["golf", "wine"], saved.Tags);
        Assert.True(saved is { Employer: not null, BirthYear: 1980 });
    }

    [Fact]
    public async Task Who_saves_second_sees_what_the_first_changed_and_chooses()
    {
        var (browser, id) = await ManagerAsync(new() { Name = "冯 九", Occupation = "Baker", Tags = ["old"] });
        var first = await browser.OpenAsync($"/customers/{id}/edit");
        var second = await browser.OpenAsync($"/customers/{id}/edit");
        await browser.SubmitAsync(first, ("Occupation", "Cook"), ("Tags", "theirs"));

        var clash = await browser.SubmitAsync(second, ("Occupation", "Pilot"), ("OtherName", "Feng"));

        Assert.Equal(HttpStatusCode.Conflict, clash.Status);
        var rows = clash.Html.QuerySelectorAll("tbody tr").Select(r => r.TextContent).ToList();
        Assert.Contains(rows, r => r.Contains("Occupation") && r.Contains("Cook") && r.Contains("Pilot"));
        Assert.Equal(("Pilot", "theirs", "Feng"), (clash.ValueOf("Occupation"), clash.ValueOf("Tags"), clash.ValueOf("OtherName")));

        await browser.SubmitAsync(clash, ("Take[Occupation]", "theirs"));

        var saved = await app.ReadAsync(db => db.Customers.SingleAsync(c => c.Id == id));
        Assert.Equal(("Cook", "Feng"), (saved.Occupation, saved.OtherName));
        Assert.Equal(["theirs"], saved.Tags);
    }

    [Fact]
    public async Task A_wrong_form_comes_back_as_the_user_left_it()
    {
        var (browser, id) = await ManagerAsync(new() { Name = "陈 十" });

        var form = await browser.OpenAsync($"/customers/{id}/edit");
        var page = await browser.SubmitAsync(form, ("Name", "Br\u0001oken"), ("Occupation", new string('x', 1_000_000)), ("OtherName", "Kept"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("control characters", page.Text("#Input_Name-error"));
        Assert.Contains("too long", page.Text("#Input_Occupation-error"));
        Assert.Equal("Kept", page.ValueOf("OtherName"));
    }

    [Fact]
    public async Task A_form_that_cannot_be_read_is_refused_without_an_accident()
    {
        var (browser, id) = await ManagerAsync(new() { Name = "陈 一" });

        var form = await browser.OpenAsync($"/customers/{id}/edit");
        var nul = await browser.SubmitAsync(form, ("Occupation", "a\0b"));
        var huge = await browser.SubmitAsync(form, ("Occupation", new string('x', 3_000_000)));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (nul.Status, huge.Status));
    }

    [Fact]
    public async Task A_teller_is_asked_for_no_name_and_another_branch_finds_nothing()
    {
        var branch = app.NewBranch();
        var id = await branch.HasCustomerAsync();
        var teller = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Change));
        var stranger = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(CustomerPermissions.Change));

        var form = await teller.OpenAsync($"/customers/{id}/edit");

        Assert.Null(form.Html.QuerySelector("[name='Input.Name']"));
        foreach (var page in new[] { "edit", "contacts/new", "addresses/new", "consents", "notes" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync($"/customers/{id}/{page}")).Status);
        }
    }

    [Fact]
    public async Task A_phone_number_is_corrected_by_typing_it_and_Enter()
    {
        var (browser, id) = await ManagerAsync(new() { Name = "卫 一", Mobile = "13800138000" });
        var point = await app.ReadAsync(db => db.ContactPoints.SingleAsync(p => p.CustomerId == id));

        var form = await browser.OpenAsync($"/customers/{id}/contacts/{point.Id}");
        var page = await browser.SubmitAsync(form, ("Value", "139 0013 9000"));

        Assert.NotNull(form.Html.QuerySelector("[name='Input.Value'][autofocus]"));
        Assert.DoesNotContain("13800138000", form.Source);
        Assert.EndsWith($"/customers/{id}", page.Address.AbsolutePath);
    }

    [Fact]
    public async Task Each_small_form_saves()
    {
        var (browser, id) = await ManagerAsync(new() { Name = "蒋 二" });
        var forms = new (string Page, (string, object)[] Fields)[]
        {
            ("contacts/new", [("Kind", "Email"), ("Value", "jiang@example.com")]),
            ("addresses/new", [("Address.Line1", "人民路 3 号"), ("Address.City", "南京市")]),
            ("documents/new", [("Kind", "Passport"), ("Number", "E11112222")]),
            ("consents", [("IsGiven", "true"), ("Proof", "Form 3")]),
            ("notes", [("Text", "Likes tea\nand cake")]),
        };

        foreach (var (address, fields) in forms)
        {
            var form = await browser.OpenAsync($"/customers/{id}/{address}");
            var page = await browser.SubmitAsync(form, "main form[data-form]", fields);
            var again = await browser.SubmitAsync(form, "main form[data-form]", fields); // the same form, sent twice
            Assert.DoesNotContain(address.Split('/')[0] + "/new", page.Address.AbsolutePath);
            Assert.Equal(page.Address.AbsolutePath, again.Address.AbsolutePath);
        }

        Assert.Equal(1, await app.ReadAsync(db => db.ContactPoints.CountAsync(p => p.CustomerId == id)));
        Assert.Equal(1, await app.ReadAsync(db => db.Addresses.CountAsync(p => p.CustomerId == id)));
        Assert.Equal(1, await app.ReadAsync(db => db.IdentityDocuments.CountAsync(p => p.CustomerId == id)));
        Assert.Equal(1, await app.ReadAsync(db => db.Consents.CountAsync(p => p.CustomerId == id)));
        Assert.Equal(1, await app.ReadAsync(db => db.Notes.CountAsync(p => p.CustomerId == id)));
    }

    private async Task<(TestBrowser Browser, Guid Id)> ManagerAsync(CustomerDraft draft)
    {
        var branch = app.NewBranch();
        var manager = await branch.HasStaffAsync(CustomerPermissions.Change, CustomerPermissions.ChangeIdentity);
        return (await app.SignedInAsAsync(manager), await branch.HasCustomerAsync(draft));
    }
}
