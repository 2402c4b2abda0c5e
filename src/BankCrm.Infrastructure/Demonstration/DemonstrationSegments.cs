using BankCrm.Application.Common;
using BankCrm.Application.Segments.Definitions;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Segments.Definitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Demonstration;

/// <summary>Whom the marketing of the demonstration bank looks at, and one segment of a branch.</summary>
public static class DemonstrationSegments
{
    /// <summary>Makes them, if there are none at all. Staff must be there.</summary>
    public static async Task FillAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var work = services.GetRequiredService<IServiceScopeFactory>().CreateWork(CurrentUser.System("demonstration"));
        var db = work.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginAsync(ct);
        if (await db.Segments.AnyAsync(ct))
        {
            return;
        }

        var now = work.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        var staff = await db.Staff.Where(s => s.UserName == "marketing" || s.UserName == "manager.north").Select(s => new { s.Id, s.UserName, s.HomeBranchId }).ToListAsync(ct);
        var (marketing, manager) = (staff.Find(s => s.UserName == "marketing"), staff.Find(s => s.UserName == "manager.north"));
        if (marketing is null || manager is null)
        {
            return;
        }

        foreach (var (name, purpose, asks) in OfBank)
        {
            db.Add(Segment.Make(Guid.CreateVersion7(), new(name, purpose, SegmentReach.Bank), null, asks, marketing.Id, now));
        }

        var better = SegmentGroup.All(
            new SegmentCondition("tier", SegmentTest.IsAnyOf, nameof(CustomerTier.Affluent), nameof(CustomerTier.Private)),
            SegmentGroup.Any(new SegmentCondition("last-contact", SegmentTest.NotInLastDays, "90"), new SegmentCondition("open-complaint", SegmentTest.Yes)));
        db.Add(Segment.Make(Guid.CreateVersion7(), new("Affluent, not seen for long", "For the calls of each Monday.", SegmentReach.Branch), manager.HomeBranchId, better, manager.Id, now));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private static IEnumerable<(string Name, string Purpose, SegmentGroup Asks)> OfBank =>
    [
        ("高存款未持有理财", "理财季活动的目标客户", ReadyMadeSegment.HighBalance.Asks),
        ("Deposits that mature within a month", "Renewal or wealth talk before the day.", ReadyMadeSegment.MaturingDeposits.Asks),
        ("年轻上班族", "信用卡与短期产品", ReadyMadeSegment.YoungEmployees.Asks),
        ("Dormant for 90 days", "", ReadyMadeSegment.Dormant.Asks),
    ];
}
