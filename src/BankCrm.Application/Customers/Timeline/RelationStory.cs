using BankCrm.Domain.Customers.Relationships;

namespace BankCrm.Application.Customers.Timeline;

/// <summary>Tells what happened to relations and the household as such, and not as fields that changed.</summary>
internal static class RelationStory
{
    private static readonly HashSet<string> Fields =
    [
        .. RecordedField.All
            .Where(f => f.Key.StartsWith(nameof(Relation) + "/", StringComparison.Ordinal) || f.Key.StartsWith(nameof(Household), StringComparison.Ordinal))
            .Select(f => f.Value.Sentence),
    ];

    /// <param name="changes">Read with the names of others only: where the customer stands themselves, there is none.</param>
    /// <returns>Null: the changes are of something else, or of more.</returns>
    public static (string Sentence, object[] Args)? Of(IReadOnlyList<FieldChange> changes)
    {
        if (changes.Count == 0 || !changes.All(c => Fields.Contains(c.Field)))
        {
            return null;
        }

        return Find(changes, "Kind of relation") switch
        {
            { Old: null, New: RelationKind kind } => Added(changes, kind),
            { New: null } => ("A relation was removed", []),
            not null => ("A relation was changed", []),
            null => OfHousehold(changes) ?? ("A relation was changed", []),
        };
    }

    private static (string Sentence, object[] Args) Added(IReadOnlyList<FieldChange> changes, RelationKind kind) =>
        (Find(changes, "First of the two")?.New, Find(changes, "Second of the two")?.New) switch
        {
            (_, string { Length: > 0 } second) => ("Relation added: {0} {1}", [kind.Second, second]),
            (string { Length: > 0 } first, _) => ("Relation added: {0} {1}", [kind.First, first]),
            _ => ("Relation added: {0}", [kind]),
        };

    private static (string Sentence, object[] Args)? OfHousehold(IReadOnlyList<FieldChange> changes) =>
        Find(changes, "Household formed on") is { Old: null } ? ("A household was formed", [])
        : Find(changes, "Household dissolved on") is { Old: null } ? ("The household was dissolved", [])
        : Find(changes, "Household") is not null ? ("The household was renamed", [])
        : Find(changes, "Head of the household") is not null ? ("The household has another head", [])
        : Find(changes, "Member of the household until") is { New: not null } ? ("Left the household", [])
        : Find(changes, "Member of the household since") is { Old: null } ? ("Joined a household", [])
        : null;

    private static FieldChange? Find(IReadOnlyList<FieldChange> changes, string field) => changes.FirstOrDefault(c => c.Field == field);
}
