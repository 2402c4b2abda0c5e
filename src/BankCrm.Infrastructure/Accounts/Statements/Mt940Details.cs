using System.Text;
using System.Text.RegularExpressions;
using BankCrm.Domain.Accounts.Statements;
using BankCrm.Domain.Customers.IdentityDocuments;

namespace BankCrm.Infrastructure.Accounts.Statements;

/// <summary>
/// Field :86:, which every country fills in its own way: with numbered parts (Germany, Austria, Poland: 166?00…?20…), with words between
/// strokes (the Netherlands: /IBAN/…/REMI/…), with the other account before the text, or with text alone.
/// </summary>
internal static partial class Mt940Details
{
    private const int FullPart = 27;
    private const string GoesOn = "\u001F";

    public static string? CodeOf(List<string> lines) => lines.Count > 0 && Numbered().Match(lines[0]) is { Success: true } match && match.Groups["code"].Success
        ? match.Groups["code"].Value
        : null;

    public static EntryDetail Of(List<string> lines)
    {
        if (lines.Count == 0)
        {
            return EntryDetail.None;
        }

        if (Numbered().Match(lines[0]) is { Success: true } numbered)
        {
            return OfParts(string.Concat(lines)[numbered.Groups["before"].Length..], numbered.Groups["sign"].Value[0]);
        }

        if (Mt940Words.AreIn(lines[0]))
        {
            return Mt940Words.Of(string.Concat(lines));
        }

        var account = AccountFirst().Match(lines[0]);
        return account.Success && Iban.HasShape(account.Groups["iban"].Value)
            ? new()
            {
                CounterpartyAccount = account.Groups["iban"].Value,
                Counterparty = NullIfEmpty(account.Groups["name"].Value.Trim()),
                Remittance = NullIfEmpty(string.Join('\n', lines.Skip(1).Select(l => l.Trim()))),
            }
            : new() { Remittance = string.Join('\n', lines.Select(l => l.Trim())) };
    }

    private static EntryDetail OfParts(string text, char sign)
    {
        var parts = new SortedDictionary<int, string>();
        var places = Part().Matches(text).Where(m => m.Value[0] == sign && IsPart(Number(m))).ToList();
        foreach (var (i, place) in places.Index())
        {
            var through = i + 1 < places.Count ? places[i + 1].Index : text.Length;
            parts[Number(place)] = parts.GetValueOrDefault(Number(place)) + text[(place.Index + place.Length)..through];
        }

        var words = SepaWords(Joined(parts.Where(p => p.Key is >= 20 and <= 29 or >= 60 and <= 63).Select(p => p.Value)));
        return new()
        {
            Remittance = NullIfEmpty(words.GetValueOrDefault("SVWZ") ?? words.GetValueOrDefault("")),
            EndToEndId = NullIfEmpty(words.GetValueOrDefault("EREF")),
            InstructionId = NullIfEmpty(words.GetValueOrDefault("KREF")),
            MandateId = NullIfEmpty(words.GetValueOrDefault("MREF")),
            UltimateParty = NullIfEmpty(words.GetValueOrDefault("ABWA") ?? words.GetValueOrDefault("ABWE")),
            Counterparty = NullIfEmpty((parts.GetValueOrDefault(32) + parts.GetValueOrDefault(33)).Trim()),
            CounterpartyAccount = NullIfEmpty(words.GetValueOrDefault("IBAN")) ?? NullIfEmpty(parts.GetValueOrDefault(38)?.Trim()) ?? NullIfEmpty(parts.GetValueOrDefault(31)?.Trim()),
            CounterpartyBank = NullIfEmpty(words.GetValueOrDefault("BIC")) ?? NullIfEmpty(parts.GetValueOrDefault(30)?.Trim()),
            ReturnReason = NullIfEmpty(parts.GetValueOrDefault(34)?.Trim()),
            Information = NullIfEmpty(parts.GetValueOrDefault(0)?.Trim()),
        };

        static int Number(Match match) => (match.ValueSpan[1] - '0') * 10 + match.ValueSpan[2] - '0';
    }

    /// <summary>Other two digits behind the sign belong to the text.</summary>
    private static bool IsPart(int number) => number is 0 or 10 or (>= 20 and <= 34) or 38 or (>= 60 and <= 63);

    /// <summary>A part that is full goes on in the next without a blank.</summary>
    private static string Joined(IEnumerable<string> parts)
    {
        var text = new StringBuilder();
        var before = "";
        foreach (var part in parts)
        {
            text.Append(text.Length == 0 ? "" : before.Length >= FullPart ? GoesOn : "\n").Append(part);
            before = part;
        }

        return text.ToString();
    }

    /// <summary>EREF+… MREF+… SVWZ+…; what stands before them under "".</summary>
    private static Dictionary<string, string> SepaWords(string text)
    {
        var words = new Dictionary<string, string>();
        var places = SepaWord().Matches(text).ToList();
        words[""] = Plain(places.Count == 0 ? text : text[..places[0].Index]);
        foreach (var (i, place) in places.Index())
        {
            var through = i + 1 < places.Count ? places[i + 1].Index : text.Length;
            words.TryAdd(place.Groups["word"].Value, Plain(text[(place.Index + place.Length)..through]));
        }

        return words;

        static string Plain(string part) => part.Replace(GoesOn, "", StringComparison.Ordinal).Trim();
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    [GeneratedRegex(@"^\s*(?<before>(?<code>[0-9]{3})?)(?<sign>[?<>~^@|+!#$&])[0-9]{2}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"[?<>~^@|+!#$&][0-9]{2}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Part();

    [GeneratedRegex(@"(?<=^|[\n\u001F ])(?<word>EREF|KREF|MREF|CRED|DEBT|SVWZ|ABWA|ABWE|COAM|OAMT|IBAN|BIC|PURP)\+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SepaWord();

    [GeneratedRegex(@"^\s*(?<iban>[A-Z]{2}[0-9]{2}[A-Z0-9]{8,30})(\s+(?<name>.*))?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex AccountFirst();
}
