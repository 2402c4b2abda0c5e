using BankCrm.Domain.Platform.Channels;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Platform.Channels;

internal sealed class ChannelRulesConfiguration : IEntityTypeConfiguration<ChannelRules>
{
    public void Configure(EntityTypeBuilder<ChannelRules> rules)
    {
        rules.ToTable("channel_rules");
        rules.Property(r => r.StoppedBecause).HasMaxLength(ChannelRules.ReasonMaxLength);
        rules.Ignore(r => r.Waits);
        rules.PrimitiveCollection<List<int>>("waits");
        rules.HasIndex(r => r.Channel).IsUnique();
    }
}

internal sealed class MessageTemplateConfiguration : IEntityTypeConfiguration<MessageTemplate>, IViolations
{
    private const string OneDraft = "ux_message_templates_draft";
    private const string OneNumber = "ux_message_templates_number";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        [OneDraft] = "A version of this text waits for approval already. Change that one.",
        [OneNumber] = "Somebody has written this version at the same moment. Look at theirs first.",
    };

    public void Configure(EntityTypeBuilder<MessageTemplate> templates)
    {
        templates.ToTable("message_templates");
        templates.Property(t => t.Key).HasMaxLength(MessageTemplate.KeyMaxLength);
        templates.Property(t => t.Name).HasMaxLength(MessageTemplate.NameMaxLength);
        templates.Property(t => t.Subject).HasMaxLength(MessageTemplate.SubjectMaxLength);
        templates.Property(t => t.Text).HasMaxLength(MessageTemplate.TextMaxLength);
        templates.HasIndex(t => new { t.Key, t.Channel, t.Language, t.Number }, OneNumber).IsUnique();
        templates.HasIndex(t => new { t.Key, t.Channel, t.Language }, OneDraft).IsUnique().HasFilter("state = 'Draft'");
        templates.HasIndex(t => new { t.Key, t.Id }); // the list
    }
}
