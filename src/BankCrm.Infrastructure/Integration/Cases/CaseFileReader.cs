using System.Globalization;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Infrastructure.DataQuality.Import;

namespace BankCrm.Infrastructure.Integration.Cases;

/// <summary>Reads a list of settled cases, by what its columns are called.</summary>
public static class CaseFileReader
{
    private static readonly Dictionary<string, string[]> Names = new()
    {
        ["reference"] = ["complaintid", "caseid", "reference", "casenumber", "编号", "工单编号"],
        ["customer"] = ["clientid", "customerid", "customernumber", "客户号"],
        ["received"] = ["datereceived", "received", "receivedon", "受理日期"],
        ["settled"] = ["datesenttocompany", "datesettled", "settled", "closed", "办结日期"],
        ["product"] = ["product", "category", "类别"],
        ["subproduct"] = ["subproduct"],
        ["issue"] = ["issue", "subject", "标题"],
        ["subissue"] = ["subissue"],
        ["text"] = ["consumercomplaintnarrative", "text", "内容"],
        ["channel"] = ["submittedvia", "channel", "渠道"],
        ["answer"] = ["companyresponsetoconsumer", "response", "answer", "答复"],
        ["intime"] = ["timelyresponse", "intime", "timely", "是否按时"],
    };

    private static readonly string[] DayFormats = ["dd-MM-yyyy", "yyyy-MM-dd", "yyyy/M/d"];

    /// <param name="refused">Takes the rows that cannot be read.</param>
    /// <exception cref="FormatException">A column that must be there is missing.</exception>
    public static IEnumerable<ToldCase> Read(TextReader file, ICollection<RefusedCase> refused)
    {
        using var rows = CsvScanner.Read(file, ',').GetEnumerator();
        List<string> header = rows.MoveNext() ? [.. rows.Current.Cells.Select(Plain)] : [];
        var places = Names.ToDictionary(n => n.Key, n => header.FindIndex(column => n.Value.Contains(column)));
        if (((string[])["reference", "customer", "received"]).FirstOrDefault(needed => places[needed] < 0) is { } missing)
        {
            throw new FormatException($"No column is called {string.Join(", ", Names[missing])}.");
        }

        while (rows.MoveNext())
        {
            var row = rows.Current;
            var reference = Cell("reference");
            if (reference.Length is 0 or > ServiceCase.ReferenceMaxLength || Day(Cell("received")) is not { } received)
            {
                refused.Add(new(row.Line, reference, reference.Length == 0 ? "It has no number." : $"'{Cell("received")}' is no day."));
                continue;
            }

            string[] about = [Cell("product"), Cell("subproduct"), Cell("issue"), Cell("subissue")];
            var subject = about[2].Length > 0 ? about[2] : about[0];
            yield return new(
                row.Line, reference, Cell("customer"), received, Day(Cell("settled")), Channel(Cell("channel")), about[0],
                subject.Length > ServiceCase.SubjectMaxLength ? subject[..ServiceCase.SubjectMaxLength] : subject,
                Cell("text") is { Length: > 0 } text ? text : string.Join(" · ", about.Where(a => a.Length > 0)), Cell("answer"), YesOrNo(Cell("intime")));

            string Cell(string name) => places[name] >= 0 && places[name] < row.Cells.Length ? row.Cells[places[name]].Trim() : "";
        }
    }

    private static DateOnly? Day(string text) => DateOnly.TryParseExact(text, DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static bool? YesOrNo(string text) => text.ToUpperInvariant() switch { "YES" or "Y" or "TRUE" or "是" => true, "NO" or "N" or "FALSE" or "否" => false, _ => null };

    private static CaseChannel Channel(string text) => text.ToUpperInvariant() switch
    {
        "WEB" or "网站" => CaseChannel.Web,
        "PHONE" or "电话" => CaseChannel.Phone,
        "EMAIL" or "E-MAIL" or "邮件" => CaseChannel.Email,
        "POSTAL MAIL" or "FAX" or "LETTER" or "信函" => CaseChannel.Letter,
        "REFERRAL" or "AUTHORITY" => CaseChannel.Authority,
        "BRANCH" or "COUNTER" or "柜台" => CaseChannel.Counter,
        _ => CaseChannel.System,
    };

    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
