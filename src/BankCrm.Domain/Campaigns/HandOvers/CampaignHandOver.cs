using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Campaigns.HandOvers;

/// <summary>How far a file of letters or WeChat messages is.</summary>
public enum HandOverState
{
    /// <summary>Until the file is there, whether somebody works at it or not.</summary>
    [Means("Being written")] Waiting,

    [Means("Ready to be picked up")] Ready,

    /// <summary>At least once. Whoever asked for it takes the same file again while it is kept.</summary>
    [Means("Picked up")] PickedUp,

    /// <summary>There is no file; nobody was handed over.</summary>
    [Means("Failed")] Failed,

    /// <summary>Nobody came for the file; it is deleted, and those in it wait again.</summary>
    [Means("Expired")] Expired,

    /// <summary>By whoever asked for it, before they took the file; nobody was handed over.</summary>
    [Means("Cancelled")] Cancelled,
}

/// <summary>
/// Those whom a campaign reaches by letter or WeChat, on their way out of the bank's walls to whoever prints or writes: asked for with a reason, written into a sealed
/// file, each contact in one file only.
/// </summary>
[Class(DataClass.C1)]
public sealed class CampaignHandOver : Entity, IBranchScoped
{
    public const string FileKeyColumn = "campaign_hand_overs.file_key";
    public const int ReasonMaxLength = 500;
    public const int LeastReason = 10;
    public const int FailureMaxLength = 300;
    public const int HeldBackMaxLength = 1000;
    public const int WorkerMaxLength = 60;

    private CampaignHandOver() { } // EF Core

    public Guid CampaignId { get; private init; }

    /// <summary>Where whoever asks for it works.</summary>
    public Guid BranchId { get; private init; }

    public CampaignChannel Channel { get; private init; }
    public int Wave { get; private init; }

    /// <summary>In which language the file names its columns.</summary>
    public string Language { get; private init; } = "";

    [Class(DataClass.C2)]
    public string Reason { get; private init; } = "";

    public Guid RequestedBy { get; private init; }
    public DateTimeOffset RequestedAt { get; private init; }

    /// <summary>How many waited when it was asked for.</summary>
    public int Counted { get; private init; }

    public HandOverState State { get; private set; }
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>In the file.</summary>
    public int? Rows { get; private set; }

    /// <summary>How many were not handed over after all, by reason, as JSON. Empty: nobody, or it is not written yet.</summary>
    public string HeldBack { get; private set; } = "";

    /// <summary>SHA-256 of the file as it is handed out, hexadecimal.</summary>
    public string? Digest { get; private set; }

    public long? Size { get; private set; }
    public Guid? FileId { get; private set; }

    /// <summary>Opens the file, and is forgotten when it is kept no longer.</summary>
    [Class(DataClass.C3)]
    public Sealed? FileKey { get; private set; }

    public DateTimeOffset? ExpiresAt { get; private set; }

    /// <summary>First.</summary>
    public DateTimeOffset? PickedUpAt { get; private set; }

    /// <summary>How often.</summary>
    public int PickUps { get; private set; }

    /// <summary>Why it failed, in words for the user. Null: it did not.</summary>
    public string? Failure { get; private set; }

    /// <summary>How many it has come to, held back ones too. Kept by whoever writes it, as the next two.</summary>
    public int Written { get; private init; }

    public string? LeasedBy { get; private init; }

    /// <summary>Beyond this moment another process may begin anew.</summary>
    public DateTimeOffset? LeasedUntil { get; private init; }

    /// <summary>Printed in the file, quoted when somebody asks where it came from.</summary>
    public string Reference => Id.ToString("n")[^10..].ToUpperInvariant();

    public bool IsAtWork => State is HandOverState.Waiting;

    /// <summary>Nobody is handed over yet.</summary>
    public bool MayCancel => State is HandOverState.Waiting or HandOverState.Ready;

    /// <param name="id">Carried by the form.</param>
    /// <param name="order">What is asked for, by whom.</param>
    /// <param name="counted">How many wait now.</param>
    /// <param name="limit">Beyond as many, whoever approved the campaign asks somebody else to hand over.</param>
    public static CampaignHandOver Request(Guid id, Campaign campaign, HandOverOrder order, int counted, int limit, DateTimeOffset now)
    {
        Refuse.If(campaign.State is not CampaignState.Running, "It does not run.");
        Refuse.If(!order.Channel.IsHandedOver || !campaign.Channels.Contains(order.Channel), "Nothing of this campaign is handed over this way.");
        Refuse.If(campaign.OwnerId == order.StaffId || campaign.ProposedBy == order.StaffId, "Whoever drafted or proposed a campaign does not take its customers out: ask a colleague.");
        Refuse.If(counted > limit && campaign.ApprovedBy == order.StaffId, "Whoever approved a campaign hands over at most {0} customers of it: ask a colleague.", limit);
        Refuse.If(counted == 0, "Nobody waits to be handed over.");
        return new()
        {
            Id = id,
            CampaignId = campaign.Id,
            BranchId = order.BranchId,
            Channel = order.Channel,
            Wave = order.Wave,
            Language = order.Language,
            Reason = order.Reason.Trim(),
            RequestedBy = order.StaffId,
            RequestedAt = now,
            Counted = counted,
        };
    }

    /// <summary>It is kept no longer than this. Whoever came for it in time has it.</summary>
    public bool HasExpired(DateTimeOffset now) => State is HandOverState.Ready or HandOverState.PickedUp && now > ExpiresAt;

    public void Finish(HandedOverFile file, string heldBack, DateTimeOffset now, TimeSpan keptFor)
    {
        Refuse.If(!IsAtWork, "The hand-over has ended already.");
        (State, FinishedAt, ExpiresAt, HeldBack) = (HandOverState.Ready, now, now + keptFor, heldBack);
        (Rows, Digest, Size, FileId, FileKey) = (file.Rows, file.Digest, file.Size, file.Id, file.Key);
    }

    public void Fail(string why, DateTimeOffset now)
    {
        Refuse.If(!IsAtWork, "The hand-over has ended already.");
        (State, FinishedAt, Failure) = (HandOverState.Failed, now, why);
    }

    /// <summary>Whoever is writing the file stops. True: the file was there already, and those in it wait again.</summary>
    public bool Cancel(Guid byStaffId, DateTimeOffset now)
    {
        Refuse.If(byStaffId != RequestedBy, "Only who asked for the file cancels it.");
        Refuse.If(State is HandOverState.PickedUp, "The file was picked up: those in it are handed over.");
        Refuse.If(!MayCancel, "The hand-over has ended already.");
        var hadFile = State is HandOverState.Ready;
        (State, FinishedAt, FileKey) = (HandOverState.Cancelled, now, null);
        return hadFile;
    }

    /// <summary>The very same file, as often as they need it while it is kept: those in it are in no other.</summary>
    public void PickUp(Guid byStaffId, DateTimeOffset now)
    {
        Refuse.If(byStaffId != RequestedBy, "Only who asked for the file picks it up.");
        Refuse.If(State is HandOverState.Expired || HasExpired(now) || (State is HandOverState.PickedUp && FileKey is null), "The file is not kept any more.");
        Refuse.If(State is not (HandOverState.Ready or HandOverState.PickedUp), "There is no file to pick up.");
        (State, PickedUpAt, PickUps) = (HandOverState.PickedUp, PickedUpAt ?? now, PickUps + 1);
    }

    /// <summary>Its time is over. True: nobody came for it, so nobody in it was handed over.</summary>
    public bool Expire(DateTimeOffset now)
    {
        Refuse.If(FileKey is null || !HasExpired(now), "There is no file whose time is over.");
        var wasLeft = State is HandOverState.Ready;
        (State, FileKey) = (wasLeft ? HandOverState.Expired : State, null);
        return wasLeft;
    }
}

/// <summary>What somebody asks for.</summary>
public sealed record HandOverOrder(Guid StaffId, Guid BranchId, CampaignChannel Channel, int Wave, string Language, string Reason);

/// <summary>What came of it.</summary>
public sealed record HandedOverFile(Guid Id, Sealed Key, int Rows, string Digest, long Size);
