using BankCrm.Application.Admin.SecondFactors;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tests.Admin.SecondFactors;

public sealed class PasskeyAtTheDoorTests(TurnedCrm crm) : IClassFixture<TurnedCrm>
{
    [Fact]
    public async Task Opens_a_session_that_is_not_what_the_browser_held_before()
    {
        var teller = await crm.HasTellerWithPasswordAsync();
        var passkey = await crm.HasPasskeyAsync(teller);
        var question = await crm.AskedAsync(teller);
        var challenge = await crm.ChallengedAsync(question);
        Assert.Contains("\"userVerification\":\"required\"", challenge.Options, StringComparison.Ordinal);

        var secret = (await crm.AnswerAsync(question, challenge, passkey.Sign(challenge.Options)))!;

        Assert.NotEqual(question, secret);
        Assert.Equal(teller.Id, (await crm.WhoAsync(secret))!.StaffId);
        Assert.Null(await crm.WhoAsync(question));
        Assert.Equal("password, passkey", await crm.WhyLastAsync(teller, AuditEvents.SignedIn));
        var row = Assert.Single(await crm.PasskeysOfAsync(teller));
        Assert.NotNull(row.LastUsedAt);
        Assert.NotNull(await crm.SignInAsync(teller, passkey)); // and again
    }

    [Fact]
    public async Task One_that_does_not_count_opens_as_often_as_one_likes()
    {
        var teller = await crm.HasTellerWithPasswordAsync();
        var passkey = await crm.HasPasskeyAsync(teller, made: new() { Count = null, IsSynced = true });

        Assert.NotNull(await crm.SignInAsync(teller, passkey));
        Assert.NotNull(await crm.SignInAsync(teller, passkey));

        Assert.True(Assert.Single(await crm.PasskeysOfAsync(teller)).IsSynced);
    }

    [Theory]
    [InlineData(-1)] // went back
    [InlineData(0)]  // stands still
    public async Task A_count_that_does_not_grow_is_refused_and_on_record(int step)
    {
        var teller = await crm.HasTellerWithPasswordAsync();
        var passkey = await crm.HasPasskeyAsync(teller, made: new() { Count = 40 });
        Assert.NotNull(await crm.SignInAsync(teller, passkey));
        passkey.Count = (uint)(passkey.Count!.Value + step - 1); // a copy of it, that has signed less

        Assert.Null(await crm.SignInAsync(teller, passkey));

        Assert.Equal("passkey count went back", await crm.WhyLastAsync(teller, AuditEvents.SignInFailed));
        passkey.Count = 41;
        Assert.NotNull(await crm.SignInAsync(teller, passkey)); // the true one goes on
    }

    [Fact]
    public async Task One_that_counted_does_not_stop_counting()
    {
        var teller = await crm.HasTellerWithPasswordAsync();
        var passkey = await crm.HasPasskeyAsync(teller);
        passkey.Count = null;

        Assert.Null(await crm.SignInAsync(teller, passkey));
    }

    [Theory]
    [InlineData("another page")]
    [InlineData("a page whose name begins as ours")]
    [InlineData("another kind of address")]
    [InlineData("another host")]
    [InlineData("nobody was asked who is there")]
    [InlineData("synced, though it never could be")]
    public async Task What_was_signed_elsewhere_or_by_nobody_opens_nothing(string what)
    {
        var teller = await crm.HasTellerWithPasswordAsync();
        var passkey = await crm.HasPasskeyAsync(teller);
        Assert.NotNull(await crm.SignInAsync(teller, passkey));
        switch (what)
        {
            case "another page":
                passkey.Origin = "http://bank.example";
                break;
            case "a page whose name begins as ours":
                passkey.Origin = "http://localhost.example";
                break;
            case "another kind of address":
                passkey.Origin = "ftp://localhost";
                break;
            case "another host":
                passkey.Host = "bank.example";
                break;
            case "nobody was asked who is there":
                passkey.VerifiesUser = false;
                break;
            default:
                passkey.IsSynced = true;
                break;
        }

        Assert.Null(await crm.SignInAsync(teller, passkey));

        Assert.Equal("wrong passkey", await crm.WhyLastAsync(teller, AuditEvents.SignInFailed));
    }

    [Fact]
    public async Task A_challenge_is_answered_once()
    {
        var teller = await crm.HasTellerWithPasswordAsync();
        var passkey = await crm.HasPasskeyAsync(teller);
        var question = await crm.AskedAsync(teller);
        var challenge = await crm.ChallengedAsync(question);
        var answer = new TestPasskey().Sign(challenge.Options);
        Assert.Null(await crm.AnswerAsync(question, challenge, answer)); // wrong, and used up

        Assert.Null(await crm.AnswerAsync(question, challenge, passkey.Sign(challenge.Options)));

        Assert.Equal("no challenge", await crm.WhyLastAsync(teller, AuditEvents.SignInFailed));
        var next = await crm.ChallengedAsync(question);
        Assert.NotNull(await crm.AnswerAsync(question, next, passkey.Sign(next.Options)));
    }

    [Fact]
    public async Task Nor_is_it_answered_at_another_question_or_for_another_challenge()
    {
        var teller = await crm.HasTellerWithPasswordAsync();
        var passkey = await crm.HasPasskeyAsync(teller);
        var (one, other) = (await crm.AskedAsync(teller), await crm.AskedAsync(teller));
        var challenge = await crm.ChallengedAsync(one);

        Assert.Null(await crm.AnswerAsync(other, challenge, passkey.Sign(challenge.Options)));
        Assert.Null(await crm.AnswerAsync(other, await crm.ChallengedAsync(other), passkey.Sign(challenge.Options)));
        Assert.NotNull(await crm.AnswerAsync(one, challenge, passkey.Sign(challenge.Options)));
    }

    [Fact]
    public async Task Of_two_who_answer_one_challenge_at_once_one_comes_in()
    {
        var teller = await crm.HasTellerWithPasswordAsync();
        var passkey = await crm.HasPasskeyAsync(teller);
        var question = await crm.AskedAsync(teller);
        var challenge = await crm.ChallengedAsync(question);
        var answer = passkey.Sign(challenge.Options);

        var secrets = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => crm.AnswerAsync(question, challenge, answer)));

        Assert.Single(secrets, secret => secret is not null);
    }

    [Fact]
    public async Task After_five_minutes_it_is_too_late()
    {
        var teller = await crm.HasTellerWithPasswordAsync();
        var passkey = await crm.HasPasskeyAsync(teller);
        var question = await crm.AskedAsync(teller);
        var challenge = await crm.ChallengedAsync(question);
        crm.Pass(TimeSpan.FromMinutes(5));

        Assert.Null(await crm.AnswerAsync(question, challenge, passkey.Sign(challenge.Options)));
        Assert.Null(await crm.AtDoorAsync(door => door.WaysAsync(question, CancellationToken.None)));
    }

    [Fact]
    public async Task Another_persons_passkey_opens_nothing_and_locks_like_a_wrong_code()
    {
        var (teller, other) = (await crm.HasTellerWithPasswordAsync(), await crm.HasTellerWithPasswordAsync());
        var mine = await crm.HasPasskeyAsync(teller);
        var theirs = await crm.HasPasskeyAsync(other);
        for (var i = 0; i < 5; i++)
        {
            Assert.Null(await crm.SignInAsync(teller, theirs)); // a right password in between forgets none of it
        }

        Assert.Single(await crm.EventsOfAsync(teller.Id), AuditEvents.Locked);
        Assert.Null(await crm.EnterAsync(teller, Enrolled.Password));
        Assert.NotNull(await crm.SignInAsync(other, theirs));
        crm.Pass(TimeSpan.FromMinutes(16));
        Assert.NotNull(await crm.SignInAsync(teller, mine));
    }

    [Fact]
    public async Task One_that_was_removed_or_whose_owner_was_disabled_opens_nothing()
    {
        var (teller, other) = (await crm.HasTellerWithPasswordAsync(), await crm.HasTellerWithPasswordAsync());
        var (removed, kept, others) = (await crm.HasPasskeyAsync(teller, "One"), await crm.HasPasskeyAsync(teller, "Two"), await crm.HasPasskeyAsync(other));
        var (question, othersQuestion) = (await crm.AskedAsync(teller), await crm.AskedAsync(other));
        var (challenge, othersChallenge) = (await crm.ChallengedAsync(question), await crm.ChallengedAsync(othersQuestion));
        await crm.WorkAsync<object?>(async (db, _) =>
        {
            db.Remove(await db.Passkeys.AsTracking().SingleAsync(p => p.CredentialId == removed.Id));
            (await db.Staff.AsTracking().AsSplitQuery().SingleAsync(s => s.Id == other.Id)).Disable(byStaffId: Guid.NewGuid(), DateTimeOffset.UnixEpoch);
            return null;
        });

        Assert.Null(await crm.AnswerAsync(question, challenge, removed.Sign(challenge.Options)));
        Assert.Null(await crm.AnswerAsync(othersQuestion, othersChallenge, others.Sign(othersChallenge.Options)));
        Assert.NotNull(await crm.SignInAsync(teller, kept));
    }

    [Fact]
    public async Task Who_has_app_and_passkey_comes_in_by_either()
    {
        var enrolled = await crm.HasEnrolledAsync();
        var passkey = await crm.HasPasskeyAsync(enrolled.Staff);
        crm.Pass(TimeSpan.FromMinutes(2));
        var question = await enrolled.AskedAsync();

        var ways = (await crm.AtDoorAsync(door => door.WaysAsync(question, CancellationToken.None)))!;

        Assert.True(ways is { Passkey: not null, Code: true, RecoveryCode: true });
        Assert.NotNull(await enrolled.AnswerAsync(question, enrolled.Code()));
        Assert.NotNull(await crm.SignInAsync(enrolled.Staff, passkey));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no JSON")]
    [InlineData("{}")]
    [InlineData("""{"id":"AA","type":"public-key","response":{}}""")]
    public async Task Nonsense_opens_nothing(string json)
    {
        var teller = await crm.HasTellerWithPasswordAsync();
        await crm.HasPasskeyAsync(teller);
        var question = await crm.AskedAsync(teller);

        Assert.Null(await crm.AnswerAsync(question, await crm.ChallengedAsync(question), json));
    }
}
