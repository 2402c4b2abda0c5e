using System.Text.Json;
using System.Text.Json.Serialization;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.DataQuality.Import;

/// <summary>
/// What the columns of lists of one kind mean, kept for the next one: under a name that somebody gave it, or without a name as it was
/// when such a list was imported last.
/// </summary>
[Class(DataClass.C1)]
public sealed class SavedMapping : Entity, IBranchScoped
{
    public const int NameMaxLength = 60;

    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    private SavedMapping() { } // EF Core

    public Guid BranchId { get; private init; }

    /// <summary>Empty: nobody gave it one.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Of what such lists tell.</summary>
    public ImportSubject Subject { get; private init; }

    /// <summary>Equal for lists with the same columns, in whatever order. See <see cref="ColumnNames.KeyOf"/>.</summary>
    public string HeaderKey { get; private set; } = "";

    /// <summary>A <see cref="NamedColumns"/> as JSON.</summary>
    public string ColumnsJson { get; private set; } = "";

    public DateTimeOffset UsedAt { get; private set; }

    public NamedColumns Columns => JsonSerializer.Deserialize<NamedColumns>(ColumnsJson, Json)!;

    /// <param name="name">Empty: the mapping of the last import.</param>
    public static SavedMapping Keep(Guid id, Guid branchId, string name, ImportLayout layout, ImportMapping mapping, DateTimeOffset now)
    {
        var kept = new SavedMapping { Id = id, BranchId = branchId, Name = name, Subject = mapping.Subject };
        kept.Replace(layout, mapping, now);
        return kept;
    }

    public void Replace(ImportLayout layout, ImportMapping mapping, DateTimeOffset now)
    {
        HeaderKey = ColumnNames.KeyOf(layout.Headers);
        ColumnsJson = JsonSerializer.Serialize(NamedColumns.Of(layout.Headers, mapping), Json);
        UsedAt = now;
    }

    public void Use(DateTimeOffset now) => UsedAt = now;
}

/// <summary>A mapping by the names of the columns instead of their places.</summary>
/// <param name="Fields">For each name that stands once in the header, and means something.</param>
/// <param name="Rest">All else of the mapping; its columns are empty.</param>
public sealed record NamedColumns(IReadOnlyDictionary<string, ImportField> Fields, ImportMapping Rest)
{
    public static NamedColumns Of(IReadOnlyList<string> headers, ImportMapping mapping) => new(
        headers.Zip(mapping.Columns)
            .GroupBy(c => ColumnNames.Plain(c.First))
            .Where(same => same.Count() == 1 && same.Key.Length > 0 && same.Single().Second is not null)
            .ToDictionary(same => same.Key, same => same.Single().Second!.Value),
        mapping with { Columns = [] });

    /// <summary>How many columns of a header it knows.</summary>
    public int Knows(IReadOnlyList<string> headers) => headers.Count(h => Fields.ContainsKey(ColumnNames.Plain(h)));

    /// <summary>For a list with these columns; those it does not know are left out.</summary>
    public ImportMapping For(IReadOnlyList<string> headers) => Rest with
    {
        Columns = [.. headers.Select(h => Fields.TryGetValue(ColumnNames.Plain(h), out var field) ? field : (ImportField?)null)],
    };
}
