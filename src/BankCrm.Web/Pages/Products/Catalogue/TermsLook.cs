using System.Globalization;
using BankCrm.Domain.Products.Catalogue;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.TagHelpers;

namespace BankCrm.Web.Pages.Products.Catalogue;

/// <summary>One of a product's terms, in words.</summary>
public sealed record TermLine(string Label, string Value);

/// <summary>How products and their terms are shown and named.</summary>
public static class TermsLook
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    public static string NameOf(this ProductTerms terms) => Languages.Current == Languages.SimplifiedChinese ? terms.ChineseName : terms.Name;

    public static string DescriptionOf(this ProductTerms terms) =>
        Languages.Current == Languages.SimplifiedChinese ? terms.ChineseDescription : terms.Description;

    public static Colour ColourOf(this RiskGrade grade) => grade switch
    {
        RiskGrade.R1 => Colour.Green,
        RiskGrade.R2 => Colour.Blue,
        RiskGrade.R5 => Colour.Red,
        _ => Colour.Amber,
    };

    public static Colour ColourOf(this ProductState state) => state switch
    {
        ProductState.OnSale => Colour.Green,
        ProductState.Coming => Colour.Blue,
        ProductState.Withdrawn => Colour.Red,
        _ => Colour.Grey,
    };

    /// <summary>The investor classes that suit a grade: C1 takes R1 only, C5 takes all.</summary>
    public static IEnumerable<string> Takers(this RiskGrade grade) => Enumerable.Range((int)grade + 1, 5 - (int)grade).Select(c => "C" + c.ToString(Plain));

    public static IEnumerable<SalesChannels> Each(this SalesChannels channels) =>
        Enum.GetValues<SalesChannels>().Where(c => c is not SalesChannels.None && channels.HasFlag(c));

    /// <summary>"2.20% – 2.80%".</summary>
    public static string Rate(this ProductTerms terms) =>
        terms.Rate is not { } rate ? "" : terms.RateUpTo is { } upTo ? $"{Percent(rate)} – {Percent(upTo)}" : Percent(rate);

    public static string Term(this Text text, ProductTerms terms) => (terms.Term, terms.TermUnit) switch
    {
        ({ } term, TermUnit.Days) => text["{0} days", term],
        ({ } term, TermUnit.Months) => text["{0} months", term],
        ({ } term, TermUnit.Years) => text["{0} years", term],
        _ => "",
    };

    /// <summary>What the least and the most are called.</summary>
    public static (string Least, string Most) AmountLabels(this Text text, ProductClass productClass) => productClass switch
    {
        ProductClass.CreditCard => (text["Lowest credit limit"], text["Highest credit limit"]),
        ProductClass.Loan => (text["Lowest loan amount"], text["Highest loan amount"]),
        ProductClass.Insurance => (text["Lowest premium"], text["Highest premium"]),
        _ => (text["Minimum amount"], text["Maximum amount"]),
    };

    /// <summary>All that applies, in the order in which bankers read it.</summary>
    public static IReadOnlyList<TermLine> Lines(this ProductTerms terms, ProductClass productClass, string currency, Text text, Show show)
    {
        var (least, most) = text.AmountLabels(productClass);
        var lines = new TermLine[]
        {
            new(text["Interest rate a year"], terms.RateKind is RateKind.Aimed ? "" : terms.Rate()),
            new(text["Performance benchmark a year"], terms.RateKind is RateKind.Aimed ? terms.Rate() : ""),
            new(text["Kind of rate"], terms.RateKind is { } kind ? text[kind] : ""),
            new(text["Benchmark"], Benchmark(terms)),
            new(text["Term"], text.Term(terms)),
            new(least, show.Money(terms.Minimum, currency)),
            new(most, show.Money(terms.Maximum, currency)),
            new(text["In steps of"], show.Money(terms.Step, currency)),
            new(text["Interest-free days"], show.Number(terms.InterestFreeDays)),
            new(text["Issuer's grade"], terms.IssuerGrade is { } issuer ? text[issuer] : ""),
            new(text["The bank's own grade"], terms.OwnGrade is { } own ? text[own] : ""),
            new(text["Opening or issuing fee"], show.Money(terms.OpeningFee, currency)),
            new(text["Annual fee"], show.Money(terms.AnnualFee, currency)),
            new(text["Monthly fee"], show.Money(terms.MonthlyFee, currency)),
            new(text["Subscription fee"], Percent(terms.SubscriptionFee)),
            new(text["Redemption fee"], Percent(terms.RedemptionFee)),
            new(text["Management fee a year"], Percent(terms.ManagementFee)),
            new(text["Custody fee a year"], Percent(terms.CustodyFee)),
            new(text["Early repayment fee"], Percent(terms.EarlyRepaymentFee)),
            new(text["Cash advance fee"], Percent(terms.CashAdvanceFee)),
            new(text["Late payment fee"], Percent(terms.LatePaymentFee)),
            new(text["Channels"], string.Join(text[", "], terms.Channels.Each().Select(c => text[c]))),
            new(text["Sold from"], show.Day(terms.SaleFrom)),
            new(text["Sold until"], show.Day(terms.SaleUntil)),
        };
        return [.. lines.Where(line => line.Value.Length > 0)];
    }

    /// <summary>What a version changed: label, before, after.</summary>
    public static IEnumerable<(string Label, string Before, string After)> Changes(
        ProductTerms before, ProductTerms after, ProductClass productClass, string currency, Text text, Show show)
    {
        var (old, now) = (Named(before), Named(after));
        return old.Select(l => l.Label).Union(now.Select(l => l.Label))
            .Select(label => (label, Of(old, label), Of(now, label)))
            .Where(change => change.Item2 != change.Item3);

        IReadOnlyList<TermLine> Named(ProductTerms terms) =>
        [
            new(text["Product name"], terms.NameOf()), new(text["Description"], terms.DescriptionOf()), .. terms.Lines(productClass, currency, text, show),
        ];

        static string Of(IReadOnlyList<TermLine> lines, string label) => lines.FirstOrDefault(l => l.Label == label)?.Value is { Length: > 0 } value ? value : "—";
    }

    private static string Benchmark(ProductTerms terms) => terms.Spread is not { } spread ? terms.Benchmark
        : $"{terms.Benchmark} {(spread < 0 ? "−" : "+")} {Percent(Math.Abs(spread))}".Trim();

    private static string Percent(decimal? percent) => percent is { } given ? given.ToString("#,0.00##", Plain) + "%" : "";
}
