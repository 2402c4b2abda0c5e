using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Domain.Cases.Routing;
using BankCrm.Domain.Cases.ServiceCases;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.Routing;

/// <summary>What a case may be about, by its words, as the bank's own settled cases teach. It suggests; whoever takes the case in decides.</summary>
[Allow(CasePermissions.Work)]
public sealed record SuggestCategory(string Text);

/// <param name="Points">Of which the reasons and the rest are the parts.</param>
public sealed record CategorySuggestion(TopicShown Category, double Probability, decimal Points, IReadOnlyList<SuggestionReason> Reasons, decimal Rest);

/// <param name="Cases">From so many it was learnt. None: too few are settled yet.</param>
/// <param name="RightFirst">Between 0 and 1: how often its first was right, on cases it had not learnt from.</param>
public sealed record CategorySuggestions(IReadOnlyList<CategorySuggestion> Suggested, int Cases, double RightFirst);

/// <summary>The router that was learnt last. Kept for some minutes.</summary>
[Policy]
internal sealed class RoutingDesk(TimeProvider clock)
{
    private const int KeptSeconds = 300;

    private readonly KeptBriefly<int, (CaseRouter? Router, double RightFirst)> last = new(most: 1, KeptSeconds);

    public Task<(CaseRouter? Router, double RightFirst)> LastAsync(CrmDb db, CancellationToken ct) => last.OfAsync(0, "", clock.GetUtcNow(), async () =>
        await db.LearntRouters.OrderByDescending(r => r.Day).FirstOrDefaultAsync(ct) is { } learnt ? (CaseRouter.FromBytes(learnt.Model), learnt.RightFirst) : (null, 0));
}

internal sealed class SuggestCategoryHandler(CrmDb db, RoutingDesk desk) : IQueryHandler<SuggestCategory, CategorySuggestions>
{
    private const int Most = 5;

    /// <summary>What is less likely helps nobody.</summary>
    private const double Faintest = 0.02;

    public async Task<CategorySuggestions> HandleAsync(SuggestCategory query, CancellationToken ct)
    {
        if (await desk.LastAsync(db, ct) is not { Router: { } router } learnt)
        {
            return new([], 0, 0);
        }

        var inUse = (await db.TopicsToChooseAsync(TopicTree.Category, null, ct)).ToDictionary(t => t.Id);
        var text = query.Text.Length > CaseStep.TextMaxLength ? query.Text[..CaseStep.TextMaxLength] : query.Text;
        return new(
            [
                .. router.Suggest(text, Most).Where(s => s.Probability >= Faintest && inUse.ContainsKey(s.CategoryId))
                    .Select(s => new CategorySuggestion(inUse[s.CategoryId], s.Probability, s.Points, s.Reasons, s.Rest)),
            ],
            router.Cases, learnt.RightFirst);
    }
}
