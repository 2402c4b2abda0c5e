using BankCrm.Application.Campaigns;
using BankCrm.Application.Campaigns.Audiences;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Segments.Definitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Demonstration;

/// <summary>Of the demonstration bank: a campaign that runs and has first answers, one whose letters wait to be handed over, one that waits for approval, one that is a draft.</summary>
public static class DemonstrationCampaigns
{
    private const int RunsFor = 12;
    private const string Wealth = "WM-FIX-180";

    /// <summary>Makes them, if there are none at all. Staff, customers and segments must be there.</summary>
    public static async Task FillAsync(IServiceProvider services, CancellationToken ct)
    {
        var scopes = services.GetRequiredService<IServiceScopeFactory>();
        if (await DraftAsync(scopes, ct) is not var (running, letters))
        {
            return;
        }

        await using (var work = scopes.CreateWork(CurrentUser.System("demonstration", CampaignPermissions.Prepare)))
        {
            await work.ServiceProvider.GetRequiredService<ICommandHandler<PrepareCampaign>>().HandleAsync(new(running), ct);
        }

        await using (var work = scopes.CreateWork(CurrentUser.System("demonstration", CampaignPermissions.Prepare)))
        {
            await work.ServiceProvider.GetRequiredService<ICommandHandler<PrepareCampaign>>().HandleAsync(new(letters), ct);
        }

        await AnswerAsync(scopes, running, ct);
    }

    private static async Task<(Guid Running, Guid Letters)?> DraftAsync(IServiceScopeFactory scopes, CancellationToken ct)
    {
        await using var work = scopes.CreateWork(CurrentUser.System("demonstration"));
        var db = work.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginAsync(ct);
        var now = work.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        var staff = await db.Staff.Where(s => s.UserName == "marketing" || s.UserName == "compliance").Select(s => new { s.UserName, s.Id }).ToDictionaryAsync(s => s.UserName, s => s.Id, ct);
        var segments = await db.Segments.Where(s => s.Reach == SegmentReach.Bank).Select(s => new { s.Name, s.Id, s.Latest }).ToDictionaryAsync(s => s.Name, s => new { s.Id, s.Latest }, ct);
        if (await db.Campaigns.AnyAsync(ct) || !staff.TryGetValue("marketing", out var marketing) || !staff.TryGetValue("compliance", out var compliance)
            || !segments.TryGetValue("高存款未持有理财", out var deposits) || !segments.TryGetValue("年轻上班族", out var young)
            || !segments.TryGetValue("Deposits that mature within a month", out var maturing))
        {
            return null;
        }

        var products = await db.Products.Where(p => p.Code == "CC-GOLD" || p.Code == Wealth).Select(p => new { p.Code, p.Id }).ToDictionaryAsync(p => p.Code, p => p.Id, ct);
        var began = now.AddDays(-RunsFor);
        var start = Branch.DayAt(began);
        var plan = new CampaignPlan
        {
            Name = "年轻上班族：第一张信用卡",
            Goal = "免年费信用卡，手机银行或网点办理。",
            ProductId = products.GetValueOrDefault("CC-GOLD") is var card && card != Guid.Empty ? card : null,
            SalesWanted = 15,
            Budget = 2_000,
            FixedCost = 300,
            SaleValue = 260,
            StartsOn = start,
            EndsOn = start.AddDays(45),
            ControlPercent = 15,
            BPercent = 50,
        };
        var running = Campaign.Draft(Guid.CreateVersion7(began), null, plan, new([young.Id], [], [CampaignChannel.Sms, CampaignChannel.Email, CampaignChannel.Counter]), start, marketing, began);
        Say(running, CardWords, marketing, began.AddMinutes(20));
        running.Propose(new Dictionary<Guid, int> { [young.Id] = young.Latest }, "", start, marketing, began.AddHours(1));
        running.Approve(compliance, began.AddHours(3));
        running.Launch(start, marketing, began.AddHours(4));
        db.Add(running);

        var today = Branch.DayAt(now);
        var letters = Campaign.Draft(
            Guid.CreateVersion7(now), null,
            plan with
            {
                Name = "年末感谢信",
                Goal = "感谢存款客户一年的信任，邀请到网点做一次家庭资产检视。",
                ProductId = null,
                SalesWanted = null,
                StartsOn = today,
                EndsOn = today.AddDays(40),
                BPercent = 0,
                ControlPercent = 10,
                MostContacts = 4,
            },
            new([deposits.Id], [], [CampaignChannel.Letter, CampaignChannel.WeChat]), today, marketing, now.AddHours(-30));
        Say(letters, ThanksWords, marketing, now.AddHours(-29));
        letters.Propose(new Dictionary<Guid, int> { [deposits.Id] = deposits.Latest }, "", today, marketing, now.AddHours(-28));
        letters.Approve(compliance, now.AddHours(-26));
        letters.Launch(today, marketing, now.AddHours(-2));
        db.Add(letters);

        var proposed = Campaign.Draft(
            Guid.CreateVersion7(now), null,
            plan with
            {
                Name = "Savings season",
                Goal = "Customers with much on deposit hear of wealth products that suit them.",
                ProductId = products.GetValueOrDefault(Wealth) is var fund && fund != Guid.Empty ? fund : null,
                StartsOn = today,
                EndsOn = today.AddDays(30),
                BPercent = 0,
                ControlPercent = 10,
            },
            new([deposits.Id], [], [CampaignChannel.Email, CampaignChannel.Counter]), today, marketing, now.AddHours(-3));
        Say(proposed, SavingsWords, marketing, now.AddHours(-2));
        proposed.Propose(new Dictionary<Guid, int> { [deposits.Id] = deposits.Latest }, "", today, marketing, now.AddHours(-1));
        db.Add(proposed);
        db.Add(Campaign.Draft(
            Guid.CreateVersion7(now), null,
            plan with { Name = "Before the deposit matures", Goal = "Speak with them before the day.", ProductId = null, StartsOn = today, EndsOn = today.AddDays(60), BPercent = 0, CallsADay = 5 },
            new([maturing.Id], [], [CampaignChannel.Call]), today, marketing, now));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return (running.Id, letters.Id);
    }

    private static void Say(Campaign campaign, Func<CampaignTextPlace, string> words, Guid by, DateTimeOffset at)
    {
        foreach (var (place, i) in campaign.Places.Select((p, i) => (p, i)))
        {
            campaign.Say(Guid.CreateVersion7(at), place, place.Language is TextLanguage.English ? "For you" : "给您的消息", words(place), by, at.AddMinutes(i));
        }
    }

    private static string CardWords(CampaignTextPlace place) => (place.Language, place.Arm) switch
    {
        (TextLanguage.English, CampaignArm.A) => "{customer.name}, a credit card without annual fee is ready for you.",
        (TextLanguage.English, _) => "{customer.name}, five minutes at {branch.name}, and your first credit card is on its way.",
        (_, CampaignArm.A) => "{customer.name}，免年费信用卡已为您准备好。",
        _ => "{customer.name}，到{branch.name}坐五分钟，第一张信用卡即刻办理。",
    };

    private static string SavingsWords(CampaignTextPlace place) => place.Language is TextLanguage.English
        ? "{customer.name}, your savings could do more, at a risk that suits you. Ask for an appointment at {branch.name}."
        : "{customer.name}，您的存款可以有更多选择，风险由您做主。欢迎到{branch.name}预约客户经理。";

    private static string ThanksWords(CampaignTextPlace place) => place.Language is TextLanguage.English
        ? "Dear {customer.name},\nthank you for your trust this year. Come to {branch.name} for a look at your savings and plans: it takes half an hour and costs nothing."
        : "尊敬的{customer.name}：\n感谢您一年来的信任。诚邀您到{branch.name}做一次家庭资产检视，约半小时，完全免费。";

    /// <summary>Some have answered; the others get their message when the program has started.</summary>
    private static async Task AnswerAsync(IServiceScopeFactory scopes, Guid campaign, CancellationToken ct)
    {
        await using var work = scopes.CreateWork(CurrentUser.System("demonstration"));
        var db = work.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginAsync(ct);
        var now = work.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        var contacts = await db.CampaignContacts.AsTracking().Where(c => c.CampaignId == campaign && c.State == ContactState.Planned).OrderBy(c => c.Code).ToListAsync(ct);
        foreach (var (contact, place) in contacts.Select((c, i) => (c, i)).Where(c => c.i % 3 == 0))
        {
            var at = now.AddDays(-RunsFor + 1 + (place % (RunsFor - 2)));
            contact.Opened(at);
            contact.Answers(
                (place % 12) switch { 0 => ContactAnswer.Interested, 3 => ContactAnswer.NotInterested, 6 => ContactAnswer.Interested, _ => ContactAnswer.Later },
                contact.Channel is CampaignChannel.Counter ? AnswerBy.Counter : AnswerBy.Link, null, at);
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
