using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Admin.SecondFactors;

/// <summary>That somebody gave the right password at some browser and is asked for a code there. It opens nothing by itself.</summary>
[Class(DataClass.C1)]
internal sealed class SignInQuestion
{
    /// <summary>SHA-256 of the secret that the browser holds.</summary>
    [Class(DataClass.C3)]
    public byte[] SecretHash { get; init; } = [];

    public Guid StaffId { get; init; }

    public DateTimeOffset AskedAt { get; init; }

    /// <summary>How often it was answered.</summary>
    public int Tries { get; init; }
}

internal sealed class SignInQuestionConfiguration : IEntityTypeConfiguration<SignInQuestion>
{
    public void Configure(EntityTypeBuilder<SignInQuestion> questions)
    {
        questions.ToTable("sign_in_questions");
        questions.HasKey(q => q.SecretHash);
        questions.HasOne<StaffMember>().WithMany().HasForeignKey(q => q.StaffId).OnDelete(DeleteBehavior.Cascade);
        questions.HasIndex(q => q.StaffId); // all of one person's, which end with a new password
    }
}
