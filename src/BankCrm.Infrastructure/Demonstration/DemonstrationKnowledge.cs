using BankCrm.Application.Common;
using BankCrm.Domain.Cases.Knowledge;
using BankCrm.Domain.Platform.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Demonstration;

/// <summary>What colleagues of the demonstration bank know and say: articles, answers and notes, one of them waiting for approval.</summary>
public static class DemonstrationKnowledge
{
    private const int DaysAgo = 45;

    private static readonly (ReadyTextUse Use, TextLanguage Language, string? Category, string Title, string Text)[] Texts =
    [
        (ReadyTextUse.Article, TextLanguage.Chinese, "Cash machine", "自助取款机吞卡怎么办",
            "1. 先核对客户身份，在系统中查看吞卡机具和时间。\n2. 本行机具：次日上午清机后由网点取出，客户凭有效身份证件三个工作日内领取。\n3. 他行机具：请客户联系该机具所属银行，必要时先办理挂失。\n4. 超过三个工作日未领取的卡片作废，按补卡办理，免收工本费。"),
        (ReadyTextUse.Article, TextLanguage.Chinese, "Transfer did not arrive", "跨行转账未到账的查询步骤",
            "1. 确认转账时间、金额和渠道；大额支付系统仅在工作时间处理，小额系统一般两小时内到账。\n2. 状态为“已清算”的，向对方行发出查询，通常一个工作日内回复。\n3. 户名或账号不符的款项会退回，一般次日到原账户。\n4. 答复客户时说明预计时间，并在工单中写明查询编号。"),
        (ReadyTextUse.Article, TextLanguage.Chinese, "Charged twice", "同一笔消费重复扣款",
            "1. 请客户提供小票或交易截图，核对两笔交易的时间和流水。\n2. 先判断是否为预授权：预授权一般在七天内自动释放，并非扣款。\n3. 确属重复的，向收单机构提出调账，十个工作日内退回。\n4. 商户已关闭或不配合的，按差错处理流程办理。"),
        (ReadyTextUse.Article, TextLanguage.English, "Payment not recognised", "A card payment the customer does not recognise",
            "1. Ask whether somebody in the family has the card, and compare the shop's name with that on the receipt: many differ.\n2. If it is still unknown, block the card at once and order a new one.\n3. Write down when the card was last used by the customer. Dispute the payment within 60 days.\n4. Tell the customer when to expect an answer: as a rule after 30 days."),
        (ReadyTextUse.Article, TextLanguage.English, "App or website", "The app does not let the customer sign in",
            "1. Ask for the words of the message; do not ask for the password or a code.\n2. After five wrong attempts the app is locked for 24 hours; at the counter it can be unlocked at once with a document of identity.\n3. On old telephones the app has to be brought up to date first.\n4. If many are concerned, look at the notice of the operations centre before you promise anything."),
        (ReadyTextUse.Article, TextLanguage.Chinese, "Credit record", "征信记录异议如何受理",
            "1. 请客户本人填写异议申请，附信用报告和还款凭证。\n2. 核对本行报送数据；确有错误的，五个工作日内更正并重新报送。\n3. 自受理之日起二十日内书面答复客户。\n4. 属其他机构数据的，告知客户向该机构或征信中心提出。"),
        (ReadyTextUse.Answer, TextLanguage.Chinese, null, "已受理，正在核实",
            "{customer.name}您好，您反映的问题（工单号 {case.number}）我行已于{case.received}受理，正在核实，有结果将第一时间与您联系。{branch.name} {staff.name}"),
        (ReadyTextUse.Answer, TextLanguage.English, null, "Taken in, being looked into",
            "Dear {customer.name}, we took in your case {case.number} on {case.received} and are looking into it. You will hear from us as soon as we know more. {staff.name}, {branch.name}"),
        (ReadyTextUse.Answer, TextLanguage.Chinese, "Charged twice", "重复扣款已提交调账",
            "{customer.name}您好，经核实该笔消费确为重复扣款，我行已于{today}向收单机构提出调账，款项将在十个工作日内退回原账户。工单号 {case.number}。"),
        (ReadyTextUse.Answer, TextLanguage.Chinese, "Waiting time", "就等候时间致歉",
            "{customer.name}您好，为您在{branch.name}等候过久深表歉意。我行已在高峰时段增开窗口，您也可以通过手机银行预约取号。感谢您的批评。"),
        (ReadyTextUse.Note, TextLanguage.Chinese, null, "等待客户补充材料",
            "已电话联系客户，说明需补充的材料；客户表示三日内送达。工单 {case.number}，{today}。"),
        (ReadyTextUse.Note, TextLanguage.English, null, "Called, nobody answered",
            "Called on {today}, nobody answered. To be called again on the next working day. {staff.name}"),
    ];

    /// <summary>Writes them, if there are none at all. Staff must be there.</summary>
    public static async Task FillAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var work = services.GetRequiredService<IServiceScopeFactory>().CreateWork(CurrentUser.System("demonstration"));
        var db = work.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginAsync(ct);
        if (await db.ReadyTexts.AnyAsync(ct))
        {
            return;
        }

        var at = work.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(-DaysAgo);
        var staff = await db.Staff.Where(s => s.UserName == "compliance" || s.UserName.StartsWith("teller")).Select(s => new { s.Id, s.UserName }).ToListAsync(ct);
        var (author, approver) = (staff.Find(s => s.UserName != "compliance")?.Id, staff.Find(s => s.UserName == "compliance")?.Id ?? Guid.Empty);
        var topics = await db.CaseTopics.Where(t => t.ParentId != null).Select(t => new { t.Name, t.Id }).ToListAsync(ct);
        foreach (var (told, place) in Texts.Select((told, place) => (told, place)))
        {
            var text = ReadyText.Write(
                Guid.CreateVersion7(), new(Guid.CreateVersion7(), told.Use, told.Language), 1, new(told.Title, told.Text, topics.Find(t => t.Name == told.Category)?.Id), author, at.AddDays(place));
            text.Approve(approver, at.AddDays(place).AddHours(3));
            db.Add(text);
        }

        db.Add(ReadyText.Write(
            Guid.CreateVersion7(), new(Guid.CreateVersion7(), ReadyTextUse.Article, TextLanguage.Chinese), 1,
            new("补办存折需要带什么", "请客户本人携带有效身份证件到任一网点办理；挂失补办需等待七日，密码遗忘可同时办理重置。", null), author, at.AddDays(DaysAgo - 1)));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
