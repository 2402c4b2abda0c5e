using System.Net;
using BankCrm.Application.Admin;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Testing;

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
    public async Task A_secret_is_replaced_and_the_client_disabled()
    {
        var (_, admin) = await NewAdminAsync();
        var made = await NewClientAsync(admin);
        var first = made.Text(".one-time code");

        var rotated = await admin.SubmitAsync(made, "form[action*='handler=Rotate']", ("overlapHours", "24"));
        Assert.NotEqual(first, rotated.Text(".one-time code"));
        var disabled = await admin.SubmitAsync(rotated, "form[action*='handler=Disable']");

        Assert.NotNull(disabled.Html.QuerySelector("form[action*='handler=Enable']"));
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
        return (branch, await app.SignedInAsAsync(
            await branch.HasStaffAsync(AdminPermissions.ReadApiClients, AdminPermissions.ChangeApiClients, AuditPermissions.ReadSecurity)));
    }
}
