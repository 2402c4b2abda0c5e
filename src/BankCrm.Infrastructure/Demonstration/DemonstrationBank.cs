using BankCrm.Application.Common;
using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Infrastructure.Customers.Population;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Demonstration;

/// <summary>The customers of the demonstration bank: a few with a story, and as many others as make lists worth paging. For Development.</summary>
public static class DemonstrationBank
{
    private const int Customers = 300;
    private const int Seed = 2026;
    private const int OwnedOfThousand = 400;

    private static readonly DateOnly AsOf = new(2026, 1, 1);

    /// <summary>Makes them, if there are no customers at all. The staff must be there.</summary>
    public static async Task FillAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var work = services.GetRequiredService<IServiceScopeFactory>().CreateWork(CurrentUser.System("demonstration"));
        var db = work.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginAsync(ct);
        if (await db.Customers.AnyAsync(ct))
        {
            return;
        }

        var branches = await db.Branches.Where(b => b.Kind == BranchKind.Branch).OrderBy(b => b.Code).ToListAsync(ct);
        var staff = await db.Staff.OrderBy(s => s.UserName).Select(s => new Colleague(s.Id, s.UserName, s.HomeBranchId)).ToListAsync(ct);
        var told = DemonstrationFirms.All.Concat(DemonstrationFamilies.All).ToList();
        var made = Enumerable.Range(0, Customers - told.Count).Select(i => Crowd(i, branches, staff)).Concat(told);

        var writer = work.ServiceProvider.GetRequiredService<ICustomerBulkWriter>();
        var maker = work.ServiceProvider.GetRequiredService<CustomerMaker>();
        var numbers = await writer.TakeNumbersAsync(Customers, ct);
        var now = work.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        var chunk = made.Zip(numbers, (customer, number) => Keyed(customer, number, branches, staff, maker, now)).OfType<KeyedCustomer>().ToList();
        await writer.WriteAsync(chunk, new(AuditEvents.BulkChanged) { ReasonText = "The demonstration bank" }, ct);
        await transaction.CommitAsync(ct);

        var byName = chunk.Select(k => k.New.Customer).Reverse().DistinctBy(c => c.Name).ToDictionary(c => c.Name, c => c.Id); // those with a story come last
        await DemonstrationRelations.FillAsync(services, byName, ct);
    }

    /// <summary>Somebody without a story.</summary>
    private static DemonstrationCustomer Crowd(int number, List<Branch> branches, List<Colleague> staff)
    {
        var dice = Dice.For(Seed, number);
        var branch = dice.Of(branches);
        var managers = staff.Where(s => s.HomeBranchId == branch.Id && s.UserName.StartsWith("rm", StringComparison.Ordinal)).ToList();
        var owner = managers.Count > 0 && dice.In(OwnedOfThousand) ? dice.Of(managers).UserName : null;
        var at = Places.All.FirstOrDefault(p => branch.City.StartsWith(p.Short, StringComparison.Ordinal)) ?? Places.All[0];
        return new(branch.Code, owner, new PopulationDrafts(Seed, AsOf).Draft(number, at));
    }

    /// <summary>Null: somebody has closed or renamed the branch.</summary>
    private static KeyedCustomer? Keyed(
        DemonstrationCustomer customer, string number, List<Branch> branches, List<Colleague> staff, CustomerMaker maker, DateTimeOffset now)
    {
        if (branches.Find(b => b.Code == customer.Branch) is not { } branch)
        {
            return null;
        }

        var owner = staff.Find(s => s.UserName == customer.Owner)?.Id;
        var writer = owner ?? staff.Find(s => s.HomeBranchId == branch.Id)?.Id ?? staff[0].Id;
        var (draft, today) = (customer.Draft, Branch.DayAt(now));
        draft = customer.DocumentRunsOutIn is { } days ? draft with { DocumentValidUntil = today.AddDays(days) } : draft;
        var made = maker.Make(draft with { Id = Guid.CreateVersion7(), OwnerId = owner }, number, branch.Id, writer, now, today);
        if (customer.IsProtected)
        {
            made.New.Customer.Protect(true);
        }

        return made;
    }

    private sealed record Colleague(Guid Id, string UserName, Guid HomeBranchId);
}
