using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Products.Catalogue;
using BankCrm.Application.Recommendations.Answers;
using BankCrm.Application.Segments.Membership;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Products.Catalogue;
using BankCrm.Domain.Recommendations.Answers;
using BankCrm.Domain.Recommendations.Rules;
using BankCrm.Domain.Segments.Definitions;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Recommendations.Rules;

/// <summary>One version of a rule, and what came of what the rule suggests.</summary>
[Allow(RecommendationPermissions.Read)]
public sealed record GetRule(Guid Id);

/// <param name="Product">Null: it offers none.</param>
/// <param name="Score">Null: none counts.</param>
/// <param name="MayDecide">Somebody else wrote it, and the user may.</param>
/// <param name="Before">What is in use until this version is approved. Null: nothing, or it is decided.</param>
public sealed record RuleShown(
    Guid Id, uint Version, Guid RuleId, int Number, RuleTerms Terms, ProductTerms? Product, string? ProductCode, string? Score, TemplateState State, string? WrittenBy, DateTimeOffset WrittenAt,
    string? ApprovedBy, DateTimeOffset? ApprovedAt, DateTimeOffset? EndedAt, string? Remark, bool MayDecide, RuleTerms? Before, IReadOnlyList<RuleVersion> Versions, RuleFigures Figures);

public sealed record RuleVersion(Guid Id, int Number, TemplateState State);

/// <summary>Of the last twelve months, all versions, in the branches the user sees.</summary>
/// <param name="All">Null: so few that the user is told nothing.</param>
/// <param name="Months">The first day of each with what was said in it; those of too few answers for the user are left out.</param>
/// <param name="OtherBranches">Answers in branches that are not told one by one.</param>
/// <param name="OtherReasons">Refusals for reasons that are not told one by one.</param>
/// <param name="Least">Fewer are not told. 0: every number is.</param>
public sealed record RuleFigures(
    AnswerFigures? All, IReadOnlyList<(DateOnly Month, AnswerFigures Figures)> Months, IReadOnlyList<(string Branch, AnswerFigures Figures)> Branches, int OtherBranches,
    IReadOnlyDictionary<DeclineReason, int> Reasons, int OtherReasons, int Least);

internal sealed class GetRuleHandler(CrmDb db, CurrentUser user, StaffNames staff, TimeProvider clock) : IQueryHandler<GetRule, RuleShown>
{
    private const int MostVersions = 20;

    public async Task<RuleShown> HandleAsync(GetRule query, CancellationToken ct)
    {
        var today = Branch.DayAt(clock.GetUtcNow());
        var rule = await db.RecommendationRules.SingleOrDefaultAsync(r => r.Id == query.Id, ct) ?? throw new NotFoundException();
        var same = db.RecommendationRules.Where(r => r.RuleId == rule.RuleId);
        var versions = await same.OrderByDescending(r => r.Number).Take(MostVersions).Select(r => new RuleVersion(r.Id, r.Number, r.State)).ToListAsync(ct);
        var before = rule.State is TemplateState.Draft ? (await same.SingleOrDefaultAsync(r => r.State == TemplateState.Approved, ct))?.Terms : null;
        var product = rule.ProductId is { } productId
            ? await db.VersionsShownOn(today).Where(v => v.ProductId == productId).Join(db.Products, v => v.ProductId, p => p.Id, (v, p) => new { p.Code, v.Terms }).SingleOrDefaultAsync(ct)
            : null;
        var score = rule.ScoreId is { } scoreId ? await db.OutcomeHistories.Where(h => h.Id == scoreId).Select(h => h.Name).SingleOrDefaultAsync(ct) : null;
        var names = await staff.OfAsync(db, rule.ApprovedBy is { } by ? [rule.WrittenBy, by] : [rule.WrittenBy], ct);
        return new(
            rule.Id, rule.Version, rule.RuleId, rule.Number, rule.Terms, product?.Terms, product?.Code, score, rule.State, names.GetValueOrDefault(rule.WrittenBy), rule.WrittenAt,
            rule.ApprovedBy is { } approver ? names.GetValueOrDefault(approver) : null, rule.ApprovedAt, rule.EndedAt, rule.Remark,
            rule.State is TemplateState.Draft && user.May(RecommendationPermissions.Approve) && rule.WrittenBy != user.StaffId, before, versions, await FiguresAsync(rule.RuleId, today, ct));
    }

    private async Task<RuleFigures> FiguresAsync(Guid ruleId, DateOnly today, CancellationToken ct)
    {
        var since = today.AddYears(-1);
        var cells = await db.RecommendationAnswers.Where(a => a.RuleId == ruleId && a.Day > since && a.UndoneAt == null)
            .GroupBy(a => new { a.BranchId, a.Day.Year, a.Day.Month, a.Kind, a.Because }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        var branches = await db.Branches.ToDictionaryAsync(b => b.Id, b => b.Name, ct);
        var few = user.LeastTold;
        var byBranch = cells.GroupBy(c => c.Key.BranchId).ToDictionary(g => g.Key, g => AnswerFigures.Of(g.Select(c => (c.Key.Kind, c.Count))));
        var (told, otherBranches) = FewCustomers.Fold(byBranch.ToDictionary(b => b.Key, b => b.Value.Asked + b.Value.Later), few);
        var (reasons, otherReasons) = FewCustomers.Fold(
            cells.Where(c => c.Key.Because is not null).GroupBy(c => c.Key.Because!.Value).OrderByDescending(g => g.Sum(c => c.Count)).ToDictionary(g => g.Key, g => g.Sum(c => c.Count)), few);
        var all = AnswerFigures.Of(cells.Select(c => (c.Key.Kind, c.Count)));
        return new(
            all.Asked + all.Later < few ? null : all,
            [
                .. cells.GroupBy(c => new DateOnly(c.Key.Year, c.Key.Month, 1)).OrderBy(g => g.Key).Select(g => (g.Key, AnswerFigures.Of(g.Select(c => (c.Key.Kind, c.Count)))))
                    .Where(m => m.Item2.Asked + m.Item2.Later >= few),
            ],
            [.. told.Keys.Select(b => (branches.GetValueOrDefault(b, ""), byBranch[b])).OrderBy(b => b.Item1, StringComparer.Ordinal)],
            otherBranches, reasons, otherReasons, few);
    }
}

/// <summary>What can be chosen in the form of a rule.</summary>
[Allow(RecommendationPermissions.Write)]
public sealed record GetRuleChoices;

public sealed record RuleProductChoice(Guid Id, string Code, ProductTerms Terms);

public sealed record RuleScoreChoice(Guid Id, string Name);

public sealed record RuleChoices(IReadOnlyList<RuleProductChoice> Products, IReadOnlyList<RuleScoreChoice> Scores);

internal sealed class GetRuleChoicesHandler(CrmDb db, TimeProvider clock) : IQueryHandler<GetRuleChoices, RuleChoices>
{
    private const int Most = 500;

    public async Task<RuleChoices> HandleAsync(GetRuleChoices query, CancellationToken ct)
    {
        var today = Branch.DayAt(clock.GetUtcNow());
        return new(
            await db.VersionsShownOn(today).Join(db.Products, v => v.ProductId, p => p.Id, (v, p) => new { p.Id, p.Code, p.WithdrawnFrom, v.Terms })
                .Where(p => p.WithdrawnFrom == null || p.WithdrawnFrom > today).OrderBy(p => p.Code).Take(Most).Select(p => new RuleProductChoice(p.Id, p.Code, p.Terms)).ToListAsync(ct),
            await db.OutcomeHistories.OrderBy(h => h.Name).ThenBy(h => h.Id).Take(Most).Select(h => new RuleScoreChoice(h.Id, h.Name)).ToListAsync(ct));
    }
}
