using BankCrm.Domain.Recommendations.Rules;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Web.Pages.Segments;

namespace BankCrm.Web.Pages.Recommendations;

/// <summary>A rule as lines of a form: whom it is for stands there as in a segment's.</summary>
public sealed class RuleForm : SegmentForm
{
    /// <summary>Of which it is a new version. Null: a new rule, or what waits is changed.</summary>
    public Guid? RuleId { get; set; }

    /// <summary>What waits is changed.</summary>
    public bool Changes { get; set; }

    public string? ChineseName { get; set; }

    public string? Reason { get; set; }

    public string? ChineseReason { get; set; }

    public RecommendedAction Action { get; set; }

    public Guid? ProductId { get; set; }

    public int BasePoints { get; set; } = 20;

    public Guid? ScoreId { get; set; }

    public int PointsPerTenth { get; set; }

    public bool CountsValue { get; set; }

    public bool CountsMaturity { get; set; }

    public int CoolingOffDays { get; set; } = 90;

    public RecommendedWay Way { get; set; }

    public void Take(RuleTerms terms)
    {
        (Name, ChineseName, Reason, ChineseReason, Action, ProductId) = (terms.Name, terms.ChineseName, terms.Reason, terms.ChineseReason, terms.Action, terms.ProductId);
        (BasePoints, ScoreId, PointsPerTenth, CountsValue, CountsMaturity) = (terms.BasePoints, terms.ScoreId, terms.PointsPerTenth, terms.CountsValue, terms.CountsMaturity);
        (CoolingOffDays, Way) = (terms.CoolingOffDays, terms.Way);
        Take(terms.Asks);
    }

    public RuleTerms Terms(SegmentGroup asks) => new()
    {
        Name = Name ?? "",
        ChineseName = ChineseName ?? "",
        Reason = Reason ?? "",
        ChineseReason = ChineseReason ?? "",
        Action = Action,
        ProductId = ProductId,
        Asks = asks,
        BasePoints = BasePoints,
        ScoreId = ScoreId,
        PointsPerTenth = PointsPerTenth,
        CountsValue = CountsValue,
        CountsMaturity = CountsMaturity,
        CoolingOffDays = CoolingOffDays,
        Way = Way,
    };
}
