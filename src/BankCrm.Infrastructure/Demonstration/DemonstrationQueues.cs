using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Tasks.Assignment;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Queues;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Demonstration;

/// <summary>Queues of each branch of the demonstration bank, with work in them, and a colleague who is away next week. Cases are put into the third when they are taken in.</summary>
public static class DemonstrationQueues
{
    private static readonly (string Subject, FollowUpKind Kind, FollowUpPriority Priority, int InDays)[] Calls =
    [
        ("回电：网上咨询按揭利率", FollowUpKind.Call, FollowUpPriority.High, 0),
        ("Call back: asked about a foreign currency account", FollowUpKind.Call, FollowUpPriority.Normal, 1),
        ("回电：理财到期后的安排", FollowUpKind.Call, FollowUpPriority.Normal, 2),
        ("回电：企业开户所需资料", FollowUpKind.Call, FollowUpPriority.Urgent, 0),
    ];

    /// <summary>Opens them, if there is no queue at all. Staff and customers must be there.</summary>
    public static async Task FillAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var work = services.GetRequiredService<IServiceScopeFactory>().CreateWork(CurrentUser.System("demonstration"));
        var db = work.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginAsync(ct);
        if (await db.WorkQueues.AnyAsync(ct))
        {
            return;
        }

        var now = work.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        var staff = await db.Staff.Where(s => s.UserName.StartsWith("rm") || s.UserName.StartsWith("teller")).OrderBy(s => s.UserName)
            .Select(s => new { s.Id, s.UserName, s.HomeBranchId }).ToListAsync(ct);
        foreach (var branch in staff.GroupBy(s => s.HomeBranchId))
        {
            var calls = WorkQueue.Open(
                Guid.CreateVersion7(), branch.Key, new("回电", QueueTakes.FollowUps, QueueWay.Claimed, Needs: [], Wishes: ["理财", "贷款"], Weights.Usual));
            var loans = WorkQueue.Open(
                Guid.CreateVersion7(), branch.Key, new("贷款咨询", QueueTakes.FollowUps, QueueWay.Claimed, Needs: ["贷款"], Wishes: ["企业金融"], new(Skills: 40, Language: 20, LooksAfter: 10, Free: 30)));
            var complaints = WorkQueue.Open(
                Guid.CreateVersion7(), branch.Key, new("投诉与查询", QueueTakes.Both, QueueWay.Claimed, Needs: [], Wishes: ["支付", "柜面"], new(Skills: 40, Language: 20, LooksAfter: 10, Free: 30)));
            foreach (var person in branch)
            {
                var isRm = person.UserName.StartsWith("rm", StringComparison.Ordinal);
                calls.Put(person.Id, isRm ? 40 : 25, isRm ? ["理财", "贷款"] : ["柜面"], speaksChinese: true, speaksEnglish: isRm);
                complaints.Put(person.Id, 40, isRm ? ["理财", "贷款", "支付"] : ["柜面", "支付"], speaksChinese: true, speaksEnglish: isRm);
                loans.Put(person.Id, 30, isRm ? ["贷款", "企业金融"] : ["柜面"], speaksChinese: true, speaksEnglish: isRm);
            }

            db.Add(calls);
            db.Add(loans);
            db.Add(complaints);
            var planner = branch.First().Id;
            var customers = await db.Customers.Where(c => c.BranchId == branch.Key && !c.IsProtected).OrderByDescending(c => c.Number).Select(c => c.Id).Take(Calls.Length).ToListAsync(ct);
            foreach (var (call, customer) in Calls.Zip(customers))
            {
                db.Add(FollowUp.For(
                    Guid.CreateVersion7(), branch.Key, customer, new(call.Subject, call.Kind, call.Priority, new(Branch.DayAt(now).AddDays(call.InDays), null)),
                    ownerId: null, planner, now, queue: calls.Id));
            }
        }

        if (staff.Find(s => s.UserName == "rm2.north") is { } away && staff.Find(s => s.UserName == "rm.north") is { } deputy)
        {
            var today = Branch.DayAt(now);
            db.Add(Absence.Enter(Guid.CreateVersion7(), away.Id, deputy.Id, today.AddDays(7), today.AddDays(13), away.Id, today));
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
