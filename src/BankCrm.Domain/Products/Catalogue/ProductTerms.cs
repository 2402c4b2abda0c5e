using BankCrm.Domain.Common;

namespace BankCrm.Domain.Products.Catalogue;

/// <summary>
/// What the bank says about a product from a day on. Amounts are in the product's currency; rates and fees of an amount are in percent;
/// what is null does not apply.
/// </summary>
[Class(DataClass.C1)]
public sealed record ProductTerms
{
    public const int NameMaxLength = 100;
    public const int DescriptionMaxLength = 500;
    public const int BenchmarkMaxLength = 40;

    public string Name { get; init; } = "";
    public string ChineseName { get; init; } = "";
    public string Description { get; init; } = "";
    public string ChineseDescription { get; init; } = "";

    public SalesChannels Channels { get; init; }

    /// <summary>Null: as soon as these terms hold.</summary>
    public DateOnly? SaleFrom { get; init; }

    /// <summary>The last day. Null: until further notice.</summary>
    public DateOnly? SaleUntil { get; init; }

    public RateKind? RateKind { get; init; }

    /// <summary>A year; the lowest where there is a range.</summary>
    public decimal? Rate { get; init; }

    /// <summary>Null: no range.</summary>
    public decimal? RateUpTo { get; init; }

    /// <summary>What a floating rate follows: LPR 1Y, SOFR.</summary>
    public string Benchmark { get; init; } = "";

    /// <summary>In percentage points over the benchmark.</summary>
    public decimal? Spread { get; init; }

    public int? Term { get; init; }

    public TermUnit? TermUnit { get; init; }

    /// <summary>The least somebody puts in, borrows or is given as a limit.</summary>
    public decimal? Minimum { get; init; }

    public decimal? Maximum { get; init; }

    /// <summary>Beyond the least, in steps of so much.</summary>
    public decimal? Step { get; init; }

    public RiskGrade? IssuerGrade { get; init; }

    public RiskGrade? OwnGrade { get; init; }

    public decimal? OpeningFee { get; init; }

    public decimal? AnnualFee { get; init; }

    public decimal? MonthlyFee { get; init; }

    public decimal? SubscriptionFee { get; init; }

    public decimal? RedemptionFee { get; init; }

    /// <summary>A year.</summary>
    public decimal? ManagementFee { get; init; }

    /// <summary>A year.</summary>
    public decimal? CustodyFee { get; init; }

    public decimal? EarlyRepaymentFee { get; init; }

    public decimal? CashAdvanceFee { get; init; }

    public decimal? LatePaymentFee { get; init; }

    public int? InterestFreeDays { get; init; }

    /// <summary>The grade that counts: where issuer and seller disagree, the higher one.</summary>
    public RiskGrade? HigherGrade => IssuerGrade is { } issuer && OwnGrade is { } own ? (RiskGrade)Math.Max((int)issuer, (int)own) : IssuerGrade ?? OwnGrade;
}
