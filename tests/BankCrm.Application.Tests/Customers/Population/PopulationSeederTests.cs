using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Infrastructure.Customers.Population;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tests.Customers.Population;

public sealed class PopulationSeederTests(TestCrm crm) : IClassFixture<TestCrm>
{
    [Fact]
    public async Task Adds_customers_to_branches_with_managers_as_often_as_one_likes()
    {
        var told = new List<int>();

        await PopulationSeeder.SeedAsync(crm.Services, new(6000, Branches: 4, Seed: 3), told.Add, default);
        await PopulationSeeder.SeedAsync(crm.Services, new(500), _ => { }, default);

        var customers = await crm.ReadAsync(db => db.Customers.ToListAsync());
        var branches = await crm.ReadAsync(db => db.Branches.Where(b => b.Kind == BranchKind.Branch).ToListAsync());
        var staff = await crm.ReadAsync(db => db.Staff.Select(s => new { s.Id, s.HomeBranchId }).ToDictionaryAsync(s => s.Id, s => s.HomeBranchId));
        Assert.Equal((6500, 6500, 4), (customers.Count, customers.Select(c => c.Number).Distinct().Count(), branches.Count));
        Assert.Equal((2, 6000), (told.Count, told.Max()));
        Assert.All(branches, branch => Assert.InRange(customers.Count(c => c.BranchId == branch.Id), 300, 4000));
        Assert.All(customers.Where(c => c.OwnerId is not null), c => Assert.Equal(c.BranchId, staff[c.OwnerId!.Value]));
        Assert.Contains(customers, c => c.IsProtected);
        Assert.Equal(3, await crm.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Event == AuditEvents.BulkChanged)));
    }
}
