using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Campaigns.Contacts;

/// <summary>Where in its course contacts are counted.</summary>
public enum TallyStep
{
    /// <summary>In the audience and not contacted, by reason.</summary>
    [Means("Left out")] LeftOut,

    [Means("Control group")] Control,
    [Means("Planned")] Planned,
    [Means("Contacted")] Sent,

    /// <summary>By reason.</summary>
    [Means("Not contacted after all")] NotSent,

    [Means("Arrived")] Delivered,
    [Means("Came back")] Bounced,
    [Means("Link opened")] Opened,

    /// <summary>By answer.</summary>
    [Means("Answered")] Answered,

    [Means("No more offers")] OptedOut,
    [Means("Bought")] Bought,
}

/// <summary>How many contacts of a campaign took a step on a day, by branch, variant and channel. Kept by the database with every change of a contact.</summary>
[Class(DataClass.C1)]
public sealed class CampaignTally : IBranchScoped
{
    private CampaignTally() { } // EF Core

    public Guid CampaignId { get; private init; }
    public Guid BranchId { get; private init; }

    /// <summary>Name of a <see cref="CampaignArm"/>. Empty: left out.</summary>
    public string Arm { get; private init; } = "";

    /// <summary>Name of a <see cref="CampaignChannel"/>. Empty: left out.</summary>
    public string Channel { get; private init; } = "";

    public int Wave { get; private init; }
    public TallyStep Step { get; private init; }

    /// <summary>Name of the reason or the answer. Empty: the step has none.</summary>
    public string Detail { get; private init; } = "";

    public DateOnly Day { get; private init; }
    public int Contacts { get; private init; }
}
