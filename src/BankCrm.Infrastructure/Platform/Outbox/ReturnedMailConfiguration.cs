using BankCrm.Domain.Platform.Outbox;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Platform.Outbox;

internal sealed class ReturnedMailConfiguration : IEntityTypeConfiguration<ReturnedMail>, IViolations
{
    private const string Once = "ux_returned_mails_digest";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        [Once] = "This mail was read already.", // by another instance meanwhile
    };

    public void Configure(EntityTypeBuilder<ReturnedMail> mails)
    {
        mails.ToTable("returned_mails", table => table.HasCheckConstraint("ck_returned_mails_report", "(word is null) = (outcome = 'NoReport')"));
        mails.Property(m => m.Status).HasMaxLength(ReturnedMail.StatusMaxLength);
        mails.Property(m => m.Digest).HasMaxLength(ReturnedMail.DigestLength);
        mails.HasIndex(m => m.Digest).IsUnique().HasDatabaseName(Once);
    }
}
