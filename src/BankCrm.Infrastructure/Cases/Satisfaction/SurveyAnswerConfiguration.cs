using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Cases.Satisfaction;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Customers;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Cases.Satisfaction;

internal sealed class SurveyAnswerConfiguration : IEntityTypeConfiguration<SurveyAnswer>, IViolations
{
    private const string Once = "ux_survey_answers_source_reference";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string> { [Once] = "It came in before." };

    public void Configure(EntityTypeBuilder<SurveyAnswer> answers)
    {
        answers.ToTable("survey_answers", table => table.HasCheckConstraint("ck_survey_answers_score", "score between 1 and 5"));
        answers.Property(a => a.Source).HasMaxLength(ServiceCase.SourceMaxLength);
        answers.Property(a => a.Reference).HasMaxLength(ServiceCase.ReferenceMaxLength);
        answers.HasOne<Branch>().WithMany().HasForeignKey(a => a.BranchId).OnDelete(DeleteBehavior.Restrict);
        answers.HasOne<Customer>().WithMany().HasForeignKey(a => a.CustomerId).OnDelete(DeleteBehavior.Restrict);
        answers.HasOne<ServiceCase>().WithMany().HasForeignKey(a => a.CaseId).OnDelete(DeleteBehavior.Restrict);

        answers.HasIndex(a => new { a.Source, a.Reference }, Once).IsUnique();
        answers.HasIndex(a => new { a.CustomerId, a.AnsweredAt }); // a customer's, the latest first
    }
}
