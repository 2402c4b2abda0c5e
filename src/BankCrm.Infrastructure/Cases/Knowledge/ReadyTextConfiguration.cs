using BankCrm.Domain.Cases.Knowledge;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Cases.Knowledge;

internal sealed class ReadyTextConfiguration : IEntityTypeConfiguration<ReadyText>, IViolations
{
    private const string OneDraft = "ux_ready_texts_draft";
    private const string OneNumber = "ux_ready_texts_number";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        [OneDraft] = "A version of this text waits for approval already. Change that one.",
        [OneNumber] = "Somebody has written this version at the same moment. Look at theirs first.",
    };

    public void Configure(EntityTypeBuilder<ReadyText> texts)
    {
        texts.ToTable("ready_texts");
        texts.Property(t => t.Title).HasMaxLength(ReadyText.TitleMaxLength);
        texts.Property(t => t.Text).HasMaxLength(ReadyText.TextMaxLength);
        texts.Property(t => t.Remark).HasMaxLength(ReadyText.RemarkMaxLength);
        texts.HasOne<CaseTopic>().WithMany().HasForeignKey(t => t.CategoryId).OnDelete(DeleteBehavior.Restrict);
        texts.HasIndex(t => new { t.TextId, t.Number }, OneNumber).IsUnique();
        texts.HasIndex(t => t.TextId, OneDraft).IsUnique().HasFilter("state = 'Draft'");
        texts.HasIndex(t => new { t.State, t.WrittenAt, t.Id }); // the list
    }
}

internal sealed class TextHelpConfiguration : IEntityTypeConfiguration<TextHelp>, IViolations
{
    private const string Once = "ux_text_helps_once";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        [Once] = "It is counted for this case already.",
    };

    public void Configure(EntityTypeBuilder<TextHelp> helps)
    {
        helps.ToTable("text_helps");
        helps.HasIndex(h => new { h.TextId, h.CaseId }, Once).IsUnique();
    }
}
