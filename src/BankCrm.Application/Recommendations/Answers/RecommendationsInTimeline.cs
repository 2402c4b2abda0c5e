using System.Globalization;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.Timeline;
using BankCrm.Application.Recommendations.Offers;
using BankCrm.Domain.Recommendations.Answers;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Recommendations.Answers;

/// <summary>What a customer said to what was recommended.</summary>
[Policy]
internal sealed class RecommendationsInTimeline(StaffNames staff) : ITimelineSource
{
    public string Permission => RecommendationPermissions.Answer;

    public TimelineTopic Topic => TimelineTopic.Recommendations;

    public async Task<IReadOnlyList<TimelineEntry>> LoadAsync(CrmDb db, TimelineSpan span, CancellationToken ct)
    {
        var until = span.Until;
        var found = await db.RecommendationAnswers.Where(a => a.CustomerId == span.CustomerId && a.UndoneAt == null && a.At <= until)
            .OrderByDescending(a => a.At).ThenByDescending(a => a.Id).Take(span.Limit)
            .Join(db.RecommendationRules, a => a.RuleVersionId, r => r.Id, (a, r) => new { Answer = a, r.Name, r.ChineseName }).ToListAsync(ct);
        var names = await staff.OfAsync(db, found.Select(f => f.Answer.By), ct);
        var isChinese = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";
        return
        [
            .. found.OrderByDescending(f => f.Answer.At).ThenByDescending(f => f.Answer.Id).Select(f => (f.Answer.Because is { } because
                ? new TimelineEntry(f.Answer.Id, f.Answer.At, Icon: "bulb", "Declined the suggestion “{0}”: {1}", isChinese ? f.ChineseName : f.Name, because)
                : new TimelineEntry(f.Answer.Id, f.Answer.At, Icon: "bulb", "The suggestion “{0}”: {1}", isChinese ? f.ChineseName : f.Name, f.Answer.Kind)) with
            {
                Who = names.GetValueOrDefault(f.Answer.By),
                Text = f.Answer.Note is { } note && span.Cipher is { } cipher ? cipher.Open(RecommendationAnswer.NoteColumn, f.Answer.Id, note) : null,
                Path = $"/customers/{span.CustomerId}/recommendations",
            }),
        ];
    }
}
