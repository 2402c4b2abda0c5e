using BankCrm.Domain.Campaigns.Planning;

namespace BankCrm.Domain.Campaigns.Results;

/// <summary>A time during which a campaign stayed as it was.</summary>
/// <param name="From">It began to run, or went on after a change.</param>
/// <param name="Changes">What was changed before it, each kind once. Empty: it is the first.</param>
public sealed record CampaignStretch(DateTimeOffset From, IReadOnlyList<CampaignStepKind> Changes)
{
    /// <summary>The stretches of a campaign, the first to begin first. A pause without a change parts nothing. Empty: it has not run yet.</summary>
    public static IReadOnlyList<CampaignStretch> Of(IEnumerable<(CampaignStepKind Kind, DateTimeOffset At)> steps)
    {
        var (stretches, changes) = (new List<CampaignStretch>(), new List<CampaignStepKind>());
        foreach (var (kind, at) in steps.OrderBy(s => s.At))
        {
            if (kind is CampaignStepKind.Prepared)
            {
                stretches.Add(new(at, []));
                changes.Clear();
            }
            else if (stretches.Count > 0 && kind is CampaignStepKind.Changed or CampaignStepKind.TextChanged or CampaignStepKind.Attached or CampaignStepKind.Detached)
            {
                changes.Add(kind);
            }
            else if (kind is CampaignStepKind.Resumed && changes.Count > 0)
            {
                stretches.Add(new(at, [.. changes.Distinct().Order()]));
                changes.Clear();
            }
        }

        return stretches;
    }
}
