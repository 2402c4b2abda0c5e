using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Recommendations.Answers;
using BankCrm.Application.Segments.Membership;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Recommendations.Rules;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Recommendations.Rules;

public enum RuleView
{
    [Means("In use")] InUse,
    [Means("Waiting for approval")] Waiting,
    [Means("No more in use")] Ended,
}

/// <summary>The rules, with how often what they suggest was accepted in the last twelve months.</summary>
[Allow(RecommendationPermissions.Read)]
public sealed record ListRules(RuleView View = RuleView.InUse, string? After = null);

/// <param name="Figures">Of all versions, in the branches the user sees. Null: so few answers that the user is told nothing.</param>
public sealed record RuleRow(
    Guid Id, Guid RuleId, int Number, string Name, string ChineseName, RecommendedAction Action, RecommendedWay Way, int BasePoints, TemplateState State, bool IsSentBack, string? WrittenBy,
    DateTimeOffset WrittenAt, AnswerFigures? Figures);

internal sealed class ListRulesHandler(CrmDb db, CurrentUser user, StaffNames staff, TimeProvider clock) : IQueryHandler<ListRules, Page<RuleRow>>
{
    private const int Size = 50;

    public async Task<Page<RuleRow>> HandleAsync(ListRules query, CancellationToken ct)
    {
        var rules = query.View switch
        {
            RuleView.InUse => db.RecommendationRules.Where(r => r.State == TemplateState.Approved),
            RuleView.Waiting => db.RecommendationRules.Where(r => r.State == TemplateState.Draft),
            _ => db.RecommendationRules.Where(r => r.State == TemplateState.Replaced || r.State == TemplateState.Withdrawn),
        };
        if (Cursor.TryRead<(DateTimeOffset At, Guid Id)>(query.After, out var last))
        {
            rules = rules.Where(r => r.WrittenAt <= last.At && (r.WrittenAt < last.At || r.Id < last.Id));
        }

        var found = await rules.OrderByDescending(r => r.WrittenAt).ThenByDescending(r => r.Id).Take(Size + 1)
            .Select(r => new { r.Id, r.RuleId, r.Number, r.Name, r.ChineseName, r.Action, r.Way, r.BasePoints, r.State, IsSentBack = r.Remark != null, r.WrittenBy, r.WrittenAt }).ToListAsync(ct);
        var shown = found.Take(Size).ToList();
        var (ids, since, few) = (shown.ConvertAll(r => r.RuleId), Branch.DayAt(clock.GetUtcNow()).AddYears(-1), user.LeastTold);
        var counts = (await db.RecommendationAnswers.Where(a => ids.Contains(a.RuleId) && a.Day > since && a.UndoneAt == null)
            .GroupBy(a => new { a.RuleId, a.Kind }).Select(g => new { g.Key.RuleId, g.Key.Kind, Count = g.Count() }).ToListAsync(ct)).ToLookup(c => c.RuleId, c => (c.Kind, c.Count));
        var names = await staff.OfAsync(db, shown.Select(r => r.WrittenBy), ct);
        return new(
            [
                .. shown.Select(r => new RuleRow(
                    r.Id, r.RuleId, r.Number, r.Name, r.ChineseName, r.Action, r.Way, r.BasePoints, r.State, r.IsSentBack, names.GetValueOrDefault(r.WrittenBy), r.WrittenAt,
                    AnswerFigures.Of(counts[r.RuleId]) is var figures && figures.Asked + figures.Later < few ? null : figures)),
            ],
            found.Count > Size ? Cursor.Write((shown[^1].WrittenAt, shown[^1].Id)) : null);
    }
}
