using BankCrm.Domain.Admin.Calendar;
using BankCrm.Domain.Cases.ServiceLevels;

namespace BankCrm.Domain.Cases.ServiceCases;

/// <summary>How it came in.</summary>
/// <param name="ReceivedAt">When it reached the bank.</param>
/// <param name="Source">The code of the system that told of it. Null: a colleague took it in.</param>
/// <param name="Reference">Its number there.</param>
public sealed record CaseIntake(Guid Id, long Number, CaseChannel Channel, DateTimeOffset ReceivedAt, string? Source = null, string? Reference = null);

/// <summary>How another system tells of a case that it has settled.</summary>
/// <param name="Source">Its code.</param>
/// <param name="Reference">The number of the case there.</param>
/// <param name="InTime">Null: it does not say.</param>
public sealed record BroughtCase(CaseIntake Intake, string Source, string Reference, DateTimeOffset EndedAt, bool? InTime);

/// <summary>What the bank promises for a case of its category.</summary>
public sealed record CasePromises(ServiceTarget FirstAnswer, ServiceTarget Closure)
{
    /// <param name="topic">Null: it is not sorted yet.</param>
    public static CasePromises Of(CaseTopic? topic) => new(
        ServiceTarget.Hours(ClockKind.Elapsed, topic?.AnswerHours ?? CaseTopic.UsualHours), ServiceTarget.Hours(ClockKind.Elapsed, topic?.ClosureHours ?? CaseTopic.UsualHours));
}
