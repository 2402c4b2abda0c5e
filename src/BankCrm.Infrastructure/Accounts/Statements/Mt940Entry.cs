using System.Text.RegularExpressions;
using BankCrm.Domain.Accounts.Statements;
using BankCrm.Domain.Common;

namespace BankCrm.Infrastructure.Accounts.Statements;

/// <summary>A statement line (:61:) and the information to its owner (:86:) that follows it.</summary>
internal sealed partial class Mt940Entry(SwiftField field, int number, string currency, StatementLimits limits)
{
    private const int ReferenceLength = 16;

    private readonly FaultList faults = new(limits);
    private readonly List<string> described = [];

    /// <summary>Old dialects write one :86: for each line.</summary>
    public void Describe(IEnumerable<string> lines) => described.AddRange(lines.Where(l => !string.IsNullOrWhiteSpace(l)));

    public StatementEntry Whole()
    {
        if (Line().Match(field.First) is not { Success: true } match)
        {
            faults.Add(new Fault("The statement line (:61:) cannot be read."), field.Line);
            return new() { Number = number, Line = field.Line, Currency = currency, Detail = Mt940Details.Of(described), Faults = faults.Taken };
        }

        var valued = StatementDays.OfSwift(match.Groups["value"].ValueSpan, faults, field.Line);
        var booked = valued is { } day && match.Groups["entry"].Success ? StatementDays.Near(match.Groups["entry"].ValueSpan, day, faults, field.Line) : valued;
        var amount = StatementAmounts.Read(match.Groups["amount"].ValueSpan, ',', currency, faults, field.Line);
        var mark = match.Groups["mark"].Value;
        var (own, banks, beyond) = ReferencesOf(match.Groups["rest"].Value);
        var further = string.Join('\n', field.Lines.Skip(1).Prepend(beyond ?? "").Where(l => !string.IsNullOrWhiteSpace(l)).Select(l => l.Trim()));
        return new()
        {
            Number = number,
            Line = field.Line,
            ValuedOn = valued,
            BookedOn = booked,
            Amount = mark is "D" or "RC" or "ED" ? -amount : amount, // what takes a credit back is a debit
            Currency = currency,
            IsReversal = mark is "RC" or "RD",
            State = mark is "EC" or "ED" ? EntryState.Future : EntryState.Booked,
            Code = match.Groups["type"].Value,
            BankCode = Mt940Details.CodeOf(described),
            CustomerReference = own,
            BankReference = banks,
            Information = further.Length > 0 ? further : null,
            Detail = Mt940Details.Of(described),
            Faults = faults.Taken,
        };
    }

    /// <summary>The owner's reference has up to sixteen places; the bank's follows two strokes. What stands beyond sixteen without them is text.</summary>
    private static (string? Own, string? Banks, string? Beyond) ReferencesOf(string written)
    {
        var at = written.IndexOf("//", StringComparison.Ordinal);
        var first = at < 0 ? written : written[..at];
        var banks = at < 0 ? "" : written[(at + 2)..].Trim();
        var own = first.Length > ReferenceLength && at < 0 ? first[..ReferenceLength] : first;
        return (NullIfEmpty(own.Trim()), NullIfEmpty(banks), NullIfEmpty(first[own.Length..].Trim()));
    }

    private static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;

    // The third letter of the currency may follow the mark; some banks leave blanks for the day of the entry, or write no comma.
    [GeneratedRegex(@"^(?<value>[0-9]{6})((?<entry>[0-9]{4})|\s{4})?(?<mark>RC|RD|EC|ED|C|D)(?<funds>[A-Z])?(?<amount>[0-9][0-9.,]*)(?<type>[A-Z][A-Z0-9]{3})(?<rest>.*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Line();
}
