using BankCrm.Domain.Products.Catalogue;

namespace BankCrm.Domain.Tests.Products.Catalogue;

public sealed class ProductRulesTests
{
    private static readonly DateOnly Day = new(2026, 6, 1);
    private static readonly ProductTerms Named = new() { Name = "Something", ChineseName = "某产品", Channels = SalesChannels.Branch };
    private static readonly ProductTerms Graded = Named with { IssuerGrade = RiskGrade.R2, OwnGrade = RiskGrade.R2 };

    public static TheoryData<ProductClass, ProductTerms, string> Wrong => new()
    {
        { ProductClass.Savings, Named with { Name = "" }, nameof(ProductTerms.Name) },
        { ProductClass.Savings, Named with { ChineseName = "" }, nameof(ProductTerms.ChineseName) },
        { ProductClass.Savings, Named with { Channels = SalesChannels.None }, nameof(ProductTerms.Channels) },
        { ProductClass.Savings, Named with { SaleUntil = new(2026, 5, 31) }, nameof(ProductTerms.SaleUntil) },
        { ProductClass.Savings, Named with { SaleFrom = new(2026, 7, 1), SaleUntil = new(2026, 6, 30) }, nameof(ProductTerms.SaleUntil) },
        { ProductClass.Savings, Named with { Rate = 1 }, nameof(ProductTerms.RateKind) },
        { ProductClass.Savings, Named with { RateKind = RateKind.Fixed }, nameof(ProductTerms.Rate) },
        { ProductClass.Savings, Named with { RateKind = RateKind.Fixed, Rate = 100.01m }, nameof(ProductTerms.Rate) },
        { ProductClass.Savings, Named with { RateKind = RateKind.Fixed, Rate = 1.23456m }, nameof(ProductTerms.Rate) },
        { ProductClass.Savings, Named with { RateKind = RateKind.Fixed, Rate = 2, RateUpTo = 1 }, nameof(ProductTerms.RateUpTo) },
        { ProductClass.Savings, Named with { Minimum = -1 }, nameof(ProductTerms.Minimum) },
        { ProductClass.Savings, Named with { Minimum = 0.001m }, nameof(ProductTerms.Minimum) },
        { ProductClass.Savings, Named with { IssuerGrade = RiskGrade.R1, OwnGrade = RiskGrade.R1 }, nameof(ProductTerms.IssuerGrade) },
        { ProductClass.TimeDeposit, Named with { RateKind = RateKind.Fixed, Rate = 1 }, nameof(ProductTerms.Term) },
        { ProductClass.TimeDeposit, Named with { RateKind = RateKind.Fixed, Rate = 1, Term = 3 }, nameof(ProductTerms.TermUnit) },
        { ProductClass.TimeDeposit, Named with { Term = 3, TermUnit = TermUnit.Months }, nameof(ProductTerms.Rate) },
        { ProductClass.Loan, Named with { RateKind = RateKind.Floating, Rate = 3 }, nameof(ProductTerms.Benchmark) },
        { ProductClass.Loan, Named with { RateKind = RateKind.Fixed, Rate = 3, Minimum = 10, Maximum = 9 }, nameof(ProductTerms.Maximum) },
        { ProductClass.CreditCard, Named with { InterestFreeDays = 366 }, nameof(ProductTerms.InterestFreeDays) },
        { ProductClass.Wealth, Named with { OwnGrade = RiskGrade.R1 }, nameof(ProductTerms.IssuerGrade) },
        { ProductClass.Wealth, Named with { IssuerGrade = RiskGrade.R1 }, nameof(ProductTerms.OwnGrade) },
        { ProductClass.Insurance, Graded with { SubscriptionFee = 1 }, nameof(ProductTerms.SubscriptionFee) },
        { ProductClass.DebitCard, Named with { Term = 1, TermUnit = TermUnit.Years }, nameof(ProductTerms.Term) },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_field_is_named(ProductClass productClass, ProductTerms terms, string field) =>
        Assert.Contains(field, ProductRules.Faults(productClass, "CNY", Day, terms).Select(f => f.Field));

    [Fact]
    public void Terms_that_fit_their_class_may_hold()
    {
        Assert.Empty(ProductRules.Faults(ProductClass.Wealth, "CNY", Day, Graded with { SaleUntil = Day, RateKind = RateKind.Aimed, Rate = 2, RateUpTo = 3.5m }));
        Assert.Empty(ProductRules.Faults(ProductClass.DebitCard, "CNY", Day, Named with { OpeningFee = 5.00m, AnnualFee = 0 }));
        Assert.Empty(ProductRules.Faults(ProductClass.Loan, "CNY", Day, Named with { RateKind = RateKind.Floating, Benchmark = "LPR 5Y", Spread = -0.3m, Rate = 3.2m }));
    }

    [Fact]
    public void Amounts_have_the_decimals_of_their_currency()
    {
        Assert.Contains(ProductRules.Faults(ProductClass.Savings, "JPY", Day, Named with { Minimum = 0.5m }), f => f.Field == nameof(ProductTerms.Minimum));
        Assert.Empty(ProductRules.Faults(ProductClass.Savings, "KWD", Day, Named with { Minimum = 0.125m }));
        Assert.Empty(ProductRules.Faults(ProductClass.Savings, "JPY", Day, Named with { Minimum = 500.00m }));
    }

    [Theory]
    [InlineData("TD-1Y", true)]
    [InlineData("X", false)]
    [InlineData("td-1y", false)]
    [InlineData("TD 1Y", false)]
    [InlineData("-TD", false)]
    [InlineData("TD-", false)]
    [InlineData("TD-123456789012345678", false)]
    public void A_code_is_short_and_plain(string code, bool isFine) => Assert.Equal(isFine, ProductRules.CheckCode(code) is null);
}
