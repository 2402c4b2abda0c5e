using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.Timeline;
using BankCrm.Domain.Cases.ServiceCases;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.ServiceCases;

/// <summary>What they wanted or complained of, and how it went.</summary>
[Policy]
internal sealed class CasesInTimeline(StaffNames staff) : ITimelineSource
{
    public string Permission => CaseRights.SeeAny;

    public TimelineTopic Topic => TimelineTopic.Cases;

    public async Task<IReadOnlyList<TimelineEntry>> LoadAsync(CrmDb db, TimelineSpan span, CancellationToken ct)
    {
        var steps = await db.CasesSeenBy(span.User).Where(c => c.CustomerId == span.CustomerId)
            .Join(db.CaseSteps, c => c.Id, s => s.CaseId, (c, s) => new { s.Id, s.CaseId, s.Kind, s.At, s.By, c.Subject, What = c.Kind })
            .Where(s => s.At <= span.Until && (s.Kind == CaseStepKind.Opened || s.Kind == CaseStepKind.Answered || s.Kind == CaseStepKind.Resolved
                || s.Kind == CaseStepKind.Reopened || s.Kind == CaseStepKind.Withdrawn))
            .OrderByDescending(s => s.At).ThenByDescending(s => s.Id)
            .Take(span.Limit)
            .ToListAsync(ct);
        var names = await staff.OfAsync(db, steps.Select(s => s.By).OfType<Guid>(), ct);
        return
        [
            .. steps.Select(s => new TimelineEntry(
                s.Id, s.At, s.Kind is CaseStepKind.Resolved ? "circle-check" : "message-report",
                s.Kind switch
                {
                    CaseStepKind.Opened => "{0} taken in",
                    CaseStepKind.Answered => "{0} answered",
                    CaseStepKind.Resolved => "{0} resolved",
                    CaseStepKind.Reopened => "{0} opened again",
                    _ => "{0} withdrawn by the customer",
                },
                s.What)
            {
                Who = s.By is { } by ? names.GetValueOrDefault(by) : null,
                Text = span.Cipher?.Open(ServiceCase.SubjectColumn, s.CaseId, s.Subject),
                Path = $"/cases/{s.CaseId}",
            }),
        ];
    }
}
