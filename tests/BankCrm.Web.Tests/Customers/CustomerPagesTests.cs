using System.Net;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Web.Tests.Customers;

public sealed class CustomerPagesTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Phone = "13812345678";
    private const string Passport = "E87654321";
    private const string Street = "Zhongshan Road 88";

    private static readonly CustomerDraft Known = new()
    {
        Name = "欧阳娜娜",
        Mobile = Phone,
        Email = "nana.ouyang@example.com",
        BirthDate = new(1988, 12, 31),
        Employer = "Blue Lantern Ltd",
        Income = IncomeBand.Over1Million,
        Address = new("CN", "Jiangsu", "Nanjing", "", Street, "", "210000"),
    };

    [Fact]
    public async Task The_list_names_the_branch_s_customers_and_masks_the_rest()
    {
        var branch = app.NewBranch();
        var id = await branch.HasCustomerAsync(Known with { Id = Guid.CreateVersion7() });
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read));

        var page = await browser.OpenAsync("/customers");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal("欧阳娜娜", page.Text($"a[href='/customers/{id}']"));
        Assert.Empty(page.Html.QuerySelectorAll("a[rel=next]"));
        ShowsNoSecret(page);
    }

    [Theory]
    [InlineData("?sort=birth_date")]
    [InlineData("?sort=name;drop")]
    [InlineData("?tier=Gold")]
    [InlineData("?owner=me")]
    [InlineData("?agefrom=-1")]
    [InlineData("?columns=name,secret")]
    public async Task An_order_or_filter_that_is_not_offered_is_refused(string query)
    {
        var browser = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(CustomerPermissions.Read));

        Assert.Equal(HttpStatusCode.BadRequest, (await browser.OpenAsync("/customers" + query)).Status);
    }

    [Fact]
    public async Task Filters_in_force_are_said_and_each_can_be_taken_off()
    {
        var branch = app.NewBranch();
        var id = await branch.HasCustomerAsync(new() { Name = "欧阳锋", Tags = ["golf", "tea"], Tier = CustomerTier.Vip });
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read));

        var page = await browser.OpenAsync("/customers?tier=Vip&tag=golf,tea&addedto=2000-01-01&columns=name,tags&sort=name");
        var chips = page.Html.QuerySelectorAll(".chip").Select(chip => chip.TextContent.Trim()).ToList();
        var without = await browser.OpenAsync(page.Html.QuerySelectorAll(".chip-off")[3].GetAttribute("href")!);

        Assert.Equal(["Tier: VIP", "Tag: golf", "Tag: tea", "Customer since: up to 1 Jan 2000"], chips);
        Assert.Contains("No customer matches.", page.Text("main"));
        Assert.Equal($"/customers/{id}", without.Html.QuerySelector("tbody a")?.GetAttribute("href"));
        Assert.Equal(3, without.Html.QuerySelectorAll(".chip").Length);
        Assert.Equal(["Name", "Tags"], without.Html.QuerySelectorAll("thead th").Select(th => th.TextContent.Trim()));
        Assert.Equal("name,tags", without.Html.QuerySelector("form.filters [name=columns]")?.GetAttribute("value"));
    }

    [Fact]
    public async Task Several_values_of_a_filter_are_one_chip()
    {
        var branch = app.NewBranch();
        await branch.HasCustomerAsync(new() { Name = "欧阳锋", Tier = CustomerTier.Vip });
        await branch.HasCustomerAsync(new() { Name = "黄药师", Tier = CustomerTier.Private, Tags = ["golf"] });
        await branch.HasCustomerAsync(new() { Name = "洪七公" });
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read));

        var page = await browser.OpenAsync("/customers?tier=Vip&tier=Private&stage=&owner=none&owner=");
        var without = await browser.OpenAsync(page.Html.QuerySelector(".chip-off")!.GetAttribute("href")!);
        var tags = await browser.OpenAsync("/customers?tag=golf,tea&anytag=true");

        Assert.Equal(["Tier: Private or VIP", "Owner: Nobody's"], page.Html.QuerySelectorAll(".chip").Select(chip => chip.TextContent.Trim()));
        Assert.Equal(2, page.Html.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(["Private", "Vip"], page.Html.QuerySelectorAll("[name=tier][checked]").Select(box => box.GetAttribute("value")).Order());
        Assert.Equal(3, without.Html.QuerySelectorAll("tbody tr").Length);
        Assert.Equal("Tag: golf or tea", Assert.Single(tags.Html.QuerySelectorAll(".chip")).TextContent.Trim());
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.OpenAsync("/customers?tier=Vip&tier=Nope")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.OpenAsync("/customers?birthday=13")).Status);
        Assert.Contains("Birthday: November", (await browser.OpenAsync("/customers?birthday=11")).Text(".chips"));
    }

    [Fact]
    public async Task Columns_are_chosen_and_ordered_and_the_list_keeps_its_filters()
    {
        var branch = app.NewBranch();
        await branch.HasCustomerAsync(new() { Name = "欧阳锋", Mobile = Phone, Tier = CustomerTier.Vip });
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read));

        var form = await browser.OpenAsync((await browser.OpenAsync("/customers?tier=Vip&columns=name,tier,phone")).Html.QuerySelector(".head a[data-dialog]")!.GetAttribute("href")!);
        var list = await browser.SubmitAsync(form, ("places[tier]", 9));

        Assert.Equal(["Name", "Phone", "Tier"], list.Html.QuerySelectorAll("thead th").Select(th => th.TextContent.Trim()));
        Assert.Single(list.Html.QuerySelectorAll(".chip"));
        Assert.Contains("138****5678", list.Text("tbody"));
        ShowsNoSecret(list);
    }

    [Fact]
    public async Task A_hostile_name_is_shown_as_it_is_and_does_nothing()
    {
        var branch = app.NewBranch();
        var id = await branch.HasCustomerAsync(new()
        {
            Kind = CustomerKind.Organisation,
            Name = "<script>alert(1)</script> \"x\" onload=1",
            Note = "<img src=x onerror=alert(1)>",
            Tags = ["\"><b>"],
        });
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read));

        foreach (var address in new[] { "/customers", $"/customers/{id}", "/search/suggest?q=script", $"/customers/{id}/history", $"/customers/{id}/timeline" })
        {
            var page = await browser.OpenAsync(address);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.DoesNotContain("<script>alert", page.Source);
            Assert.DoesNotContain("<img src=x", page.Source);
        }
    }

    [Fact]
    public async Task The_record_masks_what_is_sensitive_and_says_what_is_missing()
    {
        var branch = app.NewBranch();
        var staff = await branch.HasStaffAsync(CustomerPermissions.Read);
        var id = await branch.HasCustomerAsync(Known with { Id = Guid.CreateVersion7(), AgreesToMarketing = false });
        var browser = await app.SignedInAsAsync(staff);

        var page = await browser.OpenAsync($"/customers/{id}");

        Assert.Equal("欧阳娜娜", page.Title);
        Assert.Contains("138****5678", page.Source);
        Assert.Contains("1988", page.Source);
        Assert.Contains("identity document", page.Source);
        Assert.Contains("No marketing by", page.Source);
        Assert.Empty(page.Html.QuerySelectorAll("a.reveal"));
        ShowsNoSecret(page);
        var viewed = await app.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.CustomerRef == id && e.Event == AuditEvents.CustomerViewed));
        Assert.Equal((staff.Id, branch.Id), (viewed.Actor, viewed.BranchId));
    }

    [Fact]
    public async Task Another_branch_s_customer_cannot_be_told_from_none()
    {
        var (theirs, ours) = (app.NewBranch(), app.NewBranch());
        var foreign = await theirs.HasCustomerAsync(Known with { Id = Guid.CreateVersion7(), Name = "司徒静" });
        var browser = await app.SignedInAsAsync(await ours.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Reveal, CustomerPermissions.ReadProtected));

        foreach (var tail in new[] { "", "/history", "/timeline", "/reveal?field=BirthDate" })
        {
            var (real, none) = (await browser.OpenAsync($"/customers/{foreign}{tail}"), await browser.OpenAsync($"/customers/{Guid.NewGuid()}{tail}"));
            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (real.Status, none.Status));
            Assert.Equal(none.Title, real.Title);
        }

        foreach (var address in new[] { "/customers", "/search?q=司徒静", "/search/suggest?q=situ", $"/search?q={Phone}" })
        {
            Assert.DoesNotContain("司徒静", (await browser.OpenAsync(address)).Html.QuerySelector("main, [role=option]")?.TextContent.Replace("Nothing found.", "") ?? "");
            Assert.DoesNotContain(foreign.ToString(), (await browser.OpenAsync(address)).Source);
        }
    }

    [Fact]
    public async Task A_protected_record_says_whom_to_ask_and_that_somebody_tried()
    {
        var branch = app.NewBranch();
        var staff = await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Reveal);
        var id = await branch.HasCustomerAsync(Known with { Id = Guid.CreateVersion7(), Name = "慕容雪" });
        await app.HasChangedAsync<Customer>(id, c => c.Protect(true));
        var browser = await app.SignedInAsAsync(staff);

        var page = await browser.OpenAsync($"/customers/{id}");

        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Equal("Protected record", page.Title);
        Assert.Contains(branch.Name, page.Text("main"));
        Assert.DoesNotContain("慕容雪", page.Source);
        Assert.Equal("Protected record", (await browser.OpenAsync("/customers")).Text($"a[href='/customers/{id}']"));
        foreach (var tail in new[] { "/history", "/timeline", "/reveal?field=BirthDate" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.OpenAsync($"/customers/{id}{tail}")).Status);
        }

        var denied = await app.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.CustomerRef == id && e.Event == AuditEvents.AccessDenied));
        Assert.Equal((staff.Id, AuditOutcome.Denied), (denied.Actor, denied.Outcome));
    }

    [Fact]
    public async Task Enter_leads_straight_to_the_one_that_was_meant()
    {
        var branch = app.NewBranch();
        var id = await branch.HasCustomerAsync(Known with { Id = Guid.CreateVersion7(), DocumentKind = IdentityDocumentKind.Passport, DocumentNumber = Passport });
        await branch.HasCustomerAsync(new() { Name = "欧阳锋" });
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read));

        Assert.Equal($"/customers/{id}", (await browser.OpenAsync($"/search?q={Passport}")).Address.AbsolutePath);
        var both = await browser.OpenAsync("/search?q=欧阳");
        Assert.Equal(2, both.Html.QuerySelectorAll("main tbody tr").Length);
        ShowsNoSecret(both);
        var suggested = await browser.OpenAsync("/search/suggest?q=欧阳娜");
        Assert.Equal($"/customers/{id}", suggested.Html.QuerySelector("a[role=option]")?.GetAttribute("href"));
        ShowsNoSecret(suggested);
    }

    [Fact]
    public async Task A_mistyped_number_is_explained()
    {
        var browser = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(CustomerPermissions.Read));

        Assert.Contains("check digit", (await browser.OpenAsync("/search?q=110105194912310023")).Text("main"));
        Assert.Contains("check digit", (await browser.OpenAsync("/search/suggest?q=110105194912310023")).Text(".note"));
    }

    [Fact]
    public async Task The_history_says_what_was_and_what_is_in_words_and_masked()
    {
        var branch = app.NewBranch();
        var id = await branch.HasCustomerAsync(Known with { Id = Guid.CreateVersion7(), Note = "Prefers mornings" });
        await app.HasChangedAsync<Customer>(id, c => c.Classify(CustomerTier.Vip, LifeCycleStage.Active, CustomerLanguage.English, ["golf"]));
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read));

        var page = await browser.OpenAsync($"/customers/{id}/history");

        Assert.Contains("Mass", page.Text(".story"));
        Assert.Contains("VIP", page.Text(".story"));
        Assert.Contains("138****5678", page.Text(".story"));
        Assert.Contains("欧阳娜娜", page.Text(".story"));
        Assert.DoesNotContain("BirthDate", page.Source);
        ShowsNoSecret(page);
        Assert.Contains("Registered", (await browser.OpenAsync($"/customers/{id}/timeline")).Text(".story"));
    }

    private static void ShowsNoSecret(TestPage page)
    {
        foreach (var secret in new[] { Phone, Phone[3..], Passport, "nana.ouyang", "12-31", "Blue Lantern", "Over 1 million", Street })
        {
            Assert.DoesNotContain(secret, page.Source);
        }
    }
}
