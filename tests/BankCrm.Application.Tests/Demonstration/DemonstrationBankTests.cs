using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Users;
using BankCrm.Infrastructure.Demonstration;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tests.Demonstration;

public sealed class DemonstrationBankTests(TestCrm crm) : IClassFixture<TestCrm>
{
    [Fact]
    public void Everybody_with_a_story_passes_the_check_that_all_customers_pass() => Assert.Empty(
        DemonstrationFirms.All.Concat(DemonstrationFamilies.All).SelectMany(c => CustomerDraftCheck.Faults(c.Draft, new(2026, 1, 1))
            .Select(f => $"{f.Field} of {c.Draft.Name}: {f.Fault.Sentence}")));

    [Fact]
    public async Task It_is_filled_once_and_tells_its_stories()
    {
        foreach (var (code, city) in new[] { ("N01", "北京"), ("S01", "上海"), ("S02", "深圳") })
        {
            var branch = await crm.HasAsync(Branch.Open(Guid.CreateVersion7(), code, code, BranchKind.Branch, crm.HeadOffice, city));
            await crm.HasAsync(StaffMember.Join(Guid.CreateVersion7(), code is "N01" ? "rm.north" : $"teller.{code}", "林晓燕", branch));
        }

        await DemonstrationBank.FillAsync(crm.Services, default);
        await DemonstrationBank.FillAsync(crm.Services, default);

        var customers = await crm.ReadAsync(db => db.Customers.ToListAsync());
        var owner = await crm.ReadAsync(db => db.Staff.Where(s => s.UserName == "rm.north").Select(s => s.Id).SingleAsync());
        Assert.Equal(300, customers.Count);
        Assert.InRange(customers.Count(c => c.Name == "张伟"), 3, 6);
        Assert.InRange(customers.Count(c => c.IsProtected), 4, 20);
        Assert.InRange(customers.Count(c => c.OwnerId == owner), 20, 120);
        Assert.Contains(customers, c => c.Name == "李𬭎" && c.SortName.StartsWith("lihong", StringComparison.Ordinal));
        Assert.All(customers.GroupBy(c => c.BranchId), branch => Assert.InRange(branch.Count(), 50, 150));
        Assert.InRange(await crm.ReadAsync(db => db.Notes.CountAsync()), 25, 100);
        Assert.True(await crm.ReadAsync(db => db.IdentityDocuments.AnyAsync(d => d.ValidUntil < new DateOnly(2026, 1, 1))));
        Assert.Equal((20, 4), await crm.ReadAsync(async db => (await db.Relations.CountAsync(), await db.HouseholdMembers.CountAsync())));
        Assert.Single(await crm.ReadAsync(db => db.AuditEntries.Where(e => e.ReasonText == "The demonstration bank").ToListAsync()));
    }
}
