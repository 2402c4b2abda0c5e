using BankCrm.Domain.Common;
using BankCrm.Domain.Products.Catalogue;

namespace BankCrm.Domain.Tests.Products.Catalogue;

public sealed class ProductTests
{
    private static readonly DateOnly Today = new(2026, 6, 1);

    private static readonly ProductTerms Terms = new()
    {
        Name = "Time deposit, 1 year",
        ChineseName = "整存整取一年",
        Channels = SalesChannels.Branch | SalesChannels.Web,
        RateKind = RateKind.Fixed,
        Rate = 0.95m,
        Term = 1,
        TermUnit = TermUnit.Years,
        Minimum = 50,
    };

    private static readonly ProductTerms Lower = Terms with { Rate = 0.75m };

    private readonly Product product = Product.Launch(Id(), Id(), "TD-1Y", ProductClass.TimeDeposit, "CNY", Today, Terms, Today);

    [Fact]
    public void What_held_on_a_day_can_be_told_before_and_after_a_change()
    {
        product.Revise(Id(), new(2026, 9, 1), Lower, new(2026, 8, 31));

        Assert.Null(product.VersionOn(Today.AddDays(-1)));
        Assert.Equal(0.95m, product.VersionOn(Today)!.Terms.Rate);
        Assert.Equal(0.95m, product.VersionOn(new(2026, 8, 31))!.Terms.Rate);
        Assert.Equal(0.75m, product.VersionOn(new(2026, 9, 1))!.Terms.Rate);
    }

    [Fact]
    public void A_version_in_force_stays_as_it_is()
    {
        var first = product.Versions[0].Id;

        Refuses("This version is in force: correct it by a new one.", () => product.ChangeComing(first, Today.AddDays(5), Lower, Today));
        Refuses("This version is in force: correct it by a new one.", () => product.CancelComing(first, Today));
        Refuses("A new version begins tomorrow at the earliest: what holds today stays as it is.", () => product.Revise(Id(), Today, Lower, Today));
        Refuses("Nothing would change on that day.", () => product.Revise(Id(), Today.AddDays(1), Terms, Today));
        Assert.Equal(Terms, product.VersionOn(Today)!.Terms);
    }

    [Fact]
    public void A_version_that_is_coming_may_be_moved_changed_and_taken_back()
    {
        var (coming, later) = (Id(), Id());
        product.Revise(coming, new(2026, 7, 1), Lower, Today);
        product.Revise(later, new(2026, 8, 1), Terms with { Rate = 0.5m }, Today);

        Refuses("Another version begins on that day.", () => product.ChangeComing(coming, new(2026, 8, 1), Lower, Today));
        product.ChangeComing(coming, new(2026, 7, 15), Terms with { Rate = 0.8m }, Today);
        Assert.Equal(0.95m, product.VersionOn(new(2026, 7, 14))!.Terms.Rate);
        Assert.Equal(0.8m, product.VersionOn(new(2026, 7, 15))!.Terms.Rate);

        product.CancelComing(later, Today);
        Assert.Equal(0.8m, product.VersionOn(new(2027, 1, 1))!.Terms.Rate);
        Refuses("This version is not there any more.", () => product.CancelComing(later, Today));
    }

    [Fact]
    public void It_has_at_least_one_version_and_none_before_it_was_made()
    {
        var coming = Product.Launch(Id(), Id(), "TD-2Y", ProductClass.TimeDeposit, "CNY", Today.AddDays(10), Terms, Today);

        Refuses("A product has at least one version: withdraw it from sale instead.", () => coming.CancelComing(coming.Versions[0].Id, Today));
        Refuses("A product cannot begin in the past.", () => Product.Launch(Id(), Id(), "TD-3Y", ProductClass.TimeDeposit, "CNY", Today.AddDays(-1), Terms, Today));
        Refuses("Choose a currency.", () => Product.Launch(Id(), Id(), "TD-3Y", ProductClass.TimeDeposit, "XYZ", Today, Terms, Today));
    }

    [Fact]
    public void It_is_sold_within_its_period_until_it_is_withdrawn()
    {
        var sold = Terms with { SaleFrom = new(2026, 6, 10), SaleUntil = new(2026, 6, 20) };
        var offer = Product.Launch(Id(), Id(), "TD-2Y", ProductClass.TimeDeposit, "CNY", Today, sold, Today);
        Assert.Equal(
            [ProductState.Coming, ProductState.Coming, ProductState.OnSale, ProductState.OnSale, ProductState.Over],
            new DateOnly[] { new(2026, 5, 31), new(2026, 6, 9), new(2026, 6, 10), new(2026, 6, 20), new(2026, 6, 21) }.Select(offer.StateOn));

        offer.Withdraw(new(2026, 6, 15), "Too many complaints", Today);

        Assert.Equal(ProductState.OnSale, offer.StateOn(new(2026, 6, 14)));
        Assert.Equal(ProductState.Withdrawn, offer.StateOn(new(2026, 6, 15)));
        Refuses("The product was already withdrawn from sale.", () => offer.Withdraw(new(2026, 6, 16), "Again", Today));
        Refuses("The product was withdrawn from sale: put it back on sale first.", () => offer.Revise(Id(), new(2026, 7, 1), Lower, Today));
        offer.PutBackOnSale();
        Assert.Equal(ProductState.OnSale, offer.StateOn(new(2026, 6, 15)));
        Refuses("The product was not withdrawn from sale.", offer.PutBackOnSale);
        Refuses("A product cannot be withdrawn in the past.", () => offer.Withdraw(Today.AddDays(-1), "Late", Today));
    }

    [Theory]
    [InlineData(RiskGrade.R2, RiskGrade.R3, RiskGrade.R3)]
    [InlineData(RiskGrade.R5, RiskGrade.R1, RiskGrade.R5)]
    [InlineData(RiskGrade.R4, RiskGrade.R4, RiskGrade.R4)]
    public void Where_issuer_and_bank_disagree_the_higher_grade_counts(RiskGrade issuer, RiskGrade own, RiskGrade counts)
    {
        var terms = new ProductTerms { Name = "Fund", ChineseName = "基金", Channels = SalesChannels.Mobile, IssuerGrade = issuer, OwnGrade = own };

        var fund = Product.Launch(Id(), Id(), "WM-1", ProductClass.Wealth, "USD", Today, terms, Today);

        Assert.Equal(counts, fund.Versions[0].RiskGrade);
    }

    private static Guid Id() => Guid.CreateVersion7();

    private static void Refuses(string sentence, Action act) => Assert.Equal(sentence, Assert.Throws<RefusedException>(act).Message);
}
