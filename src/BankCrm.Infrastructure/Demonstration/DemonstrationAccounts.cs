using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Arrangements;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Customers;
using BankCrm.Infrastructure.Customers.Population;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Demonstration;

/// <summary>What the customers of the demonstration bank hold, and half a year of movements, as its core banking would tell. For Development.</summary>
public static class DemonstrationAccounts
{
    private const int Seed = 2026;
    private const int Chunk = 5000;
    private const string Source = "CORE";

    private static readonly ToldRate[] Rates =
        [.. new[] { ("USD", 7.12m), ("EUR", 8.26m), ("HKD", 0.9155m), ("GBP", 9.49m), ("JPY", 0.0468m) }.Select(r => new ToldRate(r.Item1, new(2024, 1, 1), r.Item2))];

    /// <summary>Tells them, if no account is known at all. Customers and products must be there.</summary>
    /// <exception cref="InvalidOperationException">The intake refused something: the demonstration is wrong.</exception>
    public static async Task FillAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var work = services.GetRequiredService<IServiceScopeFactory>().CreateWork(CurrentUser.System("demonstration", AccountPermissions.TakeIn));
        var db = work.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginAsync(ct);
        if (await db.Accounts.AnyAsync(ct))
        {
            return;
        }

        var today = Branch.DayAt(work.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow());
        var products = await db.Products.Select(p => p.Code).ToHashSetAsync(ct);
        var holders = await db.Customers.Where(c => c.Stage == LifeCycleStage.Active || c.Stage == LifeCycleStage.Dormant).OrderBy(c => c.Number)
            .Join(db.Branches, c => c.BranchId, b => b.Id, (c, b) => new DemonstrationHolder(c.Number, c.Kind, c.Tier, c.Stage, b.Code))
            .ToListAsync(ct);
        var intake = work.ServiceProvider.GetRequiredService<IAccountIntake>();
        Demand(await intake.TakeRatesAsync("Made up", Rates, ct));
        var held = holders.SelectMany((holder, place) => DemonstrationHoldings.Of(holder, place, Dice.For(Seed, place), today, products)).ToList();
        foreach (var accounts in held.Select(h => h.Account).Chunk(Chunk))
        {
            Demand(await intake.TakeAccountsAsync(Source, accounts, ct));
        }

        foreach (var transactions in held.SelectMany(h => h.Transactions).Concat(DemonstrationAlerts.Of([.. held.Select(h => h.Account)], today)).Chunk(Chunk))
        {
            Demand(await intake.TakeTransactionsAsync(Source, transactions, ct));
        }

        var arrangements = work.ServiceProvider.GetRequiredService<IArrangementIntake>();
        var numbered = held.Select((h, place) => (h.Account, Place: place, Dice: Dice.For(Seed + 1, place))).ToList();
        Demand(await arrangements.TakeAsync(Source, numbered.SelectMany(n => DemonstrationArrangements.Cards(n.Account, n.Place, n.Dice, today)).ToList(), ct));
        Demand(await arrangements.TakeAsync(Source, numbered.SelectMany(n => DemonstrationArrangements.Orders(n.Account, n.Dice, today)).ToList(), ct));
        Demand(await arrangements.TakeAsync(Source, numbered.SelectMany(n => DemonstrationArrangements.Loans(n.Account, n.Dice, today)).ToList(), ct));
        Demand(await arrangements.TakeAsync(Source, numbered.SelectMany(n => DemonstrationArrangements.Positions(n.Account, n.Dice)).ToList(), ct));
        await transaction.CommitAsync(ct);
    }

    private static void Demand(IReadOnlyList<IntakeOutcome> outcomes)
    {
        if (outcomes.FirstOrDefault(o => o.Result is not IntakeResult.New) is { Fault: { } fault })
        {
            throw new InvalidOperationException($"{fault.Sentence} {string.Join(", ", fault.Args)}");
        }
    }
}
