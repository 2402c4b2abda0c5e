using BankCrm.Application.Admin.Calendar;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.Channels;
using BankCrm.Application.Platform.Outbox;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.Digests;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Calendar;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Platform.Outbox;
using BankCrm.Domain.Tasks.Digests;
using BankCrm.Infrastructure.Admin.Users;
using BankCrm.Infrastructure.Tasks.Digests;
using BankCrm.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Application.Tests.Tasks.Digests;

/// <summary>One clock writes for the whole bank, so each of these has a bank of its own.</summary>
public sealed class DigestTests : IAsyncLifetime
{
    private static readonly string[] Teller = [TaskPermissions.Work, CustomerPermissions.Read];

    private readonly TestCrm crm = new();

    private static DateOnly Today => Branch.DayAt(TimeProvider.System.GetUtcNow());

    private static DateTimeOffset Nine => At(Today, 9);

    public Task InitializeAsync() => crm.InitializeAsync();

    public Task DisposeAsync() => crm.DisposeAsync();

    [Fact]
    public async Task It_is_written_once_a_working_morning_also_by_three_instances_and_tells_numbers_only()
    {
        await WorkedAsync(DayKind.Working);
        var branch = crm.NewBranch();
        var teller = await WantingAsync(branch, TextLanguage.English);
        var customer = await branch.HasCustomerAsync(new() { Name = "林晓燕" });
        await crm.As(teller).SendAsync(new PlanFollowUp { CustomerId = customer, Subject = "Call Lin about the secret deposit", Due = $"{Today:yyyy-MM-dd}" });
        await crm.As(teller).SendAsync(new PlanFollowUp { Subject = "Later in 3 weeks" });

        await RingAsync(At(Today, 8).AddMinutes(-1));
        Assert.Empty(await SentAsync());
        await Task.WhenAll(RingAsync(Nine), RingAsync(Nine), RingAsync(Nine));
        await RingAsync(Nine.AddMinutes(5));

        var digest = Assert.Single(await SentAsync());
        var letter = await PreparedAsync(digest);
        Assert.Equal(("clerk@bank.example", "BankCrm: 0 overdue, 1 due today"), (letter.Recipient, letter.Subject));
        Assert.Contains("1 due today\n", letter.Text, StringComparison.Ordinal);
        Assert.Contains("/tasks?show=Mine&when=Today", letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Lin", letter.Text + letter.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("林", letter.Text + letter.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain(customer.ToString(), letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Not_on_a_day_off_nor_where_nothing_waits_nor_in_the_afternoon()
    {
        await WorkedAsync(DayKind.Off);
        var teller = await WantingAsync(crm.NewBranch(), TextLanguage.English);
        await crm.As(teller).SendAsync(new PlanFollowUp { Subject = "Call", Due = $"{Today:yyyy-MM-dd}" });
        await RingAsync(Nine);
        Assert.Empty(await crm.ReadAsync(db => db.Digests.ToListAsync()));

        await WorkedAsync(DayKind.Working);
        var idle = await WantingAsync(crm.NewBranch(), TextLanguage.English);
        await RingAsync(At(Today, 13));
        Assert.Empty(await crm.ReadAsync(db => db.Digests.ToListAsync()));
        await RingAsync(Nine);
        Assert.Equal([(teller.Id, true), (idle.Id, false)], (await crm.ReadAsync(db => db.Digests.OrderByDescending(d => d.IsSent).ToListAsync())).Select(d => (d.StaffId, d.IsSent)));
    }

    [Fact]
    public async Task Nobody_gets_it_who_has_not_asked_was_disabled_or_wants_it_no_longer()
    {
        await WorkedAsync(DayKind.Working);
        var branch = crm.NewBranch();
        var (disabled, tired, silent) = (await WantingAsync(branch, TextLanguage.English), await WantingAsync(branch, TextLanguage.English), await branch.HasStaffAsync(Teller));
        foreach (var teller in new[] { disabled, tired, silent })
        {
            await crm.As(teller).SendAsync(new PlanFollowUp { Subject = "Call", Due = $"{Today:yyyy-MM-dd}" });
        }

        await RingAsync(Nine);
        Assert.Equal(new[] { disabled.Id, tired.Id }.Order(), (await crm.ReadAsync(db => db.Digests.Select(d => d.StaffId).ToListAsync())).Order());
        await crm.HasChangedAsync<StaffMember>(disabled.Id, s => s.Disable(null, Nine));
        await crm.As(tired).SendAsync(new KeepDigest { IsWanted = false });

        var reasons = new Dictionary<Guid, OutgoingReason?>();
        foreach (var digest in await crm.ReadAsync(db => db.Digests.ToListAsync()))
        {
            reasons[digest.StaffId] = await RefusedAsync(digest);
        }

        Assert.Equal((OutgoingReason.NotAtWork, OutgoingReason.NotWanted), (reasons[disabled.Id], reasons[tired.Id]));
    }

    [Fact]
    public async Task Who_stands_in_reads_how_much_the_absent_one_has_and_who_is_away_reads_nothing()
    {
        await WorkedAsync(DayKind.Working);
        var branch = crm.NewBranch();
        var (away, deputy) = (await WantingAsync(branch, TextLanguage.English), await WantingAsync(branch, TextLanguage.English));
        await crm.As(away).SendAsync(new PlanFollowUp { Subject = "Call", Due = $"{Today:yyyy-MM-dd}" });
        await crm.HasAsync(Absence.Enter(Guid.CreateVersion7(), away.Id, deputy.Id, Today, Today.AddDays(2), away.Id, Today));

        await RingAsync(Nine);

        var digest = Assert.Single(await SentAsync());
        Assert.Equal(deputy.Id, digest.StaffId);
        Assert.Contains($"You stand in for {away.Name}: 0 overdue, 1 due today", (await PreparedAsync(digest)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_older_than_a_month_goes_with_the_next()
    {
        await WorkedAsync(DayKind.Working);
        var branch = crm.NewBranch();
        var (teller, other) = (await WantingAsync(branch, TextLanguage.English), await branch.HasStaffAsync(Teller));
        foreach (var (whose, days) in new[] { (teller, 31), (teller, 30), (other, 31) })
        {
            await crm.HasAsync(Digest.Of(Guid.CreateVersion7(), whose.Id, Today.AddDays(-days), isSent: false));
        }

        await RingAsync(Nine);

        Assert.Equal(
            new[] { (teller.Id, Today), (teller.Id, Today.AddDays(-30)), (other.Id, Today.AddDays(-31)) }.ToHashSet(),
            (await crm.ReadAsync(db => db.Digests.ToListAsync())).Select(d => (d.StaffId, d.Day)).ToHashSet());
    }

    [Fact]
    public async Task Who_is_locked_out_gets_it_when_the_lock_is_over()
    {
        await WorkedAsync(DayKind.Working);
        var teller = await WantingAsync(crm.NewBranch(), TextLanguage.English);
        await crm.As(teller).SendAsync(new PlanFollowUp { Subject = "Call", Due = $"{Today:yyyy-MM-dd}" });
        await crm.WorkAsync(async (db, services) =>
        {
            await services.GetRequiredService<IPasswords>().SetAsync(await db.Staff.AsSplitQuery().SingleAsync(s => s.Id == teller.Id), "Orange-Kite-7719", CancellationToken.None);
            db.ChangeTracker.Entries<SignIn>().Single().Entity.LockoutEnd = Nine.AddMinutes(15);
            return 0;
        });

        await RingAsync(Nine);
        Assert.Empty(await SentAsync());
        await RingAsync(Nine.AddMinutes(16));
        Assert.Single(await SentAsync());
    }

    [Fact]
    public async Task The_database_has_one_of_a_colleague_and_a_day()
    {
        var teller = await WantingAsync(crm.NewBranch(), TextLanguage.English);
        var clock = CurrentUser.System("test", TaskPermissions.Work);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Record.ExceptionAsync(() => crm.As(clock).SendAsync(new SendDigest(teller.Id, Today, IsSent: true)))));

        Assert.Single(outcomes, o => o is null);
        Assert.Single(await SentAsync());
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(teller).SendAsync(new SendDigest(teller.Id, Today.AddDays(1), IsSent: true)));
    }

    [Fact]
    public async Task An_address_or_a_time_that_cannot_be_is_refused_and_the_address_is_sealed()
    {
        var teller = await crm.NewBranch().HasStaffAsync(Teller);

        var nowhere = await Assert.ThrowsAsync<ValidationException>(() => crm.As(teller).SendAsync(new KeepDigest { IsWanted = true, Address = "clerk", At = new(8, 0) }));
        var evening = await Assert.ThrowsAsync<ValidationException>(() => crm.As(teller).SendAsync(new KeepDigest { IsWanted = true, Address = "a@b.cn", At = new(18, 0) }));
        Assert.Equal(("Address", "At"), (Assert.Single(nowhere.Errors).PropertyName, Assert.Single(evening.Errors).PropertyName));

        await crm.As(teller).SendAsync(new KeepDigest { IsWanted = true, Address = "clerk@bank.example", At = new(7, 30), Language = TextLanguage.Chinese });
        var kept = await crm.As(teller).AskAsync<GetDigestSetting, KeepDigest>(new());
        Assert.Equal((true, "clerk@bank.example", new TimeOnly(7, 30), TextLanguage.Chinese), (kept.IsWanted, kept.Address, kept.At!.Value, kept.Language));
        var other = await crm.NewBranch().HasStaffAsync(Teller);
        Assert.False((await crm.As(other).AskAsync<GetDigestSetting, KeepDigest>(new())).IsWanted);
        var stored = await crm.ReadAsync(db => db.DigestSettings.Where(s => s.StaffId == teller.Id).Select(s => s.Address).SingleAsync());
        Assert.DoesNotContain("clerk", System.Text.Encoding.UTF8.GetString(stored.Envelope), StringComparison.Ordinal);
    }

    private static DateTimeOffset At(DateOnly day, int hour) => (Branch.StartOf(day) + TimeSpan.FromHours(hour)).ToUniversalTime();

    // What kind of day today is: the tests run on any.
    private async Task WorkedAsync(DayKind kind) => await crm.WorkAsync(async (db, services) =>
    {
        var year = await db.CalendarYears.AsTracking().Include(y => y.Days).SingleOrDefaultAsync(y => y.Year == Today.Year)
            ?? db.Add(CalendarYear.Of(Guid.CreateVersion7(), Today.Year, "", [new(new(Today.Year, 1, 1), DayKind.Off, "")])).Entity;
        if (kind is DayKind.Off || WorkingDays.IsWeekend(Today))
        {
            year.Set(new(Today, kind, ""));
        }
        else if (year.Days.Any(d => d.Day == Today))
        {
            year.Clear(Today);
        }

        services.GetRequiredService<WorkingCalendar>().Forget();
        return 0;
    });

    private async Task<TestStaff> WantingAsync(TestBranch branch, TextLanguage language)
    {
        var teller = await branch.HasStaffAsync(Teller);
        await crm.As(teller).SendAsync(new KeepDigest { IsWanted = true, Address = "clerk@bank.example", At = new(8, 0), Language = language });
        return teller;
    }

    private Task<List<Digest>> SentAsync() => crm.ReadAsync(db => db.Digests.Where(d => d.IsSent).ToListAsync());

    private async Task<Letter> PreparedAsync(Digest digest)
    {
        Assert.Null(await RefusedAsync(digest));
        return await crm.WorkAsync((db, services) => services.GetServices<IOutgoingContent>().Single(c => c.Name == "digest").OpenAsync(db, digest.Id, CancellationToken.None));
    }

    private Task<OutgoingReason?> RefusedAsync(Digest digest) => crm.WorkAsync(async (db, services) =>
    {
        var message = await db.OutgoingMessages.SingleAsync(m => m.Id == digest.Id);
        var rules = await db.ChannelRules.SingleAsync(r => r.Channel == ChannelKind.Email);
        return (await services.GetServices<IOutgoingContent>().Single(c => c.Name == message.Content).PrepareAsync(db, message, rules, Nine, CancellationToken.None)).Reason;
    });

    private async Task RingAsync(DateTimeOffset at)
    {
        var services = crm.Services;
        await new DigestClock(
            services.GetRequiredService<IServiceScopeFactory>(), services.GetRequiredService<DigestCounts>(), services.GetRequiredService<WorkingCalendar>(), new StoppedClock(at))
            .RunNextAsync(CancellationToken.None);
    }

    private sealed class StoppedClock(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }
}
