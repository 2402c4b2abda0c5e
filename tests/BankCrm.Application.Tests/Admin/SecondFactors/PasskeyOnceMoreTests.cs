using BankCrm.Application.Admin.SecondFactors;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Application.Tests.Admin.SecondFactors;

/// <summary>That somebody who is signed in shows once more that it is them, with a passkey.</summary>
public sealed class PasskeyOnceMoreTests(StrictCrm crm) : IClassFixture<StrictCrm>
{
    [Fact]
    public async Task Takes_the_place_of_the_password_for_one_purpose()
    {
        var teller = await crm.HasTellerWithPasswordAsync();
        var passkey = await crm.HasPasskeyAsync(teller);
        var secret = (await crm.SignInAsync(teller, passkey))!;
        var me = (await crm.WhoAsync(secret))!;
        await Assert.ThrowsAsync<StepUpRequiredException>(() => crm.As(me).SendAsync(new RenewRecoveryCodes(RecoveryCode.NewOnes())));
        var ways = await OnceMoreAsync(me, StepUpPurpose.SignIn);
        Assert.True(ways is { Passkey: not null, Password: true });

        Assert.True(await ShowAsync(me, StepUpPurpose.SignIn, ways.Passkey!, passkey));

        var shown = (await crm.WhoAsync(secret))!;
        Assert.Equal(StepUpPurpose.SignIn, shown.ShownFor);
        await crm.As(shown).SendAsync(new RenewRecoveryCodes(RecoveryCode.NewOnes()));
        Assert.Equal("SignIn", await crm.WhyLastAsync(teller, AuditEvents.SteppedUp));
    }

    [Fact]
    public async Task A_challenge_for_one_purpose_and_session_is_worth_nothing_elsewhere()
    {
        var teller = await crm.HasTellerWithPasswordAsync();
        var passkey = await crm.HasPasskeyAsync(teller);
        var me = (await crm.WhoAsync((await crm.SignInAsync(teller, passkey))!))!;
        var ways = await OnceMoreAsync(me, StepUpPurpose.SignIn);

        Assert.False(await ShowAsync(me, StepUpPurpose.People, ways.Passkey!, passkey));
        Assert.False(await ShowAsync(me with { SessionId = Guid.NewGuid() }, StepUpPurpose.SignIn, ways.Passkey!, passkey));
        Assert.False(await ShowAsync(me, StepUpPurpose.SignIn, ways.Passkey!, new TestPasskey()));

        Assert.Equal("wrong passkey", await crm.WhyLastAsync(teller, AuditEvents.SignInFailed));
    }

    [Fact]
    public async Task Whom_the_bank_asks_for_a_passkey_does_not_get_by_with_the_password()
    {
        var auditor = await crm.HasTellerWithPasswordAsync(AuditPermissions.ReadSecurity);
        var passkey = await crm.HasPasskeyAsync(auditor);
        var me = (await crm.WhoAsync((await crm.SignInAsync(auditor, passkey))!))!;
        var ways = await OnceMoreAsync(me, StepUpPurpose.Settings);
        Assert.True(ways is { Passkey: not null, Password: false });

        Assert.False(await AtWorkAsync(me, door => door.ShowAsync(StepUpPurpose.Settings, Enrolled.Password, CancellationToken.None)));

        Assert.Equal("password in place of a passkey", await crm.WhyLastAsync(auditor, AuditEvents.SignInFailed));
        Assert.True(await ShowAsync(me, StepUpPurpose.Settings, ways.Passkey!, passkey));
    }

    private Task<OnceMoreWays> OnceMoreAsync(CurrentUser me, StepUpPurpose purpose) => AtWorkAsync(me, door => door.OnceMoreAsync(purpose, CancellationToken.None));

    private Task<bool> ShowAsync(CurrentUser me, StepUpPurpose purpose, PasskeyChallenge challenge, TestPasskey passkey) =>
        AtWorkAsync(me, door => door.ShowAsync(purpose, new PasskeyAnswer(challenge.Handle, passkey.Sign(challenge.Options)), CancellationToken.None));

    private async Task<T> AtWorkAsync<T>(CurrentUser me, Func<FrontDoor, Task<T>> act)
    {
        await using var scope = await crm.As(me).OpenAsync();
        return await act(scope.ServiceProvider.GetRequiredService<FrontDoor>());
    }
}
