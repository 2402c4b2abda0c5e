using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Cases.Mails;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Cases.Mails;

internal sealed class IncomingMailConfiguration : IEntityTypeConfiguration<IncomingMail>, IViolations
{
    private const string Once = "ux_incoming_mails_digest";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        [Once] = IncomingMail.ReadAlready, // by another instance meanwhile
    };

    public void Configure(EntityTypeBuilder<IncomingMail> mails)
    {
        mails.ToTable("incoming_mails");
        mails.Property(m => m.Digest).HasMaxLength(IncomingMail.DigestLength);
        mails.HasIndex(m => m.Digest).IsUnique().HasDatabaseName(Once);
        mails.HasIndex(m => new { m.Sender, m.ReadAt }); // how many of one sender there were today
        mails.HasIndex(m => m.ReadAt);                   // what was done in a day
    }
}

internal sealed class MailRulesConfiguration : IEntityTypeConfiguration<MailRules>
{
    public void Configure(EntityTypeBuilder<MailRules> rules)
    {
        rules.ToTable("mail_rules", table => table.HasCheckConstraint("ck_mail_rules_started", "started_at is null or for_branch_id is not null"));
        rules.Property(r => r.TrustedHost).HasMaxLength(MailRules.HostMaxLength);
        rules.Ignore(r => r.IsOn);
        rules.HasOne<Branch>().WithMany().HasForeignKey(r => r.ForBranchId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MailRunConfiguration : IEntityTypeConfiguration<MailRun>
{
    public void Configure(EntityTypeBuilder<MailRun> runs)
    {
        runs.ToTable("mail_runs");
        runs.Property(r => r.LeasedBy).HasMaxLength(MailRun.WorkerMaxLength);
    }
}
