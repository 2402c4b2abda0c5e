using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.Timeline;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Campaigns.Responses;

/// <summary>What campaigns said to a customer, and what they said to it. Of the control group nothing is told: nothing happened.</summary>
[Policy]
internal sealed class CampaignsInTimeline(StaffNames staff) : ITimelineSource
{
    /// <summary>Nobody is in so many; each tells at most four things.</summary>
    private const int Most = 200;

    public string Permission => ResponseRights.SeeAny;

    public TimelineTopic Topic => TimelineTopic.Campaigns;

    public async Task<IReadOnlyList<TimelineEntry>> LoadAsync(CrmDb db, TimelineSpan span, CancellationToken ct)
    {
        var found = await db.CampaignContacts.Where(c => c.CustomerId == span.CustomerId && c.Code != null)
            .OrderByDescending(c => c.PlannedAt).ThenByDescending(c => c.Id).Take(Most)
            .Join(db.Campaigns, c => c.CampaignId, g => g.Id, (c, g) => new { Contact = c, g.Plan.Name }).ToListAsync(ct);
        var names = await staff.OfAsync(db, found.Select(f => f.Contact.TakenBy).OfType<Guid>(), ct);
        return
        [
            .. found.SelectMany(f => Of(f.Contact, f.Name, names)).Where(e => e.At <= span.Until).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(span.Limit)
                .Select(e => e with { Path = span.User.May(ResponsePermissions.Answer) ? e.Path : null }),
        ];
    }

    private static IEnumerable<TimelineEntry> Of(CampaignContact contact, string campaign, IReadOnlyDictionary<Guid, string> names)
    {
        var path = $"/campaigns/contacts/{contact.Id}";
        if (contact.SentAt is { } sent)
        {
            yield return new(contact.Id, sent, Icon: "speakerphone", "Campaign “{0}”: {1}", campaign, contact.Channel!.Value) { Path = path };
        }

        if (contact is { AnsweredAt: { } answered, Answer: { } answer, AnsweredBy: { } by })
        {
            yield return new(contact.Id, answered, Icon: "message-reply", "Answered the campaign “{0}”: {1} ({2})", campaign, answer, by)
            {
                Path = path,
                Who = contact.TakenBy is { } taker ? names.GetValueOrDefault(taker) : null,
            };
        }

        if (contact.OptedOutAt is { } optedOut)
        {
            yield return new(contact.Id, optedOut, Icon: "hand-stop", "Wants no more offers, said to the campaign “{0}”", campaign) { Path = path };
        }

        if (contact.BoughtOn is { } bought)
        {
            yield return new(contact.Id, Branch.StartOf(bought).AddHours(12).ToUniversalTime(), Icon: "shopping-cart", "Bought what the campaign “{0}” offers", campaign) { Path = path };
        }
    }
}
