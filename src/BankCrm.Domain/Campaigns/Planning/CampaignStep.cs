using BankCrm.Domain.Common;

namespace BankCrm.Domain.Campaigns.Planning;

/// <summary>What was done with a campaign, by whom and when. Never changed.</summary>
[Class(DataClass.C1)]
public sealed class CampaignStep
{
    public const int NoteMaxLength = 500;

    private CampaignStep() { } // EF Core

    public Guid Id { get; private init; }
    public Guid CampaignId { get; private init; }
    public CampaignStepKind Kind { get; private init; }

    /// <summary>Why, or what. Empty: nothing more to say.</summary>
    public string Note { get; private init; } = "";

    /// <summary>Null: the system.</summary>
    public Guid? By { get; private init; }

    public DateTimeOffset At { get; private init; }

    internal static CampaignStep Of(Guid campaignId, CampaignStepKind kind, string note, Guid? by, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), CampaignId = campaignId, Kind = kind, Note = note, By = by, At = now };
}

/// <summary>A segment of the audience, in the version that was proposed.</summary>
[Class(DataClass.C1)]
public sealed class CampaignSegment
{
    private CampaignSegment() { } // EF Core

    internal CampaignSegment(Guid campaignId, Guid segmentId, bool isExcluded) => (CampaignId, SegmentId, IsExcluded) = (campaignId, segmentId, isExcluded);

    public Guid CampaignId { get; private init; }
    public Guid SegmentId { get; private init; }

    /// <summary>Whoever is in it is left out of the audience.</summary>
    public bool IsExcluded { get; private init; }

    /// <summary>Null: not proposed yet, the latest counts.</summary>
    public int? Number { get; private set; }

    internal void Fix(int? number) => Number = number;
}
