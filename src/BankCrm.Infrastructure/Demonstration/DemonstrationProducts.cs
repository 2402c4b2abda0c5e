using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Products.Catalogue;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Demonstration;

/// <summary>What the demonstration bank sells. For Development.</summary>
public static class DemonstrationProducts
{
    private static readonly DateOnly Start = new(2024, 1, 1);

    /// <summary>When deposit rates went down the last time.</summary>
    private static readonly DateOnly RatesFell = new(2025, 5, 20);

    private static readonly HashSet<string> FellWithRates = ["SAV-CNY", "SAV-BIZ", "TD-3M", "TD-6M", "TD-1Y", "TD-3Y", "TD-5Y", "CD-3Y"];

    /// <summary>Makes them, if there are no products at all.</summary>
    public static async Task FillAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var work = services.GetRequiredService<IServiceScopeFactory>().CreateWork(CurrentUser.System("demonstration"));
        var db = work.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginAsync(ct);
        if (await db.Products.AnyAsync(ct))
        {
            return;
        }

        db.AddRange(Make(Branch.DayAt(work.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow())));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>All of them with their history, and what is coming.</summary>
    internal static List<Product> Make(DateOnly today)
    {
        var products = DemonstrationTerms.All.Select(p => Product.Launch(
            Guid.CreateVersion7(), Guid.CreateVersion7(), p.Code, p.Class, p.Currency, Start, Before(p), Start)).ToList();
        foreach (var product in products.Where(p => FellWithRates.Contains(p.Code)))
        {
            product.Revise(Guid.CreateVersion7(), RatesFell, DemonstrationTerms.Of(product.Code), Start);
        }

        var nextMonth = today.AddMonths(1).AddDays(1 - today.Day);
        var platinum = products.Find(p => p.Code == "CC-PLAT")!;
        platinum.Revise(Guid.CreateVersion7(), nextMonth, DemonstrationTerms.Of(platinum.Code) with { AnnualFee = 1800, InterestFreeDays = 56 }, today);
        products.Find(p => p.Code == "TD-5Y")!.Withdraw(new(2026, 1, 1), "五年期定期存款停售：控制长期负债成本", Start);
        return products;
    }

    private static ProductTerms Before(DemonstrationTerms.Offer offer) => FellWithRates.Contains(offer.Code)
        ? offer.Terms with { Rate = offer.Terms.Rate + (offer.Class is ProductClass.Savings ? 0.05m : 0.15m) }
        : offer.Terms;
}
