using BankCrm.Application.Admin;
using BankCrm.Application.Admin.SecondFactors;
using BankCrm.Application.Common;
using BankCrm.Application.Platform;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tests.Admin.SecondFactors;

/// <summary>A bank that asks those who administer or audit for a second factor.</summary>
public sealed class CarefulCrm : TestCrm
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("BankCrm:SignIn:SecondFactor", "RequiredForPrivileged")];
}

public sealed class SecondFactorPolicyTests(CarefulCrm crm) : IClassFixture<CarefulCrm>
{
    [Theory]
    [InlineData("customers.read", false)]
    [InlineData(AdminPermissions.Read, false)]
    [InlineData(AdminPermissions.ChangeUsers, true)]
    [InlineData(AdminPermissions.ChangeApiClients, true)]
    [InlineData(AudiencePermissions.ForCompliance, true)]
    [InlineData(AuditPermissions.ReadSecurity, true)]
    public async Task Who_has_much_in_hand_sets_one_up_before_anything_else(string permission, bool must)
    {
        var colleague = await crm.HasTellerWithPasswordAsync(permission);

        var entrance = (await crm.EnterAsync(colleague, Enrolled.Password))!;

        Assert.Equal(must, (await crm.WhoAsync(entrance.Secret))!.MustAddFactor);
    }

    [Fact]
    public async Task Once_it_is_set_up_all_is_open()
    {
        var auditor = await crm.HasEnrolledAsync(AuditPermissions.ReadSecurity);

        var secret = (await auditor.SignInAsync(auditor.RecoveryCodes[0]))!;

        Assert.False((await crm.WhoAsync(secret))!.MustAddFactor);
    }

    [Fact]
    public async Task A_lost_one_is_reset_at_the_server_and_by_no_colleague_alone()
    {
        var auditor = await crm.HasEnrolledAsync(AuditPermissions.ReadSecurity);
        var secret = (await auditor.SignInAsync(auditor.RecoveryCodes[0]))!;
        var admin = await crm.HasTellerWithPasswordAsync(AdminPermissions.ChangeUsers);
        var command = new ResetFactorAtServer(auditor.Staff.UserName.ToUpperInvariant());
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(admin).SendAsync(command));

        await crm.As(CurrentUser.System("reset-factor", AdminPermissions.ChangeUsers)).SendAsync(command);

        Assert.Null(await crm.WhoAsync(secret));
        Assert.False((await crm.EnterAsync(auditor.Staff, Enrolled.Password))!.IsAsked);
        Assert.Equal("reset at the server", await crm.ReadAsync(db => db.AuditEntries
            .Where(e => e.ObjectId == auditor.Staff.Id && e.Event == AuditEvents.FactorChanged).OrderByDescending(e => e.Id).Select(e => e.ReasonCode).FirstAsync()));
        await Assert.ThrowsAsync<BankCrm.Domain.Common.RefusedException>(
            () => crm.As(CurrentUser.System("reset-factor", AdminPermissions.ChangeUsers)).SendAsync(command));
    }

    [Fact]
    public void The_setting_is_one_of_three_words()
    {
        var nobody = new HashSet<string>();

        Assert.True(SecondFactorPolicy.Of(null, SecondFactorRule.Required).Demands(nobody));
        Assert.True(SecondFactorPolicy.Of("Required", SecondFactorRule.Offered).Demands(nobody));
        Assert.False(SecondFactorPolicy.Of("Offered", SecondFactorRule.Required).Demands(new HashSet<string> { AdminPermissions.ChangeUsers }));
        Assert.Throws<StartUpException>(() => SecondFactorPolicy.Of("off", SecondFactorRule.Required));
        Assert.Throws<StartUpException>(() => SecondFactorPolicy.Of("2", SecondFactorRule.Required));
    }
}
