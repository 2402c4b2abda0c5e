using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Platform.Channels;

namespace BankCrm.Domain.Campaigns.Planning;

/// <summary>
/// A text of a campaign that a colleague sent to themselves, filled with invented names, as it stood. Its id is that of the message in the outbox. It counts in no
/// results, and what its link shows takes no answer.
/// </summary>
[Class(DataClass.C1)]
[AuditedAs(AuditEvents.MessageSent)]
public sealed class CampaignTest : Entity
{
    public const string RecipientColumn = "campaign_tests.recipient";

    /// <summary>Before the figures of its code, so that it is never taken for that of a contact.</summary>
    public const string CodeMark = "test-";

    public const int CodeMaxLength = 20;
    public const int SubjectMaxLength = 400;
    public const int WordsMaxLength = 8000;

    /// <summary>So many within an hour, for each colleague.</summary>
    public const int MostAnHour = 10;

    private CampaignTest() { } // EF Core

    public Guid CampaignId { get; private init; }
    public CampaignChannel Channel { get; private init; }
    public TextLanguage Language { get; private init; }

    /// <summary>Whose files go along. Null: it was sent before files did.</summary>
    public Guid? TextId { get; private init; }

    /// <summary>An address or telephone of the bank's own.</summary>
    [Class(DataClass.C2)]
    public Sealed Recipient { get; private init; } = null!;

    /// <summary>Of e-mails only.</summary>
    public string Subject { get; private init; } = "";

    /// <summary>Filled, without mark and link.</summary>
    public string Words { get; private init; } = "";

    /// <summary>What its link ends in.</summary>
    public string Code { get; private init; } = "";

    public Guid SentBy { get; private init; }
    public DateTimeOffset SentAt { get; private init; }

    public static CampaignTest Of(Guid id, Guid campaignId, CampaignText text, (string Subject, string Words) filled, Sealed recipient, Guid by, DateTimeOffset now) => new()
    {
        Id = id,
        CampaignId = campaignId,
        Channel = text.Channel,
        Language = text.Language,
        TextId = text.Id,
        Recipient = recipient,
        Subject = filled.Subject,
        Words = filled.Words,
        Code = CodeOf(id),
        SentBy = by,
        SentAt = now,
    };

    /// <summary>The end of the id, which is drawn at random.</summary>
    public static string CodeOf(Guid id) => $"{CodeMark}{id.ToString("n")[20..]}";
}
