using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Segments.Definitions;

namespace BankCrm.Domain.Recommendations.Rules;

/// <summary>
/// One version of a rule that says whom to offer what. In use only after a second person has looked at it; never changed from then on, so that what was suggested
/// at any time can be explained. It names no customer.
/// </summary>
[Class(DataClass.C1)]
public sealed class RecommendationRule : Entity
{
    public const int RemarkMaxLength = 500;

    /// <summary>So many are in use at once: all of them are asked of a customer in one statement.</summary>
    public const int MostInUse = 40;

    private RecommendationRule() { } // EF Core

    /// <summary>The same of all its versions.</summary>
    public Guid RuleId { get; private init; }

    public int Number { get; private init; }
    public string Name { get; private set; } = "";
    public string ChineseName { get; private set; } = "";
    public string Reason { get; private set; } = "";
    public string ChineseReason { get; private set; } = "";
    public RecommendedAction Action { get; private set; }
    public Guid? ProductId { get; private set; }

    /// <summary>A <see cref="SegmentGroup"/> as <see cref="SegmentDefinition"/> writes it.</summary>
    public string Definition { get; private set; } = "";

    public int BasePoints { get; private set; }
    public Guid? ScoreId { get; private set; }
    public int PointsPerTenth { get; private set; }
    public bool CountsValue { get; private set; }
    public bool CountsMaturity { get; private set; }
    public int CoolingOffDays { get; private set; }
    public RecommendedWay Way { get; private set; }
    public TemplateState State { get; private set; }
    public Guid WrittenBy { get; private set; }
    public DateTimeOffset WrittenAt { get; private set; }

    /// <summary>Who looked at it and put it into use. Null: nobody yet.</summary>
    public Guid? ApprovedBy { get; private set; }

    public DateTimeOffset? ApprovedAt { get; private set; }

    /// <summary>Since when it is used no more. Null: it is, or never was.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>What is to be mended before it can be used. Null: nobody has said.</summary>
    public string? Remark { get; private set; }

    public RuleTerms Terms => new()
    {
        Name = Name,
        ChineseName = ChineseName,
        Reason = Reason,
        ChineseReason = ChineseReason,
        Action = Action,
        ProductId = ProductId,
        Asks = SegmentDefinition.Read(Definition),
        BasePoints = BasePoints,
        ScoreId = ScoreId,
        PointsPerTenth = PointsPerTenth,
        CountsValue = CountsValue,
        CountsMaturity = CountsMaturity,
        CoolingOffDays = CoolingOffDays,
        Way = Way,
    };

    /// <param name="ruleId">Of which it is a version.</param>
    /// <param name="number">One more than the latest version.</param>
    public static RecommendationRule Write(Guid id, Guid ruleId, int number, RuleTerms terms, Guid by, DateTimeOffset now)
    {
        var rule = new RecommendationRule { Id = id, RuleId = ruleId, Number = number };
        rule.Take(terms, by, now);
        return rule;
    }

    public void Change(RuleTerms terms, Guid by, DateTimeOffset now)
    {
        RefuseIfDecided();
        Take(terms, by, now);
        Remark = null;
    }

    public void Approve(Guid by, DateTimeOffset now)
    {
        RefuseIfDecided();
        RefuseOwn(by);
        (State, ApprovedBy, ApprovedAt, Remark) = (TemplateState.Approved, by, now, null);
    }

    /// <summary>It is not good yet: whoever wrote it mends it.</summary>
    public void SendBack(string remark, Guid by)
    {
        RefuseIfDecided();
        RefuseOwn(by);
        Remark = remark;
    }

    /// <summary>Another version is in use from now on.</summary>
    public void StandBack(DateTimeOffset now) => (State, EndedAt) = (TemplateState.Replaced, now);

    public void Withdraw(DateTimeOffset now)
    {
        Refuse.If(State is not (TemplateState.Draft or TemplateState.Approved), "This version is not in use any more.");
        (State, EndedAt) = (TemplateState.Withdrawn, now);
    }

    private void Take(RuleTerms terms, Guid by, DateTimeOffset now)
    {
        Refuse.If(terms.Check());
        terms.Asks.RefuseIfTooLarge();
        (Name, ChineseName, Reason, ChineseReason) = (terms.Name.Trim(), terms.ChineseName.Trim(), terms.Reason.Trim(), terms.ChineseReason.Trim());
        (Action, ProductId, Definition, Way) = (terms.Action, terms.ProductId, terms.Asks.WithoutEmptyGroups().ToJson(), terms.Way);
        (BasePoints, ScoreId, PointsPerTenth, CountsValue, CountsMaturity) = (terms.BasePoints, terms.ScoreId, terms.PointsPerTenth, terms.CountsValue, terms.CountsMaturity);
        (CoolingOffDays, WrittenBy, WrittenAt) = (terms.CoolingOffDays, by, now);
    }

    private void RefuseIfDecided() => Refuse.If(State is not TemplateState.Draft, "It has been decided already: write a new version.");

    private void RefuseOwn(Guid by) => Refuse.If(WrittenBy == by, "Whoever wrote a rule does not approve it: ask a colleague.");
}
