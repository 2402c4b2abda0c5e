using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Channels;

namespace BankCrm.Domain.Campaigns.Planning;

/// <summary>
/// An offer to many customers. Somebody drafts and proposes it, somebody else approves what they saw: audience, words and who is left out. A change afterwards
/// needs the approval again. It names no customer.
/// </summary>
[Class(DataClass.C1)]
public sealed class Campaign : Entity
{
    public const int MostSegments = 10;
    public const int ReasonMaxLength = 200;

    private readonly List<CampaignText> texts = [];
    private readonly List<CampaignSegment> segments = [];
    private readonly List<CampaignStep> steps = [];
    private readonly List<CampaignAttachment> attachments = [];
    private List<CampaignChannel> channels = [];

    private Campaign() { } // EF Core

    /// <summary>The branch whose customers alone it is for. Null: the bank's.</summary>
    public Guid? ForBranchId { get; private set; }

    public CampaignPlan Plan { get; private set; } = new();

    /// <summary>Who answers for it.</summary>
    public Guid OwnerId { get; private set; }

    public CampaignState State { get; private set; }

    /// <summary>In the order of preference.</summary>
    public IReadOnlyList<CampaignChannel> Channels => channels;

    public IReadOnlyList<CampaignSegment> Segments => segments;
    public IReadOnlyList<CampaignText> Texts => texts;

    /// <summary>Of its e-mails.</summary>
    public IReadOnlyList<CampaignAttachment> Attachments => attachments;

    public IReadOnlyList<CampaignStep> Steps => steps;

    public Guid? ProposedBy { get; private set; }
    public DateTimeOffset? ProposedAt { get; private set; }

    /// <summary>What was foreseen when it was proposed, as JSON. Empty: it was not proposed.</summary>
    public string Forecast { get; private set; } = "";

    public Guid? ApprovedBy { get; private set; }
    public DateTimeOffset? ApprovedAt { get; private set; }

    /// <summary>Null: its audience is not written down yet.</summary>
    public DateTimeOffset? PreparedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public bool MayChange => State is CampaignState.Draft or CampaignState.Proposed or CampaignState.Approved or CampaignState.Paused;

    public bool HasB => Plan.BPercent > 0;

    /// <summary>Every text it needs before it can be proposed: the first language of each channel and variant.</summary>
    public IReadOnlyList<CampaignTextPlace> Places =>
    [
        .. from channel in channels
           from arm in HasB ? new[] { CampaignArm.A, CampaignArm.B } : [CampaignArm.A]
           from language in Enum.GetValues<TextLanguage>()
           select new CampaignTextPlace(channel, arm, language),
    ];

    public static Campaign Draft(Guid id, Guid? forBranchId, CampaignPlan plan, CampaignAudience audience, DateOnly today, Guid by, DateTimeOffset now)
    {
        var campaign = new Campaign { Id = id, ForBranchId = forBranchId, OwnerId = by };
        campaign.Take(plan, audience, today);
        campaign.Step(CampaignStepKind.Drafted, by, now);
        return campaign;
    }

    public void Change(CampaignPlan plan, CampaignAudience audience, DateOnly today, Guid by, DateTimeOffset now)
    {
        RefuseChange();
        if (PreparedAt is not null)
        {
            var isSame = audience.Include.Order().SequenceEqual(IdsOf(isExcluded: false).Order()) && audience.Exclude.Order().SequenceEqual(IdsOf(isExcluded: true).Order())
                && audience.Channels.SequenceEqual(channels) && (plan.ControlPercent, plan.BPercent, plan.ProductId, plan.Occasion) == (Plan.ControlPercent, Plan.BPercent, Plan.ProductId, Plan.Occasion);
            Refuse.If(!isSame, "Its audience is written down already: segments, channels, product, control group and variants stay as they are.");
        }

        Take(plan, audience, today);
        Reopen(CampaignStepKind.Changed, by, now);
    }

    /// <param name="id">Of the text, where it is new.</param>
    public void Say(Guid id, CampaignTextPlace place, string subject, string text, Guid by, DateTimeOffset now)
    {
        RefuseChange();
        Refuse.If(!Places.Contains(place), "The campaign has no such text.");
        var said = TextAt(place);
        if (said is null)
        {
            texts.Add(said = CampaignText.Of(id, Id, place));
        }

        said.Say(subject.Trim(), text.Trim());
        Reopen(CampaignStepKind.TextChanged, by, now);
    }

    public void Attach(CampaignTextPlace place, AttachedFile file, Guid by, DateTimeOffset now)
    {
        RefuseChange();
        var text = TextAt(place);
        Refuse.If(text is null, "This text is not written yet. Save it first.");
        Refuse.If(attachments.Count(a => a.TextId == text.Id) >= CampaignAttachment.Most, "At most {0} files go along with a text.", CampaignAttachment.Most);
        attachments.Add(CampaignAttachment.Of(text, file, by, now));
        Reopen(CampaignStepKind.Attached, by, now, file.Name);
    }

    public void Detach(Guid attachmentId, Guid by, DateTimeOffset now)
    {
        RefuseChange();
        var attachment = attachments.Find(a => a.Id == attachmentId);
        Refuse.If(attachment is null, "The file is not attached any more.");
        attachments.Remove(attachment);
        Reopen(CampaignStepKind.Detached, by, now, attachment.Name);
    }

    public CampaignText? TextAt(CampaignTextPlace place) => texts.Find(t => (t.Channel, t.Arm, t.Language) == (place.Channel, place.Arm, place.Language));

    /// <summary>Better in the other language than not at all.</summary>
    public CampaignText? TextFor(CampaignTextPlace place) => TextAt(place) ?? texts.Find(t => (t.Channel, t.Arm) == (place.Channel, place.Arm));

    /// <param name="numbers">The version of each segment that holds now.</param>
    /// <param name="forecast">What is foreseen, as JSON.</param>
    public void Propose(IReadOnlyDictionary<Guid, int> numbers, string forecast, DateOnly today, Guid by, DateTimeOffset now)
    {
        Refuse.If(State is not CampaignState.Draft, "Only a draft can be proposed.");
        Refuse.If(Plan.EndsOn < today, "Its last day has passed: give it another one.");
        var missing = Places.FirstOrDefault(p => TextFor(p) is null);
        Refuse.If(missing is not null, "A text is missing. Write what it says by each channel.");
        foreach (var segment in segments)
        {
            segment.Fix(PreparedAt is null ? numbers[segment.SegmentId] : segment.Number);
        }

        (State, ProposedBy, ProposedAt, Forecast) = (CampaignState.Proposed, by, now, forecast);
        (ApprovedBy, ApprovedAt) = (null, null);
        Step(CampaignStepKind.Proposed, by, now);
    }

    public void TakeBack(Guid by, DateTimeOffset now)
    {
        Refuse.If(State is not CampaignState.Proposed, "It does not wait for approval.");
        Reopen(CampaignStepKind.TakenBack, by, now);
    }

    public void SendBack(string because, Guid by, DateTimeOffset now)
    {
        RefuseDecision(by);
        Refuse.If(because.Length == 0, "Say why, so that it can be put right.");
        State = CampaignState.Draft;
        Step(CampaignStepKind.SentBack, by, now, because);
    }

    public void Approve(Guid by, DateTimeOffset now)
    {
        RefuseDecision(by);
        (State, ApprovedBy, ApprovedAt) = (CampaignState.Approved, by, now);
        Step(CampaignStepKind.Approved, by, now);
    }

    /// <summary>From now on it is prepared, or goes on where its audience is written down already.</summary>
    public void Launch(DateOnly today, Guid by, DateTimeOffset now)
    {
        Refuse.If(State is not CampaignState.Approved, "Only what is approved can be launched.");
        Refuse.If(Plan.EndsOn < today, "Its last day has passed: give it another one.");
        State = PreparedAt is null ? CampaignState.Preparing : CampaignState.Running;
        Step(PreparedAt is null ? CampaignStepKind.Launched : CampaignStepKind.Resumed, by, now);
    }

    /// <summary>Its audience is written down.</summary>
    public void Prepared(DateTimeOffset now)
    {
        Refuse.If(State is not CampaignState.Preparing, "It is not being prepared.");
        (State, PreparedAt) = (CampaignState.Running, now);
        Step(CampaignStepKind.Prepared, null, now);
    }

    public void Pause(Guid by, DateTimeOffset now)
    {
        Refuse.If(State is not CampaignState.Running, "It does not run.");
        State = CampaignState.Paused;
        Step(CampaignStepKind.Paused, by, now);
    }

    public void Resume(DateOnly today, Guid by, DateTimeOffset now)
    {
        Refuse.If(State is not CampaignState.Paused, "It is not paused.");
        Refuse.If(Plan.EndsOn < today, "Its last day has passed: give it another one.");
        State = CampaignState.Running;
        Step(CampaignStepKind.Resumed, by, now);
    }

    /// <summary>For good. Nothing more leaves.</summary>
    public void Stop(string because, Guid by, DateTimeOffset now)
    {
        Refuse.If(State is CampaignState.Stopped or CampaignState.Ended, "The campaign has ended already.");
        Refuse.If(because.Length == 0, "Say why it is stopped.");
        (State, EndedAt) = (CampaignState.Stopped, now);
        Step(CampaignStepKind.Stopped, by, now, because);
    }

    public void End(DateTimeOffset now)
    {
        Refuse.If(State is not (CampaignState.Running or CampaignState.Paused), "It does not run.");
        (State, EndedAt) = (CampaignState.Ended, now);
        Step(CampaignStepKind.Ended, null, now);
    }

    private IEnumerable<Guid> IdsOf(bool isExcluded) => segments.Where(s => s.IsExcluded == isExcluded).Select(s => s.SegmentId);

    private void Take(CampaignPlan plan, CampaignAudience audience, DateOnly today)
    {
        Refuse.If(CampaignRules.Check(plan, today, isNew: PreparedAt is null));
        Refuse.If(audience.Include.Count == 0, "Choose a segment: whom is it for?");
        Refuse.If(audience.Include.Count + audience.Exclude.Count > MostSegments, "Choose at most {0} segments.", MostSegments);
        Refuse.If(audience.Include.Intersect(audience.Exclude).Any(), "A segment cannot be in and out at once.");
        Refuse.If(audience.Channels.Count == 0, "Choose at least one channel.");
        Plan = plan;
        channels = [.. audience.Channels.Distinct()];
        segments.RemoveAll(s => !(s.IsExcluded ? audience.Exclude : audience.Include).Contains(s.SegmentId));
        segments.AddRange(audience.Include.Except(IdsOf(isExcluded: false)).Select(id => new CampaignSegment(Id, id, isExcluded: false)));
        segments.AddRange(audience.Exclude.Except(IdsOf(isExcluded: true)).Select(id => new CampaignSegment(Id, id, isExcluded: true)));
        texts.RemoveAll(t => !Places.Contains(new(t.Channel, t.Arm, t.Language)));
        attachments.RemoveAll(a => !texts.Exists(t => t.Id == a.TextId));
    }

    private void Reopen(CampaignStepKind kind, Guid by, DateTimeOffset now, string note = "")
    {
        (State, ApprovedBy, ApprovedAt) = (CampaignState.Draft, null, null);
        Step(kind, by, now, note);
    }

    private void RefuseChange()
    {
        Refuse.If(State is CampaignState.Running or CampaignState.Preparing, "Pause it first: what runs is not changed.");
        Refuse.If(!MayChange, "It has ended and stays as it was.");
    }

    private void RefuseDecision(Guid by)
    {
        Refuse.If(State is not CampaignState.Proposed, "It does not wait for approval.");
        Refuse.If(ProposedBy == by || OwnerId == by, "Whoever drafted or proposed a campaign does not decide on it: ask a colleague.");
    }

    private void Step(CampaignStepKind kind, Guid? by, DateTimeOffset now, string note = "") => steps.Add(CampaignStep.Of(Id, kind, note, by, now));
}
