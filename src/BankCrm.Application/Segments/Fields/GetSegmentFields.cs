using BankCrm.Application.Common;
using BankCrm.Application.Segments.Definitions;
using BankCrm.Domain.Segments.Definitions;

namespace BankCrm.Application.Segments.Fields;

/// <summary>What can be asked for, with the values of those fields that are asked for, or that are named.</summary>
/// <param name="Of">The fields whose values are wanted.</param>
[Allow(SegmentPermissions.Read)]
public sealed record GetSegmentFields(IReadOnlyCollection<string> Of);

/// <param name="Choices">The values of a field by its key, where it has some.</param>
public sealed record SegmentFieldsShown(IReadOnlyList<SegmentField> Fields, IReadOnlyDictionary<string, IReadOnlyList<SegmentChoice>> Choices)
{
    /// <summary>Null: there is none, or none any more.</summary>
    public SegmentField? Find(string key) => Fields.FirstOrDefault(f => f.Key == key);
}

internal sealed class GetSegmentFieldsHandler(CrmDb db, CurrentUser user, SegmentFields fields) : IQueryHandler<GetSegmentFields, SegmentFieldsShown>
{
    public async Task<SegmentFieldsShown> HandleAsync(GetSegmentFields query, CancellationToken ct)
    {
        var choices = new Dictionary<string, IReadOnlyList<SegmentChoice>>(StringComparer.Ordinal);
        foreach (var field in query.Of.Distinct().Select(fields.Find).OfType<SegmentField>())
        {
            choices[field.Key] = field.ReadChoices is { } read ? await read(db, user, ct) : field.Choices;
        }

        return new(fields.All, choices);
    }
}
