using System.Text.Json.Serialization;

namespace BankCrm.Domain.Segments.Definitions;

/// <summary>A part of what a segment asks for: a condition, or a group of parts.</summary>
[JsonDerivedType(typeof(SegmentGroup), "group")]
[JsonDerivedType(typeof(SegmentCondition), "condition")]
public abstract record SegmentPart;

/// <summary>Several parts under one word. A group without parts asks for nothing.</summary>
/// <param name="IsNot">Turns the whole group round.</param>
public sealed record SegmentGroup(SegmentJoin Join, bool IsNot, IReadOnlyList<SegmentPart> Parts) : SegmentPart
{
    /// <summary>All customers.</summary>
    public static SegmentGroup Everybody { get; } = new(SegmentJoin.All, false, []);

    public static SegmentGroup All(params IReadOnlyList<SegmentPart> parts) => new(SegmentJoin.All, false, parts);

    public static SegmentGroup Any(params IReadOnlyList<SegmentPart> parts) => new(SegmentJoin.Any, false, parts);

    /// <summary>None of the parts holds.</summary>
    public static SegmentGroup None(params IReadOnlyList<SegmentPart> parts) => new(SegmentJoin.Any, true, parts);

    /// <summary>Lists are equal where what they hold is.</summary>
    public bool Equals(SegmentGroup? other) => other is not null && Join == other.Join && IsNot == other.IsNot && Parts.SequenceEqual(other.Parts);

    public override int GetHashCode() => Parts.Aggregate(HashCode.Combine(Join, IsNot), HashCode.Combine);
}

/// <summary>One thing that is asked of a customer.</summary>
/// <param name="Field">The key of the field.</param>
/// <param name="Values">As they are stored, whatever the language: names of members, ids, figures with a point, days as 2026-11-26. For a range two, either of which may be empty.</param>
public sealed record SegmentCondition(string Field, SegmentTest Test, params IReadOnlyList<string> Values) : SegmentPart
{
    /// <summary>Which of the things that are counted, where a field counts: categories, channels. Empty: all.</summary>
    public IReadOnlyList<string> Of { get; init; } = [];

    /// <summary>Counted within so many days, today included. Null: the field does not ask.</summary>
    public int? Days { get; init; }

    public bool Equals(SegmentCondition? other) =>
        other is not null && Field == other.Field && Test == other.Test && Days == other.Days && Values.SequenceEqual(other.Values) && Of.SequenceEqual(other.Of);

    public override int GetHashCode() => Values.Concat(Of).Aggregate(HashCode.Combine(Field, Test, Days), HashCode.Combine);
}
