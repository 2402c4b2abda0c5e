using BankCrm.Application.Admin;
using BankCrm.Application.Admin.SecondFactors;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Tasks.Notices;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Application.Tests.Admin.SecondFactors;

public sealed class PasskeyTests(TurnedCrm crm) : IClassFixture<TurnedCrm>
{
    [Fact]
    public async Task Once_added_it_is_asked_for_and_its_owner_is_told()
    {
        var teller = await crm.HasTellerWithPasswordAsync();
        var before = (await crm.EnterAsync(teller, Enrolled.Password))!;
        Assert.False(before.IsAsked);

        await crm.HasPasskeyAsync(teller, "My laptop");

        Assert.True((await crm.EnterAsync(teller, Enrolled.Password))!.IsAsked);
        var row = Assert.Single(await crm.PasskeysOfAsync(teller));
        Assert.Equal(("My laptop", false, null), (row.Name, row.IsSynced, row.LastUsedAt));
        Assert.Null(await crm.WhoAsync(before.Secret)); // who was signed in elsewhere is so no longer
        Assert.Equal("passkey added", await crm.WhyLastAsync(teller, AuditEvents.FactorChanged));
        Assert.Equal(NoticeKind.SignInChanged, await crm.ReadAsync(db => db.Notices.Where(n => n.StaffId == teller.Id).Select(n => n.Kind).SingleAsync()));
        Assert.Contains(teller.Id, await crm.WorkAsync((_, services) => services.GetRequiredService<ISecondFactors>().WhoHasAsync([teller.Id], CancellationToken.None)));
    }

    [Theory]
    [InlineData("http://bank.example", "localhost", true)]
    [InlineData("http://localhost", "bank.example", true)]
    [InlineData("http://localhost", "localhost", false)]
    public async Task What_was_made_elsewhere_or_for_nobody_is_not_kept(string origin, string host, bool verifies)
    {
        var teller = await crm.HasTellerWithPasswordAsync();

        var refused = await Assert.ThrowsAsync<RefusedException>(() => crm.HasPasskeyAsync(teller, made: new() { Origin = origin, Host = host, VerifiesUser = verifies }));

        Assert.StartsWith("The passkey was not taken", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await crm.PasskeysOfAsync(teller));
    }

    [Fact]
    public async Task A_challenge_makes_one_for_whom_it_was_given_within_five_minutes()
    {
        var (teller, other) = (await crm.HasTellerWithPasswordAsync(), await crm.HasTellerWithPasswordAsync());
        var (one, late) = (await NewAsync(teller), await NewAsync(teller));
        await Assert.ThrowsAsync<RefusedException>(() => AddAsync(other, "Theirs", one, new()));
        await Assert.ThrowsAsync<RefusedException>(() => AddAsync(teller, "None", one with { Handle = "made-up" }, new()));
        await AddAsync(teller, "One", one, new());
        await Assert.ThrowsAsync<RefusedException>(() => AddAsync(teller, "Again", one, new()));
        crm.Pass(TimeSpan.FromMinutes(5));

        await Assert.ThrowsAsync<RefusedException>(() => AddAsync(teller, "Late", late, new()));

        Assert.Equal(["One"], (await crm.PasskeysOfAsync(teller)).Select(p => p.Name));
        Assert.Empty(await crm.PasskeysOfAsync(other));
    }

    [Fact]
    public async Task One_key_is_one_persons_and_one_name_one_keys()
    {
        var (teller, other) = (await crm.HasTellerWithPasswordAsync(), await crm.HasTellerWithPasswordAsync());
        var passkey = await crm.HasPasskeyAsync(teller, "Laptop");

        await Assert.ThrowsAsync<RefusedException>(() => crm.HasPasskeyAsync(other, "Laptop", passkey));
        await Assert.ThrowsAnyAsync<Exception>(() => crm.HasPasskeyAsync(teller, "Laptop"));

        Assert.Single(await crm.PasskeysOfAsync(teller));
        await crm.HasPasskeyAsync(other, "Laptop");
    }

    [Fact]
    public async Task Is_renamed_by_its_owner_only()
    {
        var (teller, other) = (await crm.HasTellerWithPasswordAsync(), await crm.HasTellerWithPasswordAsync());
        await crm.HasPasskeyAsync(teller);
        var row = Assert.Single(await crm.PasskeysOfAsync(teller));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(other).SendAsync(new RenamePasskey(row.Id, row.Version, "Mine")));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(other).AskAsync<GetMyPasskey, MyPasskey>(new(row.Id)));

        await crm.As(teller).SendAsync(new RenamePasskey(row.Id, row.Version, " Desk "));

        Assert.Equal("Desk", Assert.Single(await crm.PasskeysOfAsync(teller)).Name);
        Assert.Equal("passkey renamed", await crm.WhyLastAsync(teller, AuditEvents.FactorChanged));
        await Assert.ThrowsAsync<ConflictException>(() => crm.As(teller).SendAsync(new RenamePasskey(row.Id, row.Version, "Late")));
    }

    [Fact]
    public async Task Removing_it_takes_a_passkey_and_the_last_one_takes_the_recovery_codes_along()
    {
        var (teller, other) = (await crm.HasTellerWithPasswordAsync(), await crm.HasTellerWithPasswordAsync());
        var (passkey, theirs) = (await crm.HasPasskeyAsync(teller), await crm.HasPasskeyAsync(other));
        await crm.As(teller).SendAsync(new RenewRecoveryCodes(RecoveryCode.NewOnes()));
        var row = Assert.Single(await crm.PasskeysOfAsync(teller));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(other).SendAsync(new RemovePasskey(row.Id, "000000", null, null)));
        await Assert.ThrowsAsync<RefusedException>(() => RemoveAsync(teller, row.Id, theirs));
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(teller).SendAsync(new RemovePasskey(row.Id, null, null, null)));
        Assert.Single(await crm.PasskeysOfAsync(teller));

        await RemoveAsync(teller, row.Id, passkey);

        Assert.Empty(await crm.PasskeysOfAsync(teller));
        Assert.Equal(new FactorState(null, 0, 0), await crm.As(teller).AskAsync<GetMyFactors, FactorState>(new()));
        Assert.False((await crm.EnterAsync(teller, Enrolled.Password))!.IsAsked);
        Assert.Equal("passkey removed", await crm.WhyLastAsync(teller, AuditEvents.FactorChanged));
    }

    [Fact]
    public async Task Or_a_code_where_the_passkey_is_lost()
    {
        var enrolled = await crm.HasEnrolledAsync();
        await crm.HasPasskeyAsync(enrolled.Staff);
        var row = Assert.Single(await crm.PasskeysOfAsync(enrolled.Staff));
        Assert.True((await crm.As(enrolled.Staff).AskAsync<GetMyPasskey, MyPasskey>(new(row.Id))).MayTypeCode);
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(enrolled.Staff).SendAsync(new RemovePasskey(row.Id, "000000x", null, null)));

        await crm.As(enrolled.Staff).SendAsync(new RemovePasskey(row.Id, enrolled.RecoveryCodes[0], null, null));

        Assert.Empty(await crm.PasskeysOfAsync(enrolled.Staff));
        Assert.Equal(9, (await crm.As(enrolled.Staff).AskAsync<GetMyFactors, FactorState>(new())).RecoveryCodes); // the app stays, and they with it
    }

    [Fact]
    public async Task The_app_goes_and_the_passkey_stays()
    {
        var enrolled = await crm.HasEnrolledAsync();
        var passkey = await crm.HasPasskeyAsync(enrolled.Staff);

        await crm.As(enrolled.Staff).SendAsync(new RemoveAuthenticator(enrolled.RecoveryCodes[0]));

        Assert.Equal(new FactorState(null, 0, 1), await crm.As(enrolled.Staff).AskAsync<GetMyFactors, FactorState>(new()));
        Assert.NotNull(await crm.SignInAsync(enrolled.Staff, passkey));
    }

    [Fact]
    public async Task A_reset_takes_all_of_them_by_two_administrators_and_at_the_server()
    {
        var (one, other) = (await crm.HasTellerWithPasswordAsync(Access.All), await crm.HasTellerWithPasswordAsync(Access.All));
        var (lost, alone) = (await crm.HasTellerWithPasswordAsync(), await crm.HasTellerWithPasswordAsync());
        await crm.HasPasskeyAsync(lost, "One");
        await crm.HasPasskeyAsync(lost, "Two");
        await crm.HasPasskeyAsync(alone);
        var id = Guid.CreateVersion7();
        await crm.As(one).SendAsync(new ProposeFactorReset(id, lost.Id, "Seen in person"));

        await crm.As(other).SendAsync(new DoFactorReset(id, await crm.ReadAsync(db => db.FactorResets.Where(r => r.Id == id).Select(r => r.Version).SingleAsync())));
        await crm.As(CurrentUser.System("reset-factor", AdminPermissions.ChangeUsers)).SendAsync(new ResetFactorAtServer(alone.UserName));

        Assert.Empty(await crm.PasskeysOfAsync(lost));
        Assert.Empty(await crm.PasskeysOfAsync(alone));
        Assert.False((await crm.EnterAsync(lost, Enrolled.Password))!.IsAsked);
    }

    [Fact]
    public async Task Its_key_is_not_on_the_audit_trail()
    {
        var teller = await crm.HasTellerWithPasswordAsync();
        var passkey = await crm.HasPasskeyAsync(teller, "Laptop");

        var entries = await crm.ReadAsync(db => db.AuditEntries.Where(e => e.Actor == teller.Id).ToListAsync());

        var told = System.Text.Json.JsonSerializer.Serialize(entries);
        Assert.Contains("Laptop", told, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(passkey.Id), told, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexStringLower(passkey.Id), told, StringComparison.OrdinalIgnoreCase);
    }

    private Task<PasskeyChallenge> NewAsync(TestStaff staff) => crm.As(staff).AskAsync<GetNewPasskey, PasskeyChallenge>(new());

    private Task AddAsync(TestStaff staff, string name, PasskeyChallenge challenge, TestPasskey passkey) =>
        crm.As(staff).SendAsync(new AddPasskey(Guid.CreateVersion7(), name, challenge.Handle, passkey.Make(challenge.Options)));

    private async Task RemoveAsync(TestStaff staff, Guid id, TestPasskey with)
    {
        var challenge = (await crm.As(staff).AskAsync<GetMyPasskey, MyPasskey>(new(id))).Challenge!;
        await crm.As(staff).SendAsync(new RemovePasskey(id, null, challenge.Handle, with.Sign(challenge.Options)));
    }
}
