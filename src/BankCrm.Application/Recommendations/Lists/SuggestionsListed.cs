using BankCrm.Application.Common;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Recommendations.Lists;

namespace BankCrm.Application.Recommendations.Lists;

internal static class SuggestionsListed
{
    /// <summary>
    /// What was suggested when it was counted last and still may be: its rule is in use, and nobody has answered it since. An answer that is taken back puts it back.
    /// Neither whose accounts the user sees nor the other gates are asked here.
    /// </summary>
    public static IQueryable<ListedSuggestion> ListedOn(this CrmDb db, DateOnly today) =>
        db.UnansweredOn(today).Where(s => db.RecommendationRules.Any(r => r.Id == s.RuleVersionId && r.State == TemplateState.Approved));

    /// <summary>The same for who knows the versions in use: the database walks its index then, whatever it thinks of how many there are.</summary>
    public static IQueryable<ListedSuggestion> ListedOn(this CrmDb db, DateOnly today, List<Guid> inUse) => db.UnansweredOn(today).Where(s => inUse.Contains(s.RuleVersionId));

    private static IQueryable<ListedSuggestion> UnansweredOn(this CrmDb db, DateOnly today) => db.ListedSuggestions.Where(s =>
        !db.RecommendationAnswers.Any(a => a.CustomerId == s.CustomerId && a.RuleId == s.RuleId && a.IsStanding && a.ComesBackOn > today));
}
