using BankCrm.Application.Admin.Calendar;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Platform.Localisation;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Application.Tasks.Notices;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Notices;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Campaigns.Responses;

/// <summary>What follows from an answer, by whatever road it comes.</summary>
[Policy]
internal sealed class ContactAnswers(IWording wording, IColumnCipher cipher, WorkingCalendar calendar)
{
    // What the system writes stands in the language the bank's staff work in.
    private const string Language = "zh-Hans";

    /// <summary>Whom a contact is with: where two records were merged since, the one that stayed.</summary>
    public static async Task<Customer> CustomerOfAsync(CrmDb db, CampaignContact contact, CancellationToken ct)
    {
        var id = await db.CustomersWithMerged.Where(c => c.Id == contact.CustomerId).Select(c => c.MergedIntoId ?? c.Id).SingleOrDefaultAsync(ct);
        return await db.Customers.SingleOrDefaultAsync(c => c.Id == id, ct) ?? throw new NotFoundException();
    }

    /// <summary>Somebody calls who is interested: whoever looks after them, else the branch.</summary>
    /// <param name="on">Null: on the next working day.</param>
    /// <param name="by">Null: the system plans it.</param>
    public async Task<FollowUp> PlanCallAsync(CrmDb db, CampaignContact contact, string campaign, DateOnly? on, Guid? by, DateTimeOffset now, CancellationToken ct)
    {
        var customer = await CustomerOfAsync(db, contact, ct);
        var owner = (by ?? customer.OwnerId) is { } id && await db.FollowUpColleagues(customer.BranchId, now).AnyAsync(s => s.Id == id, ct) ? id : (Guid?)null;
        var day = on ?? (await calendar.DaysAsync(db, ct)).After(Branch.DayAt(now), 1);
        var call = FollowUp.For(
            Guid.CreateVersion7(now), customer.BranchId, customer.Id,
            new(wording.In(Language)["Interested: {0} · {1}", campaign, contact.Code!], FollowUpKind.Call, FollowUpPriority.High, new(day, null)), owner, by, now);
        db.Add(call);
        db.Tell(NoticeKind.Given, call, owner, by, now);
        return call;
    }

    /// <summary>
    /// No more offers by the way this one came: their consent is withdrawn, with the campaign as its proof, and what waits is not sent, for whether it may be is asked
    /// in the moment of sending. Calls that lie with colleagues already are taken from them.
    /// </summary>
    /// <param name="by">Null: they said so themselves.</param>
    public async Task OptOutAsync(CrmDb db, CampaignContact contact, string campaign, Guid? by, DateTimeOffset now, CancellationToken ct)
    {
        contact.OptOut(now);
        var customer = await CustomerOfAsync(db, contact, ct);
        var refused = await db.StandingConsents.Where(s => s.CustomerId == customer.Id).Select(s => s.NoMarketing).SingleOrDefaultAsync(ct);
        var channels = ChannelsOf(contact.Channel);
        db.AddRange(channels.Where(c => !refused.HasFlag(StandingConsent.FlagOf(c))).Select(channel => Consent.Record(
            Guid.CreateVersion7(now), customer, ConsentPurpose.Marketing, channel, isGiven: false, ProofOf(campaign, contact, by), now)));
        if (channels.Contains(ConsentChannel.Phone))
        {
            await TakeCallsAsync(db, [customer.Id, contact.CustomerId], by, now, ct);
        }
    }

    private async Task TakeCallsAsync(CrmDb db, IReadOnlyList<Guid> customers, Guid? by, DateTimeOffset now, CancellationToken ct)
    {
        var calls = await db.CampaignContacts.AsTracking()
            .Where(c => customers.Contains(c.CustomerId) && c.Channel == CampaignChannel.Call && c.State == ContactState.WithColleague).OrderBy(c => c.Id).ToListAsync(ct);
        foreach (var call in calls.Where(c => c.State is ContactState.WithColleague)) // the one they answer now may have been made meanwhile
        {
            call.Give(NotContacted.NoConsent);
            if (call.FollowUpId is { } id && await db.FollowUps.AsTracking().SingleOrDefaultAsync(f => f.Id == id && f.EndedAt == null, ct) is { } followUp)
            {
                followUp.Drop(cipher.MustBeWritten(wording.In(Language)["They want no more offers."], now), by, now);
            }
        }
    }

    // Whoever says it at the counter means all ways.
    private static ConsentChannel[] ChannelsOf(CampaignChannel? channel) => channel switch
    {
        CampaignChannel.Sms => [ConsentChannel.Sms],
        CampaignChannel.Email => [ConsentChannel.Email],
        CampaignChannel.Call => [ConsentChannel.Phone],
        _ => Enum.GetValues<ConsentChannel>(),
    };

    private string ProofOf(string campaign, CampaignContact contact, Guid? by) => by is null
        ? wording.In(Language)["By the link of the campaign “{0}”, code {1}", campaign, contact.Code!]
        : wording.In(Language)["Said to a colleague about the campaign “{0}”, code {1}", campaign, contact.Code!];
}
