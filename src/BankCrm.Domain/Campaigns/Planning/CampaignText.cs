using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Channels;

namespace BankCrm.Domain.Campaigns.Planning;

/// <summary>What a campaign says by one channel, in one language and variant: the message, or what a colleague is to say. The way out of it is added when it is sent.</summary>
[Class(DataClass.C1)]
public sealed class CampaignText : Entity
{
    private CampaignText() { } // EF Core

    public Guid CampaignId { get; private init; }
    public CampaignChannel Channel { get; private init; }
    public CampaignArm Arm { get; private init; }
    public TextLanguage Language { get; private init; }

    /// <summary>Of e-mails and letters only.</summary>
    public string Subject { get; private set; } = "";

    public string Text { get; private set; } = "";

    /// <summary>What any text of a campaign can name.</summary>
    public static IReadOnlyList<string> Known { get; } = [.. MessageText.Everywhere, "product.name", "code"];

    internal static CampaignText Of(Guid id, Guid campaignId, CampaignTextPlace place) =>
        new() { Id = id, CampaignId = campaignId, Channel = place.Channel, Arm = place.Arm, Language = place.Language };

    internal void Say(string subject, string text)
    {
        Refuse.If(text.Length == 0, "Write what it says.");
        Refuse.If(Channel is CampaignChannel.Email && subject.Length == 0, "An e-mail needs a subject.");
        Refuse.If(Channel is CampaignChannel.Letter && subject.Length == 0, "A letter needs a subject.");
        Refuse.If(Channel is CampaignChannel.Sms && text.Length > MostSms, "A text message has at most {0} places here: the sender's name and the way out are added.", MostSms);
        Refuse.If(MessageText.HasLink(subject) || MessageText.HasLink(text), "The link is added by itself. Take yours out: customers learn to trust one address only.");
        Refuse.If(MessageText.Check(subject, Known) ?? MessageText.Check(text, Known));
        (Subject, Text) = (Channel.HasSubject ? subject : "", text);
    }

    /// <summary>So that the link and the words about it find room.</summary>
    public const int MostSms = 350;
}

/// <summary>Which text it is.</summary>
public sealed record CampaignTextPlace(CampaignChannel Channel, CampaignArm Arm, TextLanguage Language);
