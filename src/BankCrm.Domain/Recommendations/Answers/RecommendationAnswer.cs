using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.Encryption;
using BankCrm.Domain.Recommendations.Offers;

namespace BankCrm.Domain.Recommendations.Answers;

/// <summary>What a customer said to a suggestion.</summary>
public enum AnswerKind
{
    [Means("Accepted")] Accepted,
    [Means("Declined")] Declined,
    [Means("Another time")] Later,
}

public enum DeclineReason
{
    [Means("No need")] NoNeed,
    [Means("Has it with another bank")] HasElsewhere,
    [Means("Rate or price")] RateOrPrice,
    [Means("Too risky, or does not understand it")] TooRisky,
    [Means("Wants to keep the money at hand")] KeepsMoney,
    [Means("A bad experience with the bank")] BadExperience,
    [Means("Another reason")] Other,
}

/// <summary>
/// What came of a suggestion, as a colleague wrote it down. One answer stands for each rule and customer; it is taken back within the day at most, never changed.
/// </summary>
[Class(DataClass.C1)]
public sealed class RecommendationAnswer : Entity, IBranchScoped, IOfCustomer, IStaysWithRecord
{
    public const int NoteMaxLength = 500;
    public const string NoteColumn = "recommendation_answers.note";

    /// <summary>What was accepted is worked on: so long it is not suggested again.</summary>
    public const int AcceptedDays = 90;

    public const int MostLaterDays = 365;

    private RecommendationAnswer() { } // EF Core

    public Guid CustomerId { get; private init; }
    public Guid BranchId { get; private set; }
    public Guid RuleId { get; private init; }
    public Guid RuleVersionId { get; private init; }
    public AnswerKind Kind { get; private init; }

    /// <summary>Null: they did not decline.</summary>
    public DeclineReason? Because { get; private init; }

    /// <summary>What was written about it. Null: nothing.</summary>
    [Class(DataClass.C2)]
    public Sealed? Note { get; private init; }

    /// <summary>The day on which the same is suggested again, at the earliest.</summary>
    public DateOnly ComesBackOn { get; private init; }

    /// <summary>The sum that was shown.</summary>
    public int Points { get; private init; }

    public DateTimeOffset At { get; private init; }

    /// <summary>At the bank's counters.</summary>
    public DateOnly Day { get; private init; }

    public Guid By { get; private init; }

    /// <summary>What somebody does about it. Null: nothing was planned.</summary>
    public Guid? FollowUpId { get; private init; }

    /// <summary>It is the last word on its rule. False: a later one was said, or it was taken back.</summary>
    public bool IsStanding { get; private set; } = true;

    public DateTimeOffset? UndoneAt { get; private set; }

    /// <summary>The gate that such an answer closes until the suggestion comes back.</summary>
    public static OfferGate GateOf(AnswerKind kind) => kind switch
    {
        AnswerKind.Accepted => OfferGate.Accepted,
        AnswerKind.Declined => OfferGate.CoolingOff,
        _ => OfferGate.Postponed,
    };

    /// <param name="followUpId">Planned with it. Null: nothing is.</param>
    public static RecommendationAnswer Accept(Guid id, Customer customer, Suggestion suggestion, AnswerNote? note, Guid? followUpId, Guid by, DateTimeOffset now) =>
        Of(id, customer, suggestion, new() { Kind = AnswerKind.Accepted, ComesBackOn = Branch.DayAt(now).AddDays(AcceptedDays), FollowUpId = followUpId }, note, by, now);

    /// <param name="coolingOffDays">The rule's.</param>
    public static RecommendationAnswer Decline(
        Guid id, Customer customer, Suggestion suggestion, DeclineReason because, int coolingOffDays, AnswerNote? note, Guid by, DateTimeOffset now) =>
        Of(id, customer, suggestion, new() { Kind = AnswerKind.Declined, Because = because, ComesBackOn = Branch.DayAt(now).AddDays(coolingOffDays) }, note, by, now);

    public static RecommendationAnswer PutOff(Guid id, Customer customer, Suggestion suggestion, DateOnly until, AnswerNote? note, Guid by, DateTimeOffset now)
    {
        var today = Branch.DayAt(now);
        Refuse.If(until <= today, "Choose a day from tomorrow on.");
        Refuse.If(until > today.AddDays(MostLaterDays), "Choose a day within a year.");
        return Of(id, customer, suggestion, new() { Kind = AnswerKind.Later, ComesBackOn = until }, note, by, now);
    }

    /// <summary>A later word is said: this one is the last no more.</summary>
    public void IsFollowed() => IsStanding = false;

    /// <summary>Whoever wrote it down takes it back, the same day.</summary>
    public void Undo(Guid by, DateTimeOffset now)
    {
        Refuse.If(UndoneAt is not null, "It was taken back already.");
        Refuse.If(!IsStanding, "Another answer was written down since.");
        Refuse.If(By != by, "Whoever wrote it down takes it back.");
        Refuse.If(Day != Branch.DayAt(now), "It can be taken back on the same day only.");
        (IsStanding, UndoneAt) = (false, now);
    }

    private static RecommendationAnswer Of(Guid id, Customer customer, Suggestion suggestion, RecommendationAnswer said, AnswerNote? note, Guid by, DateTimeOffset now)
    {
        suggestion.RefuseIfClosed();
        return new()
        {
            Id = id,
            CustomerId = customer.Id,
            BranchId = customer.BranchId,
            RuleId = suggestion.RuleId,
            RuleVersionId = suggestion.RuleVersionId,
            Kind = said.Kind,
            Because = said.Because,
            ComesBackOn = said.ComesBackOn,
            FollowUpId = said.FollowUpId,
            Points = suggestion.Points,
            Note = note?.Cipher.Seal(NoteColumn, id, note.Text),
            At = now,
            Day = Branch.DayAt(now),
            By = by,
        };
    }
}

/// <summary>What was written, and the key under which it is sealed.</summary>
public sealed record AnswerNote(string Text, ICustomerCipher Cipher);
