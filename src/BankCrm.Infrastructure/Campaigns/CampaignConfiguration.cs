using BankCrm.Domain.Accounts;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.HandOvers;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Products.Catalogue;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Campaigns;

internal sealed class CampaignConfiguration : IEntityTypeConfiguration<Campaign>, IViolations
{
    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        ["pk_campaigns"] = "There is such a record already.", // the same form, sent twice
    };

    public void Configure(EntityTypeBuilder<Campaign> campaigns)
    {
        campaigns.ToTable("campaigns", table => table.HasCheckConstraint("ck_campaigns_ended", "(state in ('Stopped', 'Ended')) = (ended_at is not null)"));
        campaigns.ComplexProperty(c => c.Plan, plan =>
        {
            plan.Property(p => p.Name).HasMaxLength(CampaignPlan.NameMaxLength);
            plan.Property(p => p.Goal).HasMaxLength(CampaignPlan.GoalMaxLength);
        });
        campaigns.PrimitiveCollection(c => c.Channels).HasField("channels").ElementType().HasConversion<string>();
        campaigns.Ignore(c => c.Places);
        campaigns.HasOne<Branch>().WithMany().HasForeignKey(c => c.ForBranchId).OnDelete(DeleteBehavior.Restrict);
        campaigns.HasOne<StaffMember>().WithMany().HasForeignKey(c => c.OwnerId).OnDelete(DeleteBehavior.Restrict);
        campaigns.HasMany(c => c.Texts).WithOne().HasForeignKey(t => t.CampaignId).OnDelete(DeleteBehavior.Cascade); // where a channel is taken out
        campaigns.HasMany(c => c.Attachments).WithOne().HasForeignKey(a => a.CampaignId).OnDelete(DeleteBehavior.Cascade);
        campaigns.HasMany(c => c.Segments).WithOne().HasForeignKey(s => s.CampaignId).OnDelete(DeleteBehavior.Cascade);
        campaigns.HasMany(c => c.Steps).WithOne().HasForeignKey(s => s.CampaignId).OnDelete(DeleteBehavior.Restrict);
        campaigns.Navigation(c => c.Texts).AutoInclude();
        campaigns.Navigation(c => c.Segments).AutoInclude();
        campaigns.Navigation(c => c.Attachments).AutoInclude();
        campaigns.HasIndex(c => new { c.State, c.Id }); // the list of one state; a bank has hundreds
    }
}

internal sealed class CampaignTextConfiguration : IEntityTypeConfiguration<CampaignText>
{
    public void Configure(EntityTypeBuilder<CampaignText> texts)
    {
        texts.ToTable("campaign_texts");
        texts.Property(t => t.Subject).HasMaxLength(MessageTemplate.SubjectMaxLength);
        texts.Property(t => t.Text).HasMaxLength(MessageTemplate.TextMaxLength);
        texts.HasIndex(t => new { t.CampaignId, t.Channel, t.Arm, t.Language }).IsUnique();
    }
}

internal sealed class CampaignAttachmentConfiguration : IEntityTypeConfiguration<CampaignAttachment>, IViolations
{
    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        ["pk_campaign_attachments"] = "There is such a record already.", // the same form, sent twice
    };

    public void Configure(EntityTypeBuilder<CampaignAttachment> attachments)
    {
        attachments.ToTable("campaign_attachments");
        attachments.Property(a => a.Name).HasMaxLength(CampaignAttachment.NameMaxLength);
        attachments.Property(a => a.Digest).HasMaxLength(64);
        attachments.HasOne<CampaignText>().WithMany().HasForeignKey(a => a.TextId).OnDelete(DeleteBehavior.Cascade); // where a channel is taken out
        attachments.HasOne<StaffMember>().WithMany().HasForeignKey(a => a.AddedBy).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CampaignSegmentConfiguration : IEntityTypeConfiguration<CampaignSegment>
{
    public void Configure(EntityTypeBuilder<CampaignSegment> segments)
    {
        segments.ToTable("campaign_segments");
        segments.HasKey(s => new { s.CampaignId, s.SegmentId });
        segments.HasOne<Segment>().WithMany().HasForeignKey(s => s.SegmentId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CampaignStepConfiguration : IEntityTypeConfiguration<CampaignStep>
{
    public void Configure(EntityTypeBuilder<CampaignStep> steps)
    {
        steps.ToTable("campaign_steps");
        steps.HasKey(s => s.Id);
        steps.Property(s => s.Id).ValueGeneratedNever();
        steps.Property(s => s.Note).HasMaxLength(CampaignStep.NoteMaxLength);
        steps.HasIndex(s => new { s.CampaignId, s.At }); // the history of one
    }
}

internal sealed class CampaignTestConfiguration : IEntityTypeConfiguration<CampaignTest>, IViolations
{
    /// <summary>Each is seen by who sent it; whoever sends messages, and the page their links lead to, sees all. For migrations.</summary>
    public const string Protect =
        """
        alter table campaign_tests enable row level security; alter table campaign_tests force row level security;
        create policy campaign_tests_scope on campaign_tests
          using (sent_by::text = (select current_setting('crm.staff', true)) or (select current_setting('crm.audience', true)) = 'all')
          with check (sent_by::text = (select current_setting('crm.staff', true)));
        """;

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        ["pk_campaign_tests"] = "This test was sent already.", // the same form, sent twice
    };

    public void Configure(EntityTypeBuilder<CampaignTest> tests)
    {
        tests.ToTable("campaign_tests");
        tests.Property(t => t.Subject).HasMaxLength(CampaignTest.SubjectMaxLength);
        tests.Property(t => t.Words).HasMaxLength(CampaignTest.WordsMaxLength);
        tests.Property(t => t.Code).HasMaxLength(CampaignTest.CodeMaxLength);
        tests.HasOne<Campaign>().WithMany().HasForeignKey(t => t.CampaignId).OnDelete(DeleteBehavior.Cascade);
        tests.HasOne<StaffMember>().WithMany().HasForeignKey(t => t.SentBy).OnDelete(DeleteBehavior.Restrict);
        tests.HasIndex(t => t.Code).IsUnique(); // where its link leads
        tests.HasIndex(t => new { t.SentBy, t.SentAt }); // how many within the hour, and the last ones
    }
}

internal sealed class CampaignContactConfiguration : IEntityTypeConfiguration<CampaignContact>
{
    public void Configure(EntityTypeBuilder<CampaignContact> contacts)
    {
        contacts.ToTable("campaign_contacts", table =>
        {
            table.HasCheckConstraint("ck_campaign_contacts_left_out", "(left_out is null) = (arm is not null and channel is not null)");
            table.HasCheckConstraint("ck_campaign_contacts_peace", "(state = 'None') = (left_out is not null or arm = 'Control')");
            table.HasCheckConstraint("ck_campaign_contacts_code", "(code is null) = (state = 'None') and (due_at is null) = (state = 'None')");
        });
        contacts.Property(c => c.Occasion).HasMaxLength(CampaignContact.OccasionMaxLength);
        contacts.Property(c => c.Code).HasMaxLength(CampaignContact.CodeLength).UseCollation("C"); // compared as bytes: a million codes are put in order when an audience is written
        contacts.Property(c => c.LeasedBy).HasMaxLength(CampaignContact.WorkerMaxLength);
        // No foreign keys to campaign and customer: a million at once would be looked up and locked one by one. ContactsSql keeps them right, a statement at a time.
        contacts.HasOne<CampaignHandOver>().WithMany().HasForeignKey(c => c.HandOverId).OnDelete(DeleteBehavior.Restrict);
        contacts.HasOne<FollowUp>().WithMany().HasForeignKey(c => c.FollowUpId).OnDelete(DeleteBehavior.Restrict);
        contacts.HasOne<Account>().WithMany().HasForeignKey(c => c.BoughtAccountId).OnDelete(DeleteBehavior.Restrict);

        contacts.HasIndex(c => new { c.CampaignId, c.CustomerId, c.Wave }).IsUnique(); // once each, whatever happens
        contacts.HasIndex(c => new { c.CampaignId, c.Occasion }).IsUnique().HasFilter("occasion is not null"); // each occasion once
        contacts.HasIndex(c => new { c.CampaignId, c.DueAt }, "ix_campaign_contacts_due").HasFilter("state = 'Planned'"); // what is to be sent
        contacts.HasIndex(c => new { c.CampaignId, c.Channel, c.Wave, c.Id }, "ix_campaign_contacts_to_hand_over").HasFilter("state = 'Planned' and channel in ('Letter', 'WeChat')"); // what waits for a file
        contacts.HasIndex(c => c.HandOverId).HasFilter("hand_over_id is not null"); // what is in one
        contacts.HasIndex(c => c.LeasedUntil).HasFilter("state = 'Sending'"); // what a dead process left
        contacts.HasIndex(c => c.Code).IsUnique().HasFilter("code is not null"); // what a customer brings along
        contacts.HasIndex(c => new { c.CustomerId, c.PlannedAt }); // those of a customer, the latest first
        contacts.HasIndex(c => c.FollowUpId).HasFilter("follow_up_id is not null"); // what a follow-up stands for
        contacts.HasIndex(c => c.BoughtAccountId).IsUnique().HasFilter("bought_account_id is not null"); // a sale counts once
    }
}

internal sealed class CampaignTallyConfiguration : IEntityTypeConfiguration<CampaignTally>
{
    public void Configure(EntityTypeBuilder<CampaignTally> tallies)
    {
        tallies.ToTable("campaign_tallies");
        tallies.HasKey(t => new { t.CampaignId, t.BranchId, t.Arm, t.Channel, t.Wave, t.Step, t.Detail, t.Day });
        tallies.Property(t => t.Arm).HasMaxLength(10);
        tallies.Property(t => t.Channel).HasMaxLength(10);
        tallies.Property(t => t.Detail).HasMaxLength(20);
        tallies.HasOne<Campaign>().WithMany().HasForeignKey(t => t.CampaignId).OnDelete(DeleteBehavior.Cascade);
    }
}
