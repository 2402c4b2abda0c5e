using BankCrm.Domain.Common;

namespace BankCrm.Domain.Customers.Deaths;

/// <summary>How the bank knows that somebody has died.</summary>
public enum DeathKnownBy
{
    [Means("Death certificate")] Certificate,
    [Means("Household register, entry removed")] HouseholdRegister,
    [Means("Notarised inheritance")] Notary,
    [Means("Judgment of a court")] Court,
    [Means("Told by an authority")] Authority,
    [Means("Told by the family")] Family,
    [Means("Told by another system")] System,
}

public enum DeathReportState
{
    [Means("Waits for a colleague")] Reported,
    [Means("Confirmed")] Confirmed,
    [Means("Turned down")] TurnedDown,
    [Means("Withdrawn")] Withdrawn,
    [Means("Taken back")] Undone,
}

/// <summary>That a customer has died: reported by one colleague, confirmed by another. What was confirmed by mistake is taken back with a reason.</summary>
[Class(DataClass.C1)]
public sealed class DeathReport : Entity, IBranchScoped, IOfCustomer
{
    public const int NumberMaxLength = 60;
    public const int ReasonMaxLength = 500;
    public const string NumberColumn = "death_reports.number";
    public const string AnswerColumn = "death_reports.answer";

    private DeathReport() { } // EF Core

    public Guid CustomerId { get; private init; }
    public Guid BranchId { get; private set; }

    [Class(DataClass.C2)]
    public DateOnly Day { get; private init; }

    public DeathKnownBy KnownBy { get; private init; }

    /// <summary>Of the document. Null: none was given.</summary>
    [Class(DataClass.C2)]
    public Sealed? Number { get; private init; }

    public DeathReportState State { get; private set; }

    /// <summary>What the customer was to the bank until then. Null: it is not confirmed.</summary>
    public LifeCycleStage? StageBefore { get; private set; }

    public Guid ReportedBy { get; private init; }
    public DateTimeOffset ReportedAt { get; private init; }

    /// <summary>Who confirmed, turned down or withdrew it.</summary>
    public Guid? DecidedBy { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }
    public Guid? UndoneBy { get; private set; }
    public DateTimeOffset? UndoneAt { get; private set; }

    /// <summary>Why it was turned down, or taken back. Null: it was not.</summary>
    [Class(DataClass.C2)]
    public Sealed? Answer { get; private set; }

    public static DeathReport Of(Guid id, Customer customer, DateOnly day, DeathKnownBy knownBy, Sealed? number, Guid by, DateTimeOffset now, DateOnly today)
    {
        customer.RefuseDeath(day, today);
        return new()
        {
            Id = id,
            CustomerId = customer.Id,
            BranchId = customer.BranchId,
            Day = day,
            KnownBy = knownBy,
            Number = number,
            ReportedBy = by,
            ReportedAt = now,
        };
    }

    /// <summary>What another system or an import has told, as it is about to be taken back.</summary>
    public static DeathReport Told(Guid id, Customer customer, Guid by, DateTimeOffset now) => new()
    {
        Id = id,
        CustomerId = customer.Id,
        BranchId = customer.BranchId,
        Day = customer.DiedOn ?? throw new ArgumentException("Nothing says that they have died.", nameof(customer)),
        KnownBy = DeathKnownBy.System,
        State = DeathReportState.Confirmed,
        ReportedBy = by,
        ReportedAt = now,
    };

    public void Confirm(Customer customer, Guid by, DateTimeOffset now, DateOnly today)
    {
        RefuseUnlessOpen();
        Refuse.If(by == ReportedBy, "Nobody confirms what they reported themselves. Ask a colleague.");
        StageBefore = customer.Stage;
        customer.HasDied(Day, today);
        Decide(DeathReportState.Confirmed, by, now);
    }

    public void TurnDown(Sealed why, Guid by, DateTimeOffset now)
    {
        RefuseUnlessOpen();
        Refuse.If(by == ReportedBy, "You reported this yourself: withdraw it instead.");
        Answer = why;
        Decide(DeathReportState.TurnedDown, by, now);
    }

    public void Withdraw(Guid by, DateTimeOffset now)
    {
        RefuseUnlessOpen();
        Refuse.If(by != ReportedBy, "Only who reported it withdraws it. Turn it down instead.");
        Decide(DeathReportState.Withdrawn, by, now);
    }

    /// <summary>It was a mistake: the customer is to the bank what they were before.</summary>
    public void Undo(Customer customer, Sealed why, Guid by, DateTimeOffset now)
    {
        Refuse.If(State is not DeathReportState.Confirmed, "Only what was confirmed can be taken back.");
        customer.IsAlive(StageBefore ?? LifeCycleStage.Active);
        (State, Answer, UndoneBy, UndoneAt) = (DeathReportState.Undone, why, by, now);
    }

    private void Decide(DeathReportState state, Guid by, DateTimeOffset now) => (State, DecidedBy, DecidedAt) = (state, by, now);

    private void RefuseUnlessOpen() => Refuse.If(State is not DeathReportState.Reported, "This was decided already.");
}
