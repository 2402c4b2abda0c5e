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

/// <summary>One campaign of the demonstration bank that runs and has first answers, one that waits for approval, one that is a draft.</summary>
public static class DemonstrationCampaigns
{
    private const int RunsFor = 12;

    /// <summary>Makes them, if there are none at all. Staff, customers and segments must be there.</summary>
    public static async Task FillAsync(IServiceProvider services, CancellationToken ct)
    {
        var scopes = services.GetRequiredService<IServiceScopeFactory>();
        if (await DraftAsync(scopes, ct) is not { } running)
        {
            return;
        }

        await using (var work = scopes.CreateWork(CurrentUser.System("demonstration", CampaignPermissions.Prepare)))
        {
            await work.ServiceProvider.GetRequiredService<ICommandHandler<PrepareCampaign>>().HandleAsync(new(running), ct);
        }

        await AnswerAsync(scopes, running, ct);
    }

    private static async Task<Guid?> DraftAsync(IServiceScopeFactory scopes, CancellationToken ct)
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

        var began = now.AddDays(-RunsFor);
        var start = Branch.DayAt(began);
        var plan = new CampaignPlan
        {
            Name = "理财季：存款客户回馈",
            Goal = "请高存款客户了解稳健理财，约见客户经理。",
            SalesWanted = 15,
            Budget = 2_000,
            FixedCost = 300,
            SaleValue = 260,
            StartsOn = start,
            EndsOn = start.AddDays(45),
            ControlPercent = 15,
            BPercent = 50,
        };
        var running = Campaign.Draft(Guid.CreateVersion7(began), null, plan, new([deposits.Id], [], [CampaignChannel.Sms, CampaignChannel.Email, CampaignChannel.Counter]), start, marketing, began);
        foreach (var place in running.Places)
        {
            running.Say(
                Guid.CreateVersion7(began), place, place.Language is TextLanguage.English ? "Your savings season" : "您的理财季", WordsOf(place), marketing, began);
        }

        running.Propose(new Dictionary<Guid, int> { [deposits.Id] = deposits.Latest }, "", start, marketing, began);
        running.Approve(compliance, began.AddHours(3));
        running.Launch(start, marketing, began.AddHours(4));
        db.Add(running);

        var today = Branch.DayAt(now);
        var proposed = Campaign.Draft(
            Guid.CreateVersion7(now), null,
            plan with { Name = "First credit card", Goal = "A card without annual fee for young employees.", StartsOn = today, EndsOn = today.AddDays(30), BPercent = 0, ControlPercent = 10 },
            new([young.Id], [], [CampaignChannel.Email, CampaignChannel.Counter]), today, marketing, now);
        foreach (var place in proposed.Places)
        {
            proposed.Say(
                Guid.CreateVersion7(now), place, place.Language is TextLanguage.English ? "Your first card" : "您的第一张信用卡",
                place.Language is TextLanguage.English ? "{customer.name}, a card without annual fee waits for you at {branch.name}." : "{customer.name}，免年费信用卡已为您准备好，欢迎到{branch.name}办理。", marketing, now);
        }

        proposed.Propose(new Dictionary<Guid, int> { [young.Id] = young.Latest }, "", today, marketing, now);
        db.Add(proposed);
        db.Add(Campaign.Draft(
            Guid.CreateVersion7(now), null,
            plan with { Name = "Before the deposit matures", Goal = "Speak with them before the day.", StartsOn = today, EndsOn = today.AddDays(60), BPercent = 0, CallsADay = 5 },
            new([maturing.Id], [], [CampaignChannel.Call]), today, marketing, now));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return running.Id;
    }

    private static string WordsOf(CampaignTextPlace place) => (place.Language, place.Arm) switch
    {
        (TextLanguage.English, CampaignArm.A) => "{customer.name}, your savings could earn more, at a risk you choose. Ask for an appointment.",
        (TextLanguage.English, _) => "{customer.name}, ten minutes with your adviser at {branch.name}: what your savings could do for you.",
        (_, CampaignArm.A) => "{customer.name}，您的存款可以有更多选择，稳健理财由您做主，欢迎预约。",
        _ => "{customer.name}，到{branch.name}坐十分钟，客户经理为您算一算存款还能带来什么。",
    };

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
