using BankCrm.Application.Segments.Fields;
using BankCrm.Domain.Segments.Definitions;

namespace BankCrm.Web.Pages.Segments;

/// <summary>One condition in the form.</summary>
/// <param name="Place">Its line.</param>
/// <param name="Choices">What can be ticked.</param>
public sealed record ConditionShown(int Place, SegmentLine Line, SegmentField Field, IReadOnlyList<SegmentChoice> Choices)
{
    public string Name => $"Input.Lines[{Place}]";

    public SegmentTest Test => Line.TestOf(Field);

    public bool IsRange => Test is SegmentTest.Between or SegmentTest.BetweenDays;

    public bool Ticks => Field.Kind is SegmentFieldKind.Choice or SegmentFieldKind.Choices && Test is not SegmentTest.IsUnknown;

    public bool Writes => !Ticks && Field.Kind is not SegmentFieldKind.YesNo && Test is not SegmentTest.IsUnknown;

    public bool IsDay => Test is SegmentTest.BetweenDays;

    /// <summary>The value is a number of days.</summary>
    public bool CountsDays => Test is SegmentTest.InLastDays or SegmentTest.NotInLastDays or SegmentTest.InNextDays;
}

/// <summary>A menu of values that can be ticked.</summary>
/// <param name="None">What stands there while nothing is ticked.</param>
public sealed record TicksShown(string Name, string Id, string Label, string None, IReadOnlyList<SegmentChoice> Choices, IReadOnlyCollection<string> Ticked);
