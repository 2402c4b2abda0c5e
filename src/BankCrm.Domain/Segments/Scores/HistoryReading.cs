using System.Globalization;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Segments.Scores;

/// <summary>How a list of past contacts is to be understood.</summary>
/// <param name="OutcomeColumn">Which column tells what came of the contact.</param>
/// <param name="OutcomeValues">What stands there where it came about. Anything else that is not empty: it did not.</param>
/// <param name="OrderColumn">The days of the contacts, or figures that rise with them. Null: the order is told otherwise, or there is none.</param>
/// <param name="CustomerColumn">Whose row it is. Null: the rows are nobody's.</param>
/// <param name="Before">Columns somebody vouches for: they are known before the contact.</param>
/// <param name="After">Columns that are known only afterwards.</param>
/// <param name="NotUsed">Columns that are to stay out for another reason.</param>
public sealed record HistorySettings(
    string OutcomeColumn, IReadOnlyList<string> OutcomeValues, HistoryOrder Order, string? OrderColumn = null, string? CustomerColumn = null,
    IReadOnlyList<string>? Before = null, IReadOnlyList<string>? After = null, IReadOnlyList<string>? NotUsed = null)
{
    /// <summary>The first column that is named and is not there. Null: all are.</summary>
    public string? Missing(IReadOnlyList<string> names) =>
        new[] { OutcomeColumn, OrderColumn, CustomerColumn }.Concat(Before ?? []).Concat(After ?? []).Concat(NotUsed ?? []).FirstOrDefault(n => n is not null && !names.Contains(n, StringComparer.OrdinalIgnoreCase));
}

/// <summary>A row of a history as it was read.</summary>
/// <param name="Cells">By the places of the columns of the file.</param>
/// <param name="Outcome">Null: nothing is known yet.</param>
public sealed record HistoryRowRead(string[] Cells, bool? Outcome, DateOnly? Day, double? Rank, string Customer);

/// <summary>A history as it was read, with what was found of its columns.</summary>
/// <param name="Columns">By the places of the columns of the file; null for those that tell the outcome or the customer.</param>
public sealed record HistoryRead(IReadOnlyList<string> Names, IReadOnlyList<FoundColumn?> Columns, IReadOnlyList<HistoryRowRead> Rows);

public static class HistoryReading
{
    /// <param name="rows">Without the header; as many cells as there are names.</param>
    /// <exception cref="RefusedException">A column is not there, or nothing can be learnt from it.</exception>
    public static HistoryRead Read(IReadOnlyList<string> names, IEnumerable<string[]> rows, HistorySettings settings)
    {
        Refuse.If(settings.Missing(names) is not null, "No column is called {0}.", settings.Missing(names) ?? "");
        Refuse.If(names.Distinct(StringComparer.OrdinalIgnoreCase).Count() < names.Count, "Two columns have the same name.");
        var (outcome, order, customer) = (Place(names, settings.OutcomeColumn), Place(names, settings.OrderColumn), Place(names, settings.CustomerColumn));
        var wanted = settings.OutcomeValues.ToHashSet(StringComparer.OrdinalIgnoreCase);
        List<HistoryRowRead> read =
        [
            .. rows.Select(cells => new HistoryRowRead(
                cells, cells[outcome].Length == 0 ? null : wanted.Contains(cells[outcome]), order >= 0 ? CellText.Day(cells[order]) : null,
                order >= 0 ? CellText.Figure(cells[order], hasComma: false) : null, customer >= 0 ? cells[customer] : "")),
        ];
        Refuse.If(read.Count == 0, "There is no row in it.");
        Refuse.If(read.TrueForAll(r => r.Outcome != true), "No row has the outcome that was named.");
        if (order >= 0)
        {
            Refuse.If(read.Exists(r => r.Day is null && r.Rank is null), "In the column {0} a row has neither a day nor a figure.", settings.OrderColumn!);
            read = [.. read.Index().OrderBy(r => r.Item.Day is { } day ? day.DayNumber : r.Item.Rank!.Value).ThenBy(r => r.Index).Select(r => r.Item)];
        }

        var outcomes = read.Select(r => r.Outcome).ToArray();
        var days = order >= 0 && read.TrueForAll(r => r.Day is not null) ? read.Select(r => r.Day).ToArray() : null;
        List<FoundColumn?> found = [.. names.Select((name, place) => place == outcome || place == customer ? null : place == order ? Ordering(name, read, place) : Found(name, read, place, outcomes, days, settings))];
        var doubted = ColumnFinder.Compare([.. found.OfType<FoundColumn>().Where(f => settings.Before?.Contains(f.Name, StringComparer.OrdinalIgnoreCase) != true)]).ToDictionary(f => f.Name);
        return new(names, [.. found.Select(f => f is null ? null : doubted.GetValueOrDefault(f.Name, f))], read);
    }

    /// <summary>The rows whose outcome is known, with the columns that may speak.</summary>
    /// <param name="columns">With their places in the cells.</param>
    public static HistoryTable Table(IReadOnlyList<(int Place, string Name, HistoryColumnKind Kind)> columns, IReadOnlyList<HistoryRowRead> rows, HistoryOrder order)
    {
        var known = rows.Where(r => r.Outcome is not null).ToArray();
        var customers = new Dictionary<string, int>(StringComparer.Ordinal);
        return new(
            [.. columns.Select(c => new HistoryColumnCells(c.Name, c.Kind is HistoryColumnKind.Day ? HistoryColumnKind.Number : c.Kind, Array.ConvertAll(known, r => Cell(c.Kind, r.Cells[c.Place], r.Day))))],
            Array.ConvertAll(known, r => r.Outcome == true),
            [.. known.Select((r, i) => r.Customer.Length == 0 ? -1 - i : customers.TryGetValue(r.Customer, out var number) ? number : customers[r.Customer] = customers.Count)],
            order is not HistoryOrder.None,
            order is HistoryOrder.ByDay ? Array.ConvertAll(known, r => r.Day?.DayNumber ?? r.Rank?.GetHashCode() ?? 0) : null);
    }

    /// <summary>What a score reads: of a day, how many days before the contact it was.</summary>
    public static string Cell(HistoryColumnKind kind, string cell, DateOnly? contact) => kind is not HistoryColumnKind.Day ? cell
        : CellText.Day(cell) is { } day && contact is { } on ? (on.DayNumber - day.DayNumber).ToString(CultureInfo.InvariantCulture)
        : "";

    private static FoundColumn Found(string name, List<HistoryRowRead> rows, int place, bool?[] outcomes, DateOnly?[]? days, HistorySettings settings)
    {
        var found = ColumnFinder.Find(name, [.. rows.Select(r => r.Cells[place])], outcomes, days);
        return Names(settings.After) ? found with { Use = HistoryColumnUse.After, Doubt = ColumnDoubt.Told }
            : Names(settings.NotUsed) ? found with { Use = HistoryColumnUse.NotUsed, Doubt = ColumnDoubt.Told }
            : Names(settings.Before) ? found with { Use = HistoryColumnUse.Before }
            : found;

        bool Names(IReadOnlyList<string>? some) => some?.Contains(name, StringComparer.OrdinalIgnoreCase) == true;
    }

    private static FoundColumn Ordering(string name, List<HistoryRowRead> rows, int place) =>
        new(name, rows.TrueForAll(r => r.Day is not null) ? HistoryColumnKind.Day : HistoryColumnKind.Number, HistoryColumnUse.NotUsed, ColumnDoubt.Order, null, 0, rows.Select(r => r.Cells[place]).Distinct(StringComparer.Ordinal).Count());

    private static int Place(IReadOnlyList<string> names, string? name) => name is null ? -1 : names.Index().First(n => string.Equals(n.Item, name, StringComparison.OrdinalIgnoreCase)).Index;
}
