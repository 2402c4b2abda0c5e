using System.Globalization;
using BankCrm.Application.Customers.List;
using BankCrm.Application.Platform.Localisation;

namespace BankCrm.Application.DataQuality.Export;

/// <summary>The columns of an exported list: those of the page, in its order, and shown as there.</summary>
public static class ExportColumns
{
    public static IReadOnlyList<string> Headings(IReadOnlyList<CustomerColumn> columns, IWords text) =>
        [.. columns.SelectMany<CustomerColumn, string>(c => c is CustomerColumn.Name ? [text[c], text["Also called"]] : [text[c]])];

    public static IReadOnlyList<string> Cells(CustomerRow row, IReadOnlyList<CustomerColumn> columns, IWords text)
    {
        var cells = new List<string>(columns.Count + 1);
        foreach (var column in columns)
        {
            if (column is CustomerColumn.Name)
            {
                cells.Add(row.Name ?? text["Protected record"]);
                cells.Add(row.AlsoCalled);
            }
            else
            {
                cells.Add(Cell(row, column, text));
            }
        }

        return cells;
    }

    private static string Cell(CustomerRow row, CustomerColumn column, IWords text) => column switch
    {
        CustomerColumn.Number => row.Number,
        CustomerColumn.Kind => Said(row.Kind, text),
        CustomerColumn.Tier => Said(row.Tier, text),
        CustomerColumn.Stage => Said(row.Stage, text),
        CustomerColumn.Owner => row.Owner ?? "",
        CustomerColumn.City => row.City,
        CustomerColumn.Born => row.BirthYear?.ToString(CultureInfo.InvariantCulture) ?? "",
        CustomerColumn.Branch => row.Branch ?? "",
        CustomerColumn.Phone => row.Phone?.ToString() ?? "",
        CustomerColumn.Sex => Said(row.Sex, text),
        CustomerColumn.Tags => string.Join(", ", row.Tags),
        CustomerColumn.Occupation => row.Occupation,
        CustomerColumn.Language => Said(row.Language, text),
        CustomerColumn.Appetite => Said(row.Appetite, text),
        CustomerColumn.Added => row.RegisteredOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
        CustomerColumn.Changed => row.ChangedAt?.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) ?? "",
        CustomerColumn.Died => row.DiedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, "A column that no file has a word for."),
    };

    private static string Said(Enum? value, IWords text) => value is null ? "" : text[value];
}
