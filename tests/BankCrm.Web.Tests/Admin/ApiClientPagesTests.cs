using System.Net;
using BankCrm.Application.Admin;
using BankCrm.Application.Admin.ApiClients;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Web.Tests.Admin;

public sealed class ApiClientPagesTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_client_is_created_its_secret_shown_once_and_its_history_told()
    {
        var (branch, admin) = await NewAdminAsync();
        var name = $"Core {Guid.NewGuid():n}"[..20];
        var form = await admin.OpenAsync("/admin/api-clients/new");
        var refused = await admin.SubmitAsync(form, ("Name", name), ("Source", "core"), ("Addresses", "10.1.0.0/16"), ("Scopes", "customers.read"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, name), (refused.Status, refused.ValueOf("Name")));

        var made = await admin.SubmitAsync(refused, ("Source", "CORE"), ("Scopes", "customers.read"), ("BranchIds", branch.Id));

        Assert.Equal(name, made.Title);
        Assert.StartsWith("crm_", made.Text(".one-time code"), StringComparison.Ordinal);
        var again = await admin.OpenAsync(made.Address.AbsolutePath);
        Assert.Empty(again.Text(".one-time code"));
        Assert.Contains("Mei", again.Source, StringComparison.Ordinal);
        Assert.Contains(name, (await admin.OpenAsync("/admin/api-clients")).Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_its_access_nor_a_secret_is_given_by_one_administrator_alone()
    {
        var (branch, admin) = await NewAdminAsync();
        var other = await app.SignedInAsAsync(await HasAdminAsync(branch));
        var made = await NewClientAsync(admin);
        var (id, first) = (Guid.Parse(made.Address.Segments[^1]), made.Text(".one-time code"));
        Assert.Null(made.Html.QuerySelector("form[action*='handler=Agree']"));
        Assert.False(await MayEnterAsync(id, first));
        Assert.Contains("Waits for a second administrator", (await other.OpenAsync("/admin/api-clients")).Text("table"));

        var theirs = await other.OpenAsync(made.Address.AbsolutePath);
        var own = await AgreeToOwnAsync(admin, made, theirs); // the form that is not offered
        Assert.Equal(HttpStatusCode.UnprocessableEntity, own.Status);
        Assert.Contains("A second administrator does it", own.Refusal, StringComparison.Ordinal);
        var agreed = await other.SubmitAsync(theirs, "form[action*='handler=Agree']");
        Assert.Contains("May call", agreed.Text("main"));
        Assert.True(await MayEnterAsync(id, first));

        var rotated = await admin.SubmitAsync(await admin.OpenAsync(made.Address.AbsolutePath), "form[action*='handler=Rotate']", ("overlapHours", "24"));
        var second = rotated.Text(".one-time code");
        Assert.NotEqual(first, second);
        Assert.False(await MayEnterAsync(id, second));
        await other.SubmitAsync(await other.OpenAsync(made.Address.AbsolutePath), "form[action*='handler=Agree']");
        Assert.True(await MayEnterAsync(id, second));
        Assert.True(await MayEnterAsync(id, first));

        var disabled = await admin.SubmitAsync(await admin.OpenAsync(made.Address.AbsolutePath), "form[action*='handler=Disable']");
        Assert.False(await MayEnterAsync(id, first));
        Assert.NotNull(disabled.Html.QuerySelector("form[action*='handler=Enable']"));
        Assert.Equal(4, await app.ReadAsync(db => db.AuditEntries.CountAsync(e => e.ObjectId == id && (e.Event == AuditEvents.Proposed || e.Event == AuditEvents.Decided))));
    }

    [Fact]
    public async Task Other_rights_are_shown_beside_the_present_ones_and_hold_when_another_administrator_agrees()
    {
        var (branch, admin) = await NewAdminAsync();
        var other = await app.SignedInAsAsync(await HasAdminAsync(branch));
        var made = await NewClientAsync(admin);
        var id = Guid.Parse(made.Address.Segments[^1]);
        await other.SubmitAsync(await other.OpenAsync(made.Address.AbsolutePath), "form[action*='handler=Agree']");

        var proposed = await admin.SubmitAsync(await admin.OpenAsync(made.Address.AbsolutePath + "/edit"), ("Addresses", "10.2.0.0/16"), ("RatePerMinute", "50"));
        Assert.Contains("It is proposed.", proposed.Source, StringComparison.Ordinal);
        Assert.Equal(["127.0.0.1"], await AddressesAsync(id));
        var again = await admin.SubmitAsync(await admin.OpenAsync(made.Address.AbsolutePath + "/edit"), ("RatePerMinute", "70"));
        Assert.Contains("Something waits for a second administrator already", again.Refusal, StringComparison.Ordinal);

        var seen = await other.OpenAsync(made.Address.AbsolutePath);
        var line = seen.Html.QuerySelectorAll("main tr").Single(r => r.QuerySelector("th[scope=row]")?.TextContent == "Calls from");
        Assert.Equal(["127.0.0.1", "10.2.0.0/16"], line.QuerySelectorAll("td").Select(c => c.TextContent));
        await other.SubmitAsync(seen, "form[action*='handler=Agree']");
        Assert.Equal(["10.2.0.0/16"], await AddressesAsync(id));
        Assert.Contains("This proposal was decided already.", (await other.SubmitAsync(seen, "form[action*='handler=Agree']")).Refusal, StringComparison.Ordinal); // the same form, sent twice

        await admin.SubmitAsync(await admin.OpenAsync(made.Address.AbsolutePath + "/edit"), ("Addresses", "0.0.0.0/0"));
        await other.SubmitAsync(await other.OpenAsync(made.Address.AbsolutePath), "form[action*='handler=Drop']");
        Assert.Equal(["10.2.0.0/16"], await AddressesAsync(id));
    }

    [Fact]
    public async Task One_that_may_not_call_is_changed_at_once_and_what_waited_is_over()
    {
        var (branch, admin) = await NewAdminAsync();
        var other = await app.SignedInAsAsync(await HasAdminAsync(branch));
        var made = await NewClientAsync(admin);
        var id = Guid.Parse(made.Address.Segments[^1]);
        var before = await other.OpenAsync(made.Address.AbsolutePath);

        await admin.SubmitAsync(await admin.OpenAsync(made.Address.AbsolutePath + "/edit"), ("Addresses", "10.3.0.0/16"));

        Assert.Equal(["10.3.0.0/16"], await AddressesAsync(id));
        Assert.NotEqual(HttpStatusCode.OK, (await other.SubmitAsync(before, "form[action*='handler=Agree']")).Status);
        Assert.True(await app.ReadAsync(db => db.ApiClients.AnyAsync(c => c.Id == id && c.DisabledAt != null)));
    }

    [Fact]
    public async Task An_address_that_is_none_is_refused_by_name()
    {
        var (_, admin) = await NewAdminAsync();
        var edit = await admin.OpenAsync((await NewClientAsync(admin)).Address.AbsolutePath + "/edit");

        var refused = await admin.SubmitAsync(edit, ("Addresses", "10.1.0.0/16\nelsewhere"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("elsewhere", refused.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_auditor_reads_and_others_see_nothing()
    {
        var branch = app.NewBranch();
        var auditor = await app.SignedInAsAsync(await branch.HasStaffAsync(AdminPermissions.ReadApiClients, AuditPermissions.Read));
        var teller = await app.SignedInAsAsync(await branch.HasStaffAsync(AdminPermissions.Read));

        Assert.Equal(HttpStatusCode.OK, (await auditor.OpenAsync("/admin/api-clients")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.OpenAsync("/admin/api-clients/new")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await teller.OpenAsync("/admin/api-clients")).Status);
    }

    private static async Task<TestPage> NewClientAsync(TestBrowser admin) => await admin.SubmitAsync(
        await admin.OpenAsync("/admin/api-clients/new"), ("Name", $"Cards {Guid.NewGuid():n}"[..20]), ("Source", "CARDS"), ("Addresses", "127.0.0.1"),
        ("Scopes", "customers.write"), ("AllBranches", true));

    private async Task<(TestBranch Branch, TestBrowser Admin)> NewAdminAsync()
    {
        var branch = app.NewBranch();
        return (branch, await app.SignedInAsAsync(await HasAdminAsync(branch)));
    }

    private static Task<TestStaff> HasAdminAsync(TestBranch branch) =>
        branch.HasStaffAsync(AdminPermissions.ReadApiClients, AdminPermissions.ChangeApiClients, AuditPermissions.ReadSecurity);

    private async Task<bool> MayEnterAsync(Guid id, string secret) =>
        await app.Services.GetRequiredService<ApiClientDirectory>().EnterAsync(id, secret, CancellationToken.None) is not null;

    private Task<IReadOnlyList<string>> AddressesAsync(Guid id) => app.ReadAsync(async db => (await db.ApiClients.SingleAsync(c => c.Id == id)).Addresses);

    /// <summary>Sends the form that only the other one is offered.</summary>
    private static Task<TestPage> AgreeToOwnAsync(TestBrowser admin, TestPage own, TestPage theirs)
    {
        var (form, agree) = (own.Html.QuerySelector("form[action*='handler=Drop']")!, theirs.Html.QuerySelector("form[action*='handler=Agree']")!);
        form.SetAttribute("action", agree.GetAttribute("action")!);
        var version = own.Html.CreateElement("input");
        version.SetAttribute("name", "version");
        version.SetAttribute("value", agree.QuerySelector("[name=version]")!.GetAttribute("value")!);
        form.AppendChild(version);
        return admin.SubmitAsync(own, "form[action*='handler=Agree']");
    }
}
