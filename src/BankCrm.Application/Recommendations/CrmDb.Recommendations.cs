using BankCrm.Domain.Recommendations.Answers;
using BankCrm.Domain.Recommendations.Lists;
using BankCrm.Domain.Recommendations.Rules;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<RecommendationRule> RecommendationRules => Set<RecommendationRule>();

    public DbSet<RecommendationAnswer> RecommendationAnswers => Set<RecommendationAnswer>();

    public DbSet<ListedSuggestion> ListedSuggestions => Set<ListedSuggestion>();

    public DbSet<SuggestionCount> SuggestionCounts => Set<SuggestionCount>();
}
