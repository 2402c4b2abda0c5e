using System.Text;
using BankCrm.Application.Admin.SecondFactors;
using BankCrm.Application.Admin.Users;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Tasks.Notices;
using BankCrm.Infrastructure.Admin.Users;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Application.Tests.Admin.SecondFactors;

public sealed class AuthenticatorTests(TurnedCrm crm) : IClassFixture<TurnedCrm>
{
    [Fact]
    public async Task Is_in_use_once_the_app_has_shown_a_code_of_the_key()
    {
        var teller = await crm.HasTellerWithPasswordAsync();
        var before = (await crm.EnterAsync(teller, Enrolled.Password))!;
        var enrolled = new Enrolled(crm, teller, await crm.BeginAsync(teller), RecoveryCode.NewOnes());
        Assert.False((await crm.EnterAsync(teller, Enrolled.Password))!.IsAsked);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => crm.As(teller).SendAsync(new ConfirmAuthenticator(enrolled.WrongCode(), enrolled.RecoveryCodes)));
        Assert.StartsWith("This is not the code", refused.Message, StringComparison.Ordinal);
        await crm.As(teller).SendAsync(new ConfirmAuthenticator(enrolled.Code(), enrolled.RecoveryCodes));

        Assert.True((await crm.EnterAsync(teller, Enrolled.Password))!.IsAsked);
        Assert.Equal(10, (await StateAsync(teller)).RecoveryCodes);
        Assert.Null((await crm.As(teller).AskAsync<GetNewAuthenticator, NewAuthenticator>(new())).Key); // it is shown no more
        Assert.Null(await crm.WhoAsync(before.Secret)); // who was signed in elsewhere is so no longer
        Assert.Contains(AuditEvents.FactorChanged, await crm.EventsOfAsync(teller.Id));
        Assert.Equal(NoticeKind.SignInChanged, await crm.ReadAsync(db => db.Notices.Where(n => n.StaffId == teller.Id).Select(n => n.Kind).SingleAsync()));
    }

    [Fact]
    public async Task A_second_one_needs_the_first_removed()
    {
        var enrolled = await crm.HasEnrolledAsync();

        await Assert.ThrowsAsync<RefusedException>(() => crm.As(enrolled.Staff).SendAsync(new BeginAuthenticator()));
    }

    [Fact]
    public async Task Its_key_stands_nowhere_readable()
    {
        var enrolled = await crm.HasEnrolledAsync();

        var signIn = await crm.ReadAsync(db => db.Set<SignIn>().SingleAsync(s => s.Id == enrolled.Staff.Id));
        var entries = await crm.ReadAsync(db => db.AuditEntries.Where(e => e.ObjectId == enrolled.Staff.Id).ToListAsync());
        Assert.Null(signIn.AuthenticatorPending);
        Assert.DoesNotContain(enrolled.Key, Encoding.Latin1.GetString(signIn.AuthenticatorSeed!.Envelope), StringComparison.Ordinal);
        Assert.DoesNotContain(signIn.RecoveryCodes, kept => enrolled.RecoveryCodes.Contains(kept));
        Assert.DoesNotContain(enrolled.Key, System.Text.Json.JsonSerializer.Serialize(entries), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removing_it_takes_a_code_and_then_the_password_opens_the_door_again()
    {
        var enrolled = await crm.HasEnrolledAsync();
        crm.Pass(TimeSpan.FromMinutes(1));
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(enrolled.Staff).SendAsync(new RemoveAuthenticator(enrolled.WrongCode())));
        Assert.True((await crm.EnterAsync(enrolled.Staff, Enrolled.Password))!.IsAsked);

        await crm.As(enrolled.Staff).SendAsync(new RemoveAuthenticator(enrolled.Code()));

        Assert.False((await crm.EnterAsync(enrolled.Staff, Enrolled.Password))!.IsAsked);
        Assert.Equal(new FactorState(null, 0, 0), await StateAsync(enrolled.Staff));
        Assert.Equal(2, (await crm.EventsOfAsync(enrolled.Staff.Id)).Count(e => e == AuditEvents.FactorChanged));
    }

    [Fact]
    public async Task New_recovery_codes_take_the_place_of_the_old()
    {
        var enrolled = await crm.HasEnrolledAsync();
        var codes = RecoveryCode.NewOnes();

        await crm.As(enrolled.Staff).SendAsync(new RenewRecoveryCodes(codes));

        Assert.Null(await enrolled.SignInAsync(enrolled.RecoveryCodes[0]));
        Assert.NotNull(await enrolled.SignInAsync(codes[0]));
    }

    [Fact]
    public async Task Without_one_there_is_nothing_to_recover_or_to_remove()
    {
        var teller = await crm.HasTellerWithPasswordAsync();

        await Assert.ThrowsAsync<RefusedException>(() => crm.As(teller).SendAsync(new RenewRecoveryCodes(RecoveryCode.NewOnes())));
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(teller).SendAsync(new RemoveAuthenticator("000000")));
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(teller).SendAsync(new ConfirmAuthenticator("000000", RecoveryCode.NewOnes())));
    }

    private async Task<FactorState> StateAsync(TestStaff staff) => await crm.As(staff).AskAsync<GetMyFactors, FactorState>(new());
}
