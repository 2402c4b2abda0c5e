using System.Globalization;
using System.Text.RegularExpressions;

namespace BankCrm.Benchmarks.Http;

/// <summary>One thing staff do, and the bare page that does the same query.</summary>
/// <param name="Staff">Who does it.</param>
/// <param name="Request">The n-th request of a load.</param>
/// <param name="Floor">Null: there is nothing so bare.</param>
internal sealed partial record Scenario(string Name, SignedInClient Staff, Func<int, HttpRequestMessage> Request, Func<int, HttpRequestMessage>? Floor)
{
    private const int DeepPages = 1000;
    private const string FourFilters = "tier=Affluent&stage=Dormant&sex=Female&city=%E6%AD%A6%E6%B1%89%E5%B8%82"; // as a saved view asks: 武汉市

    public static async Task<IReadOnlyList<Scenario>> AllAsync(SignedInClient staff, SignedInClient everywhere, SampledBank bank)
    {
        var samples = bank.Samples;
        var han = samples.Where(s => s.IsHan && s.Name.Length >= 2).ToList();
        Sample At(int n) => samples[n % samples.Count];
        Sample Han(int n) => han[n % han.Count];
        var deep = await DeepPageAsync(everywhere.Http);
        var branch = bank.BranchId;

        return
        [
            new("list", staff, _ => Get("/customers"), _ => Get($"/list?branch={branch}")),
            new("list by name", staff, _ => Get("/customers?sort=name"), _ => Get($"/list?branch={branch}")),
            new("list of the bank", everywhere, _ => Get("/customers"), _ => Get("/list")),
            new("its page 1000", everywhere, _ => Get(deep), _ => Get("/list")),
            new("its rarest tier", everywhere, _ => Get("/customers?tier=Vip"), _ => Get("/list")),
            new("four filters", staff, _ => Get($"/customers?{FourFilters}"), null),
            new("four filters, bank", everywhere, _ => Get($"/customers?{FourFilters}"), null),
            new("search phone", staff, n => Search(At(n).Phone), n => Get($"/phone?lookup={Convert.ToHexString(At(n).PhoneLookup)}&branch={branch}")),
            new("search identity", staff, n => Search(At(n).Document), n => Get($"/document?lookup={Convert.ToHexString(At(n).DocumentLookup)}&branch={branch}")),
            new("search number", staff, n => Search(At(n).Number), n => Get($"/number?number={At(n).Number}&branch={branch}")),
            new("search name", staff, n => Search(Han(n).Name), n => Get($"/name?from={Uri.EscapeDataString(Han(n).Name)}&branch={branch}")),
            new("search surname", staff, n => Search(Han(n).Name[..1]), n => Get($"/name?from={Uri.EscapeDataString(Han(n).Name[..1])}&branch={branch}")),
            new("search pinyin", staff, n => Search(Han(n).Pinyin), n => Get($"/name?from={Han(n).Pinyin}&branch={branch}")),
            new("search initials", staff, n => Search(Initials(Han(n))), n => Get($"/name?from={Initials(Han(n))}&branch={branch}")),
            new("while typing", staff, n => Get($"/search/suggest?q={Uri.EscapeDataString(Han(n).Pinyin[..Math.Min(5, Han(n).Pinyin.Length)])}"), null),
            new("detail", staff, n => Get($"/customers/{At(n).Id}"), n => Get($"/detail?id={At(n).Id}&branch={branch}")),
            .. Accounts(staff, bank.BusyAccounts),
            .. await CreateAsync(staff),
        ];
    }

    private static Scenario[] Accounts(SignedInClient staff, IReadOnlyList<Guid> busy) => busy.Count == 0 ? [] :
    [
        new("accounts", staff, _ => Get("/accounts"), null),
        new("account", staff, n => Get($"/accounts/{busy[n % busy.Count]}"), null),
    ];

    private static string Initials(Sample sample) => sample.Pinyin[..1] + sample.Pinyin[^1..];

    private static HttpRequestMessage Get(string address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        request.Headers.AcceptEncoding.ParseAdd("br, gzip");
        return request;
    }

    private static HttpRequestMessage Search(string text) => Get($"/search?q={Uri.EscapeDataString(text)}");

    // Walked as a person would: by the link to the next page.
    private static async Task<string> DeepPageAsync(HttpClient http)
    {
        var address = "/customers";
        for (var page = 1; page < DeepPages; page++)
        {
            var html = await http.GetStringAsync(address);
            if (NextPage().Match(html) is not { Success: true } next)
            {
                Console.WriteLine($"(the list ends at page {page})");
                break;
            }

            address = System.Net.WebUtility.HtmlDecode(next.Groups["address"].Value);
        }

        return address;
    }

    // A newcomer every time: the form's own fields, another document, name and phone.
    private static async Task<IReadOnlyList<Scenario>> CreateAsync(SignedInClient staff)
    {
        using var answer = await staff.Http.GetAsync("/customers/new");
        if (!answer.IsSuccessStatusCode)
        {
            Console.WriteLine($"(no form to register a customer: {answer.StatusCode})");
            return [];
        }

        var form = await answer.Content.ReadAsStringAsync();
        var token = SignedInClient.TokenIn(form);
        var start = Random.Shared.Next(1_000_000, 9_000_000);
        return [new("create", staff, _ => NewCustomer(token, start + Interlocked.Increment(ref made)), Floor: null)];
    }

    private static int made;

    private static HttpRequestMessage NewCustomer(string token, int number) => new(HttpMethod.Post, new Uri("/customers/new", UriKind.Relative))
    {
        Content = new FormUrlEncodedContent(
        [
            new("Input.Draft.Id", Guid.CreateVersion7().ToString()),
            new("Input.Draft.Kind", "Individual"),
            new("Input.Draft.Name", $"测{(char)(0x4E00 + (number % 5003))}{(char)(0x4E00 + (number % 4999))}"),
            new("Input.Draft.DocumentKind", "Passport"),
            new("Input.Draft.DocumentNumber", string.Create(CultureInfo.InvariantCulture, $"EB{number:0000000}")),
            new("Input.Draft.DocumentCountry", "CN"),
            new("Input.Draft.PhoneCountry", "CN"),
            new("Input.Draft.Mobile", string.Create(CultureInfo.InvariantCulture, $"1390{number:0000000}")),
            new("Input.Draft.BirthDate", "1990-05-0" + (1 + (number % 9))),
            new("__RequestVerificationToken", token),
        ]),
    };

    [GeneratedRegex("rel=\"next\"[^>]*href=\"(?<address>[^\"]+)\"|href=\"(?<address>[^\"]+)\"[^>]*rel=\"next\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NextPage();
}
