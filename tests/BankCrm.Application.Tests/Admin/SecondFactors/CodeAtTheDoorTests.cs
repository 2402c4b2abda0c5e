using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Application.Tests.Admin.SecondFactors;

public sealed class CodeAtTheDoorTests(TurnedCrm crm) : IClassFixture<TurnedCrm>
{
    [Fact]
    public async Task Opens_a_session_that_is_not_what_the_browser_held_before()
    {
        var enrolled = await EnrolledAsync();
        var question = await enrolled.AskedAsync();
        Assert.Null(await crm.WhoAsync(question)); // it opens nothing by itself

        var secret = (await enrolled.AnswerAsync(question, enrolled.Code()))!;

        Assert.NotEqual(question, secret);
        Assert.Equal(enrolled.Staff.Id, (await crm.WhoAsync(secret))!.StaffId);
        Assert.Null(await crm.WhoAsync(question));
        Assert.Equal("password, code", await crm.ReadAsync(db => db.AuditEntries.Where(e => e.ObjectId == enrolled.Staff.Id && e.Event == AuditEvents.SignedIn).Select(e => e.ReasonCode).SingleAsync()));
        Assert.Contains(AuditEvents.PasswordRight, await crm.EventsOfAsync(enrolled.Staff.Id));
    }

    [Fact]
    public async Task No_code_is_accepted_twice()
    {
        var fresh = await crm.HasEnrolledAsync();
        Assert.Null(await fresh.SignInAsync(fresh.Code())); // it took the app into use
        crm.Pass(TimeSpan.FromMinutes(1));
        var code = fresh.Code();

        Assert.NotNull(await fresh.SignInAsync(code));
        Assert.Null(await fresh.SignInAsync(code));
    }

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public async Task The_phone_may_be_half_a_minute_off(int steps, bool opens)
    {
        var enrolled = await EnrolledAsync();

        Assert.Equal(opens, await enrolled.SignInAsync(enrolled.Code(steps)) is not null);
    }

    [Fact]
    public async Task After_a_later_code_an_earlier_one_is_worth_nothing()
    {
        var enrolled = await EnrolledAsync();
        Assert.NotNull(await enrolled.SignInAsync(enrolled.Code(1)));

        Assert.Null(await enrolled.SignInAsync(enrolled.Code()));
    }

    [Fact]
    public async Task Of_two_who_use_one_code_at_once_one_comes_in()
    {
        var enrolled = await EnrolledAsync();
        var (one, other) = (await enrolled.AskedAsync(), await enrolled.AskedAsync());
        var code = enrolled.Code();

        var secrets = await Task.WhenAll(enrolled.AnswerAsync(one, code), enrolled.AnswerAsync(other, code));

        Assert.Single(secrets, secret => secret is not null);
    }

    [Fact]
    public async Task A_recovery_code_opens_once_however_it_is_typed()
    {
        var enrolled = await EnrolledAsync();
        var (one, other) = (await enrolled.AskedAsync(), await enrolled.AskedAsync());

        var secrets = await Task.WhenAll(enrolled.AnswerAsync(one, enrolled.RecoveryCodes[3]), enrolled.AnswerAsync(other, enrolled.RecoveryCodes[3]));

        Assert.Single(secrets, secret => secret is not null);
        Assert.Null(await enrolled.SignInAsync(enrolled.RecoveryCodes[3]));
        Assert.NotNull(await enrolled.SignInAsync(enrolled.RecoveryCodes[4].Replace("-", " ", StringComparison.Ordinal).ToUpperInvariant()));
    }

    [Fact]
    public async Task Five_tries_and_the_question_is_over()
    {
        var enrolled = await EnrolledAsync();
        var question = await enrolled.AskedAsync();
        for (var i = 0; i < 5; i++)
        {
            Assert.Null(await enrolled.AnswerAsync(question, enrolled.WrongCode()));
        }

        Assert.Null(await enrolled.AnswerAsync(question, enrolled.Code()));

        Assert.Equal(5, (await crm.EventsOfAsync(enrolled.Staff.Id)).Count(e => e == AuditEvents.SignInFailed));
        Assert.Single(await crm.EventsOfAsync(enrolled.Staff.Id), AuditEvents.Locked);
    }

    [Fact]
    public async Task A_right_password_does_not_forget_wrong_codes()
    {
        var enrolled = await EnrolledAsync();
        for (var i = 0; i < 4; i++)
        {
            Assert.Null(await enrolled.SignInAsync(enrolled.WrongCode()));
        }

        Assert.Null(await LockedUntilAsync(enrolled.Staff));
        Assert.Null(await enrolled.SignInAsync(enrolled.WrongCode()));

        Assert.NotNull(await LockedUntilAsync(enrolled.Staff));
        Assert.Null(await crm.EnterAsync(enrolled.Staff, Enrolled.Password));
    }

    [Fact]
    public async Task A_right_code_does()
    {
        var enrolled = await EnrolledAsync();
        for (var i = 0; i < 4; i++)
        {
            Assert.Null(await enrolled.SignInAsync(enrolled.WrongCode()));
        }

        Assert.NotNull(await enrolled.SignInAsync(enrolled.Code()));
        crm.Pass(TimeSpan.FromMinutes(1));
        Assert.Null(await enrolled.SignInAsync(enrolled.WrongCode()));
        Assert.Null(await LockedUntilAsync(enrolled.Staff));
    }

    [Fact]
    public async Task After_five_minutes_it_is_too_late()
    {
        var enrolled = await EnrolledAsync();
        var question = await enrolled.AskedAsync();
        crm.Pass(TimeSpan.FromMinutes(5));

        Assert.Null(await enrolled.AnswerAsync(question, enrolled.Code()));
    }

    [Fact]
    public async Task A_question_is_answered_once_and_ends_with_a_new_password()
    {
        var enrolled = await EnrolledAsync();
        var answered = await enrolled.AskedAsync();
        Assert.NotNull(await enrolled.AnswerAsync(answered, enrolled.RecoveryCodes[0]));
        Assert.Null(await enrolled.AnswerAsync(answered, enrolled.RecoveryCodes[1]));
        var open = await enrolled.AskedAsync();

        await crm.HasPasswordAsync(enrolled.Staff, "puddle-cedar-lamp-4");

        Assert.Null(await enrolled.AnswerAsync(open, enrolled.RecoveryCodes[2]));
    }

    [Fact]
    public async Task Who_was_not_asked_comes_in_with_no_code()
    {
        var enrolled = await EnrolledAsync();

        Assert.Null(await enrolled.AnswerAsync("", enrolled.Code()));
        Assert.Null(await enrolled.AnswerAsync("made-up", enrolled.RecoveryCodes[0]));
    }

    [Fact]
    public async Task Another_persons_code_is_none()
    {
        var (one, other) = (await EnrolledAsync(), await EnrolledAsync());

        Assert.Null(await one.SignInAsync(other.Code()));
        Assert.Null(await one.SignInAsync(other.RecoveryCodes[0]));
    }

    // So long after setting up that the code which confirmed it is past, and at the beginning of a half minute: none ends while a test types.
    private async Task<Enrolled> EnrolledAsync()
    {
        var enrolled = await crm.HasEnrolledAsync();
        crm.Pass(TimeSpan.FromSeconds(150 - (crm.Services.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeSeconds() % 30)));
        return enrolled;
    }

    private async Task<DateTimeOffset?> LockedUntilAsync(TestStaff staff)
    {
        await using var scope = await crm.As(CurrentUser.Nobody).OpenAsync();
        return await scope.ServiceProvider.GetRequiredService<IPasswords>().LockedUntilAsync(staff.Id, CancellationToken.None);
    }
}
