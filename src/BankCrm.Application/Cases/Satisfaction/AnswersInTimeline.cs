using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.Timeline;
using BankCrm.Domain.Cases.Satisfaction;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.Satisfaction;

/// <summary>How satisfied they said they are. What is about a case that this colleague does not see is left out.</summary>
[Policy]
internal sealed class AnswersInTimeline : ITimelineSource
{
    public string Permission => CaseRights.SeeAny;

    public TimelineTopic Topic => TimelineTopic.Cases;

    public async Task<IReadOnlyList<TimelineEntry>> LoadAsync(CrmDb db, TimelineSpan span, CancellationToken ct)
    {
        var seen = db.CasesSeenBy(span.User);
        var answers = await db.SurveyAnswers.Where(a => a.CustomerId == span.CustomerId && a.AnsweredAt <= span.Until && (a.CaseId == null || seen.Any(c => c.Id == a.CaseId)))
            .OrderByDescending(a => a.AnsweredAt).ThenByDescending(a => a.Id).Take(span.Limit).ToListAsync(ct);
        return
        [
            .. answers.Select(a => new TimelineEntry(a.Id, a.AnsweredAt, "message-report", "Answered a survey: {0} of 5", a.Score)
            {
                Text = a.Text is null ? null : span.Cipher?.Open(SurveyAnswer.TextColumn, a.Id, a.Text),
                Path = a.CaseId is { } about ? $"/cases/{about}" : null,
            }),
        ];
    }
}
