using static BankCrm.CoreBanking.Berka.BerkaTables;

namespace BankCrm.CoreBanking.Berka;

/// <summary>The Berka bank (PKDD'99) as messages: who its clients are, what they hold, what hangs on it.</summary>
internal sealed class BerkaBank
{
    /// <summary>Its last day: what was due until then was paid, or was not.</summary>
    public static readonly DateOnly End = new(1998, 12, 31);

    private const string Currency = "CZK";

    private readonly string folder;
    private readonly string[] branches;
    private readonly Dictionary<string, (string Name, string Email)> names;

    private BerkaBank(string folder, string? namesFolder, string[] branches)
    {
        this.folder = folder;
        this.branches = branches;
        names = namesFolder is null ? [] : Rows(Path.Combine(namesFolder, "client.csv"), ',').ToDictionary(
            r => Number(r[0][1..]).ToString(System.Globalization.CultureInfo.InvariantCulture), r => ($"{r[8]} {r[9]} {r[10]}".Replace("  ", " ", StringComparison.Ordinal), r[12]), StringComparer.Ordinal);
        var holders = Rows(Table("disp")).ToList();
        var accountOf = holders.ToDictionary(r => r[0], r => r[2], StringComparer.Ordinal);
        Customers = [.. Rows(Table("client")).Select(Customer)];
        Dispositions = holders.Count;
        var byAccount = holders.ToLookup(r => r[2], StringComparer.Ordinal);
        Accounts = [.. Rows(Table("account")).Select(r => Account(r, byAccount[r[0]]))];
        OpenedOn = [.. Rows(Table("account")).Select(r => Day(r[3]))];
        Cards = [.. Rows(Table("card")).Select(r => Card(r, accountOf[r[1]]))];
        StandingOrders = [.. Rows(Table("order")).Select(StandingOrder)];
        var repaid = BerkaMovements.Rows(folder).Where(r => r[7] == "UVER").CountBy(r => r[1]).ToDictionary(StringComparer.Ordinal);
        Loans = [.. Rows(Table("loan")).Select(r => Loan(r, repaid.GetValueOrDefault(r[1])))];
    }

    public IReadOnlyList<object> Customers { get; }

    public IReadOnlyList<object> Accounts { get; }

    public IReadOnlyList<DateOnly> OpenedOn { get; }

    /// <summary>Rights of clients on accounts.</summary>
    public int Dispositions { get; }

    public IReadOnlyList<object> Cards { get; }

    public IReadOnlyList<object> StandingOrders { get; }

    public IReadOnlyList<object> Loans { get; }

    /// <exception cref="UsageException">A table is missing.</exception>
    public static BerkaBank Read(string folder, string? namesFolder, string[] branches)
    {
        try
        {
            return new(folder, namesFolder, branches);
        }
        catch (IOException e)
        {
            throw new UsageException(e.Message);
        }
    }

    private string Table(string name) => Path.Combine(folder, name + ".asc");

    private string Branch(string district) => branches[Number(district) % branches.Length];

    // Women's months are 50 ahead.
    private object Customer(string[] row)
    {
        var number = Number(row[1]);
        var isWoman = number / 100 % 100 > 50;
        var (name, email) = names.GetValueOrDefault(row[0], ("Client " + Letters(row[0]), ""));
        return new
        {
            externalNumber = row[0],
            asOf = Moment(new(1993, 1, 1)),
            branch = Branch(row[2]),
            kind = "individual",
            name,
            email,
            sex = isWoman ? "female" : "male",
            birthDate = new DateOnly(1900 + (number / 10_000), (number / 100 % 100) - (isWoman ? 50 : 0), number % 100),
            stage = "active",
        };
    }

    // Names have no digits.
    private static string Letters(string id) => string.Concat(id.Select(digit => (char)('A' + digit - '0')));

    private object Account(string[] row, IEnumerable<string[]> holders) => new
    {
        number = AccountNumber(row[0]),
        kind = "current",
        currency = Currency,
        status = "open",
        version = 1,
        asOf = Moment(Day(row[3])),
        branch = Branch(row[1]),
        openedOn = Day(row[3]),
        holders = holders.Select(h => new { role = h[3] == "OWNER" ? "owner" : "authorised", externalNumber = h[1] }).ToArray(),
    };

    // The tables have no numbers of cards: made up, with their check digit.
    private static object Card(string[] row, string account) => new
    {
        account = AccountNumber(account),
        reference = row[0],
        version = 1,
        asOf = Moment(Day(row[3])),
        number = Luhn.Completed("457012" + row[0].PadLeft(9, '0')),
        kind = "credit",
        status = "active",
        name = row[2],
        issuedOn = Day(row[3]),
        validTo = Day(row[3]).AddYears(3),
    };

    private static object StandingOrder(string[] row) => new
    {
        account = AccountNumber(row[1]),
        reference = row[0],
        version = 1,
        asOf = Moment(End),
        amount = Amount(row[4]),
        currency = Currency,
        rhythm = "monthly",
        status = "active",
        counterparty = "Bank " + row[2],
        counterpartyAccount = row[3],
        purpose = BerkaMovements.Purpose(row[5].Trim()),
    };

    // A: over and paid, B: over and not paid, C: running, D: running and in debt.
    private static object Loan(string[] row, int paid)
    {
        var (granted, months, payment, status) = (Day(row[2]), Number(row[4]), Amount(row[5]), row[6]);
        paid = status == "A" ? months : Math.Min(paid, months);
        return new
        {
            account = AccountNumber(row[1]),
            reference = row[0],
            version = 1,
            asOf = Moment(End),
            amount = Amount(row[3]),
            currency = Currency,
            grantedOn = granted,
            endsOn = granted.AddMonths(months),
            outstanding = Math.Max(0, Amount(row[3]) - (payment * paid)),
            status = status switch { "A" => "repaid", "B" => "endedInDebt", "C" => "running", _ => "inArrears" },
            instalments = Enumerable.Range(1, months).Select(i => new { number = i, dueOn = granted.AddMonths(i), principal = payment, interest = 0m, paid = i <= paid }).ToArray(),
        };
    }
}

internal static class Luhn
{
    /// <summary>The digits, with the check digit that belongs to them.</summary>
    public static string Completed(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var weighted = (digits[^(i + 1)] - '0') * (i % 2 == 0 ? 2 : 1);
            sum += weighted > 9 ? weighted - 9 : weighted;
        }

        return FormattableString.Invariant($"{digits}{(10 - (sum % 10)) % 10}");
    }
}
