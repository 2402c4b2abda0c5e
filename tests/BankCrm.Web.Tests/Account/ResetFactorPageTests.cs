using BankCrm.Application.Admin;
using BankCrm.Application.Admin.SecondFactors;
using BankCrm.Application.Admin.Users;
using BankCrm.Domain.Admin.Users;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Web.Tests.Account;

public sealed class ResetFactorPageTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task One_administrator_proposes_it_and_another_one_does_it()
    {
        var branch = app.NewBranch();
        var (one, other, lost) = (await branch.HasStaffAsync(AdminPermissions.Read, AdminPermissions.ChangeUsers), await branch.HasStaffAsync(AdminPermissions.Read, AdminPermissions.ChangeUsers), await branch.HasStaffAsync());
        await HasAppAsync(lost);
        var (first, second) = (await app.SignedInAsAsync(one), await app.SignedInAsAsync(other));

        var refused = await first.SubmitAsync(await first.OpenAsync($"/admin/users/{lost.Id}"), "form[action*='handler=ProposeReset']", ("Reason", ""));
        Assert.Contains("Please fill this in.", refused.Text("main"), StringComparison.Ordinal);
        var proposed = await first.SubmitAsync(refused, "form[action*='handler=ProposeReset']", ("Reason", "Seen in person"));
        Assert.Contains("Another administrator decides.", proposed.Text("main"), StringComparison.Ordinal);
        Assert.Null(proposed.Html.QuerySelector("form[action*='handler=DoReset']"));

        var done = await second.SubmitAsync(await second.OpenAsync($"/admin/users/{lost.Id}"), "form[action*='handler=DoReset']");
        Assert.Contains("None: the password alone opens the door", done.Text("main"), StringComparison.Ordinal);
    }

    private async Task HasAppAsync(TestStaff staff)
    {
        await app.WorkAsync<object?>(async (db, services) =>
        {
            await services.GetRequiredService<IPasswords>().SetAsync(await db.Staff.AsSplitQuery().SingleAsync(s => s.Id == staff.Id), Door.Password, CancellationToken.None);
            return null;
        });
        await app.WorkAsync<object?>(async (_, services) =>
        {
            await services.GetRequiredService<ISecondFactors>().BeginAsync(staff.Id, CancellationToken.None);
            return null;
        });
        await app.WorkAsync<object?>(async (_, services) =>
        {
            var factors = services.GetRequiredService<ISecondFactors>();
            Assert.True(await factors.ConfirmAsync(staff.Id, Door.Code((await factors.PendingAsync(staff.Id, CancellationToken.None))!), RecoveryCode.NewOnes(), CancellationToken.None));
            return null;
        });
    }
}
