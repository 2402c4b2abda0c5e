using BankCrm.Domain.Common;
using BankCrm.Domain.Segments.Definitions;

namespace BankCrm.Domain.Recommendations.Rules;

/// <summary>What a rule says: for whom, what, why, and how much it weighs.</summary>
public sealed record RuleTerms
{
    public const int NameMaxLength = 80;
    public const int ReasonMaxLength = 300;
    public const int MostPoints = 60;
    public const int MostPerTenth = 5;
    public const int MostCoolingOffDays = 730;

    public string Name { get; init; } = "";
    public string ChineseName { get; init; } = "";

    /// <summary>What a colleague reads beside it, in one sentence.</summary>
    public string Reason { get; init; } = "";

    public string ChineseReason { get; init; } = "";
    public RecommendedAction Action { get; init; }

    /// <summary>Of the catalogue. Null: it offers none.</summary>
    public Guid? ProductId { get; init; }

    /// <summary>Whom it is for, in the language of segments.</summary>
    public SegmentGroup Asks { get; init; } = SegmentGroup.Everybody;

    public int BasePoints { get; init; } = 20;

    /// <summary>The history whose score in use counts. Null: none does.</summary>
    public Guid? ScoreId { get; init; }

    /// <summary>For each tenth that stands below the customer's.</summary>
    public int PointsPerTenth { get; init; }

    /// <summary>What they hold with the bank counts.</summary>
    public bool CountsValue { get; init; }

    /// <summary>That something matures soon counts.</summary>
    public bool CountsMaturity { get; init; }

    /// <summary>So long it is not suggested again after a refusal.</summary>
    public int CoolingOffDays { get; init; } = 90;

    public RecommendedWay Way { get; init; }

    /// <summary>Null: it can be kept.</summary>
    public Fault? Check() =>
        Action is RecommendedAction.OfferProduct != ProductId is not null ? new("Choose a product where one is offered, and none otherwise.")
        : Asks.WithoutEmptyGroups().Parts.Count == 0 ? new("Say whom it is for: a rule without a condition is for everybody.")
        : BasePoints is < 1 or > MostPoints ? new("Points to begin with are from 1 to {0}.", MostPoints)
        : ScoreId is null != (PointsPerTenth == 0) ? new("Say how much a tenth of the score counts, and name the score.")
        : PointsPerTenth is < 0 or > MostPerTenth ? new("A tenth counts at most {0} points.", MostPerTenth)
        : CoolingOffDays is < 1 or > MostCoolingOffDays ? new("After a refusal it rests 1 to {0} days.", MostCoolingOffDays)
        : null;
}
