using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Calendar;
using BankCrm.Domain.Cases.Complaints;
using BankCrm.Domain.Cases.ServiceLevels;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;

namespace BankCrm.Domain.Cases.ServiceCases;

/// <summary>
/// What a customer wants of the bank, or complains of, until it is settled. Its clocks run from the moment it came in: a first answer, the closure, and of
/// a complaint the limit of the law.
/// </summary>
[Class(DataClass.C1)]
public sealed partial class ServiceCase : Entity, IBranchScoped, IOfCustomer
{
    public const int SubjectMaxLength = 200;
    public const int SpeakersMaxLength = 300;
    public const string SubjectColumn = "service_cases.subject";
    public const string SpeakersColumn = "service_cases.speakers";

    /// <summary>So late it may be written down that something came in.</summary>
    public const int MostDaysBack = 60;

    /// <summary>Calendar days for a complaint that is clear (CBIRC Order 2020 No. 3).</summary>
    public const int LegalDays = 15;

    /// <summary>So many more for one that is complex: 30 in all.</summary>
    public const int ComplexDays = 15;

    /// <summary>So many more once a second colleague approves: 60 in all.</summary>
    public const int SpecialDays = 30;

    /// <summary>At most so many speak for those who complain together (same order).</summary>
    public const int MostSpokespersons = 5;

    public const int SourceMaxLength = 20;
    public const int ReferenceMaxLength = 60;
    public const int MostPeople = 100_000;
    public const int MostStaff = 10;

    private readonly List<CaseStep> steps = [];
    private readonly List<CaseClock> clocks = [];
    private readonly List<Compensation> compensations = [];

    private ServiceCase() { } // EF Core

    /// <summary>For talking about it. Rises by one with each case of the bank, with gaps.</summary>
    public long Number { get; private init; }

    public Guid CustomerId { get; private init; }
    public Guid BranchId { get; private set; }
    public CaseKind Kind { get; private set; }
    public CaseChannel Channel { get; private init; }
    public CasePriority Priority { get; private set; }
    public CaseStatus Status { get; private set; }

    [Class(DataClass.C2)]
    public Sealed Subject { get; private set; } = null!;

    /// <summary>Null: it is not sorted yet.</summary>
    public Guid? CategoryId { get; private set; }

    /// <summary>What it came from, as was found when it was settled.</summary>
    public Guid? CauseId { get; private set; }

    /// <summary>Null: it is about none.</summary>
    public Guid? AccountId { get; private set; }

    /// <summary>Null: it lies with the branch.</summary>
    public Guid? OwnerId { get; private set; }

    /// <summary>Where it waits, or out of which its owner has it. Null: it went through none, or was given by hand since.</summary>
    public Guid? QueueId { get; private set; }

    /// <summary>Whom a complaint is about.</summary>
    public Guid[] AboutStaff { get; private set; } = [];

    /// <summary>How many complain together.</summary>
    public int People { get; private set; } = 1;

    /// <summary>Who speaks for those who complain together, a name a line. Null: the customer.</summary>
    [Class(DataClass.C2)]
    public Sealed? Speakers { get; private set; }

    /// <summary>When it reached the bank.</summary>
    public DateTimeOffset ReceivedAt { get; private init; }

    public Guid? OpenedBy { get; private init; }

    /// <summary>When the next promise is due; of a settled case, when the last was.</summary>
    public DateTimeOffset DueAt { get; private set; }

    /// <summary>All its clocks that run stand still.</summary>
    public bool IsPaused { get; private set; }

    public DateTimeOffset? EscalatedAt { get; private set; }

    /// <summary>When it was resolved, withdrawn or merged.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public Guid? EndedBy { get; private set; }

    /// <summary>The case that goes on instead.</summary>
    public Guid? MergedIntoId { get; private set; }

    /// <summary>How often it was opened again.</summary>
    public int Reopened { get; private set; }

    /// <summary>Calendar days the law gives in all: 15, 30 or 60. Null: it is no complaint.</summary>
    public int? LegalLimit { get; private set; }

    /// <summary>Who asked for the last extension, which a colleague must approve. Null: nobody has, or it was decided.</summary>
    public Guid? TimeAskedBy { get; private set; }

    /// <summary>From 1 to 5, as the customer said afterwards. Null: not asked yet.</summary>
    public int? Satisfaction { get; private set; }

    public Guid? ReviewedBy { get; private set; }

    /// <summary>The code of the system it was brought from, or that told of it. Null: it is our own.</summary>
    public string? Source { get; private init; }

    /// <summary>Its number there.</summary>
    public string? Reference { get; private init; }

    /// <summary>Whether it was answered in time, by the word of that system. Null: it is our own, or that system did not say.</summary>
    public bool? ToldInTime { get; private init; }

    public IReadOnlyList<CaseStep> Steps => steps;
    public IReadOnlyList<CaseClock> Clocks => clocks;
    public IReadOnlyList<Compensation> Compensations => compensations;

    public bool IsEnded => EndedAt is not null;

    public static ServiceCase Open(
        CaseIntake intake, Customer customer, CaseParticulars particulars, Sealed subject, CaseWords words, CasePromises promises, Guid? by, DateTimeOffset now, WorkingTime time)
    {
        Refuse.If(intake.ReceivedAt > now, "This lies in the future: write it down when it has happened.");
        Refuse.If(intake.ReceivedAt < now.AddDays(-MostDaysBack), "It may have come in at most {0} days ago.", MostDaysBack);
        var opened = new ServiceCase
        {
            Id = intake.Id,
            Number = intake.Number,
            CustomerId = customer.Id,
            BranchId = customer.BranchId,
            Channel = intake.Channel,
            Subject = subject,
            ReceivedAt = intake.ReceivedAt,
            OpenedBy = by,
            Source = intake.Source,
            Reference = intake.Reference,
        };
        opened.Take(particulars);
        opened.StartClocks(promises, intake.ReceivedAt, time, firstAnswer: true);
        opened.Step(CaseStepKind.Opened, by, now, words, new(Channel: intake.Channel));
        return opened;
    }

    /// <summary>One that another system has settled. It has no clocks: that system's word is kept.</summary>
    public static ServiceCase Bring(BroughtCase brought, Customer customer, CaseParticulars particulars, Sealed subject, CaseWords words, CaseWords? answer)
    {
        var (intake, endedAt) = (brought.Intake, brought.EndedAt);
        Refuse.If(endedAt < intake.ReceivedAt, "It cannot be settled before it came in.");
        var settled = new ServiceCase
        {
            Id = intake.Id,
            Number = intake.Number,
            CustomerId = customer.Id,
            BranchId = customer.BranchId,
            Channel = intake.Channel,
            Subject = subject,
            ReceivedAt = intake.ReceivedAt,
            DueAt = endedAt,
            Status = CaseStatus.Resolved,
            EndedAt = endedAt,
            Source = brought.Source,
            Reference = brought.Reference,
            ToldInTime = brought.InTime,
        };
        settled.Take(particulars);
        settled.Step(CaseStepKind.Opened, null, intake.ReceivedAt, words, new(Channel: intake.Channel));
        settled.Step(CaseStepKind.Resolved, null, endedAt, answer);
        return settled;
    }

    /// <summary>The clock of a promise that counts now. Null: there is none.</summary>
    public CaseClock? ClockOf(CaseClockKind kind) => CaseClock.Counting(clocks.Where(c => c.Kind == kind));

    public void Change(CaseParticulars particulars, CasePromises promises, Guid by, DateTimeOffset now, WorkingTime time, CaseWords? words)
    {
        RefuseIfEnded();
        RefuseIfAbout(by);
        var category = CategoryId;
        Take(particulars);
        if (OwnerId is { } owner && AboutStaff.Contains(owner))
        {
            (OwnerId, QueueId) = (null, null); // it lies with the branch again: nobody handles what is about himself
        }

        var legal = ClockOf(CaseClockKind.Legal) is { IsStopped: false } running ? running : null;
        if (Kind is CaseKind.Complaint && legal is null)
        {
            StartLegal(ReceivedAt, time);
        }
        else if (Kind is not CaseKind.Complaint && legal is not null)
        {
            legal.Stop(now, time);
            LegalLimit = null;
        }

        if (category != CategoryId && Reopened == 0)
        {
            Retarget(promises, time);
        }

        Step(CaseStepKind.Changed, by, now, words);
        Note();
    }

    public void RaisePriority(CasePriority to, CaseWords why, Guid by, DateTimeOffset now)
    {
        RefuseIfEnded();
        RefuseIfAbout(by);
        Refuse.If(to <= Priority, "It is as urgent as that already.");
        Priority = to;
        Step(CaseStepKind.Changed, by, now, why);
    }

    public void WriteNote(CaseWords words, Guid by, DateTimeOffset now)
    {
        RefuseIfAbout(by);
        Step(CaseStepKind.Noted, by, now, words);
    }

    /// <summary>The customer was told something. The first time the promise of a first answer is kept.</summary>
    public void Answer(CaseWords words, CaseChannel channel, Guid by, DateTimeOffset now, WorkingTime time)
    {
        RefuseIfEnded();
        RefuseIfAbout(by);
        Step(CaseStepKind.Answered, by, now, words, new(Channel: channel));
        if (ClockOf(CaseClockKind.FirstAnswer) is { IsStopped: false } first)
        {
            first.Stop(now, time);
        }

        OwnerId ??= by;
        Note();
    }

    /// <summary>The customer said something more. What was settled is opened again, and its clocks begin anew.</summary>
    /// <param name="by">Who wrote it down. Null: it came by e-mail.</param>
    public void Hear(CaseWords words, CaseChannel channel, CasePromises promises, Guid? by, DateTimeOffset now, WorkingTime time)
    {
        Refuse.If(Status is CaseStatus.Merged, "It goes on in another case: write it there.");
        RefuseIfAbout(by);
        Step(CaseStepKind.Heard, by, now, words, new(Channel: channel));
        if (IsEnded)
        {
            Again(null, promises, by, now, time);
        }
    }

    public void Claim(Guid by, DateTimeOffset now)
    {
        RefuseIfEnded();
        RefuseIfAbout(by);
        Refuse.If(OwnerId == by, "It is yours already.");
        Refuse.If(OwnerId is not null, "A colleague has taken it on already.");
        OwnerId = by;
        Step(CaseStepKind.Claimed, by, now);
    }

    public void Assign(Guid toStaffId, CaseWords why, Guid by, DateTimeOffset now)
    {
        RefuseIfEnded();
        RefuseIfAbout(by);
        Refuse.If(OwnerId == toStaffId, "It already belongs to this colleague.");
        Refuse.If(AboutStaff.Contains(toStaffId), "The complaint is about this colleague: somebody else must handle it.");
        (OwnerId, QueueId) = (toStaffId, null);
        Step(CaseStepKind.Assigned, by, now, why, new(To: toStaffId));
    }

    private void Take(CaseParticulars particulars)
    {
        Refuse.If(particulars.People is < 1 or > MostPeople, "Between 1 and {0} people complain together.", MostPeople);
        Refuse.If(particulars.AboutStaff.Count > MostStaff, "Name at most {0} colleagues.", MostStaff);
        var isComplaint = particulars.Kind is CaseKind.Complaint;
        Refuse.If(!isComplaint && (particulars.AboutStaff.Count > 0 || particulars.People > 1), "Only a complaint is about colleagues or of several people.");
        (Kind, Priority, CategoryId, AccountId) = (particulars.Kind, particulars.Priority, particulars.CategoryId, particulars.AccountId);
        (AboutStaff, People, Speakers) = ([.. particulars.AboutStaff.Distinct().Order()], particulars.People, particulars.People > 1 ? particulars.Speakers : null);
    }

    private void RefuseIfEnded() => Refuse.If(IsEnded, "It has ended already: open it again first.");

    private void RefuseIfAbout(Guid? by) => Refuse.If(by is { } person && AboutStaff.Contains(person), "Nobody handles a complaint about himself.");

    private void Step(CaseStepKind kind, Guid? by, DateTimeOffset now, CaseWords? words = null, StepDetail detail = default) =>
        steps.Add(CaseStep.Of(this, kind, by, now, words, detail));
}
