using System.Globalization;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Cases.ServiceLevels;

/// <summary>For what a clock may stand still. What we are slow with ourselves is no reason.</summary>
public enum PauseReason
{
    [Means("The customer has to answer or bring something")] CustomerHasToAct,
    [Means("An authority or court has to decide")] AuthorityHasToDecide,
    [Means("Another bank or institution has to answer")] OthersHaveToAnswer,
    [Means("The customer asked to wait")] CustomerAskedToWait,
}

/// <summary>A time in which a clock stood still.</summary>
/// <param name="Until">Null: it stands still.</param>
[Class(DataClass.C1)]
public sealed record ClockPause(DateTimeOffset From, DateTimeOffset? Until, PauseReason Reason, Guid By)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Reason} {From:O} {Until:O}");
}
