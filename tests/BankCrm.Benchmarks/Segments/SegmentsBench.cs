using System.Diagnostics;
using System.Globalization;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Segments;
using BankCrm.Application.Segments.Definitions;
using BankCrm.Application.Segments.Membership;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Infrastructure.Accounts.Habits;
using BankCrm.Infrastructure.Segments;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Benchmarks.Segments;

/// <summary>
/// How long one waits for a segment to be counted.
/// <code>dotnet run -c Release --project tests/BankCrm.Benchmarks -- segments DIR [rounds 12]</code>
/// DIR is a data directory with the demonstration bank, <c>seed population</c> and <c>holdings</c>. The habits are counted first where the day's count is missing. Each question is asked through
/// its guarded query, in one process with the application, one after the other; the first two rounds warm up and do not count.
/// </summary>
internal static class SegmentsBench
{
    private const int WarmUp = 2;

    private static readonly (string Name, SegmentGroup Asks)[] Questions =
    [
        ("one condition: tier", SegmentGroup.All(Tier)),
        ("two: tier, age", SegmentGroup.All(Tier, Age)),
        ("three: age, assets, no wealth product", SegmentGroup.All(Age, Assets, NoWealth)),
        ("three: age, consent, last contact", SegmentGroup.All(Age, Consent, new SegmentCondition("last-contact", SegmentTest.NotInLastDays, "90"))),
        ("four or: deposits or maturing", SegmentGroup.All(Age, Consent, SegmentGroup.Any(Assets, new SegmentCondition("matures", SegmentTest.InNextDays, "30")))),
        ("five with behaviour", SegmentGroup.All(Age, Consent, Assets, NoWealth, Shopping)),
        ("five with behaviour, or and not", SegmentGroup.All(Age, SegmentGroup.Any(Shopping, Assets), SegmentGroup.None(new SegmentCondition("open-complaint", SegmentTest.Yes), Tier), Consent)),
        ("behaviour of two purposes", SegmentGroup.All(Shopping with { Of = [nameof(TransactionCategory.Shopping), nameof(TransactionCategory.Food)] })),
    ];

    private static SegmentCondition Tier => new("tier", SegmentTest.IsAnyOf, nameof(CustomerTier.Affluent), nameof(CustomerTier.Private));

    private static SegmentCondition Age => new("age", SegmentTest.Between, "25", "45");

    private static SegmentCondition Assets => new("assets", SegmentTest.AtLeast, "50000");

    private static SegmentCondition NoWealth => new("holds", SegmentTest.HasNoneOf, nameof(AccountKind.Wealth), nameof(AccountKind.Custody));

    private static SegmentCondition Consent => new("marketing", SegmentTest.HasAnyOf, nameof(ConsentChannel.Sms));

    private static SegmentCondition Shopping => new("movements", SegmentTest.AtLeast, "2") { Of = [nameof(TransactionCategory.Shopping)], Days = 365 };

    public static async Task RunAsync(string[] args)
    {
        var data = args is [var folder, ..] ? folder : throw new ArgumentException("Name the data directory of a filled bank.", nameof(args));
        var rounds = WarmUp + (args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 12);
        await using var bank = await BenchBank.StartAsync(data);
        await CountHabitsAsync(bank);

        var user = CurrentUser.System(
            "bench", SegmentPermissions.Read, SegmentPermissions.Write, SegmentPermissions.Members, SegmentPermissions.Everybodys, SegmentPermissions.WholeBank, CustomerPermissions.ReadProtected);
        Console.WriteLine($"{"question",-42}{"customers",12}{"exact p50",12}{"p95",9}{"estimate",12}{"p50",9}");
        foreach (var (name, asks) in Questions)
        {
            var (exact, times) = await TimedAsync(rounds, () => AskAsync<CountSegment, SegmentCount>(bank, user, new(asks)));
            var (quick, quickTimes) = await TimedAsync(rounds, () => AskAsync<CountSegment, SegmentCount>(bank, user, new(asks, IsQuick: true)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-42}{exact.Customers,12:N0}{At(times, 0.5),9:N0} ms{At(times, 0.95),6:N0} ms{quick.Customers,12:N0}{At(quickTimes, 0.5),6:N0} ms"));
        }

        var (_, profile) = await TimedAsync(rounds, () => AskAsync<GetSegmentProfile, SegmentProfile>(bank, user, new(SegmentGroup.All(Tier, Age))));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"profile beside all (all are known after the first): p50 {At(profile, 0.5):N0} ms"));
        var (_, members) = await TimedAsync(rounds, () => AskAsync<ListSegmentMembers, Page<SegmentMemberRow>>(bank, user, new(null, Asks: SegmentGroup.All(Age, Consent, Assets, NoWealth, Shopping))));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first 50 of the five with behaviour: p50 {At(members, 0.5):N0} ms"));
        await KeepEverybodyAsync(bank, user);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"memory of the process: {Process.GetCurrentProcess().WorkingSet64 / 1024 / 1024} MB"));
    }

    internal static async Task CountHabitsAsync(BenchBank bank)
    {
        var watch = Stopwatch.StartNew();
        var branches = 0;
        while (await bank.Services.GetRequiredService<HabitCounter>().RunNextAsync(CancellationToken.None))
        {
            branches++;
        }

        await bank.Services.GetRequiredService<RfmScaler>().RunNextAsync(CancellationToken.None);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"habits of {branches} branches counted in {watch.Elapsed.TotalSeconds:N0} s"));
    }

    /// <summary>All customers written as the members of a snapshot, and taken back.</summary>
    private static async Task KeepEverybodyAsync(BenchBank bank, CurrentUser user)
    {
        await using var scope = bank.Scopes.CreateWork(user);
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginAsync(CancellationToken.None);
        var watch = Stopwatch.StartNew();
        var kept = await scope.ServiceProvider.GetRequiredService<ISegmentEngine>().KeepAsync(Guid.CreateVersion7(), db.Customers, CancellationToken.None);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"members of a snapshot of everybody written: {kept:N0} in {watch.Elapsed.TotalSeconds:N1} s"));
    }

    private static async Task<TAnswer> AskAsync<TQuery, TAnswer>(BenchBank bank, CurrentUser user, TQuery query)
    {
        await using var scope = bank.Scopes.CreateWork(user);
        return await scope.ServiceProvider.GetRequiredService<IQueryHandler<TQuery, TAnswer>>().HandleAsync(query, CancellationToken.None);
    }

    private static async Task<(T Answer, List<double> Milliseconds)> TimedAsync<T>(int rounds, Func<Task<T>> ask)
    {
        var times = new List<double>();
        T answer = default!;
        for (var round = 0; round < rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            answer = await ask();
            if (round >= WarmUp)
            {
                times.Add(watch.Elapsed.TotalMilliseconds);
            }
        }

        return (answer, times);
    }

    private static double At(List<double> times, double share) => times.Order().ElementAt((int)Math.Ceiling(share * times.Count) - 1);
}
