using System.Text.Json;
using System.Text.Json.Serialization;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Segments.Definitions;

/// <summary>What a segment asks for, as it is kept. Equal where it asks for the same.</summary>
public static class SegmentDefinition
{
    public const int MaxDepth = 4;
    public const int MaxConditions = 40;
    public const int MaxValues = 200;

    private static readonly JsonSerializerOptions Written = new() { Converters = { new JsonStringEnumConverter() } };

    extension(SegmentGroup group)
    {
        public IEnumerable<SegmentCondition> Conditions => group.Parts.SelectMany(p => p switch
        {
            SegmentGroup inner => inner.Conditions,
            SegmentCondition condition => [condition],
            _ => [],
        });

        /// <summary>1: no group within the group.</summary>
        public int Depth => 1 + group.Parts.OfType<SegmentGroup>().Select(g => g.Depth).DefaultIfEmpty().Max();

        /// <summary>Groups that hold nothing ask for nothing: they are left out.</summary>
        public SegmentGroup WithoutEmptyGroups() => group with
        {
            Parts = [.. group.Parts.Select(p => p is SegmentGroup inner ? inner.WithoutEmptyGroups() : p).Where(p => p is not SegmentGroup { Parts: [] })],
        };

        /// <exception cref="RefusedException">It is too large to be read by anybody.</exception>
        public void RefuseIfTooLarge()
        {
            Refuse.If(group.Depth > MaxDepth, "Groups stand in each other more than {0} deep. Make a segment of the inner one and ask for that.", MaxDepth);
            Refuse.If(group.Conditions.Count() > MaxConditions, "These are more than {0} conditions. Make a segment of some of them and ask for that.", MaxConditions);
            Refuse.If(group.Conditions.Any(c => c.Values.Count > MaxValues || c.Of.Count > MaxValues), "A condition names more than {0} values.", MaxValues);
        }

        public string ToJson() => JsonSerializer.Serialize<SegmentPart>(group, Written);
    }

    /// <exception cref="JsonException">It is no definition.</exception>
    public static SegmentGroup Read(string json) =>
        JsonSerializer.Deserialize<SegmentPart>(json, Written) as SegmentGroup ?? throw new JsonException("A definition is a group.");
}
