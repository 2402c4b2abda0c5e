using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Application.Tasks.Notices;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Notices;
using BankCrm.Infrastructure.Customers.Population;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Demonstration;

/// <summary>What the staff of the demonstration bank promised: some of it overdue, some for today, some with nobody yet, some done.</summary>
public static class DemonstrationFollowUps
{
    private const int Seed = 4117;
    private const int PlannedDaysAgo = 12;

    private static readonly (string Subject, FollowUpKind Kind, FollowUpPriority Priority, int InDays, int Hour)[] Plans =
    [
        ("大额存单下月到期，电话沟通续存", FollowUpKind.Call, FollowUpPriority.High, -1, 10),
        ("Call about the maturing time deposit", FollowUpKind.Call, FollowUpPriority.Normal, 0, 17),
        ("补收更新后的身份证复印件", FollowUpKind.Document, FollowUpPriority.Normal, 0, 0),
        ("上门拜访，讨论养老规划", FollowUpKind.Visit, FollowUpPriority.Normal, 1, 14),
        ("Send the fee schedule in English", FollowUpKind.Message, FollowUpPriority.Low, 2, 0),
        ("年度风险测评复核", FollowUpKind.Review, FollowUpPriority.Normal, 5, 0),
        ("回访信用卡使用情况", FollowUpKind.Call, FollowUpPriority.Low, 9, 11),
        ("贷款到期前核对还款账户", FollowUpKind.Review, FollowUpPriority.Urgent, -3, 9),
    ];

    /// <summary>Plans them, if there are none at all. Customers must be there.</summary>
    public static async Task FillAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var work = services.GetRequiredService<IServiceScopeFactory>().CreateWork(CurrentUser.System("demonstration"));
        var db = work.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginAsync(ct);
        if (await db.FollowUps.AnyAsync(ct))
        {
            return;
        }

        var now = work.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        var cipher = work.ServiceProvider.GetRequiredService<IColumnCipher>();
        var staff = await db.Staff.Where(s => s.UserName.StartsWith("rm") || s.UserName.StartsWith("teller")).OrderBy(s => s.UserName)
            .Select(s => new { s.Id, s.Name, s.HomeBranchId }).ToListAsync(ct);
        foreach (var (person, place) in staff.Select((person, place) => (person, place)))
        {
            var customers = await db.Customers.Where(c => c.BranchId == person.HomeBranchId && !c.IsProtected && (c.OwnerId == null || c.OwnerId == person.Id))
                .OrderBy(c => c.OwnerId == person.Id ? 0 : 1).ThenBy(c => c.Number).Select(c => c.Id).Take(Plans.Length).ToListAsync(ct);
            var dice = Dice.For(Seed, place);
            var giver = staff.Find(s => s.HomeBranchId == person.HomeBranchId && s.Id != person.Id)?.Id;
            for (var i = 0; i < customers.Count; i++)
            {
                var followUp = Planned(Plans[(i + place) % Plans.Length], customers[i], person.HomeBranchId, forBranch: i == 0, person.Id, dice, now);
                db.Add(followUp);
                if (i == 1 && giver is { } colleague && !followUp.IsEnded)
                {
                    var words = cipher.MustBeWritten($"@{person.Name} 客户上午来过电话，请您跟进。", now);
                    followUp.Comment(words, colleague, now.AddMinutes(-5));
                    db.Tell(NoticeKind.Mentioned, followUp, person.Id, colleague, now.AddMinutes(-5));
                }
            }
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private static FollowUp Planned(
        (string Subject, FollowUpKind Kind, FollowUpPriority Priority, int InDays, int Hour) plan, Guid customer, Guid branch, bool forBranch, Guid person, Dice dice, DateTimeOffset now)
    {
        var due = new DueTime(Branch.DayAt(now).AddDays(plan.InDays), plan.Hour == 0 ? null : new(plan.Hour, 0));
        var followUp = FollowUp.For(
            Guid.CreateVersion7(), branch, customer, new(plan.Subject, plan.Kind, plan.Priority, due), forBranch ? null : person, person, now.AddDays(-PlannedDaysAgo));
        if (!forBranch && plan.InDays > 2 && dice.In(500))
        {
            followUp.MoveTo(FollowUpStatus.Started, person, now.AddDays(-1));
        }
        else if (!forBranch && plan.Priority is FollowUpPriority.Low && dice.In(500))
        {
            followUp.Complete(FollowUpOutcome.Agreed, null, person, now.AddHours(-2));
        }

        return followUp;
    }
}
