using BankCrm.Domain.Accounts.Alerts;

namespace BankCrm.Application.Accounts.Alerts;

/// <summary>The rules of each day. A day in the past is judged by its own.</summary>
public sealed class AlertRuleBook
{
    private readonly AlertRules[] versions;

    /// <exception cref="ArgumentException">Two hold from the same day, or a version says nothing or nonsense.</exception>
    public AlertRuleBook(IEnumerable<AlertRules> rules)
    {
        versions = [.. rules.OrderBy(r => r.ValidFrom)];
        if (versions.Length == 0 || versions.DistinctBy(r => r.ValidFrom).Count() != versions.Length)
        {
            throw new ArgumentException("The rules for alerts need one version at least, and no two of one day.", nameof(rules));
        }

        if (Array.Find(versions, IsWrong) is { } wrong)
        {
            throw new ArgumentException(FormattableString.Invariant($"The rules for alerts from {wrong.ValidFrom:yyyy-MM-dd} on lack a limit, a kind of movement, a counterparty, a source or a number above zero."), nameof(rules));
        }
    }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<AlertRules> Versions => [.. versions.Reverse()];

    /// <summary>Null: nothing was watched then.</summary>
    public AlertRules? On(DateOnly day) => Array.FindLast(versions, r => r.ValidFrom <= day);

    private static bool IsWrong(AlertRules r) =>
        r.Source.Length == 0 || r.LooksBack < 1 || r.ReportWithin < 1 || r.Limits.Count == 0 || r.Limits.Any(l => l.Home <= 0 || l.Usd <= 0 || l.Kinds.Count == 0)
        || r.Exempt.Any(e => e.IsNothing || e.Source.Length == 0)
        || r.Structuring is { Share: <= 0 or >= 1 } or { Days: < 1 } or { Movements: < 2 }
        || r.Unusual is { Least: <= 0 } or { Times: <= 0 } or { Months: < 1 } or { LeastMonths: < 1 }
        || r.Dormant is { Days: < 1 } or { Least: <= 0 }
        || r.Contacts is { Days: < 1 } or { Changes: < 2 };
}
