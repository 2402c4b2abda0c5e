using BankCrm.Domain.Admin.Calendar;
using BankCrm.Domain.Cases.Mails;
using BankCrm.Domain.Cases.Queues;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;

namespace BankCrm.Domain.Cases.Enquiries;

/// <summary>
/// What somebody wants of the bank, or complains of, who is none of its customers. It ends with an answer, or goes on as a case of the customer they turn out to be
/// or become. Who they are and what they say is sealed under keys of its columns: they have none of their own.
/// </summary>
[Class(DataClass.C1)]
public sealed partial class Enquiry : Entity, IBranchScoped, IAboutCustomer
{
    public const int NameMaxLength = 100;
    public const int ContactMaxLength = 100;
    public const string NameColumn = "enquiries.name";
    public const string ContactColumn = "enquiries.contact";
    public const string SubjectColumn = "enquiries.subject";

    private readonly List<EnquiryStep> steps = [];
    private readonly List<EnquiryClock> clocks = [];

    private Enquiry() { } // EF Core

    /// <summary>Of the same row as the numbers of cases.</summary>
    public long Number { get; private init; }

    public Guid BranchId { get; private set; }
    public CaseKind Kind { get; private init; }
    public CaseChannel Channel { get; private init; }

    [Class(DataClass.C2)]
    public Sealed Name { get; private init; } = null!;

    /// <summary>By what they can be reached: a telephone, an address, as they said it.</summary>
    [Class(DataClass.C2)]
    public Sealed Contact { get; private init; } = null!;

    [Class(DataClass.C2)]
    public Sealed Subject { get; private init; } = null!;

    /// <summary>Null: it is not sorted.</summary>
    public Guid? CategoryId { get; private init; }

    /// <summary>In which they wrote or were written down. Null: not known.</summary>
    public CustomerLanguage? Language { get; private init; }

    public DateTimeOffset ReceivedAt { get; private init; }

    /// <summary>Null: another system brought it.</summary>
    public Guid? TakenBy { get; private init; }

    /// <summary>Null: it lies with the branch, or waits in a queue.</summary>
    public Guid? OwnerId { get; private set; }

    /// <summary>In which it waits, or out of which its owner got it. Null: none.</summary>
    public Guid? QueueId { get; private set; }

    /// <summary>When the next promise is due; of one that has ended, when the last was.</summary>
    public DateTimeOffset DueAt { get; private set; }

    /// <summary>Closure stands still: it is somebody else's turn.</summary>
    public bool IsPaused { get; private set; }

    public DateTimeOffset? EscalatedAt { get; private set; }

    /// <summary>Calendar days the law gives in all: 15, 30 or 60. Null: it is no complaint.</summary>
    public int? LegalLimit { get; private set; }

    /// <summary>Who asked for the last extension, which a colleague must approve. Null: nobody has, or it was decided.</summary>
    public Guid? TimeAskedBy { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Whose it turned out to be. Null: nobody's yet.</summary>
    public Guid? CustomerId { get; private set; }

    /// <summary>The case it goes on as.</summary>
    public Guid? CaseId { get; private set; }

    /// <summary>The code of the system it was brought from. Null: it is our own.</summary>
    public string? Source { get; private init; }

    /// <summary>Its number there.</summary>
    public string? Reference { get; private init; }

    public IReadOnlyList<EnquiryStep> Steps => steps;
    public IReadOnlyList<EnquiryClock> Clocks => clocks;

    public static Enquiry TakeIn(CaseIntake intake, Guid branchId, EnquiryTerms terms, Outsider who, Sealed subject, CaseWords words, Guid? by, DateTimeOffset now, WorkingTime time)
    {
        Refuse.If(intake.ReceivedAt > now, "This lies in the future: write it down when it has happened.");
        Refuse.If(intake.ReceivedAt < now.AddDays(-ServiceCase.MostDaysBack), "It may have come in at most {0} days ago.", ServiceCase.MostDaysBack);
        var taken = new Enquiry
        {
            Id = intake.Id,
            Number = intake.Number,
            BranchId = branchId,
            Kind = terms.Kind,
            CategoryId = terms.CategoryId,
            Language = terms.Language,
            Channel = intake.Channel,
            Name = who.Name,
            Contact = who.Contact,
            Subject = subject,
            ReceivedAt = intake.ReceivedAt,
            TakenBy = by,
            Source = intake.Source,
            Reference = intake.Reference,
        };
        taken.StartClocks(time);
        taken.Step(EnquiryStepKind.TakenIn, by, now, words);
        return taken;
    }

    /// <summary>What is to be known of the mail it came by.</summary>
    /// <param name="leftOut">The names of attachments: of somebody who is no customer none is kept. Null: there were none.</param>
    public void CameByMail(MailProof proof, bool isCut, CaseWords? leftOut, DateTimeOffset now)
    {
        Step(proof is MailProof.Confirmed ? EnquiryStepKind.MailConfirmed : EnquiryStepKind.MailUnproven, null, now);
        if (isCut)
        {
            Step(EnquiryStepKind.MailCut, null, now);
        }

        if (leftOut is not null)
        {
            Step(EnquiryStepKind.LeftOut, null, now, leftOut);
        }
    }

    public void Claim(Guid by, DateTimeOffset now)
    {
        RefuseIfEnded();
        Refuse.If(OwnerId == by, "It is yours already.");
        Refuse.If(OwnerId is not null, "A colleague has taken it on already.");
        OwnerId = by;
        Step(EnquiryStepKind.Claimed, by, now);
    }

    public void WriteNote(CaseWords words, Guid by, DateTimeOffset now) => Step(EnquiryStepKind.Noted, by, now, words);

    /// <summary>They were told something. The first time the promise of a first answer is kept.</summary>
    public void Answer(CaseWords words, Guid by, DateTimeOffset now, WorkingTime time)
    {
        RefuseIfEnded();
        if (AnsweredAt is null)
        {
            ClockOf(CaseClockKind.FirstAnswer)!.Do(clock => clock.Stop(now), time);
        }

        (OwnerId, AnsweredAt) = (OwnerId ?? by, AnsweredAt ?? now);
        Note();
        Step(EnquiryStepKind.Answered, by, now, words);
    }

    public void End(CaseWords words, Guid by, DateTimeOffset now, WorkingTime time)
    {
        RefuseIfEnded();
        (OwnerId, EndedAt) = (OwnerId ?? by, now);
        StopClocks(now, time);
        Step(EnquiryStepKind.Ended, by, now, words);
    }

    /// <summary>They are, or have become, a customer: it goes on as a case of theirs.</summary>
    public void GoOnAs(ServiceCase opened, Guid by, DateTimeOffset now, WorkingTime time)
    {
        RefuseIfEnded();
        (OwnerId, EndedAt, CustomerId, CaseId) = (OwnerId ?? by, now, opened.CustomerId, opened.Id);
        StopClocks(now, time);
        Step(EnquiryStepKind.Linked, by, now);
    }

    private void RefuseIfEnded() => Refuse.If(EndedAt is not null, "It has ended already.");

    private void Step(EnquiryStepKind kind, Guid? by, DateTimeOffset now, CaseWords? words = null, CaseClockKind? clock = null) =>
        steps.Add(EnquiryStep.Of(this, kind, by, now, words, clock));
}

/// <summary>What an enquiry is.</summary>
/// <param name="CategoryId">Null: it is sorted later, if at all.</param>
/// <param name="Language">Null: not known.</param>
public sealed record EnquiryTerms(CaseKind Kind, Guid? CategoryId = null, CustomerLanguage? Language = null)
{
    /// <summary>One Chinese character makes it Chinese: names and products are written in Latin letters there too.</summary>
    public static CustomerLanguage LanguageOf(string words) => words.Any(c => c is >= '\u4E00' and <= '\u9FFF') ? CustomerLanguage.Chinese : CustomerLanguage.English;
}

/// <summary>Somebody who is no customer, sealed.</summary>
public sealed record Outsider(Sealed Name, Sealed Contact);

/// <summary>What happened to an enquiry.</summary>
public enum EnquiryStepKind
{
    [Means("Took it in")] TakenIn,
    [Means("Took it on")] Claimed,
    [Means("Wrote a note for colleagues")] Noted,
    [Means("Answered them")] Answered,
    [Means("Ended it")] Ended,
    [Means("Made it a case of a customer")] Linked,
    [Means("Paused the clock")] Paused,
    [Means("Let the clock run again")] Resumed,
    [Means("Half of the time is used up")] Warned50,
    [Means("Four fifths of the time are used up")] Warned80,
    [Means("The time is over")] Warned100,
    [Means("Escalated to the branch manager")] Escalated,
    [Means("Gave the legal limit more time")] Extended,
    [Means("Asked for more time beyond the legal limit")] AskedForTime,
    [Means("Refused more time")] RefusedTime,
    [Means("Put it into a queue")] Queued,
    [Means("Took it out of the queue")] Unqueued,
    [Means("Was given it by rule")] Dealt,
    [Means("Came by e-mail: who sent it is not proven")] MailUnproven,
    [Means("Came by e-mail: the bank’s mail server confirms the sender’s domain")] MailConfirmed,
    [Means("The e-mail was longer: its beginning was kept")] MailCut,
    [Means("Attachments that were not kept")] LeftOut,
}

/// <summary>What happened to an enquiry. Never changed.</summary>
[Class(DataClass.C1)]
public sealed class EnquiryStep : Entity, IBranchScoped
{
    public const string TextColumn = "enquiry_steps.text";

    private EnquiryStep() { } // EF Core

    public Guid EnquiryId { get; private init; }
    public Guid BranchId { get; private set; }
    public EnquiryStepKind Kind { get; private init; }
    public DateTimeOffset At { get; private init; }

    /// <summary>Null: the system.</summary>
    public Guid? By { get; private init; }

    /// <summary>Which promise was nearly or wholly missed, paused or given more time. Null: the step is about none.</summary>
    public CaseClockKind? Clock { get; private init; }

    /// <summary>Into which or out of which it went. Null: the step is about none.</summary>
    public Guid? QueueId { get; private init; }

    /// <summary>Who got it. Null: the step gives it to nobody.</summary>
    public Guid? ToId { get; private init; }

    /// <summary>By what sum the queue was chosen, as JSON. Null: a person chose it, or the step is about none.</summary>
    public string? Chosen { get; private init; }

    [Class(DataClass.C2)]
    public Sealed? Text { get; private init; }

    internal static EnquiryStep Of(
        Enquiry about, EnquiryStepKind kind, Guid? by, DateTimeOffset now, CaseWords? words, CaseClockKind? clock, Guid? queueId = null, Guid? toId = null, QueueChoice? chosen = null) => new()
        {
            Id = words?.StepId ?? Guid.CreateVersion7(now),
            EnquiryId = about.Id,
            BranchId = about.BranchId,
            Kind = kind,
            At = now,
            By = by,
            Clock = clock,
            QueueId = queueId,
            ToId = toId,
            Chosen = chosen?.ToJson(),
            Text = words?.Text,
        };
}
