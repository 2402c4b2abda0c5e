using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.Encryption;
using BankCrm.Domain.Tasks.Interactions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Demonstration;

/// <summary>How staff of the demonstration bank were in touch with most customers over the last months, and the templates each branch begins with.</summary>
public static class DemonstrationInteractions
{
    private const int DaysOfHistory = 200;

    private static readonly (InteractionKind Kind, InteractionDirection Direction, string Subject, string Text, InteractionOutcome? Outcome, InteractionMood? Mood)[] Told =
    [
        (InteractionKind.Phone, InteractionDirection.Outgoing, "存款到期后的打算", "客户考虑续存一年，也想了解稳健型理财。", InteractionOutcome.ThinksItOver, InteractionMood.Pleased),
        (InteractionKind.Visit, InteractionDirection.Incoming, "Came by about a joint account", "Wants to open one with her husband next month.", InteractionOutcome.Informed, InteractionMood.Pleased),
        (InteractionKind.WeChat, InteractionDirection.Outgoing, "发送理财产品说明", "已发送产品说明书和风险提示。", null, null),
        (InteractionKind.Phone, InteractionDirection.Outgoing, "年度资产检视预约", "未接通，下周再联系。", InteractionOutcome.NotReached, null),
        (InteractionKind.Email, InteractionDirection.Incoming, "Question about transfer fees", "Answered with the list of prices.", InteractionOutcome.Informed, InteractionMood.Neutral),
    ];

    private static readonly InteractionTemplateContent[] Templates =
    [
        new("到期回访", InteractionKind.Phone, InteractionDirection.Outgoing, "存款到期后的打算", "续存意向：\n金额与期限：\n其他需求："),
        new("Not reached", InteractionKind.Phone, InteractionDirection.Outgoing, "Tried to call", "No answer. Try again."),
        new("来访咨询", InteractionKind.Visit, InteractionDirection.Incoming, "来网点咨询业务", "咨询内容：\n答复："),
    ];

    /// <summary>Writes them down, if there are none at all. Customers must be there.</summary>
    public static async Task FillAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var work = services.GetRequiredService<IServiceScopeFactory>().CreateWork(CurrentUser.System("demonstration"));
        var db = work.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginAsync(ct);
        if (await db.Interactions.AnyAsync(ct) || await db.InteractionTemplates.AnyAsync(ct))
        {
            return;
        }

        var (ciphers, index) = (work.ServiceProvider.GetRequiredService<CustomerCiphers>(), work.ServiceProvider.GetRequiredService<IBlindIndex>());
        var now = work.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        var staff = await db.Staff.Where(s => s.UserName.StartsWith("rm") || s.UserName.StartsWith("teller")).OrderBy(s => s.UserName)
            .Select(s => new { s.Id, s.HomeBranchId }).ToListAsync(ct);
        foreach (var branch in staff.GroupBy(s => s.HomeBranchId))
        {
            db.AddRange(Templates.Select(t => InteractionTemplate.Of(Guid.CreateVersion7(now), branch.Key, t)));
            List<Guid> people = [.. branch.Select(s => s.Id)];
            var customers = await db.Customers.Where(c => c.BranchId == branch.Key && !c.IsProtected).OrderBy(c => c.Number).ToListAsync(ct);
            foreach (var (place, customer) in customers.Index().Where(c => c.Index % 4 != 3))
            {
                var told = Told[place % Told.Length];
                var at = now.AddDays(-1 - (place * 37 % DaysOfHistory)).AddMinutes(-(place * 13 % 300));
                var content = new InteractionContent(told.Kind, told.Direction, at, told.Subject)
                {
                    Text = told.Text,
                    Minutes = told.Kind is InteractionKind.Phone or InteractionKind.Visit ? 5 + (place % 25) : null,
                    Outcome = told.Outcome,
                    Mood = told.Mood,
                };
                var by = customer.OwnerId is { } owner && people.Contains(owner) ? owner : people[place % people.Count];
                db.Add(Interaction.Log(Guid.CreateVersion7(at), customer, content, Audience.Everyone, by, now, new CustomerSafe(await ciphers.OfAsync(customer.Id, ct), index)));
            }
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
