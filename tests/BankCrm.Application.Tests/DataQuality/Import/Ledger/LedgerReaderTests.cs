using System.Globalization;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Application.DataQuality.Import.Ledger;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Application.Tests.DataQuality.Import.Ledger;

public sealed class LedgerReaderTests
{
    private static readonly DateTimeOffset Received = new(2026, 6, 2, 10, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData("账号,户名,币种,余额,客户号,账户类型", ImportSubject.Accounts)]
    [InlineData("账号,交易日期,摘要,借方,贷方,余额", ImportSubject.Movements)]
    [InlineData("Account number,Booking date,Amount,Text", ImportSubject.Movements)]
    [InlineData("帳號,交易日期,金額,摘要", ImportSubject.Movements)]
    [InlineData("姓名,证件号码,手机号,余额", ImportSubject.Customers)]
    [InlineData("客户号,姓名,账号,手机号", ImportSubject.Customers)]
    public void Of_what_a_file_tells_is_recognised_by_its_columns(string header, ImportSubject subject) =>
        Assert.Equal(subject, LedgerSuggestion.SubjectOf([new(1, header.Split(','))]));

    [Theory]
    [InlineData("账号,户名,币种,余额,客户号", "AccountNumber HolderName Currency AccountBalance ExternalRef", ImportSubject.Accounts)]
    [InlineData("账号,交易日期,记账日期,摘要,对方账号,对方户名,借方,贷方,余额,流水号", "AccountNumber - BookedOn MovementText CounterpartyAccount Counterparty Debit Credit BalanceAfter Reference", ImportSubject.Movements)]
    [InlineData("Account,Date,Value date,Amount,D/C,Description", "AccountNumber BookedOn ValueOn Amount Side MovementText", ImportSubject.Movements)]
    public void Columns_are_suggested(string header, string fields, ImportSubject subject) =>
        Assert.Equal(
            fields.Split(' '),
            LedgerSuggestion.Mapping(subject, header.Split(','), []).Columns.Select(c => c?.ToString() ?? "-"));

    [Fact]
    public void A_column_of_credits_and_debits_is_known_by_its_words()
    {
        CsvRow[] rows = [new(2, ["1", "2026-01-02", "credit", "deposit", "700"])];

        var columns = LedgerSuggestion.Mapping(ImportSubject.Movements, ["account_id", "date", "type", "operation", "amount"], rows).Columns;

        Assert.Equal([ImportField.AccountNumber, ImportField.BookedOn, ImportField.Side, ImportField.MovementKind, ImportField.Amount], columns);
    }

    [Theory]
    [InlineData("1.234,50", DecimalSign.Comma)]
    [InlineData("1,234.50", DecimalSign.Point)]
    [InlineData("1,234", null)]
    public void What_parts_the_decimals_is_taken_from_an_amount_that_shows_it(string amount, DecimalSign? sign)
    {
        CsvRow[] rows = [new(2, ["6222000011112222", "2026-01-02", amount])];

        var mapping = LedgerSuggestion.Mapping(ImportSubject.Movements, ["账号", "日期", "金额"], rows);

        Assert.Equal(sign, mapping.DecimalSign);
        Assert.Equal(sign is null, LedgerSuggestion.NeedsDecimalSign(mapping.Columns, rows));
    }

    [Theory]
    [InlineData("金额", "-12.50", "", "-12.5")]
    [InlineData("金额,借贷标志", "12.50", "借", "-12.5")]
    [InlineData("金额,借贷标志", "12.50", "贷", "12.5")]
    [InlineData("Amount,D/C", "12.50", "D", "-12.5")]
    [InlineData("Amount,D/C", "-12.50", "C", "-12.5")]
    [InlineData("贷方,借方", "12.50", "", "12.5")]
    [InlineData("贷方,借方", "", "12.50", "-12.5")]
    [InlineData("贷方,借方", "0.00", "12.50", "-12.5")]
    [InlineData("贷方,借方", "-3.00", "", "-3")]
    public void An_amount_has_its_sign_however_the_file_says_it(string header, string first, string second, string amount) =>
        Assert.Equal(decimal.Parse(amount, CultureInfo.InvariantCulture), Movement(header, first, second).Movement!.Amount);

    [Theory]
    [InlineData("金额,借贷标志", "12.50", "什么", ImportField.Side)]
    [InlineData("金额,借贷标志", "-12.50", "借", ImportField.Side)]
    [InlineData("贷方,借方", "", "-12.50", ImportField.Debit)]
    [InlineData("贷方,借方", "1", "2", ImportField.Debit)]
    [InlineData("贷方,借方", "", "", ImportField.Credit)]
    [InlineData("金额", "0.00", "", ImportField.Amount)]
    [InlineData("金额", "1000000000000", "", ImportField.Amount)]
    public void What_could_be_meant_in_two_ways_is_refused(string header, string first, string second, ImportField field) =>
        Assert.Equal(field, Assert.Single(Movement(header, first, second).Faults).Field);

    [Fact]
    public void A_movement_is_read_with_all_that_stands_beside_it()
    {
        var row = Read(
            ImportSubject.Movements, "账号,记账日期,交易时间,币种,金额,流水号,余额,交易类型,渠道,对方户名,对方账号,摘要,起息日",
            "6222 0000 1111 2222", "2026年6月1日", "101530", "人民币", "-1,200.00", "T1", "3,800.00", "消费", "手机银行", "超市", "6222333344445555", "买菜", "20260602");

        var told = row.Movement!;
        Assert.Empty(row.Faults);
        Assert.Equal(("T1", new DateOnly(2026, 6, 1), -1200m, "CNY", TransactionKind.CardPayment), (told.Reference, told.BookedOn, told.Amount, told.Currency, told.Kind));
        Assert.Equal((TransactionChannel.Mobile, new DateOnly(2026, 6, 2), 3800m), (told.Channel, told.ValueOn, told.BalanceAfter));
        Assert.Equal(new DateTimeOffset(2026, 6, 1, 2, 15, 30, TimeSpan.Zero), told.BookedAt);
        Assert.Equal(("超市", "6222333344445555", "买菜"), (told.Counterparty, told.CounterpartyAccount, told.Text));
    }

    [Theory]
    [InlineData("", "2026-06-01", "CNY", ImportField.AccountNumber)]
    [InlineData("6.2E+15", "2026-06-01", "CNY", ImportField.AccountNumber)]
    [InlineData("6222000011112222", "", "CNY", ImportField.BookedOn)]
    [InlineData("6222000011112222", "2026-02-30", "CNY", ImportField.BookedOn)]
    [InlineData("6222000011112222", "3/7/2026", "CNY", ImportField.BookedOn)]
    [InlineData("6222000011112222", "2026-06-01", "XYZ", ImportField.Currency)]
    public void A_movement_that_lacks_what_it_needs_says_which_field(string number, string day, string currency, ImportField field)
    {
        var row = Read(ImportSubject.Movements, "账号,日期,币种,金额", number, day, currency, "1.00");

        Assert.Null(row.Movement);
        Assert.Equal(field, Assert.Single(row.Faults).Field);
    }

    [Fact]
    public void An_account_is_read_as_of_the_end_of_a_day_that_is_over()
    {
        var row = Read(
            ImportSubject.Accounts, "账号,户名,币种,余额,客户号,账户类型,截止日期,账户状态,联名人,开户日期",
            "6222000011112222", "张伟明", "美元", "(1,234.50)", "K1", "活期存款", "2026-05-31", "正常", "K2；C0000000012", "2020-01-01");

        var told = row.Account!;
        Assert.Equal((AccountKind.Current, "USD", AccountStatus.Open, -1234.5m), (told.Kind, told.Currency, told.Status, told.Balance));
        Assert.Equal((new DateOnly(2026, 5, 31), new DateTimeOffset(2026, 5, 31, 23, 59, 59, 999, TimeSpan.FromHours(8))), (told.BalanceOn, told.ToldAt));
        Assert.Equal([(null, "K1"), (null, "K2"), ("C0000000012", null)], told.Holders.Select(h => (h.CustomerNumber, h.ExternalRef)));
        Assert.False(told.IsCounted);
        Assert.True(told.Version < 1);
        Assert.Equal("张伟明", row.HolderName);
    }

    [Fact]
    public void A_later_day_or_a_later_file_is_a_newer_word_and_a_counted_version_newer_than_all()
    {
        var (may, june) = (new DateTimeOffset(2026, 5, 31, 23, 59, 0, TimeSpan.Zero), new DateTimeOffset(2026, 6, 1, 23, 59, 0, TimeSpan.Zero));

        long[] versions =
        [
            ToldAccount.Uncounted(DateTimeOffset.UnixEpoch, Received), ToldAccount.Uncounted(may, Received.AddYears(1)),
            ToldAccount.Uncounted(june, Received), ToldAccount.Uncounted(june, Received.AddSeconds(1)), 1,
        ];

        Assert.Equal(versions.Order(), versions);
        Assert.Equal(versions.Length, versions.Distinct().Count());
    }

    [Theory]
    [InlineData("2026-06-03", "1.00", ImportField.AsOf)]
    [InlineData("", "1.00", ImportField.AsOf)]
    [InlineData("2026-06-01", "1.005", ImportField.AccountBalance)]
    [InlineData("2026-06-01", "x", ImportField.AccountBalance)]
    public void An_account_that_cannot_be_so_says_which_field(string asOf, string balance, ImportField field)
    {
        var row = Read(ImportSubject.Accounts, "账号,客户号,币种,账户类型,截止日期,余额", "6222000011112222", "K1", "CNY", "活期", asOf, balance);

        Assert.Equal(field, Assert.Single(row.Faults).Field);
    }

    [Fact]
    public void Movements_without_a_reference_are_told_apart_by_what_they_say_and_how_many_went_before()
    {
        var (one, other) = (new MovementIdentity(), new MovementIdentity());
        var coffee = Movement("金额", "-3.00", "").Movement!;
        var tea = Movement("金额", "-4.00", "").Movement!;

        var names = new[] { coffee, tea, coffee }.Select(m => one.Named(m).Reference).ToArray();

        Assert.Equal(3, names.Distinct().Count());
        Assert.Equal(names, new[] { coffee, tea, coffee }.Select(m => other.Named(m).Reference));
        Assert.Equal("T1", one.Named(coffee with { Reference = "T1" }).Reference);
    }

    [Theory]
    [InlineData("2026-06-02 2026-06-01", "1 1", true)]
    [InlineData("2026-06-01 2026-06-02", "1 1", false)]
    [InlineData("2026-06-01 2026-06-01", "30 10", true)]
    [InlineData("2026-06-01 2026-06-01", "10 30", false)]
    public void Whether_a_file_tells_the_newest_first_shows_by_days_or_by_balances(string days, string balances, bool isNewestFirst)
    {
        var amounts = isNewestFirst ? new[] { 20m, 10m } : [10m, 20m];
        var told = days.Split(' ').Zip(balances.Split(' ')).Select((d, i) => Movement("金额", "1", "").Movement! with
        {
            BookedOn = DateOnly.Parse(d.First, CultureInfo.InvariantCulture),
            Amount = amounts[i],
            BalanceAfter = decimal.Parse(d.Second, CultureInfo.InvariantCulture),
        });

        Assert.Equal(isNewestFirst, FileOrder.IsNewestFirst(told));
    }

    private static LedgerRow Movement(string header, string first, string second) => header.Contains(',', StringComparison.Ordinal)
        ? Read(ImportSubject.Movements, "账号,日期," + header, "6222000011112222", "2026-06-01", first, second)
        : Read(ImportSubject.Movements, "账号,日期," + header, "6222000011112222", "2026-06-01", first);

    private static LedgerRow Read(ImportSubject subject, string header, params string[] cells)
    {
        var headers = header.Split(',');
        var layout = new ImportLayout(ImportEncoding.Utf8, ',', 1, headers);
        return new LedgerReader(layout, LedgerSuggestion.Mapping(subject, headers, []), Received).Read(new(2, cells));
    }
}
