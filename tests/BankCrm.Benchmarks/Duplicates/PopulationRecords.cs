using System.Globalization;
using System.IO.Compression;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Customers.Names;
using BankCrm.Domain.DataQuality.Duplicates;
using BankCrm.Infrastructure.Customers.Names;

namespace BankCrm.Benchmarks.Duplicates;

/// <summary>A population of tools/make_population.py with its gold files, as its customers stand in the file: nothing refused, nothing put right.</summary>
internal static class PopulationRecords
{
    public static LabelledRecords Read(string folder)
    {
        using var pinyin = new IcuPinyin();
        var rows = Rows(folder, "customers").ToList();
        var ids = rows.ConvertAll(r => r["customer_id"]);
        var places = ids.Select((id, i) => (id, i)).ToDictionary(p => p.id, p => p.i);
        var levels = new Dictionary<(int A, int B), string>();
        foreach (var cluster in Rows(folder, "gold_duplicates").GroupBy(r => r["cluster_id"]))
        {
            var members = cluster.ToList();
            foreach (var (a, b) in members.SelectMany((a, n) => members.Skip(n + 1).Select(b => (a, b))))
            {
                levels[LabelledRecords.Pair(places[a["customer_id"]], places[b["customer_id"]])] =
                    a["difficulty"].Length == 0 ? b["difficulty"] : b["difficulty"].Length == 0 ? a["difficulty"] : "two copies";
            }
        }

        var alike = Rows(folder, "gold_lookalikes")
            .ToDictionary(r => LabelledRecords.Pair(places[r["customer_id_a"]], places[r["customer_id_b"]]), r => r["kind"]);
        return new(ids, rows.ConvertAll(r => FactsOf(r, pinyin)), [.. levels.Keys], levels, alike);
    }

    private static PersonFacts FactsOf(Dictionary<string, string> row, IcuPinyin pinyin)
    {
        var readings = pinyin.Readings(row["name"]);
        DateOnly? born = DateOnly.TryParse(row["birth_date"], CultureInfo.InvariantCulture, out var day) ? day : null;
        return new(
            row["kind"] == "个人" ? CustomerKind.Individual : CustomerKind.Organisation, NameText.Normalise(row["name"]),
            readings.Count == 0 ? "" : readings[0].Replace(" ", "", StringComparison.Ordinal), OtherName: "", born,
            row["gender"] switch { "男" => Sex.Male, "女" => Sex.Female, _ => null },
            DocumentsOf(row), ContactsOf(row), row["address"].Length > 0 ? [new(row["address"])] : []);
    }

    private static List<DocumentFact> DocumentsOf(Dictionary<string, string> row)
    {
        var kind = row["cert_type"] switch
        {
            "身份证" => IdentityDocumentKind.ResidentId,
            "护照" => IdentityDocumentKind.Passport,
            "港澳居民来往内地通行证" => IdentityDocumentKind.HongKongMacaoPermit,
            "统一社会信用代码" => IdentityDocumentKind.UnifiedSocialCreditCode,
            _ => IdentityDocumentKind.Other,
        };
        return row["cert_no"].Length == 0 ? [] : [DocumentFact.Of(kind, "CN", IdentityNumber.Normalise(kind, row["cert_no"]))];
    }

    private static List<string> ContactsOf(Dictionary<string, string> row) =>
    [
        .. new[] { (ContactKind.Mobile, row["mobile"]), (ContactKind.Email, row["email"]) }
            .Where(c => c.Item2.Length > 0 && ContactValue.Check(c.Item1, c.Item2, "CN") is null)
            .Select(c => ContactValue.Parse(c.Item1, c.Item2, "CN").Key),
    ];

    private static IEnumerable<Dictionary<string, string>> Rows(string folder, string name)
    {
        var file = Path.Combine(folder, name + ".csv");
        return Csv.Read(File.Exists(file) ? File.OpenRead(file) : new GZipStream(File.OpenRead(file + ".gz"), CompressionMode.Decompress));
    }
}
