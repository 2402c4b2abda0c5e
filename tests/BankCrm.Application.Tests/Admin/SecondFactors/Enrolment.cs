using BankCrm.Application.Admin.SecondFactors;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Users;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Application.Tests.Admin.SecondFactors;

/// <summary>A colleague with a password, an authenticator app and recovery codes, at a door that a test opens.</summary>
internal sealed record Enrolled(TestCrm Crm, TestStaff Staff, string Key, IReadOnlyList<string> RecoveryCodes)
{
    public const string Password = "kettle-violin-oak-7";

    private DateTimeOffset Now => Crm.Services.GetRequiredService<TimeProvider>().GetUtcNow();

    /// <summary>What the app shows.</summary>
    /// <param name="steps">So many half minutes from now.</param>
    public string Code(int steps = 0) => TimeCode.Of(Key, TimeCode.StepAt(Now) + steps);

    /// <summary>One that is none of the next or the last.</summary>
    public string WrongCode() => Enumerable.Range(0, 1_000_000).Select(n => $"{n:000000}").First(code => !Enumerable.Range(-3, 7).Select(Code).Contains(code));

    /// <summary>The secret of the question.</summary>
    public async Task<string> AskedAsync() => (await Crm.EnterAsync(Staff, Password))!.Secret;

    public async Task<string?> AnswerAsync(string question, string code)
    {
        await using var scope = await Crm.As(CurrentUser.Nobody).OpenAsync();
        return await scope.ServiceProvider.GetRequiredService<FrontDoor>().AnswerAsync(question, code, "test", CancellationToken.None);
    }

    public async Task<string?> SignInAsync(string code) => await AnswerAsync(await AskedAsync(), code);
}

internal static class Enrolment
{
    public static async Task<TestStaff> HasTellerWithPasswordAsync(this TestCrm crm, params string[] permissions)
    {
        var teller = await crm.NewBranch().HasStaffAsync(permissions);
        await crm.HasPasswordAsync(teller, Enrolled.Password);
        return teller;
    }

    public static async Task<Enrolled> HasEnrolledAsync(this TestCrm crm, params string[] permissions)
    {
        var teller = await crm.HasTellerWithPasswordAsync(permissions);
        var enrolled = new Enrolled(crm, teller, await crm.BeginAsync(teller), RecoveryCode.NewOnes());
        await crm.As(teller).SendAsync(new ConfirmAuthenticator(enrolled.Code(), enrolled.RecoveryCodes));
        return enrolled;
    }

    /// <summary>The key that waits.</summary>
    public static async Task<string> BeginAsync(this TestCrm crm, TestStaff staff)
    {
        await crm.As(staff).SendAsync(new BeginAuthenticator());
        return (await crm.As(staff).AskAsync<GetNewAuthenticator, NewAuthenticator>(new())).Key!;
    }

    public static async Task<Entrance?> EnterAsync(this TestCrm crm, TestStaff staff, string password)
    {
        await using var scope = await crm.As(CurrentUser.Nobody).OpenAsync();
        return await scope.ServiceProvider.GetRequiredService<FrontDoor>().EnterAsync(staff.UserName, password, "test", CancellationToken.None);
    }

    /// <summary>The door after the password.</summary>
    public static async Task<T> AtDoorAsync<T>(this TestCrm crm, Func<FrontDoor, Task<T>> act)
    {
        await using var scope = await crm.As(CurrentUser.Nobody).OpenAsync();
        return await act(scope.ServiceProvider.GetRequiredService<FrontDoor>());
    }

    /// <summary>The secret of the question.</summary>
    public static async Task<string> AskedAsync(this TestCrm crm, TestStaff staff) => (await crm.EnterAsync(staff, Enrolled.Password))!.Secret;

    public static async Task<PasskeyChallenge> ChallengedAsync(this TestCrm crm, string question) =>
        (await crm.AtDoorAsync(door => door.WaysAsync(question, CancellationToken.None)))!.Passkey!;

    public static Task<string?> AnswerAsync(this TestCrm crm, string question, PasskeyChallenge challenge, string json) =>
        crm.AtDoorAsync(door => door.AnswerAsync(question, new PasskeyAnswer(challenge.Handle, json), "test", CancellationToken.None));

    /// <summary>The secret of the session.</summary>
    public static async Task<string?> SignInAsync(this TestCrm crm, TestStaff staff, TestPasskey passkey)
    {
        var question = await crm.AskedAsync(staff);
        var challenge = await crm.ChallengedAsync(question);
        return await crm.AnswerAsync(question, challenge, passkey.Sign(challenge.Options));
    }

    public static async Task<TestPasskey> HasPasskeyAsync(this TestCrm crm, TestStaff staff, string name = "Laptop", TestPasskey? made = null)
    {
        var passkey = made ?? new();
        var asked = await crm.As(staff).AskAsync<GetNewPasskey, PasskeyChallenge>(new());
        await crm.As(staff).SendAsync(new AddPasskey(Guid.CreateVersion7(), name, asked.Handle, passkey.Make(asked.Options)));
        return passkey;
    }

    public static async Task<IReadOnlyList<PasskeyRow>> PasskeysOfAsync(this TestCrm crm, TestStaff staff) =>
        (await crm.As(staff).AskAsync<ListMyPasskeys, MyPasskeys>(new())).Rows;

    public static Task<string?> WhyLastAsync(this TestCrm crm, TestStaff staff, string auditEvent) => crm.ReadAsync(db => db.AuditEntries
        .Where(e => e.ObjectId == staff.Id && e.Event == auditEvent).OrderByDescending(e => e.Id).Select(e => e.ReasonCode).FirstAsync());

    public static async Task<CurrentUser?> WhoAsync(this TestCrm crm, string secret)
    {
        crm.Services.GetRequiredService<SessionDirectory>().Refresh();
        return await crm.Services.GetRequiredService<SessionDirectory>().FindAsync(secret, CancellationToken.None);
    }
}
