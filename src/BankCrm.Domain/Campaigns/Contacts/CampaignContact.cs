using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Campaigns.Contacts;

/// <summary>
/// One customer of a campaign's audience in one wave: left out, of the control group, or contacted, and what came of it. Its id is what the gateway knows the
/// message by. Written many at a time; the database counts them into <see cref="CampaignTally"/>.
/// </summary>
[Class(DataClass.C1)]
public sealed class CampaignContact : Entity, IBranchScoped, IOfCustomer, IStaysWithRecord
{
    /// <summary>Twelve figures and letters a to f: too many to guess.</summary>
    public const int CodeLength = 12;

    public const int OccasionMaxLength = 200;
    public const int WorkerMaxLength = 60;

    private CampaignContact() { } // EF Core

    public Guid CampaignId { get; private init; }
    public Guid CustomerId { get; private init; }
    public Guid BranchId { get; private set; }

    /// <summary>1, and one more with each reminder, or each occasion.</summary>
    public int Wave { get; private init; }

    /// <summary>What brought them in, so that it does so once. Null: the audience was written down at once.</summary>
    public string? Occasion { get; private init; }

    /// <summary>Null: left out.</summary>
    public CampaignArm? Arm { get; private init; }

    /// <summary>Null: left out. Of the control group: by what they would have been contacted.</summary>
    public CampaignChannel? Channel { get; private init; }

    public LeftOut? LeftOut { get; private init; }
    public ContactState State { get; private set; }

    /// <summary>Null: nothing stood in its way.</summary>
    public NotContacted? Reason { get; private set; }

    /// <summary>By which the customer's answer is found. Null: they are not contacted.</summary>
    public string? Code { get; private init; }

    public DateTimeOffset PlannedAt { get; private init; }

    /// <summary>Not before. Null: they are not contacted.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    public string? LeasedBy { get; private set; }
    public DateTimeOffset? LeasedUntil { get; private set; }
    public int Tries { get; private set; }

    /// <summary>The follow-up that stands for the call.</summary>
    public Guid? FollowUpId { get; private set; }

    /// <summary>The file it was handed over in, which no other has. Null: none.</summary>
    public Guid? HandOverId { get; private set; }

    public DateTimeOffset? SentAt { get; private set; }
    public DateTimeOffset? DeliveredAt { get; private set; }
    public DateTimeOffset? BouncedAt { get; private set; }

    /// <summary>The link was opened. By them, or by a machine that looks where links lead.</summary>
    public DateTimeOffset? OpenedAt { get; private set; }

    public ContactAnswer? Answer { get; private set; }
    public AnswerBy? AnsweredBy { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>What they said first, which what they say later does not change: by it one can tell what was known on a day. Null: they were never reached, or said nothing.</summary>
    public ContactAnswer? FirstAnswer { get; private set; }

    public DateTimeOffset? FirstAnsweredAt { get; private set; }

    /// <summary>Who wrote the answer down. Null: they themselves, or a file.</summary>
    public Guid? TakenBy { get; private set; }

    public DateTimeOffset? OptedOutAt { get; private set; }

    /// <summary>The day the product was opened, within the campaign's window. Of the control group too.</summary>
    public DateOnly? BoughtOn { get; private set; }

    /// <summary>The account, which counts for one contact only.</summary>
    public Guid? BoughtAccountId { get; private set; }

    /// <summary>They were contacted, or are to be by a colleague: what they say to it can be written down.</summary>
    public bool MayAnswer => Code is not null && State is ContactState.Sending or ContactState.Sent or ContactState.Kept or ContactState.WithColleague or ContactState.Failed;

    /// <summary>Somebody will do it, or it waits for their next visit.</summary>
    public void GiveToColleague(Guid? followUpId)
    {
        Refuse.If(State is not ContactState.Planned, "It is under way already.");
        (State, FollowUpId) = (ContactState.WithColleague, followUpId);
    }

    /// <summary>When its turn came it was not allowed any more.</summary>
    public void Give(NotContacted reason)
    {
        Refuse.If(State is not (ContactState.Planned or ContactState.WithColleague), "It is under way already.");
        (State, Reason) = (ContactState.Refused, reason);
    }

    /// <summary>The link was opened. Only the first time is kept.</summary>
    public void Opened(DateTimeOffset now) => OpenedAt ??= now;

    /// <summary>What they say counts, and what they say later counts more.</summary>
    /// <param name="by">Null: they themselves.</param>
    public void Answers(ContactAnswer answer, AnswerBy through, Guid? by, DateTimeOffset now)
    {
        Refuse.If(Arm is null or CampaignArm.Control, "This customer was not contacted.");
        (Answer, AnsweredBy, AnsweredAt, TakenBy) = (answer, through, now, by);
        if (FirstAnswer is null && answer is not ContactAnswer.NotReached)
        {
            (FirstAnswer, FirstAnsweredAt) = (answer, now);
        }

        if (State is ContactState.WithColleague or ContactState.Planned && answer is not ContactAnswer.NotReached)
        {
            (State, SentAt) = (ContactState.Sent, SentAt ?? now);
        }
    }

    public void OptOut(DateTimeOffset now) => OptedOutAt ??= now;

    /// <summary>The gateway says that it arrived, or that it did not. What it said first stands; it may settle what nobody knew.</summary>
    public void Report(bool arrived, bool noSuchAddress, DateTimeOffset now)
    {
        var isOpen = State is ContactState.Sending or ContactState.Sent || (State is ContactState.Failed && Reason is NotContacted.OutcomeUnknown);
        Refuse.If(!isOpen || DeliveredAt is not null || BouncedAt is not null, "Nothing is open about this message.");
        (LeasedBy, LeasedUntil) = (null, null);
        if (arrived)
        {
            (State, Reason, SentAt, DeliveredAt) = (ContactState.Sent, null, SentAt ?? now, now);
        }
        else
        {
            (State, Reason, BouncedAt) = (ContactState.Failed, noSuchAddress ? NotContacted.NoSuchAddress : NotContacted.Rejected, now);
        }
    }

    /// <summary>Somebody calls them again: this follow-up stands for it.</summary>
    public void IsCalledAgain(Guid followUpId) => FollowUpId = followUpId;
}
