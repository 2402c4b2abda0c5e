using System.Globalization;
using BankCrm.Application.Common;
using BankCrm.Application.Segments.Scores;
using BankCrm.Application.Tests.Accounts;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Campaigns.Histories;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Infrastructure.Platform.Database;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Application.Tests.Campaigns.Histories;

/// <summary>What was known of customers on a day, against a plain count over what the test itself has made.</summary>
public sealed class CustomerFactsTests(CampaignCrm crm) : IClassFixture<CampaignCrm>
{
    private const int Customers = 12;

    private static readonly TransactionKind[] Kinds = [TransactionKind.Cash, TransactionKind.CardPayment, TransactionKind.Transfer, TransactionKind.Fee];
    private static readonly TransactionChannel[] Ways = [TransactionChannel.Counter, TransactionChannel.Mobile, TransactionChannel.Online, TransactionChannel.CashMachine];
    private static readonly AccountKind[] Products = [AccountKind.Current, AccountKind.Savings, AccountKind.TimeDeposit, AccountKind.Wealth];
    private static int numbers = 1000;

    private readonly Intakes intakes = new(crm);

    [Fact]
    public async Task Facts_are_what_a_plain_count_finds_and_nothing_that_happens_from_the_day_on_changes_them()
    {
        var branch = crm.NewBranch();
        var campaign = await crm.DraftAsync(await crm.MarketingAsync(), crm.NewTag(), crm.Plan, CampaignChannel.Sms);
        var today = Branch.DayAt(crm.Now);
        var dice = new Dice(77);
        List<Life> lives = [];
        var oldest = $"62270{Interlocked.Increment(ref numbers):00000000000}";
        await intakes.TakeAsync(Intakes.Account(oldest, await intakes.NumberOfAsync(await branch.HasCustomerAsync())));
        await intakes.TakeAsync(Intakes.Movement(oldest, "R1", today.AddDays(-500), 100)); // months are kept since then
        for (var i = 0; i < Customers; i++)
        {
            lives.Add(await LiveAsync(branch, campaign, new(await branch.HasCustomerAsync(new() { Name = $"王{i}" }), branch.Id), today, dice, everything: true));
        }

        var day = today.AddDays(-60);
        var before = await AskAsync(lives, day);
        foreach (var life in lives)
        {
            Assert.Equal(Plain(life, day), before[life.Customer].ToDictionary());
        }

        // From the day on everything is another: accounts end, money goes back and forth, colleagues write and withdraw, customers answer otherwise.
        foreach (var life in lives)
        {
            await LiveAsync(branch, campaign, life, today, dice, everything: false, from: day);
        }

        await crm.WorkAsync(async (db, _) =>
        {
            var moment = Branch.StartOf(day).ToUniversalTime();
            await db.ExecuteAsync("update transactions set amount = -amount, channel = 'Counter' where booked_on >= $1", default, day);
            await db.ExecuteAsync("update transactions set rule_category = coalesce(rule_category, category), category = 'Tax' where category <> 'Tax'", default); // colleagues correct what all were for
            await db.ExecuteAsync("update accounts set closed_on = $1, status = 'Closed' where closed_on is null", default, day);
            await db.ExecuteAsync("update interactions set withdrawn_at = $1, withdrawn_by = written_by, withdrawal_reason = subject where withdrawn_at is null", default, moment);
            await db.ExecuteAsync("update campaign_contacts set answer = 'NotInterested', answered_at = $1, opened_at = coalesce(opened_at, $1), opted_out_at = $1 where campaign_id = $2", default, moment, campaign);
            return 0;
        });

        var after = await AskAsync(lives, day);
        foreach (var life in lives)
        {
            Assert.Equal(before[life.Customer].ToDictionary(), after[life.Customer].ToDictionary());
        }

        var now = await AskAsync(lives, today); // and today all of it is known
        Assert.NotEqual(before[lives[0].Customer][ContactFact.Movements365], now[lives[0].Customer][ContactFact.Movements365]);
    }

    [Fact]
    public async Task What_lies_before_the_months_that_are_kept_is_not_known_and_not_nothing()
    {
        var branch = crm.NewBranch();
        var customer = await branch.HasCustomerAsync();
        var account = $"62280{Interlocked.Increment(ref numbers):00000000000}";
        await intakes.TakeAsync(Intakes.Account(account, await intakes.NumberOfAsync(customer)));
        await intakes.TakeAsync(Intakes.Movement(account, "R1", Branch.DayAt(crm.Now).AddDays(-3), 100));

        var known = (await AskAsync([new(customer, branch.Id)], Branch.DayAt(crm.Now).AddYears(-30)))[customer];

        Assert.Equal("", known[ContactFact.Movements30]);
        Assert.Equal("", known[ContactFact.In365]);
        Assert.Equal("0", known[ContactFact.Contacts]);
    }

    private async Task<Dictionary<Guid, Dictionary<ContactFact, string>>> AskAsync(List<Life> lives, DateOnly day)
    {
        var facts = crm.Services.GetRequiredService<ICustomerFacts>();
        var found = await crm.WorkAsync((db, _) => facts.OfAsync(db, [.. lives.Select(l => new FactsAsked(l.Customer, l.Customer, day))], default));
        Assert.Equal(lives.Count, found.Count);
        return found.ToDictionary(f => f.CustomerId, f => ContactFacts.All.ToDictionary(c => c, c => f.Cells[(int)c]));
    }

    // Some of everything within the last two hundred days.
    private async Task<Life> LiveAsync(TestBranch branch, Guid campaign, Life life, DateOnly today, Dice dice, bool everything, DateOnly? from = null)
    {
        var owner = await intakes.NumberOfAsync(life.Customer);
        var staff = await branch.HasStaffAsync();
        DateOnly Day() => from is { } first ? first.AddDays(dice.Below(today.DayNumber - first.DayNumber)) : today.AddDays(-1 - dice.Below(200));
        for (var i = 0; i < 3; i++)
        {
            var (number, opened) = ($"62290{Interlocked.Increment(ref numbers):00000000000}", Day());
            DateOnly? closed = dice.Below(3) == 0 && opened.AddDays(dice.Below(100)) is var end && end < today ? end : null;
            var kind = Products[dice.Below(Products.Length)];
            await intakes.TakeAsync(Intakes.Account(number, owner, kind) with { OpenedOn = opened, ClosedOn = closed, Status = closed is null ? AccountStatus.Open : AccountStatus.Closed });
            var movements = Enumerable.Range(0, 12).Select(m => new ToldMovement(Day(), (dice.Below(2) == 0 ? 1 : -1) * (1 + dice.Below(90_000)), Kinds[dice.Below(Kinds.Length)], Ways[dice.Below(Ways.Length)])).ToList();
            await intakes.TakeAsync([.. movements.Select((m, at) => Intakes.Movement(number, $"{number}-{at}", m.On, m.Amount) with { Kind = m.Kind, Channel = m.Way })]);
            if (everything)
            {
                life.Accounts.Add((kind, opened, closed));
                life.Movements.AddRange(movements);
            }
        }

        await crm.WorkAsync(async (db, _) =>
        {
            for (var i = 0; i < 6; i++)
            {
                var (day, written) = (Day(), dice.Below(4) == 0 ? 80 : 0);
                DateOnly? withdrawn = dice.Below(4) == 0 ? day.AddDays(written + dice.Below(90)) : null;
                await db.ExecuteAsync(
                    """
                    insert into interactions (id, customer_id, branch_id, kind, direction, at, subject, colleagues, products, written_by, written_at, audience, withdrawn_at, withdrawn_by, withdrawal_reason, changed_at)
                    values ($1, $2, $3, 'Phone', 'Outgoing', $4, '\x00', '{}', '{}', $5, $6, 'Everyone', $7, case when $7::timestamptz is not null then $5 end, case when $7::timestamptz is not null then '\x00'::bytea end, $4)
                    """,
                    default, Guid.CreateVersion7(), life.Customer, life.Branch, Noon(day), staff.Id, Noon(day.AddDays(written)), (NpgsqlTypes.NpgsqlDbType.TimestampTz, withdrawn is { } w ? Noon(w) : (object?)null));
                life.Interactions.AddRange(everything ? [(day, day.AddDays(written), withdrawn)] : []);
            }

            for (var i = 0; i < 4; i++)
            {
                var sent = Day();
                var answered = dice.Below(2) == 0 ? sent.AddDays(dice.Below(80)) : (DateOnly?)null;
                var answer = dice.Below(2) == 0 ? "Interested" : "NotInterested";
                var opened = dice.Below(2) == 0 ? sent.AddDays(dice.Below(80)) : (DateOnly?)null;
                await db.ExecuteAsync(
                    """
                    insert into campaign_contacts (id, campaign_id, customer_id, branch_id, wave, arm, channel, state, code, planned_at, due_at, tries, sent_at, opened_at, answer, answered_at, first_answer, first_answered_at, changed_at)
                    select d.id, $1, $2, $3, (select count(*) + 1 from campaign_contacts k where k.campaign_id = $1 and k.customer_id = $2), 'A', 'Sms', 'Sent', right(d.id::text, 12), $4, $4, 0, $4, $5,
                      case when $7::timestamptz is not null then $6 end, $7, case when $7::timestamptz is not null then $6 end, $7, $4
                    from (select gen_random_uuid() as id) d
                    """,
                    default, campaign, life.Customer, life.Branch, Noon(sent), (NpgsqlTypes.NpgsqlDbType.TimestampTz, opened is { } o ? Noon(o) : (object?)null), answer,
                    (NpgsqlTypes.NpgsqlDbType.TimestampTz, answered is { } a ? Noon(a) : (object?)null));
                life.Contacts.AddRange(everything ? [(sent, answered, answer, opened)] : []);
            }

            for (var i = 0; i < 3; i++)
            {
                var (day, given) = (Day(), dice.Below(2) == 0);
                await db.ExecuteAsync(
                    "insert into consents (id, customer_id, branch_id, purpose, channel, is_given, at, proof, changed_at) values ($1, $2, $3, 'Marketing', 'Sms', $4, $5, 'Form', $5)",
                    default, Guid.CreateVersion7(), life.Customer, life.Branch, given, Noon(day));
                life.Consents.AddRange(everything ? [(day, given)] : []);
            }

            return 0;
        });
        return life;
    }

    private static DateTimeOffset Noon(DateOnly day) => Branch.StartOf(day).AddHours(12).ToUniversalTime();

    private static Dictionary<ContactFact, string> Plain(Life life, DateOnly day)
    {
        var facts = ContactFacts.All.ToDictionary(f => f, _ => "0");
        foreach (var none in ContactFacts.All.Where(f => f.IsOfContact))
        {
            facts[none] = "";
        }

        (facts[ContactFact.Kind], facts[ContactFact.Month], facts[ContactFact.Age]) = ("Individual", day.Month.ToString(CultureInfo.InvariantCulture), "");
        foreach (var (fact, kind) in new[] { (ContactFact.Current, AccountKind.Current), (ContactFact.Savings, AccountKind.Savings), (ContactFact.TimeDeposits, AccountKind.TimeDeposit), (ContactFact.Wealth, AccountKind.Wealth) })
        {
            Put(fact, life.Accounts.Count(a => a.Kind == kind && a.Opened < day && !(a.Closed < day)));
        }

        Put(ContactFact.Opened, life.Accounts.Count(a => a.Opened < day));
        Put(ContactFact.GivenUp, life.Accounts.Count(a => a.Opened < day && a.Closed < day));
        var moved = life.Movements.Where(m => m.On < day).ToList();
        foreach (var (days, count, inward, outward) in new[]
        {
            (30, ContactFact.Movements30, ContactFact.In30, ContactFact.Out30), (90, ContactFact.Movements90, ContactFact.In90, ContactFact.Out90), (365, ContactFact.Movements365, ContactFact.In365, ContactFact.Out365),
        })
        {
            var some = moved.Where(m => m.On >= day.AddDays(-days)).ToList();
            Put(count, some.Count);
            facts[inward] = TwoFigures(some.Where(m => m.Amount > 0).Sum(m => m.Amount));
            facts[outward] = TwoFigures(-some.Where(m => m.Amount < 0).Sum(m => m.Amount));
        }

        Put(ContactFact.ForCash, moved.Count(m => m.Kind is TransactionKind.Cash));
        Put(ContactFact.ForShopping, moved.Count(m => m.Kind is TransactionKind.CardPayment));
        Put(ContactFact.ForTransfer, moved.Count(m => m.Kind is TransactionKind.Transfer));
        Put(ContactFact.ForFees, moved.Count(m => m.Kind is TransactionKind.Fee));
        foreach (var (fact, way) in new[] { (ContactFact.ByCounter, TransactionChannel.Counter), (ContactFact.ByMobile, TransactionChannel.Mobile), (ContactFact.ByOnline, TransactionChannel.Online), (ContactFact.ByCashMachine, TransactionChannel.CashMachine) })
        {
            Put(fact, moved.Count(m => m.Way == way && m.On >= day.AddDays(-90)));
        }

        facts[ContactFact.LastMovement] = Since(moved.Select(m => m.On));
        var met = life.Interactions.Where(i => i.On < day && i.Written < day && !(i.Withdrawn < day)).ToList();
        Put(ContactFact.Interactions90, met.Count(i => i.On >= day.AddDays(-90)));
        Put(ContactFact.Interactions365, met.Count);
        facts[ContactFact.LastInteraction] = Since(met.Select(i => i.On));
        var sent = life.Contacts.Where(c => c.Sent < day).ToList();
        Put(ContactFact.Contacts, sent.Count);
        facts[ContactFact.LastContact] = Since(sent.Select(c => c.Sent));
        Put(ContactFact.Yes, life.Contacts.Count(c => c.Answered < day && c.Answer == "Interested"));
        Put(ContactFact.No, life.Contacts.Count(c => c.Answered < day && c.Answer == "NotInterested"));
        Put(ContactFact.Opens, life.Contacts.Count(c => c.Opened < day));
        Put(ContactFact.Refusals, life.Consents.Count(c => c.On < day && !c.Given));
        return facts;

        void Put(ContactFact fact, int count) => facts[fact] = count.ToString(CultureInfo.InvariantCulture);

        string Since(IEnumerable<DateOnly> days) => days.OrderDescending().Select(d => (day.DayNumber - d.DayNumber).ToString(CultureInfo.InvariantCulture)).FirstOrDefault("");
    }

    private static string TwoFigures(decimal sum)
    {
        var unit = 1m;
        while (sum / unit >= 100)
        {
            unit *= 10;
        }

        return (Math.Round(sum / unit, MidpointRounding.AwayFromZero) * unit).ToString("0", CultureInfo.InvariantCulture);
    }

    private sealed record ToldMovement(DateOnly On, decimal Amount, TransactionKind Kind, TransactionChannel Way);

    private sealed record Life(Guid Customer, Guid Branch)
    {
        public List<(AccountKind Kind, DateOnly Opened, DateOnly? Closed)> Accounts { get; } = [];

        public List<ToldMovement> Movements { get; } = [];

        public List<(DateOnly On, DateOnly Written, DateOnly? Withdrawn)> Interactions { get; } = [];

        public List<(DateOnly Sent, DateOnly? Answered, string Answer, DateOnly? Opened)> Contacts { get; } = [];

        public List<(DateOnly On, bool Given)> Consents { get; } = [];
    }

    /// <summary>Thrown the same way every time (SplitMix64).</summary>
    private sealed class Dice(ulong seed)
    {
        private ulong state = seed;

        public int Below(int limit)
        {
            var z = state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return (int)Math.BigMul(z ^ (z >> 31), (ulong)limit, out _);
        }
    }
}
