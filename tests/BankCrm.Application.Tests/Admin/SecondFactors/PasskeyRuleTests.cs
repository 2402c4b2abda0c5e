using BankCrm.Application.Admin;
using BankCrm.Application.Admin.SecondFactors;
using BankCrm.Application.Common;
using BankCrm.Application.Platform;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Infrastructure.Admin.SecondFactors;
using BankCrm.Testing;

namespace BankCrm.Application.Tests.Admin.SecondFactors;

/// <summary>A bank that asks those who administer or audit for a passkey.</summary>
public sealed class StrictCrm : TestCrm
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("BankCrm:SignIn:Passkeys", "Required")];
}

public sealed class PasskeyRuleTests(StrictCrm crm) : IClassFixture<StrictCrm>
{
    [Theory]
    [InlineData("customers.read", false)]
    [InlineData(AdminPermissions.ChangeUsers, true)]
    [InlineData(AudiencePermissions.ForCompliance, true)]
    [InlineData(AuditPermissions.ReadSecurity, true)]
    public async Task Who_has_much_in_hand_adds_one_before_anything_else_and_an_app_is_not_enough(string permission, bool must)
    {
        var enrolled = await crm.HasEnrolledAsync(permission);

        var before = (await enrolled.SignInAsync(enrolled.RecoveryCodes[0]))!;
        Assert.Equal(must, (await crm.WhoAsync(before))!.MustAddFactor);
        Assert.Equal(must, (await crm.As(enrolled.Staff).AskAsync<ListMyPasskeys, MyPasskeys>(new())).MustHaveOne);
        var passkey = await crm.HasPasskeyAsync(enrolled.Staff);

        Assert.False((await crm.WhoAsync((await crm.SignInAsync(enrolled.Staff, passkey))!))!.MustAddFactor);
    }

    [Fact]
    public async Task Once_they_have_it_no_code_opens_the_door_to_them()
    {
        var auditor = await crm.HasEnrolledAsync(AuditPermissions.ReadSecurity);
        var teller = await crm.HasEnrolledAsync();
        var passkey = await crm.HasPasskeyAsync(auditor.Staff);
        await crm.HasPasskeyAsync(teller.Staff);

        Assert.Null(await auditor.SignInAsync(auditor.RecoveryCodes[0]));

        Assert.Equal("code in place of a passkey", await crm.WhyLastAsync(auditor.Staff, AuditEvents.SignInFailed));
        Assert.Equal(10, (await crm.As(auditor.Staff).AskAsync<GetMyFactors, FactorState>(new())).RecoveryCodes); // it is not used up
        var question = await auditor.AskedAsync();
        Assert.True(await crm.AtDoorAsync(door => door.WaysAsync(question, CancellationToken.None)) is { Passkey: not null, Code: false, RecoveryCode: false });
        Assert.NotNull(await crm.SignInAsync(auditor.Staff, passkey));
        Assert.NotNull(await teller.SignInAsync(teller.RecoveryCodes[0]));
    }

    [Fact]
    public async Task The_last_one_of_who_must_have_it_stays()
    {
        var auditor = await crm.HasEnrolledAsync(AuditPermissions.ReadSecurity);
        await crm.HasPasskeyAsync(auditor.Staff, "One");
        await crm.HasPasskeyAsync(auditor.Staff, "Two");
        var rows = await crm.PasskeysOfAsync(auditor.Staff);

        var outcomes = await Task.WhenAll(rows.Select(async (row, i) =>
        {
            try
            {
                await crm.As(auditor.Staff).SendAsync(new RemovePasskey(row.Id, auditor.RecoveryCodes[i], null, null));
                return true;
            }
            catch (Exception e) when (e is ConflictException or RefusedException)
            {
                return false;
            }
        }));

        Assert.Single(outcomes, done => done);
        var last = Assert.Single(await crm.PasskeysOfAsync(auditor.Staff));
        var refused = await Assert.ThrowsAsync<RefusedException>(() => crm.As(auditor.Staff).SendAsync(new RemovePasskey(last.Id, auditor.RecoveryCodes[5], null, null)));
        Assert.StartsWith("The bank asks you for what", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_setting_is_one_of_two_words()
    {
        var (nobody, auditor) = (new HashSet<string>(), new HashSet<string> { AuditPermissions.ReadSecurity });
        var strict = SecondFactorPolicy.Of("Offered", SecondFactorRule.Required, "Required");

        Assert.True(strict.DemandsPasskey(auditor));
        Assert.True(strict.Demands(auditor));
        Assert.False(strict.Demands(nobody));
        Assert.True(strict.IsMissing(auditor, new(DateTimeOffset.UnixEpoch, 10, 0)));
        Assert.False(SecondFactorPolicy.Of(null, SecondFactorRule.Required, "Offered", PasskeyRule.Required).DemandsPasskey(auditor));
        Assert.True(SecondFactorPolicy.Of(null, SecondFactorRule.Offered, " ", PasskeyRule.Required).DemandsPasskey(auditor));
        Assert.Throws<StartUpException>(() => SecondFactorPolicy.Of(null, SecondFactorRule.Required, "RequiredForPrivileged"));
        Assert.Throws<StartUpException>(() => SecondFactorPolicy.Of(null, SecondFactorRule.Required, "1"));
    }
}

public sealed class PasskeyAddressTests
{
    [Theory]
    [InlineData(null, null, "localhost", null)]
    [InlineData(null, "localhost;127.0.0.1;[::1]", "localhost", null)]
    [InlineData(null, "localhost;crm.bank.example", "crm.bank.example", "https://crm.bank.example")]
    [InlineData("https://crm.bank.example:8443", "one.example;two.example", "crm.bank.example", "https://crm.bank.example:8443")]
    [InlineData(" https://crm.bank.example/ ", "*", "crm.bank.example", "https://crm.bank.example")]
    public void Is_the_setting_or_the_one_name_that_is_answered(string? setting, string? allowedHosts, string host, string? origin) =>
        Assert.Equal(new PasskeyAddress(host, origin), PasskeyAddress.Of(setting, allowedHosts, isNeeded: true));

    [Theory]
    [InlineData(null, "one.example;two.example")]
    [InlineData(null, "*")]
    [InlineData(null, "*.bank.example")]
    [InlineData(null, "10.0.0.7")]
    public void Where_neither_tells_the_start_stops_if_anybody_needs_one(string? setting, string allowedHosts)
    {
        Assert.Throws<StartUpException>(() => PasskeyAddress.Of(setting, allowedHosts, isNeeded: true));
        Assert.Equal("localhost", PasskeyAddress.Of(setting, allowedHosts, isNeeded: false).Host);
    }

    [Theory]
    [InlineData("crm.bank.example")]
    [InlineData("http://crm.bank.example")]
    [InlineData("https://10.0.0.7")]
    [InlineData("https://crm.bank.example/crm")]
    [InlineData("https://me@crm.bank.example")]
    public void A_setting_that_is_no_address_stops_the_start(string setting) => Assert.Throws<StartUpException>(() => PasskeyAddress.Of(setting, null, isNeeded: false));

    [Theory]
    [InlineData("https://crm.bank.example", true)]
    [InlineData("http://crm.bank.example", false)]
    [InlineData("https://crm.bank.example:8443", false)]
    [InlineData("https://crm.bank.example.evil.example", false)]
    [InlineData("https://evil.crm.bank.example", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_pages_of_that_address_may_ask(string? origin, bool accepted) =>
        Assert.Equal(accepted, PasskeyAddress.Of("https://crm.bank.example", null, isNeeded: false).Accepts(origin));

    [Theory]
    [InlineData("http://localhost:5080", true)]
    [InlineData("https://localhost", true)]
    [InlineData("http://127.0.0.1:5080", false)]
    [InlineData("file://localhost/x", false)]
    public void On_this_computer_those_of_any_port(string origin, bool accepted) => Assert.Equal(accepted, PasskeyAddress.Of(null, null, isNeeded: false).Accepts(origin));
}
