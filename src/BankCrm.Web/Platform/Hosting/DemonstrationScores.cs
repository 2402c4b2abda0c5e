using System.Globalization;
using System.Text;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Campaigns.Histories;
using BankCrm.Application.Common;
using BankCrm.Application.Integration.Outcomes;
using BankCrm.Application.Segments.Scores;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Products.Catalogue;
using BankCrm.Domain.Segments.Scores;
using BankCrm.Infrastructure.Campaigns.Histories;
using BankCrm.Infrastructure.Integration.Outcomes;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Web.Platform.Hosting;

/// <summary>What came of made-up calls to the customers of the demonstration bank, and of its campaigns, and a score learnt of each that compliance has approved.</summary>
internal static class DemonstrationScores
{
    private const ulong Seed = 7_311_000_000;
    private const int Calls = 1_500;
    private const int Days = 480;

    /// <summary>Makes them by the commands of the pages, if there is no history at all. Customers and staff must be there.</summary>
    public static async Task FillAsync(IServiceProvider services, CancellationToken ct)
    {
        var scopes = services.GetRequiredService<IServiceScopeFactory>();
        var (csv, marketing, compliance) = await PrepareAsync(scopes, services.GetRequiredService<TimeProvider>().GetUtcNow(), ct);
        if (csv is null || marketing is null || compliance is null)
        {
            return;
        }

        var id = Guid.CreateVersion7();
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        await SendAsync(scopes, marketing, new ReceiveHistory(id, "Wealth talk offered by phone", "calls.csv", content), ct);
        await SendAsync(scopes, marketing, new ReadHistory(id, (await ShownAsync(scopes, marketing, id, ct)).Version, new("answer", ["yes"], HistoryOrder.ByDay, "called on", "customer")), ct);
        await services.ReadHistoryAsync(id, ct);
        await LearnAsync(services, id, marketing, compliance, "Ranks later calls well; how long a call took is kept out.", ct);
        await GatherAsync(services, marketing, compliance, ct);
    }

    /// <summary>From the campaigns that are over, where there are enough contacts.</summary>
    private static async Task GatherAsync(IServiceProvider services, CurrentUser marketing, CurrentUser compliance, CancellationToken ct)
    {
        var (scopes, id) = (services.GetRequiredService<IServiceScopeFactory>(), Guid.CreateVersion7());
        await SendAsync(scopes, marketing, new GatherHistory(id, "Time deposits offered by campaigns", GatheredOutcome.SaidYes, [], ProductClass.TimeDeposit), ct);
        await services.GatherNextAsync(ct);
        if ((await ShownAsync(scopes, marketing, id, ct)) is { State: HistoryState.Ready, Counts: { Known: >= ScoreTraining.FewestRows, Came: >= ScoreTraining.FewestOutcomes } })
        {
            await LearnAsync(services, id, marketing, compliance, "Read only from what was known before each message.", ct);
        }
    }

    private static async Task LearnAsync(IServiceProvider services, Guid id, CurrentUser marketing, CurrentUser compliance, string remark, CancellationToken ct)
    {
        var scopes = services.GetRequiredService<IServiceScopeFactory>();
        await SendAsync(scopes, marketing, new LearnScore(Guid.CreateVersion7(), id), ct);
        await services.LearnNextAsync(ct);
        if ((await ShownAsync(scopes, compliance, id, ct)).Shown is { State: ScoreState.Learnt } version)
        {
            await SendAsync(scopes, compliance, new DecideScore(version.Id, version.Version, ScoreDecision.Approve, remark), ct);
            await services.LearnNextAsync(ct);
        }
    }

    private static async Task<(string? Csv, CurrentUser? Marketing, CurrentUser? Compliance)> PrepareAsync(IServiceScopeFactory scopes, DateTimeOffset now, CancellationToken ct)
    {
        await using var work = scopes.CreateWork(CurrentUser.System("demonstration"));
        var db = work.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginAsync(ct);
        if (await db.OutcomeHistories.AnyAsync(ct))
        {
            return (null, null, null);
        }

        var people = await db.Customers.Where(c => c.Kind == CustomerKind.Individual && !c.IsProtected).OrderBy(c => c.Number).Take(Calls)
            .Select(c => new Person(c.Number, c.BirthYear, c.Tier, c.RegisteredOn)).ToListAsync(ct);
        var today = Branch.DayAt(now);
        return people.Count == 0 ? (null, null, null) : (Csv(people, today), await OfAsync("marketing"), await OfAsync("compliance"));

        async Task<CurrentUser?> OfAsync(string name) =>
            await db.Staff.Where(s => s.UserName == name).Select(s => (Guid?)s.Id).SingleOrDefaultAsync(ct) is { } staff ? await StaffAccess.OfAsync(db, staff, today, ct) : null;
    }

    private static string Csv(List<Person> people, DateOnly today)
    {
        var csv = new StringBuilder("customer,called on,age,tier,years with the bank,talks before,answered last time,call duration,answer\n");
        for (var place = 0; place < Calls; place++)
        {
            var person = people[place % people.Count]; // who is called again stands there again
            var dice = new Draws(Seed + (ulong)place);
            var day = today.AddDays((place * Days / Calls) - Days - 1);
            var age = person.BirthYear is { } year ? today.Year - year : (int?)null;
            var (years, talks, before) = (Math.Max(0, today.Year - person.RegisteredOn.Year), dice.Between(0, 5), dice.In(150) ? "yes" : dice.In(350) ? "no" : "never");
            var odds = -2.1 + ((int)person.Tier * 0.5) + (age is > 35 and < 60 ? 0.7 : 0) + (before == "yes" ? 1.6 : before == "no" ? -0.4 : 0) + (talks * 0.12);
            var came = dice.In((int)(1000 / (1 + Math.Exp(-odds))));
            csv.Append(CultureInfo.InvariantCulture, $"{person.Number},{day:yyyy-MM-dd},{age},{person.Tier},{years},{talks},{before},{dice.Between(came ? 120 : 20, came ? 900 : 400)},{(came ? "yes" : "no")}\n");
        }

        return csv.ToString();
    }

    private static async Task SendAsync<TCommand>(IServiceScopeFactory scopes, CurrentUser user, TCommand command, CancellationToken ct)
    {
        await using var work = scopes.CreateWork(user);
        await work.ServiceProvider.GetRequiredService<ICommandHandler<TCommand>>().HandleAsync(command, ct);
    }

    private static async Task<ScoreShown> ShownAsync(IServiceScopeFactory scopes, CurrentUser user, Guid id, CancellationToken ct)
    {
        await using var work = scopes.CreateWork(user);
        return await work.ServiceProvider.GetRequiredService<IQueryHandler<GetScore, ScoreShown>>().HandleAsync(new(id), ct);
    }

    /// <summary>The same for the same seed (SplitMix64).</summary>
    private sealed class Draws(ulong seed)
    {
        private ulong state = seed;

        public bool In(int permille) => Below(1000) < permille;

        public int Between(int from, int through) => from + Below(through - from + 1);

        private int Below(int limit)
        {
            var z = state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return (int)Math.BigMul(z ^ (z >> 31), (ulong)limit, out _);
        }
    }

    private sealed record Person(string Number, short? BirthYear, CustomerTier Tier, DateOnly RegisteredOn);
}
