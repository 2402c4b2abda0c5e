using static BankCrm.CoreBanking.Berka.BerkaTables;

namespace BankCrm.CoreBanking.Berka;

/// <summary>A movement of the Berka bank.</summary>
internal sealed record BerkaMovement(
    string Account, string Reference, DateOnly BookedOn, decimal Amount, string Currency, string Kind, string Channel, long Position, string Text, string Counterparty,
    string CounterpartyAccount);

/// <summary>All movements of the Berka bank, in the order of their days.</summary>
internal static class BerkaMovements
{
    private const string Real = "trans_real_head.asc.gz";
    private const string Continued = "trans_SYNTHETIC_from_1994-04.csv.gz";

    public static IEnumerable<string[]> Rows(string folder) => new[] { Real, Continued }
        .Select(name => Path.Combine(folder, name)).Where(File.Exists).SelectMany(path => BerkaTables.Rows(path));

    /// <param name="after">So many are left out.</param>
    public static IEnumerable<BerkaMovement> After(string folder, long after)
    {
        var number = after;
        foreach (var row in Rows(folder).Skip((int)after))
        {
            yield return Of(row, ++number);
        }
    }

    public static string Purpose(string symbol) => symbol switch
    {
        "SIPO" => "Household",
        "UVER" => "Loan repayment",
        "POJISTNE" => "Insurance premium",
        "LEASING" => "Leasing",
        "DUCHOD" => "Pension",
        "SLUZBY" => "Fee for the statement",
        "UROK" => "Interest",
        "SANKC. UROK" => "Interest for overdrawing",
        _ => "",
    };

    // PRIJEM is credit; VYDAJ and VYBER (a withdrawal whose kind is missing) are debit.
    private static BerkaMovement Of(string[] row, long number)
    {
        var symbol = row[7].Trim();
        var (kind, channel) = (row[4], symbol) switch
        {
            (_, "UROK" or "SANKC. UROK") => ("interest", "automatic"),
            (_, "SLUZBY") => ("fee", "automatic"),
            ("VYBER KARTOU", _) => ("cardPayment", "cashMachine"),
            ("VKLAD" or "VYBER", _) => ("cash", "counter"),
            (_, "UVER") => ("repayment", "automatic"),
            ("PREVOD Z UCTU" or "PREVOD NA UCET", _) => ("transfer", "automatic"),
            _ => ("other", "unknown"),
        };
        return new(
            AccountNumber(row[1]), row[0], Day(row[2]), row[3] == "PRIJEM" ? Amount(row[5]) : -Amount(row[5]), "CZK", kind, channel, number, Purpose(symbol),
            row[8].Trim().Length > 0 ? "Bank " + row[8].Trim() : "", row[9].Trim() is "0" ? "" : row[9].Trim());
    }
}
