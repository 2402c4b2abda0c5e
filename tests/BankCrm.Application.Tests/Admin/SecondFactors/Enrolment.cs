using BankCrm.Application.Admin.SecondFactors;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Users;
using BankCrm.Testing;
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

    public static async Task<CurrentUser?> WhoAsync(this TestCrm crm, string secret)
    {
        crm.Services.GetRequiredService<SessionDirectory>().Refresh();
        return await crm.Services.GetRequiredService<SessionDirectory>().FindAsync(secret, CancellationToken.None);
    }
}
