using System.Linq.Expressions;
using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Domain.Segments.Definitions;

namespace BankCrm.Application.Segments.Fields;

/// <summary>Under which heading a field stands.</summary>
public enum SegmentSubject
{
    [Means("About the person")] Person,
    [Means("Relationship with the bank")] Relationship,
    Holdings,
    [Means("Behaviour")] Behaviour,
    [Means("Contact and service")] Contact,
    [Means("Consent and reach")] Consent,
    [Means("Lists and segments")] Groups,
}

/// <summary>What a field's values are, and so what can be asked of it.</summary>
public enum SegmentFieldKind
{
    /// <summary>One of several.</summary>
    Choice,

    /// <summary>Any number of several.</summary>
    Choices,

    /// <summary>Words as they are written, with commas between them.</summary>
    Words,

    Number,

    /// <summary>In home currency.</summary>
    Money,

    Day,
    YesNo,
}

/// <summary>A value that can be chosen.</summary>
/// <param name="Means">A word of the product, for translation. Null: <paramref name="Name"/> is data.</param>
public sealed record SegmentChoice(string Value, string Name, Enum? Means = null)
{
    /// <summary>1 to 12: it is called as that month is. Null: it is no month.</summary>
    public int? Month { get; init; }
}

/// <summary>Something by which customers are told apart.</summary>
/// <param name="Key">As definitions name it: never changed.</param>
/// <param name="Sentence">What it is called, in English.</param>
public sealed record SegmentField(string Key, string Sentence, SegmentSubject Subject, SegmentFieldKind Kind)
{
    private static readonly Dictionary<SegmentFieldKind, IReadOnlyList<SegmentTest>> TestsOf = new()
    {
        [SegmentFieldKind.Choice] = [SegmentTest.IsAnyOf, SegmentTest.IsNoneOf],
        [SegmentFieldKind.Choices] = [SegmentTest.HasAnyOf, SegmentTest.HasAllOf, SegmentTest.HasNoneOf],
        [SegmentFieldKind.Words] = [SegmentTest.IsAnyOf, SegmentTest.IsNoneOf],
        [SegmentFieldKind.Number] = [SegmentTest.AtLeast, SegmentTest.AtMost, SegmentTest.Between],
        [SegmentFieldKind.Money] = [SegmentTest.AtLeast, SegmentTest.AtMost, SegmentTest.Between],
        [SegmentFieldKind.Day] = [SegmentTest.InLastDays, SegmentTest.NotInLastDays, SegmentTest.InNextDays, SegmentTest.BetweenDays],
        [SegmentFieldKind.YesNo] = [SegmentTest.Yes, SegmentTest.No],
    };

    /// <summary>What can be asked of it, the usual first.</summary>
    public IReadOnlyList<SegmentTest> Tests => OnlyTests ?? (MayBeUnknown ? [.. TestsOf[Kind], SegmentTest.IsUnknown] : TestsOf[Kind]);

    /// <summary>Null: all that its kind takes make sense.</summary>
    internal IReadOnlyList<SegmentTest>? OnlyTests { get; init; }

    /// <summary>That nothing is on record can be asked for.</summary>
    public bool MayBeUnknown { get; init; }

    /// <summary>What can be chosen, where it does not depend on data.</summary>
    public IReadOnlyList<SegmentChoice> Choices { get; init; } = [];

    /// <summary>Which of the things that are counted can be chosen. Empty: it counts all.</summary>
    public IReadOnlyList<SegmentChoice> CountedChoices { get; init; } = [];

    /// <summary>The windows that can be chosen, in days. Empty: any, or the field does not count.</summary>
    public IReadOnlyList<int> Windows { get; init; } = [];

    /// <summary>It counts what happened within so many days.</summary>
    public bool AsksForDays { get; init; }

    /// <summary>It asks for what a protected record hides.</summary>
    public bool IsOfThePerson { get; init; }

    /// <summary>Reads what can be chosen. Null: it is known.</summary>
    internal Func<CrmDb, CurrentUser, CancellationToken, Task<IReadOnlyList<SegmentChoice>>>? ReadChoices { get; init; }

    /// <summary>The condition for the database. The condition has been checked.</summary>
    internal Func<SegmentCondition, SegmentAsking, Expression<Func<SegmentRow, bool>>> Where { get; init; } = (_, _) => SegmentExpressions.False;
}

/// <summary>Brings fields. A feature writes a sealed class marked as a policy; it is found.</summary>
internal interface ISegmentFields
{
    IReadOnlyList<SegmentField> Fields { get; }
}

/// <summary>All fields there are.</summary>
[Policy]
internal sealed class SegmentFields(IEnumerable<ISegmentFields> brought)
{
    public IReadOnlyList<SegmentField> All { get; } = [.. brought.SelectMany(b => b.Fields).OrderBy(f => f.Subject)];

    private Dictionary<string, SegmentField> ByKey => field ??= All.ToDictionary(f => f.Key, StringComparer.Ordinal);

    /// <summary>Null: there is none, or none any more.</summary>
    public SegmentField? Find(string key) => ByKey.GetValueOrDefault(key);
}
