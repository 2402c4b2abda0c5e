using BankCrm.Domain.Common;
using static BankCrm.Domain.Products.Catalogue.ProductClass;

namespace BankCrm.Domain.Products.Catalogue;

/// <summary>What a product's terms must be, by its class.</summary>
public static class ProductRules
{
    /// <summary>Beyond so many percent a year somebody mistyped.</summary>
    public const decimal MostPercent = 100;

    private const decimal MostAmount = 100_000_000_000;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";

    private static readonly string[] Deposit =
        [nameof(ProductTerms.RateKind), nameof(ProductTerms.Rate), nameof(ProductTerms.RateUpTo), nameof(ProductTerms.Minimum)];

    private static readonly string[] Account =
        [.. Deposit, nameof(ProductTerms.OpeningFee), nameof(ProductTerms.MonthlyFee), nameof(ProductTerms.AnnualFee)];

    private static readonly string[] Invested =
    [
        nameof(ProductTerms.Term), nameof(ProductTerms.TermUnit), nameof(ProductTerms.Minimum), nameof(ProductTerms.Maximum), nameof(ProductTerms.Step),
        nameof(ProductTerms.RateKind), nameof(ProductTerms.Rate), nameof(ProductTerms.RateUpTo), nameof(ProductTerms.IssuerGrade), nameof(ProductTerms.OwnGrade),
        nameof(ProductTerms.ManagementFee),
    ];

    private static readonly Dictionary<ProductClass, string[]> Fields = new()
    {
        [Current] = Account,
        [Savings] = Account,
        [TimeDeposit] = [.. Deposit, nameof(ProductTerms.Term), nameof(ProductTerms.TermUnit), nameof(ProductTerms.Maximum), nameof(ProductTerms.Step)],
        [DebitCard] = [nameof(ProductTerms.OpeningFee), nameof(ProductTerms.AnnualFee)],
        [CreditCard] =
        [
            nameof(ProductTerms.RateKind), nameof(ProductTerms.Rate), nameof(ProductTerms.Minimum), nameof(ProductTerms.Maximum), nameof(ProductTerms.OpeningFee),
            nameof(ProductTerms.AnnualFee), nameof(ProductTerms.CashAdvanceFee), nameof(ProductTerms.LatePaymentFee), nameof(ProductTerms.InterestFreeDays),
        ],
        [Loan] =
        [
            nameof(ProductTerms.RateKind), nameof(ProductTerms.Rate), nameof(ProductTerms.RateUpTo), nameof(ProductTerms.Benchmark), nameof(ProductTerms.Spread),
            nameof(ProductTerms.Term), nameof(ProductTerms.TermUnit), nameof(ProductTerms.Minimum), nameof(ProductTerms.Maximum),
            nameof(ProductTerms.EarlyRepaymentFee), nameof(ProductTerms.LatePaymentFee),
        ],
        [Wealth] = [.. Invested, nameof(ProductTerms.SubscriptionFee), nameof(ProductTerms.RedemptionFee), nameof(ProductTerms.CustodyFee)],
        [Insurance] = Invested,
        [Custody] = [nameof(ProductTerms.Minimum), nameof(ProductTerms.OpeningFee), nameof(ProductTerms.AnnualFee), nameof(ProductTerms.CustodyFee)],
    };

    /// <summary>Whether a field of the terms means something for products of this class.</summary>
    public static bool Has(ProductClass productClass, string field) => Fields[productClass].Contains(field);

    public static bool IsGraded(ProductClass productClass) => productClass is Wealth or Insurance;

    public static Fault? CheckCode(string code) =>
        code.Length is < 2 or > Product.CodeMaxLength ? new("A code has 2 to {0} places.", Product.CodeMaxLength)
        : !code.All(Letters.Contains) || code[0] == '-' || code[^1] == '-' ? new("A code has capital letters and figures, and dashes in between.")
        : null;

    /// <summary>Every field that is wrong, with the reason. Empty: the terms may hold.</summary>
    public static IEnumerable<(string Field, Fault Fault)> Faults(ProductClass productClass, string currency, DateOnly validFrom, ProductTerms terms)
    {
        var checks = new List<(string Field, Fault? Fault)>
        {
            (nameof(terms.Name), Name(terms.Name)),
            (nameof(terms.ChineseName), Name(terms.ChineseName)),
            (nameof(terms.Description), CleanText.Check(terms.Description, ProductTerms.DescriptionMaxLength, manyLines: true)),
            (nameof(terms.ChineseDescription), CleanText.Check(terms.ChineseDescription, ProductTerms.DescriptionMaxLength, manyLines: true)),
            (nameof(terms.Benchmark), CleanText.Check(terms.Benchmark, ProductTerms.BenchmarkMaxLength)),
            (nameof(terms.Channels), terms.Channels is SalesChannels.None ? new("Choose at least one channel.") : null),
            (nameof(terms.SaleUntil), Period(terms, validFrom)),
        };
        checks.AddRange(Amounts(terms).Select(a => (a.Field, Amount(a.Value, currency))));
        checks.AddRange(Percents(terms).Select(p => (p.Field, Percent(p.Value))));
        checks.AddRange(Given(terms).Where(f => !Has(productClass, f)).Select(f => (f, (Fault?)new Fault("This does not apply to products of this class."))));
        checks.AddRange(Together(productClass, terms));
        return checks.Where(c => c.Fault is not null).Select(c => (c.Field, c.Fault!));
    }

    private static IEnumerable<(string Field, Fault? Fault)> Together(ProductClass productClass, ProductTerms terms)
    {
        var needsRate = productClass is TimeDeposit or Loan;
        var needsGrade = IsGraded(productClass);
        return
        [
            (nameof(terms.Rate), terms.Rate is null && (needsRate || terms.RateUpTo is not null || terms.RateKind is not null) ? new("Please fill this in.") : null),
            (nameof(terms.RateKind), terms.RateKind is null && terms.Rate is not null ? new("Choose the kind of rate.") : null),
            (nameof(terms.RateUpTo), terms.RateUpTo <= terms.Rate ? new("The highest rate must be above the lowest.") : null),
            (nameof(terms.Benchmark), terms.RateKind is RateKind.Floating && Has(productClass, nameof(terms.Benchmark)) && terms.Benchmark.Length == 0
                ? new("Say which benchmark the rate follows.") : null),
            (nameof(terms.Spread), terms.Spread is not null && Math.Abs(terms.Spread.Value) > MostPercent ? new("At most {0} percent.", MostPercent) : null),
            (nameof(terms.Term), Term(productClass, terms)),
            (nameof(terms.TermUnit), terms.Term is not null && terms.TermUnit is null ? new("Choose days, months or years.") : null),
            (nameof(terms.Maximum), terms.Maximum < terms.Minimum ? new("The highest amount must not be below the lowest.") : null),
            (nameof(terms.InterestFreeDays), terms.InterestFreeDays is < 0 or > 365 ? new("Give 0 to 365 days.") : null),
            (nameof(terms.IssuerGrade), needsGrade && terms.IssuerGrade is null ? new("Choose the issuer's grade.") : null),
            (nameof(terms.OwnGrade), needsGrade && terms.OwnGrade is null ? new("Choose the bank's own grade.") : null),
        ];
    }

    private static Fault? Name(string name) =>
        name.Length == 0 ? new("Please fill this in.") : CleanText.Check(name, ProductTerms.NameMaxLength);

    private static Fault? Period(ProductTerms terms, DateOnly validFrom) =>
        terms.SaleUntil < (terms.SaleFrom ?? validFrom) ? new("The last day of sale is before the first.") : null;

    private static Fault? Term(ProductClass productClass, ProductTerms terms) => terms switch
    {
        { Term: null } when productClass is TimeDeposit || terms.TermUnit is not null => new("Please fill this in."),
        { Term: <= 0 } or { Term: > 36_500 } => new("A term is 1 to 36,500 days, months or years."),
        _ => null,
    };

    private static Fault? Amount(decimal? amount, string currency) => amount switch
    {
        null => null,
        < 0 => new("An amount cannot be negative."),
        > MostAmount => new("This amount is too large."),
        { } given when !Currencies.Fits(given, currency) => new("{0} has {1} decimals.", currency, Currencies.Digits(currency)),
        _ => null,
    };

    private static Fault? Percent(decimal? percent) => percent switch
    {
        null => null,
        < 0 => new("A percentage cannot be negative."),
        > MostPercent => new("At most {0} percent.", MostPercent),
        { Scale: > 4 } => new("A percentage has at most four decimals."),
        _ => null,
    };

    private static IEnumerable<(string Field, decimal? Value)> Amounts(ProductTerms terms) =>
    [
        (nameof(terms.Minimum), terms.Minimum), (nameof(terms.Maximum), terms.Maximum), (nameof(terms.Step), terms.Step),
        (nameof(terms.OpeningFee), terms.OpeningFee), (nameof(terms.AnnualFee), terms.AnnualFee), (nameof(terms.MonthlyFee), terms.MonthlyFee),
    ];

    private static IEnumerable<(string Field, decimal? Value)> Percents(ProductTerms terms) =>
    [
        (nameof(terms.Rate), terms.Rate), (nameof(terms.RateUpTo), terms.RateUpTo), (nameof(terms.SubscriptionFee), terms.SubscriptionFee),
        (nameof(terms.RedemptionFee), terms.RedemptionFee), (nameof(terms.ManagementFee), terms.ManagementFee), (nameof(terms.CustodyFee), terms.CustodyFee),
        (nameof(terms.EarlyRepaymentFee), terms.EarlyRepaymentFee), (nameof(terms.CashAdvanceFee), terms.CashAdvanceFee),
        (nameof(terms.LatePaymentFee), terms.LatePaymentFee),
    ];

    private static IEnumerable<string> Given(ProductTerms terms) => Amounts(terms).Concat(Percents(terms)).Where(f => f.Value is not null).Select(f => f.Field)
        .Concat(new (string Field, bool IsGiven)[]
        {
            (nameof(terms.RateKind), terms.RateKind is not null), (nameof(terms.Benchmark), terms.Benchmark.Length > 0), (nameof(terms.Spread), terms.Spread is not null),
            (nameof(terms.Term), terms.Term is not null), (nameof(terms.TermUnit), terms.TermUnit is not null),
            (nameof(terms.IssuerGrade), terms.IssuerGrade is not null), (nameof(terms.OwnGrade), terms.OwnGrade is not null),
            (nameof(terms.InterestFreeDays), terms.InterestFreeDays is not null),
        }.Where(f => f.IsGiven).Select(f => f.Field));
}
