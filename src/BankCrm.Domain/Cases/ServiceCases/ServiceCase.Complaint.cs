using BankCrm.Domain.Admin.Calendar;
using BankCrm.Domain.Cases.Complaints;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Cases.ServiceCases;

// What complaints have besides: the limit of the law, and money for what went wrong.
public sealed partial class ServiceCase
{
    /// <summary>The complaint is complex: the law gives 30 days in all.</summary>
    public void ExtendLegal(CaseWords why, Guid by, DateTimeOffset now, WorkingTime time)
    {
        var legal = LegalToExtend(by);
        Refuse.If(LegalLimit != LegalDays, "The limit was extended already. Beyond {0} days a second colleague must approve.", LegalDays + ComplexDays);
        legal.Extend(ComplexDays, time);
        LegalLimit += ComplexDays;
        Step(CaseStepKind.Extended, by, now, why, new(Clock: CaseClockKind.Legal));
        Note();
    }

    /// <summary>Asks a colleague for the last extension: 60 days in all.</summary>
    public void AskForTime(CaseWords why, Guid by, DateTimeOffset now)
    {
        LegalToExtend(by);
        Refuse.If(LegalLimit != LegalDays + ComplexDays, "Extend it to {0} days first; beyond {1} there is nothing.", LegalDays + ComplexDays, LegalDays + ComplexDays + SpecialDays);
        Refuse.If(TimeAskedBy is not null, "More time was asked for already.");
        TimeAskedBy = by;
        Step(CaseStepKind.AskedForTime, by, now, why, new(Clock: CaseClockKind.Legal));
    }

    public void DecideOnTime(bool approved, CaseWords? words, Guid by, DateTimeOffset now, WorkingTime time)
    {
        var legal = LegalToExtend(by);
        Refuse.If(TimeAskedBy is null, "Nobody has asked for more time.");
        Refuse.If(TimeAskedBy == by, "Whoever asked for it cannot approve it too: a colleague must.");
        TimeAskedBy = null;
        if (approved)
        {
            legal.Extend(SpecialDays, time);
            LegalLimit += SpecialDays;
        }

        Step(approved ? CaseStepKind.Extended : CaseStepKind.RefusedTime, by, now, words, new(Clock: CaseClockKind.Legal));
        Note();
    }

    public void Compensate(Guid id, decimal amount, string currency, CaseWords why, Guid by, DateTimeOffset now)
    {
        RefuseIfEnded();
        RefuseIfAbout(by);
        Refuse.If(compensations.Any(c => c.State is CompensationState.Proposed), "A compensation waits for its second signature already.");
        compensations.Add(Compensation.Propose(id, this, amount, currency, by, now));
        Step(CaseStepKind.Proposed, by, now, why);
    }

    public void DecideOnCompensation(bool approved, CaseWords? words, Guid by, DateTimeOffset now)
    {
        RefuseIfAbout(by);
        var waiting = compensations.SingleOrDefault(c => c.State is CompensationState.Proposed);
        Refuse.If(waiting is null, "No compensation waits for a signature.");
        waiting!.Decide(approved, by, now);
        Step(approved ? CaseStepKind.Approved : CaseStepKind.Refused, by, now, words);
    }

    private CaseClock LegalToExtend(Guid by)
    {
        RefuseIfEnded();
        RefuseIfAbout(by);
        var legal = ClockOf(CaseClockKind.Legal);
        Refuse.If(legal is null || legal.IsStopped, "Only a complaint has a limit by law.");
        return legal!;
    }
}
