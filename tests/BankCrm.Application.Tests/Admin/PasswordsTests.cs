using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Infrastructure.Admin.Users;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Application.Tests.Admin;

public sealed class PasswordsTests(TurnedCrm crm) : IClassFixture<TurnedCrm>
{
    private const string Right = "kettle-violin-oak-7";
    private const string Wrong = "kettle-violin-elm-7";

    [Fact]
    public async Task Knows_the_right_one_whatever_the_capitals_of_the_name()
    {
        var teller = await NewTellerAsync();

        Assert.Equal(teller.Id, await CheckAsync(teller.UserName, Right));
        Assert.Equal(teller.Id, await CheckAsync(teller.UserName.ToUpperInvariant(), "ｋettle-violin-oak-7"));
        Assert.Null(await CheckAsync(teller.UserName, "Kettle-violin-oak-7"));
    }

    [Fact]
    public async Task Answers_every_failure_alike_and_records_which_it_was()
    {
        var (wrong, disabled) = (await NewTellerAsync(), await NewTellerAsync());
        await crm.HasChangedAsync<BankCrm.Domain.Admin.Users.StaffMember>(disabled.Id, s => s.Disable(null, TimeProvider.System.GetUtcNow()));

        Assert.Null(await CheckAsync(wrong.UserName, Wrong));
        Assert.Null(await CheckAsync(disabled.UserName, Right));
        Assert.Null(await CheckAsync("nobody.like.this", Right));

        var reasons = await crm.ReadAsync(db => db.AuditEntries.Where(e => e.Event == AuditEvents.SignInFailed)
            .Select(e => new { e.ObjectId, e.ReasonCode }).ToListAsync());
        Assert.Contains(new { ObjectId = (Guid?)wrong.Id, ReasonCode = (string?)"wrong" }, reasons);
        Assert.Contains(new { ObjectId = (Guid?)disabled.Id, ReasonCode = (string?)"disabled" }, reasons);
        Assert.Contains(new { ObjectId = (Guid?)null, ReasonCode = (string?)"unknown" }, reasons);
    }

    [Fact]
    public async Task Locks_after_five_failures_for_a_quarter_of_an_hour_then_for_twice_as_long()
    {
        var teller = await NewTellerAsync();
        await FailFiveTimesAsync(teller);
        Assert.InRange(await LockAsync(teller), TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15));

        crm.Pass(TimeSpan.FromMinutes(11)); // the limit for a name is over, the lock is not
        Assert.Null(await CheckAsync(teller.UserName, Right));
        crm.Pass(TimeSpan.FromMinutes(16));
        await FailFiveTimesAsync(teller);
        Assert.InRange(await LockAsync(teller), TimeSpan.FromMinutes(29), TimeSpan.FromMinutes(30));

        crm.Pass(TimeSpan.FromMinutes(31));
        Assert.Equal(teller.Id, await CheckAsync(teller.UserName, Right));
        Assert.Equal(0, await crm.ReadAsync(db => db.Set<SignIn>().Where(s => s.Id == teller.Id).Select(s => s.Locks).SingleAsync()));
    }

    [Fact]
    public async Task Counts_attempts_made_at_once()
    {
        var teller = await NewTellerAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            try
            {
                return await CheckAsync(teller.UserName, Wrong) is null ? "no" : "yes";
            }
            catch (TooManyAttemptsException)
            {
                return "wait";
            }
        }));

        Assert.Equal((5, 15), (answers.Count(a => a == "no"), answers.Count(a => a == "wait")));
        Assert.True(await LockAsync(teller) > TimeSpan.Zero);
        Assert.Single(await crm.EventsOfAsync(teller.Id), AuditEvents.Locked);
    }

    [Fact]
    public async Task An_unknown_name_has_to_wait_like_a_known_one()
    {
        for (var i = 0; i < 5; i++)
        {
            Assert.Null(await CheckAsync("nobody.at.all", Wrong));
        }

        await Assert.ThrowsAsync<TooManyAttemptsException>(() => CheckAsync("nobody.at.all", Wrong));
    }

    [Fact]
    public async Task One_address_has_ten_failures_a_minute_over_all_names()
    {
        for (var i = 0; i < 10; i++)
        {
            Assert.Null(await CheckAsync($"spray.{i}", Wrong, "10.1.2.3"));
        }

        await Assert.ThrowsAsync<TooManyAttemptsException>(() => CheckAsync("spray.10", Wrong, "10.1.2.3"));
        Assert.Null(await CheckAsync("spray.11", Wrong, "10.1.2.4"));
    }

    [Fact]
    public async Task Choosing_a_new_one_needs_the_old_and_ends_other_sessions()
    {
        var teller = await NewTellerAsync();
        var sessions = crm.Services.GetRequiredService<SessionDirectory>();
        var other = await sessions.OpenAsync(teller.Id, null, null, limit: 2, CancellationToken.None);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => crm.As(teller).SendAsync(new ChangePassword(Wrong, "puddle-cedar-lamp-4", "puddle-cedar-lamp-4")));
        Assert.Equal("The old password is not right.", refused.Message);

        await crm.As(teller).SendAsync(new ChangePassword(Right, "puddle-cedar-lamp-4", "puddle-cedar-lamp-4"));

        Assert.Null(await sessions.FindAsync(other, CancellationToken.None) is { } user ? user : null);
        Assert.Equal(teller.Id, await CheckAsync(teller.UserName, "puddle-cedar-lamp-4"));
        Assert.Contains(AuditEvents.CredentialChanged, await crm.EventsOfAsync(teller.Id));
    }

    [Fact]
    public async Task Five_former_ones_do_not_come_back()
    {
        var teller = await NewTellerAsync();
        foreach (var next in new[] { "puddle-cedar-lamp-1", "puddle-cedar-lamp-2", "puddle-cedar-lamp-3", "puddle-cedar-lamp-4" })
        {
            await crm.HasPasswordAsync(teller, next);
        }

        Assert.NotNull(await CheckChoiceAsync(teller, Right));
        Assert.NotNull(await CheckChoiceAsync(teller, "puddle-cedar-lamp-4"));
        await crm.HasPasswordAsync(teller, "puddle-cedar-lamp-5");
        Assert.Null(await CheckChoiceAsync(teller, Right));
    }

    [Fact]
    public async Task Is_stored_with_enough_rounds()
    {
        var teller = await NewTellerAsync();
        var hash = Convert.FromBase64String(await crm.ReadAsync(db => db.Set<SignIn>().Where(s => s.Id == teller.Id).Select(s => s.PasswordHash!).SingleAsync()));

        Assert.Equal(2u, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(1))); // HMAC-SHA512
        Assert.True(System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(5)) >= 220_000);
    }

    private async Task<TestStaff> NewTellerAsync()
    {
        var teller = await crm.NewBranch().HasStaffAsync();
        await crm.HasPasswordAsync(teller, Right);
        return teller;
    }

    private async Task FailFiveTimesAsync(TestStaff teller)
    {
        Assert.Null(await CheckAsync(teller.UserName, Wrong));
        crm.Pass(TimeSpan.FromMinutes(5)); // so that the limit for the name ends before the lock
        for (var i = 0; i < 4; i++)
        {
            Assert.Null(await CheckAsync(teller.UserName, Wrong));
        }
    }

    private async Task<TimeSpan> LockAsync(TestStaff teller)
    {
        await using var scope = await crm.As(CurrentUser.Nobody).OpenAsync();
        var until = await scope.ServiceProvider.GetRequiredService<IPasswords>().LockedUntilAsync(teller.Id, CancellationToken.None);
        return until!.Value - crm.Services.GetRequiredService<TimeProvider>().GetUtcNow();
    }

    private async Task<Guid?> CheckAsync(string userName, string password, string? address = null)
    {
        await using var scope = await crm.As(CurrentUser.Nobody with { IpAddress = address }).OpenAsync();
        return await scope.ServiceProvider.GetRequiredService<IPasswords>().CheckAsync(userName, password, CancellationToken.None);
    }

    private async Task<Fault?> CheckChoiceAsync(TestStaff teller, string wanted)
    {
        await using var scope = await crm.As(teller).OpenAsync();
        return await scope.ServiceProvider.GetRequiredService<IPasswords>().CheckChoiceAsync(await crm.PersonAsync(teller.Id), wanted, CancellationToken.None);
    }
}
