using System.Data.Common;
using BankCrm.Domain.Campaigns.Contacts;

namespace BankCrm.Infrastructure.Campaigns;

/// <summary>
/// What is asked again of everybody in the moment a message is sent or somebody is written into a file, whatever the way: since the audience was written down it may have changed.
/// What only one way asks besides, it says itself.
/// </summary>
internal sealed record ContactGates(bool HasDied, bool IsEnded, bool Agreed, bool Complains, bool Answered)
{
    /// <summary>As columns, of the contact t, the customer u and what they agreed to, a.</summary>
    /// <param name="consent">The flag of the way, in SQL.</param>
    public static string Columns(string consent) =>
        $"""
        u.died_on is not null,
        u.stage = 'Closed' or u.merged_into_id is not null,
        coalesce(a.marketing & {consent} <> 0, false),
        exists (select from service_cases q where q.customer_id = t.customer_id and q.kind = 'Complaint' and q.status = 'Open'),
        t.wave > 1 and exists (select from campaign_contacts w where w.campaign_id = t.campaign_id and w.customer_id = t.customer_id and w.wave < t.wave
          and (w.answered_at is not null or w.opted_out_at is not null or w.bought_on is not null) and t.occasion is null)
        """;

    /// <param name="first">Where <see cref="Columns"/> begin.</param>
    public static ContactGates Of(DbDataReader row, int first) => new(
        row.GetBoolean(first), row.GetBoolean(first + 1), row.GetBoolean(first + 2), row.GetBoolean(first + 3), row.GetBoolean(first + 4));

    /// <summary>The first that holds somebody back. Null: they may be written to.</summary>
    /// <param name="isErased">Nothing of theirs can be read any more.</param>
    /// <param name="isProtected">And this way takes no protected records.</param>
    /// <param name="isSuppressed">Nothing goes to this number or address.</param>
    public NotContacted? Refusal(bool isErased, bool hasAddress, bool hasText, bool isProtected = false, bool isSuppressed = false) =>
        HasDied ? NotContacted.Died
        : IsEnded || isErased ? NotContacted.Ended
        : isProtected ? NotContacted.Protected
        : !Agreed ? NotContacted.NoConsent
        : Complains ? NotContacted.OpenComplaint
        : Answered ? NotContacted.Answered
        : !hasAddress ? NotContacted.NoAddress
        : isSuppressed ? NotContacted.Suppressed
        : !hasText ? NotContacted.NoText
        : null;
}
