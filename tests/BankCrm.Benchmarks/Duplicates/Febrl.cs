using System.Globalization;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Names;
using BankCrm.Domain.DataQuality.Duplicates;

namespace BankCrm.Benchmarks.Duplicates;

/// <summary>The files of the FEBRL generator: rec-17-org and its damaged copies rec-17-dup-0, rec-17-dup-1…</summary>
internal static class Febrl
{
    private static readonly string[] AddressFields = ["street_number", "address_1", "address_2", "suburb", "postcode", "state"];

    public static LabelledRecords Read(string file)
    {
        var rows = Csv.Read(File.OpenRead(file)).ToList();
        var ids = rows.ConvertAll(r => r["rec_id"]);
        var pairs = ids.Select((id, i) => (Person: id.Split('-')[1], i))
            .GroupBy(r => r.Person)
            .SelectMany(g => g.SelectMany((a, n) => g.Skip(n + 1).Select(b => LabelledRecords.Pair(a.i, b.i))))
            .ToHashSet();
        return new(ids, rows.ConvertAll(FactsOf), pairs, [], []);
    }

    private static PersonFacts FactsOf(Dictionary<string, string> row)
    {
        var address = string.Join(' ', AddressFields.Select(f => row[f]).Where(f => f.Length > 0));
        DateOnly? born = DateOnly.TryParseExact(row["date_of_birth"], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        return new(
            CustomerKind.Individual, NameText.Normalise($"{row["given_name"]} {row["surname"]}"), Sound: "", OtherName: "", born, Sex: null,
            row["soc_sec_id"].Length > 0 ? [new("soc_sec_id", row["soc_sec_id"])] : [], Contacts: [], address.Length > 0 ? [new(address)] : []);
    }
}
