using System.Net;
using BankCrm.Application.Admin;
using BankCrm.Testing;

namespace BankCrm.Web.Tests.Admin;

public sealed class AdminPagesTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly string[] All =
        [AdminPermissions.Read, AdminPermissions.ChangeUsers, AdminPermissions.ChangeRoles, AdminPermissions.ChangeBranches];

    [Fact]
    public async Task A_user_is_created_and_their_password_shown_once()
    {
        var (branch, admin) = await NewAdminAsync();
        var form = await admin.OpenAsync("/admin/users/new");
        var refused = await admin.SubmitAsync(form, ("Name", "新同事"), ("UserName", "No Good"), ("HomeBranchId", branch.Id));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "新同事"), (refused.Status, refused.ValueOf("Name")));

        var made = await admin.SubmitAsync(refused, ("UserName", $"u{Guid.NewGuid():n}"[..20]));

        Assert.Equal("新同事", made.Title);
        Assert.NotEmpty(made.Text(".one-time code"));
        Assert.Empty((await admin.OpenAsync(made.Address.AbsolutePath)).Text(".one-time code"));
    }

    [Fact]
    public async Task A_role_that_is_taken_away_is_felt_on_the_next_click()
    {
        var (branch, admin) = await NewAdminAsync();
        var manager = await branch.HasStaffAsync(AdminPermissions.Read);
        var theirs = await app.SignedInAsAsync(manager);
        Assert.Equal(HttpStatusCode.OK, (await theirs.OpenAsync("/admin/users")).Status);

        var form = await admin.OpenAsync($"/admin/users/{manager.Id}/roles");
        Assert.Single(form.Html.QuerySelectorAll("input[type=checkbox][checked]"));
        await admin.SubmitAsync(form, ("RoleIds", "none of them"));

        Assert.Equal(HttpStatusCode.Forbidden, (await theirs.OpenAsync("/admin/users")).Status);
    }

    [Fact]
    public async Task Who_is_disabled_is_out()
    {
        var (branch, admin) = await NewAdminAsync();
        var teller = await branch.HasStaffAsync();
        var theirs = await app.SignedInAsAsync(teller);
        Assert.Equal("/", (await theirs.OpenAsync("/")).Address.AbsolutePath);

        await admin.SubmitAsync(await admin.OpenAsync($"/admin/users/{teller.Id}"), "form[action*='handler=Disable']");

        Assert.Equal("/account/login", (await theirs.OpenAsync("/")).Address.AbsolutePath);
    }

    [Fact]
    public async Task A_stale_form_is_refused()
    {
        var (branch, admin) = await NewAdminAsync();
        var teller = await branch.HasStaffAsync();
        var (first, second) = (await admin.OpenAsync($"/admin/users/{teller.Id}/edit"), await admin.OpenAsync($"/admin/users/{teller.Id}/edit"));
        await admin.SubmitAsync(first, ("Name", "First"));

        var refused = await admin.SubmitAsync(second, ("Name", "Second"));

        Assert.Equal((HttpStatusCode.Conflict, "Second"), (refused.Status, refused.ValueOf("Name")));
    }

    [Fact]
    public async Task A_role_is_copied_changed_and_deleted()
    {
        var (_, admin) = await NewAdminAsync();
        var roles = await admin.OpenAsync("/admin/roles");
        var teller = roles.Html.QuerySelectorAll("tbody a").First(a => a.TextContent == "Teller").GetAttribute("href")!;
        var copy = (await admin.OpenAsync(teller)).Html.QuerySelector("a[href*='copy=']")!.GetAttribute("href")!;

        var made = await admin.SubmitAsync(await admin.OpenAsync(copy), ("Name", $"Counter {Guid.NewGuid():n}"[..20]));
        var changed = await admin.SubmitAsync(made, "main form:not([action*='handler'])", ("Name", $"Desk {Guid.NewGuid():n}"[..20]));
        Assert.StartsWith("Desk", changed.Title, StringComparison.Ordinal);
        var gone = await admin.SubmitAsync(changed, "form[action*='handler=Delete']");

        Assert.Equal("/admin/roles", gone.Address.AbsolutePath);
    }

    [Fact]
    public async Task A_branch_is_opened_under_another()
    {
        var (branch, admin) = await NewAdminAsync();

        var made = await admin.SubmitAsync(
            await admin.OpenAsync("/admin/branches/new"), ("Kind", "Region"), ("ParentId", app.HeadOffice.Id), ("Name", "West"), ("Code", branch.Name[^5..]), ("City", ""));
        Assert.Equal("West", made.Title);
        var wrong = await admin.SubmitAsync(made, "main form:not([action*='handler'])", ("Hours[0]", "nine to five"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        var closed = await admin.SubmitAsync(await admin.OpenAsync(made.Address.AbsolutePath), "form[action*='handler=Close']");

        Assert.NotNull(closed.Html.QuerySelector("form[action*='handler=Reopen']"));
    }

    [Fact]
    public async Task A_cover_is_given_and_explained()
    {
        var (branch, admin) = await NewAdminAsync();
        var teller = await branch.HasStaffAsync();
        var other = await app.NewBranch("The other one").SaveAsync();

        var form = await admin.OpenAsync($"/admin/users/{teller.Id}/cover");
        await admin.SubmitAsync(form, ("BranchId", other.Id), ("Until", form.ValueOf("From")));

        Assert.Contains("The other one", (await admin.OpenAsync($"/admin/users/{teller.Id}/rights")).Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_ends_ones_own_other_sessions()
    {
        var teller = await app.NewBranch().HasStaffAsync();
        var (here, there) = (await app.SignedInAsAsync(teller), await app.SignedInAsAsync(teller));

        await here.SubmitAsync(await here.OpenAsync("/account/security"), "form[action*='handler=End']");

        Assert.Equal("/account/login", (await there.OpenAsync("/")).Address.AbsolutePath);
        Assert.Equal("/", (await here.OpenAsync("/")).Address.AbsolutePath);
    }

    [Theory]
    [InlineData("/admin/users/new")]
    [InlineData("/admin/roles/new")]
    [InlineData("/admin/branches/new")]
    public async Task Who_only_reads_changes_nothing(string path)
    {
        var reader = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(AdminPermissions.Read));

        Assert.Equal(HttpStatusCode.Forbidden, (await reader.OpenAsync(path)).Status);
        Assert.Equal(HttpStatusCode.OK, (await reader.OpenAsync(path[..^4])).Status);
    }

    private async Task<(TestBranch Branch, TestBrowser Admin)> NewAdminAsync()
    {
        var branch = app.NewBranch();
        return (branch, await app.SignedInAsAsync(await branch.HasStaffAsync(All)));
    }
}
