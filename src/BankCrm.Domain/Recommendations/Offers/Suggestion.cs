using BankCrm.Domain.Common;

namespace BankCrm.Domain.Recommendations.Offers;

/// <summary>What a rule suggests for one customer: the rows of points that make its sum, and the gates that hold it back.</summary>
/// <param name="RuleVersionId">The version of the rule that says so.</param>
/// <param name="Closed">Empty: it may be spoken of.</param>
public sealed record Suggestion(Guid RuleId, Guid RuleVersionId, IReadOnlyList<PointRow> Rows, IReadOnlyList<ClosedGate> Closed)
{
    public int Points => Rows.Sum(r => r.Points);

    public bool IsOpen => Closed.Count == 0;

    /// <exception cref="RefusedException">A gate is closed: nobody may answer it, whatever a form says.</exception>
    public void RefuseIfClosed() => Refuse.If(!IsOpen, "This is held back now. Look below why, and what would change it.");
}
