using System.Globalization;
using BankCrm.Application.Segments.Fields;
using BankCrm.Domain.Segments.Definitions;

namespace BankCrm.Web.Pages.Segments;

/// <summary>What a segment asks for as lines of a form: groups, and what stands in them further in.</summary>
public class SegmentForm
{
    public const int MaxLines = 120;

    public Guid Id { get; set; }

    public uint Version { get; set; }

    public string? Name { get; set; }

    public string? Purpose { get; set; }

    public SegmentReach Reach { get; set; }

    /// <summary>The first is the group that holds all.</summary>
    public List<SegmentLine> Lines { get; set; } = [];

    public void Take(SegmentGroup group)
    {
        Lines = [];
        Add(group, 0);
    }

    public SegmentGroup Asks(SegmentFieldsShown fields)
    {
        var place = 0;
        return Lines.Count == 0 ? SegmentGroup.Everybody : Group(ref place, fields);
    }

    /// <summary>The conditions with the lines they stand in.</summary>
    public IReadOnlyList<(int Line, SegmentCondition Condition)> ConditionLines(SegmentFieldsShown fields) =>
        [.. Lines.Index().Where(l => !l.Item.IsGroup && !string.IsNullOrEmpty(l.Item.Field)).Select(l => (l.Index, l.Item.Condition(fields)))];

    /// <summary>"condition 2" and "group 2" add to the group in line 2, "remove 3" takes line 3 out with what stands in it; anything else changes nothing.</summary>
    public void Do(string? what)
    {
        if (Lines.Count == 0)
        {
            Lines.Add(new() { IsGroup = true });
        }

        if (what?.Split(' ') is not [var verb, var text] || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var line) || line >= Lines.Count)
        {
            return;
        }

        var end = EndOf(line);
        if (verb == "remove" && line > 0)
        {
            Lines.RemoveRange(line, end - line);
        }
        else if (verb is "condition" or "group" && Lines[line].IsGroup && Lines.Count < MaxLines)
        {
            Lines.Insert(end, new() { Depth = Lines[line].Depth + 1, IsGroup = verb == "group", Join = Lines[line].Join is SegmentJoin.All ? SegmentJoin.Any : SegmentJoin.All });
            if (verb == "group")
            {
                Lines.Insert(end + 1, new() { Depth = Lines[line].Depth + 2 });
            }
        }
    }

    private int EndOf(int line)
    {
        var next = Lines.FindIndex(line + 1, l => l.Depth <= Lines[line].Depth);
        return next < 0 ? Lines.Count : next;
    }

    private void Add(SegmentPart part, int depth)
    {
        if (part is SegmentCondition condition)
        {
            Lines.Add(SegmentLine.Of(condition, depth));
            return;
        }

        var group = (SegmentGroup)part;
        Lines.Add(new() { Depth = depth, IsGroup = true, Join = group.Join, IsNot = group.IsNot });
        foreach (var inner in group.Parts)
        {
            Add(inner, depth + 1);
        }
    }

    private SegmentGroup Group(ref int place, SegmentFieldsShown fields)
    {
        var head = Lines[place++];
        var parts = new List<SegmentPart>();
        while (place < Lines.Count && Lines[place].Depth > head.Depth)
        {
            var line = Lines[place];
            if (line.IsGroup)
            {
                parts.Add(Group(ref place, fields));
                continue;
            }

            place++;
            if (!string.IsNullOrEmpty(line.Field))
            {
                parts.Add(line.Condition(fields));
            }
        }

        return new(head.Join, head.IsNot, parts);
    }
}

/// <summary>A group or a condition as it stands in the form. Of what a condition does not ask for, nothing is read.</summary>
public sealed class SegmentLine
{
    public int Depth { get; set; }

    public bool IsGroup { get; set; }

    public SegmentJoin Join { get; set; }

    public bool IsNot { get; set; }

    public string? Field { get; set; }

    public SegmentTest Test { get; set; }

    /// <summary>Values that are ticked.</summary>
    public List<string> Picked { get; set; } = [];

    /// <summary>The first value that is written, or words with commas between them.</summary>
    public string? From { get; set; }

    /// <summary>The second value that is written.</summary>
    public string? To { get; set; }

    /// <summary>Which of the things that are counted are ticked.</summary>
    public List<string> Counted { get; set; } = [];

    public int? Days { get; set; }

    public static SegmentLine Of(SegmentCondition condition, int depth) => new()
    {
        Depth = depth,
        Field = condition.Field,
        Test = condition.Test,
        Picked = [.. condition.Values],
        From = condition.Test is SegmentTest.IsAnyOf or SegmentTest.IsNoneOf ? string.Join(", ", condition.Values) : condition.Values.ElementAtOrDefault(0),
        To = condition.Values.ElementAtOrDefault(1),
        Counted = [.. condition.Of],
        Days = condition.Days,
    };

    /// <summary>The question that stands in the form: the field's first, where the one it had does not fit a field that was changed.</summary>
    public SegmentTest TestOf(SegmentField field) => field.Tests.Contains(Test) ? Test : field.Tests[0];

    internal SegmentCondition Condition(SegmentFieldsShown fields)
    {
        if (fields.Find(Field!) is not { } field)
        {
            return new(Field!, Test);
        }

        var test = TestOf(field);
        return new(field.Key, test, [.. ValuesOf(field, test)])
        {
            Of = field.CountedChoices.Count > 0 ? [.. Counted] : [],
            Days = field.AsksForDays ? Days ?? (field.Windows.Count > 0 ? field.Windows[0] : null) : null,
        };
    }

    private IEnumerable<string> ValuesOf(SegmentField field, SegmentTest test) => (field.Kind, test) switch
    {
        (_, SegmentTest.IsUnknown) or (SegmentFieldKind.YesNo, _) => [],
        (SegmentFieldKind.Choice or SegmentFieldKind.Choices, _) => Picked,
        (SegmentFieldKind.Words, _) => (From ?? "").Split([',', '，', '、'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        (_, SegmentTest.Between or SegmentTest.BetweenDays) => [Plain(From), Plain(To)],
        _ => [Plain(From)],
    };

    private static string Plain(string? written) => (written ?? "").Replace(",", "", StringComparison.Ordinal).Trim();
}
