using System.Globalization;
using System.Runtime.CompilerServices;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.AuditTrail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Customers.Population;

/// <summary>Adds made-up customers to a bank, a million in minutes.</summary>
public static class PopulationSeeder
{
    private const int ChunkSize = 5000;
    private const int Writers = 2;

    /// <summary>The first number the sequence ever gave: place 0.</summary>
    private const long FirstNumber = 1_000_000_001;

    private static readonly DateOnly AsOf = new(2026, 1, 1);
    private static readonly CurrentUser Seeding = CurrentUser.System("seed population");

    /// <param name="progress">Told how many are written, after each chunk.</param>
    public static async Task SeedAsync(IServiceProvider services, PopulationOptions options, Action<int> progress, CancellationToken ct)
    {
        var scopes = services.GetRequiredService<IServiceScopeFactory>();
        IReadOnlyList<PopulationBranch> branches;
        await using (var work = scopes.CreateWork(Seeding))
        {
            branches = await new PopulationBranches(work.ServiceProvider.GetRequiredService<CrmDb>(), options).FillAsync(ct);
        }

        var maker = new PopulationMaker(services.GetRequiredService<CustomerMaker>(), services.GetRequiredService<TimeProvider>(), branches, options.Seed);
        var works = Enumerable.Range(0, Writers).Select(_ => scopes.CreateWork(Seeding)).ToList();
        try
        {
            foreach (var work in works)
            {
                // Kept open, and with it the temporary tables of the writer.
                await work.ServiceProvider.GetRequiredService<CrmDb>().Database.OpenConnectionAsync(ct);
            }

            var written = 0;
            await ChunkPipeline.RunAsync(
                NumbersAsync(scopes, options.Customers, ct),
                numbers => works[0].ServiceProvider.GetRequiredService<ICustomerBulkWriter>().Prepare(numbers.Select(maker.Make)),
                async (chunk, writer, stop) =>
                {
                    var count = chunk.Count;
                    await works[writer].ServiceProvider.GetRequiredService<ICustomerBulkWriter>().WriteAsync(
                        chunk, new(AuditEvents.BulkChanged) { ReasonText = "Made-up customers" }, stop);
                    progress(Interlocked.Add(ref written, count));
                },
                Writers,
                ct);
        }
        finally
        {
            foreach (var work in works)
            {
                await work.DisposeAsync();
            }
        }
    }

    private static async IAsyncEnumerable<IReadOnlyList<string>> NumbersAsync(
        IServiceScopeFactory scopes, int count, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var work = scopes.CreateWork(Seeding);
        var writer = work.ServiceProvider.GetRequiredService<ICustomerBulkWriter>();
        for (var left = count; left > 0; left -= ChunkSize)
        {
            yield return await writer.TakeNumbersAsync(Math.Min(left, ChunkSize), ct);
        }
    }

    /// <summary>From a customer number to a customer: which branch, who, looked after by whom.</summary>
    private sealed class PopulationMaker(CustomerMaker maker, TimeProvider clock, IReadOnlyList<PopulationBranch> branches, long seed)
    {
        private const int OftenOwned = 950;
        private const int SometimesOwned = 200;
        private const int ProtectedVips = 300;

        private readonly PopulationDrafts drafts = new(seed, AsOf);
        private readonly Shares<PopulationBranch> shares =
            new([.. branches.Select((branch, i) => (branch, Dice.For(seed, -1 - i).Between(40, 160)))]);

        public KeyedCustomer Make(string number)
        {
            var place = long.Parse(number.AsSpan(1), CultureInfo.InvariantCulture) - FirstNumber;
            var dice = Dice.For(~seed, place);
            var branch = shares.Drawn(dice);
            var manager = dice.Of(branch.Managers);
            var draft = drafts.Draft(place, branch.At);
            var isOwned = dice.In(draft.Tier is CustomerTier.Mass ? SometimesOwned : OftenOwned);
            var now = clock.GetUtcNow();
            var made = maker.Make(draft with { OwnerId = isOwned ? manager : null }, number, branch.Id, manager, now, Branch.DayAt(now));
            if (draft.Tier is CustomerTier.Vip && dice.In(ProtectedVips))
            {
                made.New.Customer.Protect(true);
            }

            return made;
        }
    }
}
