using BankCrm.Application.Common;
using BankCrm.Application.Customers.Messaging;
using BankCrm.Application.Platform.Channels;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Infrastructure.Customers.Population;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Demonstration;

/// <summary>The texts the demonstration bank has approved, one that waits, and what was written to customers lately. There is no gateway: nothing goes anywhere.</summary>
public static class DemonstrationMessages
{
    private const int Seed = 7310;
    private const int DaysAgo = 30;
    private const int OfThousand = 500;

    private static readonly (string Key, MessagePurpose Purpose, string Chinese, string ChineseText, string English, string EnglishText)[] Texts =
    [
        ("appointment.reminder", MessagePurpose.Service, "预约提醒", "{customer.name}您好，提醒您{detail}来{branch.name}办理业务。如需改期，请联系网点。",
            "Reminder of an appointment", "Dear {customer.name}, this is to remind you of your appointment at {branch.name}: {detail}. Call us to change it."),
        ("call.missed", MessagePurpose.Service, "电话未接通", "{customer.name}您好，我们今天致电未能联系到您。请在方便时联系{branch.name}。",
            "We could not reach you", "Dear {customer.name}, we called today and could not reach you. Please call {branch.name} when it suits you."),
        ("card.ready", MessagePurpose.Service, "可以领卡", "{customer.name}您好，您的银行卡已到{branch.name}，请本人携带有效证件领取。",
            "The card can be collected", "Dear {customer.name}, your card has arrived at {branch.name}. Please collect it in person with your identity document."),
        ("documents.missing", MessagePurpose.Service, "资料不全", "{customer.name}您好，您的业务还缺少：{detail}。请补交至{branch.name}。",
            "Documents are missing", "Dear {customer.name}, for your request we still need: {detail}. Please bring it to {branch.name}."),
        ("case.received", MessagePurpose.Answer, "已受理您的诉求", "{customer.name}您好，您的诉求已由{branch.name}受理，编号{case.number}，我们将在48小时内答复。",
            "We have your request", "Dear {customer.name}, {branch.name} has taken in your request. Its number is {case.number}; we answer within 48 hours."),
        ("deposit.offer", MessagePurpose.Marketing, "大额存单推介", "{customer.name}您好，{branch.name}本月有大额存单额度，欢迎到店咨询。回复T退订。",
            "Offer of a certificate of deposit", "Dear {customer.name}, {branch.name} offers certificates of deposit this month. Come and ask. Reply T to get no more of these."),
    ];

    /// <summary>Writes them, if there are no texts at all. Customers and staff must be there.</summary>
    public static async Task FillAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var work = services.GetRequiredService<IServiceScopeFactory>().CreateWork(CurrentUser.System("demonstration"));
        var db = work.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginAsync(ct);
        if (await db.MessageTemplates.AnyAsync(ct))
        {
            return;
        }

        var now = work.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        var staff = await db.Staff.Select(s => new { s.Id, s.UserName, s.HomeBranchId }).ToListAsync(ct);
        var (author, approver) = (staff.FirstOrDefault(s => s.UserName == "marketing")?.Id, staff.FirstOrDefault(s => s.UserName == "compliance")?.Id);
        var kinds = work.ServiceProvider.GetRequiredService<MessageKinds>();
        foreach (var text in Texts)
        {
            foreach (var channel in Enum.GetValues<ChannelKind>())
            {
                db.Add(Written(text.Key, channel, TextLanguage.Chinese, 1, new(text.Chinese, text.Purpose, text.Chinese, text.ChineseText)));
                db.Add(Written(text.Key, channel, TextLanguage.English, 1, new(text.English, text.Purpose, text.English, text.EnglishText)));
            }
        }

        db.Add(MessageTemplate.Write(
            Guid.CreateVersion7(), new("card.ready", ChannelKind.Sms, TextLanguage.Chinese), 2,
            new("可以领卡", MessagePurpose.Service, "", "{customer.name}您好，您的银行卡已到{branch.name}，请于三十日内本人携带有效证件领取。"), kinds.PlacesOf("card.ready"), author, now.AddHours(-3)));
        var messages = work.ServiceProvider.GetRequiredService<CustomerMessages>();
        foreach (var (person, place) in staff.Where(s => s.UserName.StartsWith("teller", StringComparison.Ordinal)).OrderBy(s => s.UserName, StringComparer.Ordinal).Select((s, i) => (s, i)))
        {
            var dice = Dice.For(Seed, place);
            var customers = await db.Customers.Where(c => c.BranchId == person.HomeBranchId && !c.IsProtected).OrderBy(c => c.Number).Take(12).ToListAsync(ct);
            foreach (var (customer, i) in customers.Select((c, i) => (c, i)))
            {
                await messages.AddAsync(db, customer, Message(i, dice), person.Id, ct);
            }
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);

        MessageTemplate Written(string key, ChannelKind channel, TextLanguage language, int number, TemplateText text)
        {
            var template = MessageTemplate.Write(Guid.CreateVersion7(), new(key, channel, language), number, text, kinds.PlacesOf(key), author, now.AddDays(-DaysAgo));
            template.Approve(approver ?? Guid.Empty, now.AddDays(-DaysAgo).AddHours(2));
            return template;
        }
    }

    private static MessageToCustomer Message(int place, Dice dice) => (place % 4) switch
    {
        0 => new(ChannelKind.Sms, MessagePurpose.Answer, "documents.missing", new Dictionary<string, string> { ["detail"] = "收入证明" }),
        1 => new(ChannelKind.Sms, MessagePurpose.Answer, "card.ready", new Dictionary<string, string>()),
        2 => new(dice.In(OfThousand) ? ChannelKind.Email : ChannelKind.Sms, MessagePurpose.Marketing, "deposit.offer", new Dictionary<string, string>()),
        _ => new(ChannelKind.Email, MessagePurpose.Answer, "appointment.reminder", new Dictionary<string, string> { ["detail"] = "周五上午10点" }),
    };
}
