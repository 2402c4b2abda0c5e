using System.Text.RegularExpressions;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Platform.Channels;

public enum TemplateState
{
    [Means("Waiting for approval")] Draft,
    [Means("In use")] Approved,
    [Means("Replaced by a newer version")] Replaced,
    [Means("Withdrawn")] Withdrawn,
}

/// <summary>One version of a text in one language for one channel. In use only after a second person has approved it; never changed from then on.</summary>
[Class(DataClass.C1)]
public sealed partial class MessageTemplate : Entity
{
    public const int KeyMaxLength = 60;
    public const int NameMaxLength = 100;
    public const int SubjectMaxLength = 150;
    public const int TextMaxLength = 4000;

    /// <summary>Several parts of a text message are sent as one; beyond this nobody reads it.</summary>
    public const int SmsMaxLength = 500;

    private MessageTemplate() { } // EF Core

    /// <summary>By what the product asks for it: complaint.received.</summary>
    public string Key { get; private init; } = "";

    public ChannelKind Channel { get; private init; }
    public TextLanguage Language { get; private init; }
    public int Number { get; private init; }

    /// <summary>What colleagues call it.</summary>
    public string Name { get; private set; } = "";

    public MessagePurpose Purpose { get; private set; }

    /// <summary>Of e-mails only.</summary>
    public string Subject { get; private set; } = "";

    public string Text { get; private set; } = "";
    public TemplateState State { get; private set; }

    /// <summary>Null: it came with the product.</summary>
    public Guid? WrittenBy { get; private set; }

    public DateTimeOffset WrittenAt { get; private set; }
    public Guid? ApprovedBy { get; private set; }
    public DateTimeOffset? ApprovedAt { get; private set; }

    /// <param name="number">One more than the latest version.</param>
    public static MessageTemplate Write(Guid id, TemplatePlace place, int number, TemplateText text, IReadOnlyCollection<string> known, Guid? by, DateTimeOffset now)
    {
        Refuse.If(!KeyForm().IsMatch(place.Key), "Write the key in small letters and dots, as complaint.received.");
        var template = new MessageTemplate { Id = id, Key = place.Key, Channel = place.Channel, Language = place.Language, Number = number };
        template.Take(text, known, by, now);
        return template;
    }

    public void Change(TemplateText text, IReadOnlyCollection<string> known, Guid by, DateTimeOffset now)
    {
        Refuse.If(State is not TemplateState.Draft, "It has been decided already: write a new version.");
        Take(text, known, by, now);
    }

    public void Approve(Guid by, DateTimeOffset now)
    {
        Refuse.If(State is not TemplateState.Draft, "It has been decided already: write a new version.");
        Refuse.If(WrittenBy == by, "Whoever wrote a text does not approve it: ask a colleague.");
        (State, ApprovedBy, ApprovedAt) = (TemplateState.Approved, by, now);
    }

    /// <summary>Another version is in use from now on.</summary>
    public void StandBack() => State = TemplateState.Replaced;

    public void Withdraw()
    {
        Refuse.If(State is not (TemplateState.Draft or TemplateState.Approved), "This version is not in use any more.");
        State = TemplateState.Withdrawn;
    }

    private void Take(TemplateText text, IReadOnlyCollection<string> known, Guid? by, DateTimeOffset now)
    {
        Refuse.If(Channel is ChannelKind.Email && text.Subject.Length == 0, "An e-mail needs a subject.");
        Refuse.If(Channel is ChannelKind.Sms && text.Text.Length > SmsMaxLength, "A text message has at most {0} places.", SmsMaxLength);
        Refuse.If(MessageText.Check(text.Subject, known) ?? MessageText.Check(text.Text, known));
        (Name, Purpose, Subject, Text) = (text.Name, text.Purpose, Channel is ChannelKind.Email ? text.Subject : "", text.Text);
        (WrittenBy, WrittenAt) = (by, now);
    }

    [GeneratedRegex(@"^[a-z]+([.-][a-z]+)*\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex KeyForm();
}

/// <summary>Which text it is.</summary>
public sealed record TemplatePlace(string Key, ChannelKind Channel, TextLanguage Language);

/// <summary>What it says.</summary>
public sealed record TemplateText(string Name, MessagePurpose Purpose, string Subject, string Text);
