using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Products.Catalogue;
using BankCrm.Domain.Recommendations.Answers;
using BankCrm.Domain.Recommendations.Lists;
using BankCrm.Domain.Recommendations.Rules;
using BankCrm.Domain.Segments.Scores;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Recommendations;

internal sealed class RecommendationRuleConfiguration : IEntityTypeConfiguration<RecommendationRule>, IViolations
{
    private const string OneDraft = "ux_recommendation_rules_draft";
    private const string OneInUse = "ux_recommendation_rules_in_use";
    private const string OneNumber = "ux_recommendation_rules_number";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        [OneDraft] = "A version of this rule waits for approval already. Change that one.",
        [OneInUse] = "Another version of this rule was approved at the same moment. Look at it first.",
        [OneNumber] = "Somebody has written this version at the same moment. Look at theirs first.",
    };

    public void Configure(EntityTypeBuilder<RecommendationRule> rules)
    {
        rules.ToTable("recommendation_rules", table =>
        {
            table.HasCheckConstraint("ck_recommendation_rules_second_person", "approved_by is null or approved_by <> written_by");
            table.HasCheckConstraint("ck_recommendation_rules_product", "(action = 'OfferProduct') = (product_id is not null)");
        });
        rules.Property(r => r.Name).HasMaxLength(RuleTerms.NameMaxLength);
        rules.Property(r => r.ChineseName).HasMaxLength(RuleTerms.NameMaxLength);
        rules.Property(r => r.Reason).HasMaxLength(RuleTerms.ReasonMaxLength);
        rules.Property(r => r.ChineseReason).HasMaxLength(RuleTerms.ReasonMaxLength);
        rules.Property(r => r.Remark).HasMaxLength(RecommendationRule.RemarkMaxLength);
        rules.Ignore(r => r.Terms);
        rules.HasOne<Product>().WithMany().HasForeignKey(r => r.ProductId).OnDelete(DeleteBehavior.Restrict);
        rules.HasOne<OutcomeHistory>().WithMany().HasForeignKey(r => r.ScoreId).OnDelete(DeleteBehavior.Restrict);
        rules.HasIndex(r => new { r.RuleId, r.Number }, OneNumber).IsUnique();
        rules.HasIndex(r => r.RuleId, OneDraft).IsUnique().HasFilter("state = 'Draft'");
        rules.HasIndex(r => r.RuleId, OneInUse).IsUnique().HasFilter("state = 'Approved'");
        rules.HasIndex(r => new { r.State, r.WrittenAt, r.Id }); // the list
    }
}

internal sealed class RecommendationAnswerConfiguration : IEntityTypeConfiguration<RecommendationAnswer>, IViolations
{
    private const string OneStanding = "ux_recommendation_answers_standing";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        [OneStanding] = "Somebody has written down an answer to this at the same moment. Look at theirs first.",
    };

    public void Configure(EntityTypeBuilder<RecommendationAnswer> answers)
    {
        answers.ToTable("recommendation_answers", table =>
        {
            table.HasCheckConstraint("ck_recommendation_answers_reason", "(kind = 'Declined') = (because is not null)");
            table.HasCheckConstraint("ck_recommendation_answers_undone", "undone_at is null or not is_standing");
        });
        answers.HasOne<Customer>().WithMany().HasForeignKey(a => a.CustomerId).OnDelete(DeleteBehavior.Cascade);
        answers.HasOne<RecommendationRule>().WithMany().HasForeignKey(a => a.RuleVersionId).OnDelete(DeleteBehavior.Restrict);
        answers.HasOne<FollowUp>().WithMany().HasForeignKey(a => a.FollowUpId).OnDelete(DeleteBehavior.Restrict);

        answers.HasIndex(a => new { a.CustomerId, a.RuleId }, OneStanding).IsUnique().HasFilter("is_standing"); // one last word, whoever says it
        answers.HasIndex(a => new { a.CustomerId, a.At }); // those of a customer, the latest first
        answers.HasIndex(a => new { a.RuleId, a.Day }); // the figures of a rule
        answers.HasIndex(a => a.FollowUpId).HasFilter("follow_up_id is not null"); // what a follow-up stands for
    }
}

internal sealed class ListedSuggestionConfiguration : IEntityTypeConfiguration<ListedSuggestion>
{
    public void Configure(EntityTypeBuilder<ListedSuggestion> suggestions)
    {
        suggestions.ToTable("suggestions");
        suggestions.HasKey(s => new { s.CustomerId, s.RuleId }); // of a customer, and one for each rule
        suggestions.HasOne<Customer>().WithMany().HasForeignKey(s => s.CustomerId).OnDelete(DeleteBehavior.Cascade);
        suggestions.HasOne<RecommendationRule>().WithMany().HasForeignKey(s => s.RuleVersionId).OnDelete(DeleteBehavior.Restrict);
        suggestions.HasIndex(s => new { s.OwnerId, s.Points, s.CustomerId, s.RuleId }).IsDescending(false, true, false, false).HasFilter("owner_id is not null"); // of those one looks after, the best first
        suggestions.HasIndex(s => new { s.BranchId, s.Points, s.CustomerId, s.RuleId }).IsDescending(false, true, false, false); // of a branch
        suggestions.HasIndex(s => new { s.BranchId, s.RuleId, s.Points, s.CustomerId }).IsDescending(false, false, true, false); // of a branch, for one rule
    }
}

internal sealed class SuggestionCountConfiguration : IEntityTypeConfiguration<SuggestionCount>
{
    public void Configure(EntityTypeBuilder<SuggestionCount> counts)
    {
        counts.ToTable("suggestion_counts");
        counts.HasKey(c => c.BranchId);
        counts.Property(c => c.CountedBy).HasMaxLength(60);
        counts.Property(c => c.CountingBy).HasMaxLength(60);
        counts.HasOne<Branch>().WithMany().HasForeignKey(c => c.BranchId).OnDelete(DeleteBehavior.Cascade);
    }
}
