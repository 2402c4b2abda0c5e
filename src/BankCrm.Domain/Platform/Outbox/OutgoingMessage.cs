using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Channels;

namespace BankCrm.Domain.Platform.Outbox;

/// <summary>
/// That something is to be sent, and how far it is. Who gets it and what it says stands elsewhere, behind the branch's wall: whoever looks after the outbox
/// sees nothing of customers. Its id is what the gateway knows it by.
/// </summary>
[Class(DataClass.C1)]
public sealed class OutgoingMessage : Entity
{
    public const int ContentMaxLength = 40;
    public const int GatewayMaxLength = 40;
    public const int WorkerMaxLength = 60;

    private readonly List<OutgoingStep> steps = [];

    private OutgoingMessage() { } // EF Core

    /// <summary>Which feature knows who gets it and what it says.</summary>
    public string Content { get; private init; } = "";

    public ChannelKind Channel { get; private init; }
    public MessagePurpose Purpose { get; private init; }
    public OutgoingState State { get; private set; }

    /// <summary>Why it is not sent, or not yet. Null: nothing stands in its way.</summary>
    public OutgoingReason? Reason { get; private set; }

    public DateTimeOffset AddedAt { get; private init; }

    /// <summary>Not before.</summary>
    public DateTimeOffset DueAt { get; private set; }

    /// <summary>How often it was given to the gateway in vain since it was added or replayed.</summary>
    public int Tries { get; private set; }

    /// <summary>The process that has it.</summary>
    public string? LeasedBy { get; private set; }

    /// <summary>Beyond this moment whoever has it is taken for dead.</summary>
    public DateTimeOffset? LeasedUntil { get; private set; }

    /// <summary>By what it went, or would have gone. Empty: by nothing yet.</summary>
    public string Gateway { get; private set; } = "";

    /// <summary>When it was sent, kept, refused, given up or discarded.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>When it arrived, as the gateway says. Null: it has not said so.</summary>
    public DateTimeOffset? DeliveredAt { get; private set; }

    public IReadOnlyList<OutgoingStep> Steps => steps;

    public bool MayReplay => State is OutgoingState.Failed or OutgoingState.Refused or OutgoingState.Kept;

    public bool MayDiscard => State is OutgoingState.Waiting or OutgoingState.Unclear or OutgoingState.Failed;

    public static OutgoingMessage Add(Guid id, string content, ChannelKind channel, MessagePurpose purpose, DateTimeOffset now) => new()
    {
        Id = id,
        Content = content,
        Channel = channel,
        Purpose = purpose,
        AddedAt = now,
        DueAt = now,
    };

    public bool IsHeldBy(string worker) => LeasedBy == worker && EndedAt is null;

    /// <summary>From now on the gateway may have it: whoever finds it so after a crash asks first.</summary>
    public void HandOver(DateTimeOffset until)
    {
        (State, Reason, LeasedUntil) = (OutgoingState.Sending, null, until);
    }

    public void Sent(string gateway, DateTimeOffset now)
    {
        Gateway = gateway;
        End(OutgoingState.Sent, OutgoingStepKind.Sent, null, now);
    }

    public void Kept(string gateway, DateTimeOffset now)
    {
        Gateway = gateway;
        End(OutgoingState.Kept, OutgoingStepKind.Kept, null, now);
    }

    public void RefuseBecause(OutgoingReason reason, DateTimeOffset now) => End(OutgoingState.Refused, OutgoingStepKind.Refused, reason, now);

    /// <summary>It is none of its tries: nothing was given to the gateway.</summary>
    public void PutOff(OutgoingReason reason, DateTimeOffset until, DateTimeOffset now)
    {
        (State, DueAt) = (OutgoingState.Waiting, until);
        Release(reason);
        Step(OutgoingStepKind.PutOff, reason, "", null, now);
    }

    /// <summary>It did not go this time.</summary>
    /// <param name="answer">As the gateway put it: a number, never a text.</param>
    public void Failed(OutgoingReason reason, string answer, ChannelRules rules, double jitter, DateTimeOffset now) =>
        Try(OutgoingState.Waiting, reason, answer, rules, jitter, now);

    /// <summary>The gateway may have it or not. It is asked before anything is sent again.</summary>
    public void IsUnclear(string answer, ChannelRules rules, double jitter, DateTimeOffset now) =>
        Try(OutgoingState.Unclear, OutgoingReason.TimedOut, answer, rules, jitter, now);

    /// <summary>Whom it was given to does not have it after all.</summary>
    public void IsNotKnown(DateTimeOffset now)
    {
        (State, DueAt) = (OutgoingState.Waiting, now);
        Release(null);
        Step(OutgoingStepKind.NotKnown, null, "", null, now);
    }

    /// <summary>To try again would change nothing, or might send it twice.</summary>
    public void GiveUp(OutgoingReason reason, string answer, DateTimeOffset now) => End(OutgoingState.Failed, OutgoingStepKind.GaveUp, reason, now, answer);

    /// <summary>
    /// The gateway says what became of it. What it said first stands. It may say so before its answer is here, and of what was given up because nobody knew.
    /// </summary>
    /// <param name="at">When it was so; the gateway's clock may be wrong.</param>
    public void Report(DeliveryWord word, DateTimeOffset at, DateTimeOffset now)
    {
        var isOpen = State is OutgoingState.Sending or OutgoingState.Unclear or OutgoingState.Sent
            || (State is OutgoingState.Failed && Reason is OutgoingReason.OutcomeUnknown);
        Refuse.If(!isOpen || DeliveredAt is not null, "Nothing is open about this message.");
        if (word is not DeliveryWord.Delivered)
        {
            GiveUp(word is DeliveryWord.NoSuchAddress ? OutgoingReason.NoSuchAddress : OutgoingReason.Rejected, "", now);
            return;
        }

        DeliveredAt = at < AddedAt ? AddedAt : at > now ? now : at;
        End(OutgoingState.Sent, OutgoingStepKind.Delivered, null, EndedAt ?? now);
    }

    /// <summary>Somebody has looked at it and wants it sent.</summary>
    public void Replay(Guid by, DateTimeOffset now)
    {
        Refuse.If(!MayReplay, "Only what failed, was not allowed or was kept here can be sent again.");
        (State, DueAt, Tries, EndedAt, Gateway, DeliveredAt) = (OutgoingState.Waiting, now, 0, null, "", null);
        Release(null);
        Step(OutgoingStepKind.Replayed, null, "", by, now);
    }

    public void Discard(string because, Guid by, DateTimeOffset now)
    {
        Refuse.If(!MayDiscard, "Only what waits or failed can be discarded.");
        Refuse.If(LeasedUntil > now, "It is being sent at this moment. Look again in a minute.");
        (State, EndedAt) = (OutgoingState.Discarded, now);
        Release(null);
        Step(OutgoingStepKind.Discarded, null, because, by, now);
    }

    private void Try(OutgoingState next, OutgoingReason reason, string answer, ChannelRules rules, double jitter, DateTimeOffset now)
    {
        Tries++;
        if (Tries >= rules.MostTries)
        {
            GiveUp(next is OutgoingState.Unclear ? OutgoingReason.OutcomeUnknown : reason, answer, now);
            return;
        }

        (State, DueAt) = (next, now + rules.WaitAfter(Tries, jitter));
        Release(reason);
        Step(OutgoingStepKind.Tried, reason, answer, null, now);
    }

    private void End(OutgoingState state, OutgoingStepKind step, OutgoingReason? reason, DateTimeOffset now, string note = "")
    {
        (State, EndedAt) = (state, now);
        Release(reason);
        Step(step, reason, note, null, now);
    }

    private void Release(OutgoingReason? reason) => (LeasedBy, LeasedUntil, Reason) = (null, null, reason);

    private void Step(OutgoingStepKind kind, OutgoingReason? reason, string note, Guid? by, DateTimeOffset now) =>
        steps.Add(OutgoingStep.Of(Id, kind, reason, note, by, now));
}
