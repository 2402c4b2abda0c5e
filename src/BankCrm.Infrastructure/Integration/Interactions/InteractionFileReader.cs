using System.Globalization;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Tasks.Interactions;
using BankCrm.Infrastructure.DataQuality.Import;

namespace BankCrm.Infrastructure.Integration.Interactions;

/// <summary>Reads a list of calls, reviews or other contacts, by what its columns are called. What is not understood is kept as it stands, below the text.</summary>
public static class InteractionFileReader
{
    private static readonly Dictionary<string, string[]> Names = new()
    {
        ["day"] = ["datereceived", "date", "day", "日期"],
        ["begin"] = ["serstart", "start", "time", "begin", "开始时间"],
        ["length"] = ["sertime", "duration", "length", "时长"],
        ["customer"] = ["randclient", "clientid", "customerid", "customernumber", "客户号"],
        ["complaint"] = ["complaintid", "caseid", "工单编号"],
        ["phone"] = ["phonefinal", "phone", "mobile", "电话"],
        ["subject"] = ["subject", "issue", "标题"],
        ["text"] = ["reviews", "review", "consumercomplaintnarrative", "text", "内容"],
        ["stars"] = ["stars", "rating", "评分"],
        ["outcome"] = ["outcome", "结果"],
    };

    private static readonly string[] DayFormats = ["yyyy-MM-dd", "dd-MM-yyyy", "yyyy/M/d"];
    private static readonly string[] TimeFormats = [@"hh\:mm\:ss", @"hh\:mm", @"h\:mm\:ss"];

    /// <param name="kind">By which road they came.</param>
    /// <param name="refused">Takes the rows that cannot be read.</param>
    /// <exception cref="FormatException">A column that must be there is missing.</exception>
    public static IEnumerable<ToldInteraction> Read(TextReader file, InteractionKind kind, ICollection<RefusedInteraction> refused)
    {
        using var rows = CsvScanner.Read(file, ',').GetEnumerator();
        List<string> header = rows.MoveNext() ? [.. rows.Current.Cells.Select(c => c.Trim('\uFEFF', ' '))] : [];
        var plain = header.ConvertAll(Plain);
        var places = Names.ToDictionary(n => n.Key, n => plain.FindIndex(column => n.Value.Contains(column)));
        if (places["day"] < 0)
        {
            throw new FormatException($"No column is called {string.Join(", ", Names["day"])}.");
        }

        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        while (rows.MoveNext())
        {
            var row = rows.Current;
            if (!DateOnly.TryParseExact(Cell("day"), DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                refused.Add(new(row.Line, $"'{Cell("day")}' is no day."));
                continue;
            }

            var whole = string.Join('\u001f', row.Cells);
            seen[whole] = seen.GetValueOrDefault(whole) + 1; // two rows may be the same to the letter, and are two
            var written = Cell("text");
            var rest = header.Zip(row.Cells, (name, cell) => (name, cell: cell.Trim())).Where((c, place) => c.cell.Length > 0 && !places.ContainsValue(place));
            var subject = Cell("subject") is { Length: > 0 } told ? told : written.Length > 0 ? written : Cell("begin").Length > 0 ? "Call" : "Contact";
            yield return new(
                row.Line, $"{whole}\u001f{seen[whole].ToString(CultureInfo.InvariantCulture)}", Cell("customer"), Cell("complaint"), Cell("phone"), kind,
                (Branch.StartOf(day) + (Time(Cell("begin")) ?? TimeSpan.Zero)).ToUniversalTime(), Cut(OneLine(subject), Interaction.SubjectMaxLength),
                Cut(string.Join('\n', new[] { written }.Concat(rest.Select(c => $"{c.name}: {c.cell}")).Where(l => l.Length > 0)), Interaction.TextMaxLength))
            {
                Minutes = Time(Cell("length")) is { } length ? Math.Min((int)Math.Ceiling(length.TotalMinutes), Interaction.MostMinutes) : null,
                Outcome = Cell("outcome").ToUpperInvariant() is "HANG" or "PHANTOM" or "NOT REACHED" or "未接通" ? InteractionOutcome.NotReached : null,
                Mood = Cell("stars") switch { "1" or "2" => InteractionMood.Displeased, "3" => InteractionMood.Neutral, "4" or "5" => InteractionMood.Pleased, _ => null },
            };

            string Cell(string name) => places[name] >= 0 && places[name] < row.Cells.Length ? row.Cells[places[name]].Trim() : "";
        }
    }

    private static TimeSpan? Time(string text) => TimeSpan.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, out var time) ? time : null;

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1)] + "…";

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
