using BankCrm.Domain.Common;

namespace BankCrm.Application.Customers.Timeline;

/// <summary>A part of a customer's story that can be looked at alone.</summary>
public enum TimelineTopic
{
    [Means("Changes of the record")] Record,
    [Means("Notes")] Notes,
    [Means("Contacts")] Contacts,
    [Means("Messages sent")] Messages,
    [Means("Campaigns")] Campaigns,
    [Means("Recommendations")] Recommendations,
    [Means("Follow-ups")] FollowUps,
    [Means("Cases")] Cases,
    [Means("Consents")] Consents,
    [Means("Documents on file")] Documents,
    [Means("Accounts")] Accounts,
    [Means("Who looked")] Views,
}
