using System.Text.RegularExpressions;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Channels;

namespace BankCrm.Domain.Cases.Knowledge;

/// <summary>For what a text is kept ready.</summary>
public enum ReadyTextUse
{
    [Means("Knowledge article")] Article,
    [Means("Answer to the customer")] Answer,
    [Means("Note for colleagues")] Note,
}

/// <summary>
/// One version of a text that colleagues share: what to know of a matter, an answer or a note to begin with. In use only after a second person has looked at it;
/// never changed from then on. The whole bank reads it, so it holds nothing about a customer.
/// </summary>
[Class(DataClass.C1)]
public sealed partial class ReadyText : Entity
{
    public const int TitleMaxLength = 150;
    public const int TextMaxLength = 4000;
    public const int RemarkMaxLength = 500;

    /// <summary>What answers and notes may name beside what every message may.</summary>
    public static readonly IReadOnlyList<string> Places = [.. MessageText.Everywhere, "case.number", "case.received", "staff.name"];

    private ReadyText() { } // EF Core

    /// <summary>The same of all its versions.</summary>
    public Guid TextId { get; private init; }

    public int Number { get; private init; }
    public ReadyTextUse Use { get; private init; }
    public TextLanguage Language { get; private init; }

    /// <summary>Null: for cases of any category.</summary>
    public Guid? CategoryId { get; private set; }

    public string Title { get; private set; } = "";
    public string Text { get; private set; } = "";
    public TemplateState State { get; private set; }

    /// <summary>Null: it came with the product.</summary>
    public Guid? WrittenBy { get; private set; }

    public DateTimeOffset WrittenAt { get; private set; }

    /// <summary>Who looked at it and put it into use. Null: nobody yet.</summary>
    public Guid? ApprovedBy { get; private set; }

    public DateTimeOffset? ApprovedAt { get; private set; }

    /// <summary>What is to be mended before it can be used. Null: nobody has said.</summary>
    public string? Remark { get; private set; }

    /// <param name="number">One more than the latest version.</param>
    public static ReadyText Write(Guid id, ReadyTextPlace place, int number, ReadyTextContent content, Guid? by, DateTimeOffset now)
    {
        var text = new ReadyText { Id = id, TextId = place.TextId, Number = number, Use = place.Use, Language = place.Language };
        text.Take(content, by, now);
        return text;
    }

    public void Change(ReadyTextContent content, Guid by, DateTimeOffset now)
    {
        RefuseIfDecided();
        Take(content, by, now);
        Remark = null;
    }

    public void Approve(Guid by, DateTimeOffset now)
    {
        RefuseIfDecided();
        RefuseOwn(by);
        (State, ApprovedBy, ApprovedAt, Remark) = (TemplateState.Approved, by, now, null);
    }

    /// <summary>It is not good yet: whoever writes mends it.</summary>
    public void SendBack(string remark, Guid by)
    {
        RefuseIfDecided();
        RefuseOwn(by);
        Remark = remark;
    }

    /// <summary>Another version is in use from now on.</summary>
    public void StandBack() => State = TemplateState.Replaced;

    public void Withdraw()
    {
        Refuse.If(State is not (TemplateState.Draft or TemplateState.Approved), "This version is not in use any more.");
        State = TemplateState.Withdrawn;
    }

    /// <summary>Its words with the values of one case. Articles have no places.</summary>
    public string Filled(IReadOnlyDictionary<string, string> values) => Use is ReadyTextUse.Article ? Text : MessageText.Fill(Text, values);

    /// <summary>So many figures in a row are an account, a card, a document or a telephone of somebody; shorter ones are amounts, days and hotlines.</summary>
    public static bool HasNumberOfSomebody(string text) => NumberOfSomebody().IsMatch(HalfWidth.Of(text));

    private void Take(ReadyTextContent content, Guid? by, DateTimeOffset now)
    {
        Refuse.If(
            HasNumberOfSomebody(content.Title) || HasNumberOfSomebody(content.Text),
            "The text holds a long number, as of an account, a document or a telephone. Take it out: the whole bank reads it.");
        if (Use is not ReadyTextUse.Article)
        {
            Refuse.If(MessageText.Check(content.Text, Places));
        }

        (Title, Text, CategoryId) = (content.Title, content.Text, content.CategoryId);
        (WrittenBy, WrittenAt) = (by, now);
    }

    private void RefuseIfDecided() => Refuse.If(State is not TemplateState.Draft, "It has been decided already: write a new version.");

    private void RefuseOwn(Guid by) => Refuse.If(WrittenBy == by, "Whoever wrote a text does not approve it: ask a colleague.");

    [GeneratedRegex(@"[0-9]([ -]?[0-9]){10}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NumberOfSomebody();
}

/// <summary>Which text it is.</summary>
public sealed record ReadyTextPlace(Guid TextId, ReadyTextUse Use, TextLanguage Language);

/// <summary>What it says.</summary>
/// <param name="CategoryId">Null: for cases of any category.</param>
public sealed record ReadyTextContent(string Title, string Text, Guid? CategoryId);
