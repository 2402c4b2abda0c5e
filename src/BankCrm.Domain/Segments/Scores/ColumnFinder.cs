using System.Text;

namespace BankCrm.Domain.Segments.Scores;

/// <summary>What was found of a column.</summary>
/// <param name="Alone">How well it ranks the outcomes by itself: 0.5 is chance. Null: it was not tried.</param>
public sealed record FoundColumn(string Name, HistoryColumnKind Kind, HistoryColumnUse Use, ColumnDoubt Doubt, double? Alone, int Empty, int Distinct)
{
    /// <summary>A fiftieth of the rows or more, which it puts together, have one outcome only.</summary>
    public bool IsSureSomewhere { get; init; }
}

/// <summary>
/// Finds of a column what it holds, and whether it may be one that is known only when the outcome is: by its name, or by what it does. A doubt keeps a
/// column out until somebody who may says that it is known before.
/// </summary>
public static class ColumnFinder
{
    /// <summary>A single column that ranks the outcomes as well as this knows them. In public benchmarks the best honest one reaches 0.75 to 0.88.</summary>
    public const double TooWell = 0.92;

    /// <summary>Suspicious where it is sure somewhere, and so far ahead of the next best.</summary>
    private const double RatherWell = 0.75;

    private const double FarAhead = 1.2;
    private const double SureShare = 0.02;
    private const double SurelyChance = 1e-9;
    private const double MostlyFigures = 0.95;
    private const int FewRows = 50;
    private const int LongNumber = 7;
    private const double ManyWords = 0.2;
    private const double NearlyAll = 0.995;

    private static readonly string[] LaterWords = ["result", "closed", "ended", "converted", "conversion", "结果", "办结", "结束", "成交"];
    private static readonly string[] LengthWords = ["duration", "dauer", "duree", "时长", "通话时长", "通话时间", "talktime", "calltime", "calllength"];
    private static readonly string[] BesideLength = ["call", "contact", "last", "talk", "time", "length", "s", "sec", "secs", "seconds", "min", "mins", "minutes", "in", "of", "the"];
    private static readonly string[] EarlierWords = ["prev", "previous", "prior", "past", "former", "before", "上次", "以前", "历史"];
    private static readonly string[] PersonWords = ["name", "surname", "lastname", "firstname", "fullname", "vorname", "nachname", "nom", "prenom", "姓名", "名字", "客户名称", "客户姓名"];
    private static readonly string[] NumberWords = ["id", "rownumber", "uuid", "guid", "编号", "序号", "客户号", "行号"];

    /// <param name="cells">Trimmed, in the order of the rows.</param>
    /// <param name="outcomes">Null where a row has none yet.</param>
    /// <param name="days">Of the contacts. Null: they are not known.</param>
    public static FoundColumn Find(string name, string[] cells, bool?[] outcomes, DateOnly?[]? days)
    {
        var said = cells.Where(c => !CellText.IsEmpty(c)).ToList();
        var distinct = said.Distinct(StringComparer.Ordinal).Count();
        var kind = KindOf(said);
        var (use, doubt) = Judge(name, kind, cells, said, distinct, outcomes, days);
        var found = new FoundColumn(name, kind, use, doubt, null, cells.Length - said.Count, distinct);
        if (use is not HistoryColumnUse.Before)
        {
            return found;
        }

        var (alone, isSure) = Alone(kind, cells, outcomes);
        found = found with { Alone = alone, IsSureSomewhere = isSure };
        return alone >= TooWell ? found with { Use = HistoryColumnUse.After, Doubt = ColumnDoubt.TellsTooMuch } : found;
    }

    /// <summary>One that is sure of some outcomes and far ahead of all others is doubted too.</summary>
    public static IReadOnlyList<FoundColumn> Compare(IReadOnlyList<FoundColumn> found)
    {
        var ranked = found.Where(f => f.Use is HistoryColumnUse.Before && f.Alone is not null).OrderByDescending(f => f.Alone).ToList();
        return ranked is [{ IsSureSomewhere: true, Alone: >= RatherWell } best, var next, ..] && best.Alone - 0.5 >= (next.Alone - 0.5) * FarAhead
            ? [.. found.Select(f => f == best ? f with { Use = HistoryColumnUse.After, Doubt = ColumnDoubt.TellsTooMuch } : f)]
            : found;
    }

    /// <summary>Figures have a comma in them where others have a point.</summary>
    public static bool HasComma(IEnumerable<string> said)
    {
        var sample = said.Where(c => c.Contains(',', StringComparison.Ordinal)).Take(1000).ToList();
        return sample.Count > 0 && sample.TrueForAll(c => CellText.Figure(c, hasComma: true) is not null);
    }

    private static HistoryColumnKind KindOf(List<string> said)
    {
        if (said.Count == 0)
        {
            return HistoryColumnKind.Word;
        }

        var days = said.Count(c => CellText.Day(c) is { Year: > 1900 and < 2200 });
        if (days >= said.Count * MostlyFigures)
        {
            return HistoryColumnKind.Day;
        }

        var hasComma = HasComma(said);
        return said.Count(c => CellText.Figure(c, hasComma) is not null) >= said.Count * MostlyFigures ? HistoryColumnKind.Number : HistoryColumnKind.Word;
    }

    private static (HistoryColumnUse Use, ColumnDoubt Doubt) Judge(
        string name, HistoryColumnKind kind, string[] cells, List<string> said, int distinct, bool?[] outcomes, DateOnly?[]? days)
    {
        var parts = Parts(name);
        if (distinct == 0 || (distinct == 1 && said.Count == cells.Length))
        {
            return (HistoryColumnUse.NotUsed, ColumnDoubt.Constant);
        }

        if (IsNumbering(kind, parts, said, distinct))
        {
            return (HistoryColumnUse.NotUsed, ColumnDoubt.Identifier);
        }

        if (kind is HistoryColumnKind.Word && parts.Any(PersonWords.Contains) && distinct > Math.Max(20, said.Count / 100))
        {
            return (HistoryColumnUse.NotUsed, ColumnDoubt.NamesPeople);
        }

        if (kind is HistoryColumnKind.Word && distinct > Math.Max(FewRows, said.Count * ManyWords))
        {
            return (HistoryColumnUse.NotUsed, ColumnDoubt.TooManyWords);
        }

        if (kind is HistoryColumnKind.Day && days is not null && ShareAfter(cells, days) > 0.01)
        {
            return (HistoryColumnUse.After, ColumnDoubt.DaysAfterwards);
        }

        if (IsNamedLater(parts))
        {
            return (HistoryColumnUse.After, ColumnDoubt.NamedLater);
        }

        if (IsEmptyForOne(cells, outcomes))
        {
            return (HistoryColumnUse.After, ColumnDoubt.EmptyForOneOutcome);
        }

        return kind is HistoryColumnKind.Day && days is null ? (HistoryColumnUse.NotUsed, ColumnDoubt.None) : (HistoryColumnUse.Before, ColumnDoubt.None);
    }

    private static bool IsNumbering(HistoryColumnKind kind, List<string> parts, List<string> said, int distinct)
    {
        if (said.Count < FewRows || distinct < said.Count * NearlyAll)
        {
            return false;
        }

        if (parts.Any(NumberWords.Contains))
        {
            return true;
        }

        if (kind is HistoryColumnKind.Word)
        {
            return !said.Exists(c => c.Contains(' ', StringComparison.Ordinal)) && said.TrueForAll(c => c.Any(char.IsAsciiDigit));
        }

        return kind is HistoryColumnKind.Number && said.TrueForAll(c => c.All(char.IsAsciiDigit))
            && (said.TrueForAll(c => c.Length == said[0].Length && c.Length >= LongNumber) || IsRunning(said));
    }

    private static bool IsRunning(List<string> said)
    {
        var numbers = said.ConvertAll(c => CellText.Figure(c, hasComma: false)!.Value);
        return numbers.Zip(numbers.Skip(1)).Count(n => n.Second - n.First == 1) >= (said.Count - 1) * MostlyFigures;
    }

    private static bool IsNamedLater(List<string> parts)
    {
        if (parts.Any(EarlierWords.Contains))
        {
            return false;
        }

        return parts.Any(LaterWords.Contains) || (parts.Any(LengthWords.Contains) && parts.TrueForAll(p => LengthWords.Contains(p) || BesideLength.Contains(p)));
    }

    private static double ShareAfter(string[] cells, DateOnly?[] days)
    {
        var both = Enumerable.Range(0, cells.Length).Select(i => (Day: CellText.Day(cells[i]), Contact: days[i])).Where(p => p.Day is not null && p.Contact is not null).ToList();
        return both.Count == 0 ? 0 : both.Count(p => p.Day > p.Contact) / (double)both.Count;
    }

    // Empty cells, or filled ones, that all go with one outcome, in a number that is no chance.
    private static bool IsEmptyForOne(string[] cells, bool?[] outcomes)
    {
        var known = Enumerable.Range(0, cells.Length).Where(i => outcomes[i] is not null).ToList();
        var rate = known.Count(i => outcomes[i] == true) / (double)Math.Max(1, known.Count);
        return known.GroupBy(i => CellText.IsEmpty(cells[i])).Any(side =>
        {
            var (count, came) = (side.Count(), side.Count(i => outcomes[i] == true));
            return count < known.Count && ((came == 0 && Math.Pow(1 - rate, count) < SurelyChance) || (came == count && Math.Pow(rate, count) < SurelyChance));
        });
    }

    /// <summary>How well the column alone ranks outcomes: shares learnt from one half of the rows, tried on the other, in turn.</summary>
    public static (double Auc, bool IsSure) Alone(HistoryColumnKind kind, string[] cells, bool?[] outcomes)
    {
        var known = Enumerable.Range(0, cells.Length).Where(i => outcomes[i] is not null).ToArray();
        var groups = Groups(kind, cells, known);
        var scores = new double[known.Length];
        for (var half = 0; half < 2; half++)
        {
            var learnt = new Dictionary<int, (int Rows, int Came)>();
            var (rows, ofThem) = (0, 0);
            for (var i = 0; i < known.Length; i++)
            {
                if (i % 2 == half)
                {
                    var so = outcomes[known[i]] == true ? 1 : 0;
                    var (r, c) = learnt.GetValueOrDefault(groups[i]);
                    learnt[groups[i]] = (r + 1, c + so);
                    (rows, ofThem) = (rows + 1, ofThem + so);
                }
            }

            var rate = ofThem / (double)Math.Max(1, rows);
            for (var i = 0; i < known.Length; i++)
            {
                if (i % 2 != half)
                {
                    var (r, c) = learnt.GetValueOrDefault(groups[i]);
                    scores[i] = (c + (rate * 10)) / (r + 10);
                }
            }
        }

        var came = known.Count(i => outcomes[i] == true);
        var isSure = groups.Zip(known).GroupBy(g => g.First).Any(g =>
        {
            var (rows, its) = (g.Count(), g.Count(i => outcomes[i.Second] == true));
            return rows >= known.Length * SureShare && ((its == 0 && Math.Pow(1 - (came / (double)known.Length), rows) < SurelyChance) || (its == rows && Math.Pow(came / (double)known.Length, rows) < SurelyChance));
        });
        return (ScoreFigures.AucOf(scores, Array.ConvertAll(known, i => outcomes[i] == true)), isSure);
    }

    private static int[] Groups(HistoryColumnKind kind, string[] cells, int[] known)
    {
        if (kind is HistoryColumnKind.Word)
        {
            var words = new Dictionary<string, int>(StringComparer.Ordinal);
            return Array.ConvertAll(known, i => words.TryGetValue(cells[i], out var number) ? number : words[cells[i]] = words.Count);
        }

        var hasComma = kind is HistoryColumnKind.Number && HasComma(cells.Where(c => !CellText.IsEmpty(c)));
        var figures = Array.ConvertAll(known, i => CellText.IsEmpty(cells[i]) ? null : kind is HistoryColumnKind.Day ? CellText.Day(cells[i])?.DayNumber : CellText.Figure(cells[i], hasComma));
        var edges = Quantiles.Of(figures.OfType<double>(), 20);
        return Array.ConvertAll(figures, f => f is { } figure ? Quantiles.Bin(edges, figure) : -1);
    }

    /// <summary>The words of a name in small letters: contactDuration, contact_duration and "Contact duration" have the same.</summary>
    private static List<string> Parts(string name)
    {
        var spaced = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && char.IsLower(name[i - 1]))
            {
                spaced.Append(' ');
            }

            spaced.Append(char.IsLetterOrDigit(name[i]) ? char.ToLowerInvariant(name[i]) : ' ');
        }

        return [.. spaced.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }
}
