using System.Globalization;
using System.Text.Json;
using BankCrm.Domain.Accounts.Statements;
using BankCrm.Infrastructure.Accounts.Statements;

namespace BankCrm.Benchmarks.Statements;

/// <summary>Reads every file that the expected.json of a folder names and compares what came out: statements, accounts, balances, entries, sums.</summary>
internal static class StatementFilesCheck
{
    public static async Task RunAsync(string[] args)
    {
        var folder = args is [var first, ..] ? first : throw new ArgumentException("Name a folder.", nameof(args));
        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "expected.json")));
        var tally = new Tally();
        foreach (var file in json.RootElement.EnumerateObject())
        {
            await CheckAsync(Path.Combine(folder, file.Name), file.Name, file.Value, tally);
        }

        Console.WriteLine($"{tally.Right} of {tally.All} checks right ({100.0 * tally.Right / tally.All:N2} %).");
    }

    private static async Task CheckAsync(string path, string name, JsonElement told, Tally tally)
    {
        tally.File = name;
        await using var content = File.OpenRead(path);
        var parts = StatementsSetup.Reading().Read(content).ToList();
        var read = ReadStatement.Of(parts);
        if (told.TryGetProperty("message", out var message))
        {
            var begun = parts.OfType<FileBegun>().FirstOrDefault();
            tally.Same("message", message.GetString(), begun?.Message);
            tally.Same("namespace", told.GetProperty("namespace").GetString(), begun?.Namespace);
        }

        if (told.TryGetProperty("signon_status", out var status))
        {
            tally.Same("sign-on status", status.GetString(), parts.OfType<SignOnAnswered>().FirstOrDefault()?.Status);
        }

        if (told.TryGetProperty("entries", out var entries))
        {
            tally.Same("entries", entries.GetInt32(), read.Sum(s => s.End.Sum!.Entries));
        }

        var statements = told.GetProperty("statements").EnumerateArray().ToList();
        tally.Same("statements", statements.Count, read.Count);
        foreach (var (place, (expected, statement)) in statements.Zip(read).Index())
        {
            foreach (var property in expected.EnumerateObject())
            {
                Check($"{place + 1}. {property.Name}", property, statement, tally);
            }
        }

        foreach (var fault in parts.SelectMany(FaultsOf))
        {
            Console.WriteLine($"  {name} line {fault.Line}: {string.Format(CultureInfo.InvariantCulture, fault.Fault.Sentence, fault.Fault.Args)}");
        }
    }

    private static void Check(string what, JsonProperty property, ReadStatement statement, Tally tally)
    {
        var (header, end) = (statement.Header, statement.End);
        var sum = end.Sum!;
        var value = property.Value;
        switch (property.Name)
        {
            case "kind":
                tally.Same(what, value.GetString(), header.Kind);
                break;
            case "id" or "reference":
                tally.Same(what, value.GetString(), header.Id);
                break;
            case "number":
                tally.Same(what, value.GetString(), header.Number);
                break;
            case "account":
                tally.Same(what, value.GetString(), header.Account.Written);
                break;
            case "currency":
                tally.Same(what, value.GetString() ?? "", header.Account.Currency ?? "");
                break;
            case "balances":
                tally.Same(what, Shown(value.EnumerateArray().Select(Shown)), Shown(end.Balances.Select(b => Shown(b.Code, Math.Abs(b.Amount ?? 0), b.Currency, b.Amount < 0 ? "DBIT" : "CRDT"))));
                break;
            case "opening":
                tally.Same(what, Named(value), Shown(end.Balances.FirstOrDefault(b => b.Kind is BalanceKind.Opening)));
                break;
            case "closing":
                tally.Same(what, Named(value), Shown(end.Balances.FirstOrDefault(b => b.Kind is BalanceKind.Closing)));
                break;
            case "entries" or "lines_61" or "transactions":
                tally.Same(what, value.GetInt32(), sum.Entries);
                break;
            case "details":
                tally.Same(what, value.GetInt32(), sum.Details);
                break;
            case "credits":
                tally.Same(what, Amount(value), sum.Credits);
                break;
            case "debits":
                tally.Same(what, Amount(value), sum.Debits);
                break;
            case "sum":
                tally.Same(what, Amount(value), sum.Net);
                break;
            case "unreadable_amounts":
                tally.Same(what, value.GetInt32(), sum.Unreadable);
                break;
            case "adds_up":
                tally.Same(what, value.ValueKind is JsonValueKind.Null ? null : value.GetBoolean(), sum.AddsUp);
                break;
            case "ledger_balance":
                tally.Same(what, Amount(value), end.Balances.FirstOrDefault(b => b.Code is "LEDGERBAL")?.Amount);
                break;
            case "first_entry":
                var entry = statement.First;
                tally.Same(what, value.ValueKind is JsonValueKind.Null ? null : $"{value.GetProperty("date").GetString()} {Plain(Amount(value.GetProperty("amount")))}",
                    entry is null ? null : $"{entry.ValuedOn:yyMMdd} {Plain(entry.Amount)}");
                break;
            default:
                tally.Same(what, "a known property", property.Name);
                break;
        }
    }

    private static string? Named(JsonElement balance) => balance.ValueKind is JsonValueKind.Null ? null
        : $"{Plain(Amount(balance.GetProperty("amount")))} {balance.GetProperty("currency").GetString()} {balance.GetProperty("date").GetString()}";

    private static string? Shown(StatementBalance? balance) => balance is null ? null : $"{Plain(balance.Amount)} {balance.Currency} {balance.On:yyMMdd}";

    private static string Shown(JsonElement balance) => Shown(
        balance.GetProperty("type").GetString(), Amount(balance.GetProperty("amount")), balance.GetProperty("currency").GetString(), balance.GetProperty("sign").GetString());

    private static string Shown(string? code, decimal? amount, string? currency, string? sign) => $"{code} {Plain(amount)} {currency} {sign}";

    private static string Shown(IEnumerable<string> all) => string.Join(", ", all);

    private static decimal? Amount(JsonElement value) =>
        value.ValueKind is not JsonValueKind.Null && decimal.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    private static string Plain(decimal? amount) => amount is { } known ? CurrencyDigits.Plain(known).ToString(CultureInfo.InvariantCulture) : "none";

    private static IEnumerable<StatementFault> FaultsOf(StatementPart part) => part switch
    {
        EntryRead read => read.Entry.Faults,
        StatementEnded ended => ended.Faults,
        FileFaulty faulty => [faulty.Fault],
        _ => [],
    };

    private sealed record ReadStatement(StatementHeader Header, StatementEntry? First, StatementEnded End)
    {
        public static List<ReadStatement> Of(IEnumerable<StatementPart> parts)
        {
            var (read, header, first) = (new List<ReadStatement>(), (StatementHeader?)null, (StatementEntry?)null);
            foreach (var part in parts)
            {
                (header, first) = part switch
                {
                    StatementBegun begun => (begun.Header, null),
                    EntryRead entry => (header, first ?? entry.Entry),
                    _ => (header, first),
                };
                if (part is StatementEnded end)
                {
                    read.Add(new(header!, first, end));
                }
            }

            return read;
        }
    }

    private sealed class Tally
    {
        public string File { get; set; } = "";
        public int All { get; private set; }
        public int Right { get; private set; }

        public void Same<T>(string what, T? expected, T? read)
        {
            All++;
            if (EqualityComparer<T>.Default.Equals(expected, read))
            {
                Right++;
                return;
            }

            Console.WriteLine($"{File}: {what} should be {expected}, not {read}");
        }
    }
}
