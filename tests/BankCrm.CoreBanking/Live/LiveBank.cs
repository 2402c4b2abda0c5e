using System.Globalization;
using System.Text.Json;
using BankCrm.CoreBanking.Sending;

namespace BankCrm.CoreBanking.Live;

/// <summary>A movement of the made-up bank.</summary>
internal sealed record LiveMovement(
    string Account, string Reference, DateOnly BookedOn, DateTimeOffset BookedAt, decimal Amount, string Currency, string Kind, string Channel, decimal BalanceAfter,
    string Text, string Counterparty);

/// <summary>
/// A made-up bank whose customers and accounts follow from a number, and whose movements are on disk before anybody is told of them: so the same are told
/// after it was killed.
/// </summary>
internal sealed class LiveBank : IDisposable
{
    private static readonly string[] Surnames = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林"];
    private static readonly string[] Given = ["伟", "芳", "秀英", "敏", "静", "丽", "强", "磊", "洋", "艳", "勇", "杰", "娟", "涛", "明", "超", "霞", "平", "桂英", "志强"];

    private static readonly (string Text, string Counterparty, string Kind, string Channel, int Least, int Most)[] Spending =
    [
        ("超市购物", "华联超市", "cardPayment", "pointOfSale", 20, 480), ("餐饮消费", "老北京炸酱面", "cardPayment", "pointOfSale", 15, 320),
        ("网上购物", "网上商城", "cardPayment", "online", 30, 2400), ("电费", "市供电局", "directDebit", "automatic", 60, 400),
        ("取现", "", "cash", "cashMachine", 100, 3000), ("转账", "亲友", "transfer", "mobile", 100, 8000),
    ];

    private static readonly TimeSpan Zone = TimeSpan.FromHours(8);

    private readonly FileStream said;
    private readonly List<LiveMovement> movements = [];
    private readonly SortedDictionary<DateOnly, (long Count, decimal Credit, decimal Debit)> days = [];
    private readonly decimal[] balances;
    private readonly int seed;
    private readonly string source;

    private LiveBank(FileStream said, string source, int accounts, int seed, string[] branches)
    {
        (this.said, this.source, this.seed) = (said, source, seed);
        balances = new decimal[accounts];
        Customers = [.. Enumerable.Range(0, accounts).Select(i => Customer(i, branches))];
        Accounts = [.. Enumerable.Range(0, accounts).Select(i => Account(i, branches))];
    }

    public IReadOnlyList<object> Customers { get; }

    public IReadOnlyList<object> Accounts { get; }

    public IReadOnlyList<LiveMovement> Movements => movements;

    public static LiveBank Open(string folder, string source, int accounts, int seed, string[] branches)
    {
        var bank = new LiveBank(
            new(Path.Combine(folder, "movements.jsonl"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read), source, accounts, seed, branches);
        bank.Read();
        return bank;
    }

    /// <summary>Some movements more, on disk when this returns.</summary>
    /// <param name="when">When the movement of a number is booked; never earlier than the one before it.</param>
    public void Move(int count, Func<long, DateTimeOffset> when)
    {
        using var lines = new MemoryStream();
        for (var i = 0; i < count; i++)
        {
            var movement = Next(movements.Count + 1, when(movements.Count + 1).AddTicks(i * TimeSpan.TicksPerMicrosecond));
            Keep(movement);
            JsonSerializer.Serialize(lines, movement, CrmClient.Json);
            lines.WriteByte((byte)'\n');
        }

        said.Write(lines.GetBuffer().AsSpan(0, (int)lines.Length));
        said.Flush(flushToDisk: true);
    }

    /// <summary>What was booked on each day that is over, and what the accounts held at the end of it. A day is over when the next one has begun.</summary>
    public IEnumerable<object> EndedDays()
    {
        var balance = 0m;
        foreach (var (day, (count, credit, debit)) in days.SkipLast(1))
        {
            balance += credit - debit;
            yield return new
            {
                day,
                currency = "CNY",
                asOf = new DateTimeOffset(day.AddDays(1).ToDateTime(TimeOnly.MinValue), Zone),
                movements = count,
                credit,
                debit,
                accounts = Accounts.Count,
                closingBalance = balance,
            };
        }
    }

    public void Dispose() => said.Dispose();

    private static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(moment.ToOffset(Zone).DateTime);

    // Most are small; one in a hundred is large, one in two hundred just below what banks must report.
    private LiveMovement Next(long number, DateTimeOffset now)
    {
        var dice = new Dice(seed, number);
        var account = dice.Below(balances.Length);
        var (text, counterparty, kind, channel, least, most) = Spending[dice.Below(Spending.Length)];
        var amount = -(dice.Between(least, most) + (dice.Below(100) / 100m));
        switch (dice.Below(200))
        {
            case 0:
                (text, counterparty, kind, channel, amount) = ("现金存入", "", "cash", "counter", 49_000m + dice.Below(999));
                break;
            case 1 or 2:
                (text, counterparty, kind, channel, amount) = ("大额转入", "外地企业", "transfer", "online", dice.Between(60_000, 900_000));
                break;
            case < 40:
                (text, counterparty, kind, channel, amount) = ("工资", "代发工资", "transfer", "automatic", dice.Between(4_000, 18_000));
                break;
        }

        amount = balances[account] + amount < 0 ? -amount : amount; // nobody overdraws
        return new(
            AccountNumber(account), FormattableString.Invariant($"M{number:0000000000}"), DayOf(now), now, amount,
            "CNY", kind, channel, balances[account] + amount, text, counterparty);
    }

    private void Keep(LiveMovement movement)
    {
        movements.Add(movement);
        var (count, credit, debit) = days.GetValueOrDefault(movement.BookedOn);
        days[movement.BookedOn] = (count + 1, credit + Math.Max(movement.Amount, 0), debit + Math.Max(-movement.Amount, 0));
        balances[int.Parse(movement.Account[^6..], CultureInfo.InvariantCulture)] = movement.BalanceAfter;
    }

    private void Read()
    {
        using var reader = new StreamReader(said, leaveOpen: true);
        var text = reader.ReadToEnd();
        var whole = text.LastIndexOf('\n') + 1; // a line that was cut off was told to nobody
        foreach (var line in text[..whole].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Keep(JsonSerializer.Deserialize<LiveMovement>(line, CrmClient.Json)!);
        }

        said.SetLength(System.Text.Encoding.UTF8.GetByteCount(text[..whole]));
        said.Seek(0, SeekOrigin.End);
    }

    private object Customer(int place, string[] branches)
    {
        var dice = new Dice(seed, -1 - place);
        return new
        {
            externalNumber = FormattableString.Invariant($"{source}-{place}"),
            asOf = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            branch = branches[place % branches.Length],
            kind = "individual",
            name = Surnames[dice.Below(Surnames.Length)] + Given[dice.Below(Given.Length)],
            birthDate = new DateOnly(dice.Between(1950, 2004), dice.Between(1, 12), dice.Between(1, 28)),
            stage = "active",
        };
    }

    private object Account(int place, string[] branches) => new
    {
        number = AccountNumber(place),
        kind = "savings",
        currency = "CNY",
        status = "open",
        version = 1,
        asOf = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        branch = branches[place % branches.Length],
        openedOn = new DateOnly(2026, 1, 1),
        holders = new[] { new { role = "owner", externalNumber = FormattableString.Invariant($"{source}-{place}") } },
    };

    private static string AccountNumber(int place) => FormattableString.Invariant($"62300000{place:000000}");
}
