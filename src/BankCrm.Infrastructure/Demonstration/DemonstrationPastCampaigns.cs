using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Products.Catalogue;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Demonstration;

/// <summary>A year of campaigns of the demonstration bank that are over, with made-up answers, so that a score can be learnt from them.</summary>
public static class DemonstrationPastCampaigns
{
    /// <summary>So many days ago they began. The last of them comes to its end soon.</summary>
    private static readonly int[] Began = [330, 270, 210, 150, 90, 25];

    // Who is older, long with the bank or has had a time deposit says yes more often; chance is the hash of campaign and customer.
    private const string Write =
        """
        insert into campaign_contacts (
          id, campaign_id, customer_id, branch_id, wave, arm, channel, state, code, planned_at, due_at, tries, sent_at, answer, answered_by, answered_at, first_answer, first_answered_at, changed_at)
        select d.id, $1, d.customer_id, d.branch_id, 1, case when d.is_control then 'Control' else 'A' end, 'Sms', case when d.is_control then 'None' else 'Sent' end,
          case when not d.is_control then right(d.id::text, 12) end, $2, case when not d.is_control then $2 end, 0, d.sent_at, d.answer, case when d.answer is not null then 'Link' end,
          case when d.answer is not null then d.sent_at + interval '5 hours' end, d.answer, case when d.answer is not null then d.sent_at + interval '5 hours' end, $2
        from (
          select gen_random_uuid() as id, p.customer_id, p.branch_id, p.is_control, case when not p.is_control then p.sent_at end as sent_at,
            case when not p.is_control then case when p.third < 1 / (1 + exp(-p.odds)) then 'Interested' when p.third > 0.85 then 'NotInterested' end end as answer
          from (
            select c.id as customer_id, c.branch_id, h.a % 10 = 0 as is_control, $2 + (h.a % 5) * interval '1 day' as sent_at, h.c / 1000.0 as third,
              -2.3 + case when c.birth_year < 1976 then 1.4 else 0 end + case when c.registered_on < $3 - 2000 then 0.7 else 0 end
                + case when exists (
                    select from account_holders w join accounts k on k.id = w.account_id
                    where w.customer_id = c.id and w.role = 'Owner' and k.kind = 'TimeDeposit' and k.opened_on < $3) then 1.1 else 0 end as odds
            from customers c
            cross join lateral (select ('x' || left(md5($1::text || c.id::text), 7))::bit(28)::int as n) m
            cross join lateral (select m.n / 7 % 1000 as a, m.n % 100 as b, m.n / 100 % 1000 as c) h
            where c.kind = 'Individual' and not c.is_protected and c.merged_into_id is null and c.registered_on < $3 and h.b < 55) p) d
        """;

    /// <summary>Makes them, if no campaign has ended yet. Staff, customers, accounts and segments must be there.</summary>
    public static async Task FillAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var work = services.GetRequiredService<IServiceScopeFactory>().CreateWork(CurrentUser.System("demonstration"));
        var db = work.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginAsync(ct);
        var staff = await db.Staff.Where(s => s.UserName == "marketing" || s.UserName == "compliance").Select(s => new { s.UserName, s.Id }).ToDictionaryAsync(s => s.UserName, s => s.Id, ct);
        var segment = await db.Segments.Where(s => s.Reach == SegmentReach.Bank).OrderBy(s => s.Id).Select(s => new { s.Id, s.Latest }).FirstOrDefaultAsync(ct);
        var product = await db.Products.Where(p => p.Class == ProductClass.TimeDeposit).OrderBy(p => p.Code).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(ct);
        if (await db.Campaigns.AnyAsync(c => c.State == CampaignState.Ended, ct) || !staff.TryGetValue("marketing", out var marketing) || !staff.TryGetValue("compliance", out var compliance)
            || segment is null || product is null)
        {
            return;
        }

        var today = Branch.DayAt(work.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow());
        List<(Guid Id, DateOnly Day, DateTimeOffset Start)> made = [];
        foreach (var day in Began.Select(days => today.AddDays(-days)))
        {
            var start = Branch.StartOf(day).AddHours(10).ToUniversalTime();
            var plan = new CampaignPlan
            {
                Name = $"Time deposits {day:yyyy-MM}",
                Goal = "Money that lies still earns more.",
                ProductId = product,
                StartsOn = day,
                EndsOn = day.AddDays(12),
                WindowDays = 14,
                SkipsHolders = false,
                FixedCost = 100,
                SaleValue = 120,
            };
            var campaign = Campaign.Draft(Guid.CreateVersion7(start), null, plan, new([segment.Id], [], [CampaignChannel.Sms]), day, marketing, start.AddHours(-5));
            foreach (var place in campaign.Places)
            {
                var words = place.Language is TextLanguage.English ? "{customer.name}, a time deposit earns more than money that lies still." : "{customer.name}，闲钱存定期，收益更稳更高。";
                campaign.Say(Guid.CreateVersion7(start), place, place.Language is TextLanguage.English ? "For you" : "给您的消息", words, marketing, start.AddHours(-4));
            }

            campaign.Propose(new Dictionary<Guid, int> { [segment.Id] = segment.Latest }, "", day, marketing, start.AddHours(-3));
            campaign.Approve(compliance, start.AddHours(-2));
            campaign.Launch(day, marketing, start.AddHours(-1));
            campaign.Prepared(start);
            campaign.End(Branch.StartOf(plan.EndsOn.AddDays(1)).ToUniversalTime());
            db.Add(campaign);
            made.Add((campaign.Id, day, start));
        }

        await db.SaveChangesAsync(ct);
        foreach (var (id, day, start) in made)
        {
            await db.ExecuteAsync(Write, ct, id, start, day);
        }

        await transaction.CommitAsync(ct);
    }
}
