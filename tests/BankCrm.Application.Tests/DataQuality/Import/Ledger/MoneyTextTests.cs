using System.Globalization;
using BankCrm.Application.DataQuality.Import.Ledger;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Application.Tests.DataQuality.Import.Ledger;

public sealed class MoneyTextTests
{
    [Theory]
    [InlineData("1234.56", "1234.56")]
    [InlineData("1,234.56", "1234.56")]
    [InlineData("1,234,567", "1234567")]
    [InlineData("1.234,50", "1234.5")]
    [InlineData("1.234.567,8", "1234567.8")]
    [InlineData("12,5", "12.5")]
    [InlineData("1'234.50", "1234.5")]
    [InlineData("1 234,50", "1234.5")]
    [InlineData("0.125", "0.125")]
    [InlineData("1234.567", "1234.567")]
    [InlineData("￥2,494.12", "2494.12")]
    [InlineData("1685.29元", "1685.29")]
    [InlineData("USD 12.00", "12")]
    [InlineData("(12.00)", "-12")]
    [InlineData("-12.00", "-12")]
    [InlineData("−12.00", "-12")]
    [InlineData("12.00-", "-12")]
    [InlineData("+12.00", "12")]
    [InlineData("12.00DR", "-12")]
    [InlineData("12.00 CR", "12")]
    [InlineData("１２．５０", "12.5")]
    [InlineData("0", "0")]
    public void What_can_be_one_amount_only_is_read_as_written(string cell, string amount) =>
        Assert.Equal(decimal.Parse(amount, CultureInfo.InvariantCulture), Read(cell).Amount);

    [Theory]
    [InlineData("1,234", DecimalSign.Point, "1234")]
    [InlineData("1,234", DecimalSign.Comma, "1.234")]
    [InlineData("1.234", DecimalSign.Comma, "1234")]
    [InlineData("1.234", DecimalSign.Point, "1.234")]
    [InlineData("-123,456", DecimalSign.Point, "-123456")]
    public void What_can_be_two_amounts_is_read_when_somebody_said_which(string cell, DecimalSign said, string amount)
    {
        Assert.True(MoneyText.NeedsSign(cell));
        Assert.StartsWith("Point or comma", Read(cell).Fault?.Sentence, StringComparison.Ordinal);
        Assert.Equal(decimal.Parse(amount, CultureInfo.InvariantCulture), MoneyText.Read(cell, said).Amount);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("1.2万")]
    [InlineData("12.3.4,5")]
    [InlineData("1,23,456.00")]
    [InlineData("(12.00")]
    [InlineData("12.00)")]
    [InlineData("1..2")]
    [InlineData("--5")]
    public void What_is_no_amount_is_refused(string cell) => Assert.NotNull(Read(cell).Fault);

    [Fact]
    public void Nothing_is_made_of_too_many_digits_nor_of_what_a_spreadsheet_shortened()
    {
        Assert.Equal("An amount has too many digits.", Read("12345678901234567890").Fault?.Sentence);
        Assert.StartsWith("A spreadsheet has shortened", Read("1.2E+15").Fault?.Sentence, StringComparison.Ordinal);
        Assert.Equal((null, null), Read("--"));
        Assert.NotNull(MoneyText.Read("12,5", DecimalSign.Point).Fault);
    }

    private static (decimal? Amount, Domain.Common.Fault? Fault) Read(string cell) => MoneyText.Read(cell, said: null);
}
