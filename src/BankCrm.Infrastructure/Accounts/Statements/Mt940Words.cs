using System.Text.RegularExpressions;
using BankCrm.Domain.Accounts.Statements;

namespace BankCrm.Infrastructure.Accounts.Statements;

/// <summary>Field :86: as words between strokes: /TRTP/SEPA OVERBOEKING/IBAN/NL…/BIC/…/NAME/…/REMI/…/EREF/… and /CNTP/account/bank/name/city/.</summary>
internal static partial class Mt940Words
{
    public static bool AreIn(string line) => Beginning().IsMatch(line);

    public static EntryDetail Of(string text)
    {
        var words = new Dictionary<string, string>();
        var places = Word().Matches(text).ToList();
        foreach (var (i, place) in places.Index())
        {
            var from = place.Index + place.Length;
            var through = i + 1 < places.Count ? places[i + 1].Index : text.Length;
            words.TryAdd(place.Groups["word"].Value, text[from..Math.Max(from, through)].Trim('/', ' '));
        }

        var other = words.GetValueOrDefault("CNTP")?.Split('/') ?? [];
        return new()
        {
            EndToEndId = Given("EREF"),
            MandateId = Given("MARF"),
            InstructionId = Given("PREF"),
            Purpose = Given("PURP"),
            UltimateParty = Given("ULTC") ?? Given("ULTD") ?? Given("ULTB"),
            ReturnReason = Given("RTRN"),
            Counterparty = Given("NAME") ?? Place(2),
            CounterpartyAccount = Given("IBAN") ?? Given("ACCW") ?? Place(0),
            CounterpartyBank = Given("BIC") ?? Place(1),
            Remittance = Given("REMI") is { } remittance ? Kind().Replace(remittance, "") is { Length: > 0 } said ? said : null : null,
            Information = Given("TRTP"),
        };

        string? Given(string word) => words.GetValueOrDefault(word) is { Length: > 0 } value ? value : null;
        string? Place(int at) => at < other.Length && other[at].Trim() is { Length: > 0 } value ? value : null;
    }

    [GeneratedRegex(@"^\s*/(TRTP|TRCD|IBAN|BIC|NAME|REMI|EREF|MARF|CSID|CNTP|BENM|ORDP|PREF|RTRN|ACCW|ID)/", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Beginning();

    [GeneratedRegex(@"/(?<word>TRTP|TRCD|IBAN|BIC|NAME|REMI|EREF|MARF|CSID|CNTP|BENM|ORDP|ISDT|PREF|RTRN|PURP|ADDR|ULTC|ULTD|ULTB|SVCL|ACCW|ID|BUSP|CHGS|EXCH|OCMT)(?=/)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"^(USTD|STRD/CUR|STRD)/+", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Kind();
}
