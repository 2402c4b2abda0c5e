using BankCrm.Application.Common;
using BankCrm.Application.Recommendations.Rules;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Recommendations.Answers;
using BankCrm.Domain.Recommendations.Offers;
using BankCrm.Domain.Recommendations.Rules;
using BankCrm.Domain.Segments.Definitions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Demonstration;

/// <summary>The rules that come ready, in use in the demonstration bank since half a year, with what customers said meanwhile; one more waits for approval.</summary>
public static class DemonstrationRecommendations
{
    private const int DaysAgo = 180;
    private const int MostAnswers = 240;

    private static readonly Dictionary<ReadyMadeRule, string> Products = new()
    {
        [ReadyMadeRule.HighBalance] = "WM-FIX-180",
        [ReadyMadeRule.OnlineShopper] = "CC-PLAT",
        [ReadyMadeRule.SalarySavings] = "TD-1Y",
        [ReadyMadeRule.YoungEmployee] = "CC-GOLD",
        [ReadyMadeRule.Pension] = "INS-ANN",
        [ReadyMadeRule.LoanInsurance] = "INS-PAR",
    };

    /// <summary>Makes them, if there are none at all. Staff, products and customers must be there.</summary>
    public static async Task FillAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var work = services.GetRequiredService<IServiceScopeFactory>().CreateWork(CurrentUser.System("demonstration"));
        var db = work.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginAsync(ct);
        var now = work.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        var staff = await db.Staff.Where(s => s.UserName == "marketing" || s.UserName == "compliance").Select(s => new { s.UserName, s.Id }).ToDictionaryAsync(s => s.UserName, s => s.Id, ct);
        if (await db.RecommendationRules.AnyAsync(ct) || !staff.TryGetValue("marketing", out var marketing) || !staff.TryGetValue("compliance", out var compliance))
        {
            return;
        }

        var products = await db.Products.Select(p => new { p.Id, p.Code, p.Class }).ToListAsync(ct);
        var rules = new List<RecommendationRule>();
        foreach (var ready in Enum.GetValues<ReadyMadeRule>())
        {
            var code = Products.GetValueOrDefault(ready);
            var product = ready.Offers is { } of ? products.Find(p => p.Code == code) ?? products.Find(p => p.Class == of) : null;
            if (ready.Offers is not null && product is null)
            {
                continue;
            }

            var at = now.AddDays(-DaysAgo).AddMinutes(rules.Count * 7);
            var rule = RecommendationRule.Write(Guid.CreateVersion7(at), Guid.CreateVersion7(at), 1, ready.Terms with { ProductId = product?.Id }, marketing, at);
            rule.Approve(compliance, at.AddHours(5));
            rules.Add(rule);
        }

        db.AddRange(rules);
        db.Add(RecommendationRule.Write(
            Guid.CreateVersion7(now), Guid.CreateVersion7(now), 1,
            ReadyMadeRule.MaturingDeposit.Terms with
            {
                Name = "Call before an insurance matures",
                ChineseName = "保险到期前回访",
                Asks = SegmentGroup.All(new SegmentCondition("matures", SegmentTest.InNextDays, "60"), new SegmentCondition("holds", SegmentTest.HasAnyOf, "Insurance")),
            },
            marketing, now.AddHours(-2)));
        await AnswerAsync(db, rules, now, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    // Each to one rule once, so that most of what fits a customer today is still to be spoken of; to half of the rules, so that there is something to tell of those.
    private static async Task AnswerAsync(CrmDb db, List<RecommendationRule> rules, DateTimeOffset now, CancellationToken ct)
    {
        var colleagues = (await db.Staff.Where(s => s.UserName.StartsWith("teller") || s.UserName.StartsWith("rm")).Select(s => new { s.Id, s.HomeBranchId }).ToListAsync(ct))
            .ToLookup(s => s.HomeBranchId, s => s.Id);
        var customers = await db.Customers.Where(c => !c.IsProtected).OrderBy(c => c.Number).Take(MostAnswers).ToListAsync(ct);
        foreach (var (customer, place) in customers.Select((c, i) => (c, i)).Where(c => colleagues[c.c.BranchId].Any()))
        {
            var rule = rules[((place * 3) + (place / 10)) % ((rules.Count / 2) + 1)];
            var at = now.AddDays(-2 - (place * 37 % (DaysAgo - 10))).AddMinutes(place % 240);
            var by = colleagues[customer.BranchId].ElementAt(place % colleagues[customer.BranchId].Count());
            var suggestion = new Suggestion(rule.RuleId, rule.Id, [new(PointKind.Base, rule.BasePoints)], []);
            var id = Guid.CreateVersion7(at);
            db.Add((place % 7) switch
            {
                0 or 3 or 5 => RecommendationAnswer.Accept(id, customer, suggestion, note: null, followUpId: null, by, at),
                6 => RecommendationAnswer.PutOff(id, customer, suggestion, Branch.DayAt(at).AddDays(20), note: null, by, at),
                _ => RecommendationAnswer.Decline(id, customer, suggestion, (DeclineReason)(place % 7 == 4 ? 0 : place % 6), rule.CoolingOffDays, note: null, by, at),
            });
        }
    }
}
