using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Products.Catalogue;
using BankCrm.Infrastructure.Demonstration;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tests.Demonstration;

public sealed class DemonstrationProductsTests(TestCrm crm) : IClassFixture<TestCrm>
{
    [Fact]
    public async Task They_are_made_once_for_every_class_with_their_history_and_recorded()
    {
        await DemonstrationProducts.FillAsync(crm.Services, default);
        await DemonstrationProducts.FillAsync(crm.Services, default);

        var products = await crm.ReadAsync(db => db.Products.AsSplitQuery().ToListAsync());
        Assert.InRange(products.Count, 25, 40);
        Assert.Equal(Enum.GetValues<ProductClass>(), products.Select(p => p.Class).Distinct().Order());
        Assert.Equal(["CNY", "EUR", "USD"], products.Select(p => p.Currency).Distinct().Order());
        Assert.All(products.Where(p => ProductRules.IsGraded(p.Class)), p => Assert.NotNull(p.Versions[0].RiskGrade));
        var deposit = products.Single(p => p.Code == "TD-1Y");
        Assert.Equal([1.10m, 0.95m], deposit.Versions.OrderBy(v => v.ValidFrom).Select(v => v.Terms.Rate!.Value));
        Assert.Equal(ProductState.Withdrawn, products.Single(p => p.Code == "TD-5Y").StateOn(new(2026, 1, 1)));
        var entries = await crm.ReadAsync(db => db.AuditEntries
            .Where(e => e.Event == AuditEvents.Created && e.ObjectType == nameof(ProductVersion) && e.ObjectId == deposit.Versions[0].Id).ToListAsync());
        Assert.Contains("\"ChineseName\":[null,\"整存整取一年\"]", Assert.Single(entries).Changes);
    }
}
