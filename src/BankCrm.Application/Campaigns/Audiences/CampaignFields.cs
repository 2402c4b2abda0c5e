using BankCrm.Application.Common;
using BankCrm.Application.Segments.Fields;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Segments.Definitions;

namespace BankCrm.Application.Campaigns.Audiences;

/// <summary>What segments can ask of campaigns that were.</summary>
[Policy]
internal sealed class CampaignFields : ISegmentFields
{
    public IReadOnlyList<SegmentField> Fields { get; } =
    [
        FieldMaker.Count("campaign-contacts", "Contacts by campaigns", SegmentSubject.Contact, (condition, asking, least) =>
        {
            var (since, count) = (asking.Since(condition), (int)least);
            var enough = asking.Rows(asking.Db.CampaignContacts).Where(c => c.SentAt >= since).GroupBy(c => c.CustomerId).Where(g => g.Count() >= count).Select(g => g.Key);
            return r => enough.Contains(r.Customer.Id);
        }),
        FieldMaker.Count("campaign-answers", "Answers to campaigns", SegmentSubject.Contact, (condition, asking, least) =>
        {
            List<ContactAnswer> answers = [.. condition.Of.Select(Enum.Parse<ContactAnswer>)];
            var (any, since, count) = (answers.Count == 0, asking.Since(condition), (int)least);
            var enough = asking.Rows(asking.Db.CampaignContacts).Where(c => c.AnsweredAt >= since && (any || answers.Contains(c.Answer!.Value)))
                .GroupBy(c => c.CustomerId).Where(g => g.Count() >= count).Select(g => g.Key);
            return r => enough.Contains(r.Customer.Id);
        }) with
        {
            CountedChoices = FieldMaker.MembersOf<ContactAnswer>(),
        },
    ];
}
