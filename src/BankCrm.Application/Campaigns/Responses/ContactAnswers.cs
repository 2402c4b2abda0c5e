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
    public async Task<FollowUp> PlanCallAsync(CrmDb db, CampaignContact contact, string campaign, DateOnly? on, Guid? by, DateTimeOffset now, CancellationToken ct) =>
        (await KnowAsync(db, [contact], Following.Call, now, ct)).PlanCall(contact, campaign, on, by);

    /// <summary>
    /// No more offers by the way this one came: their consent is withdrawn, with the campaign as its proof, and what waits is not sent, for whether it may be is asked
    /// in the moment of sending. Calls that lie with colleagues already are taken from them.
    /// </summary>
    /// <param name="by">Null: they said so themselves.</param>
    public async Task OptOutAsync(CrmDb db, CampaignContact contact, string campaign, Guid? by, DateTimeOffset now, CancellationToken ct) =>
        (await KnowAsync(db, [contact], Following.OptOut, now, ct)).OptOut(contact, campaign, by);

    /// <summary>What has to be known of those who answer, read for all of them at once.</summary>
    /// <param name="following">What may follow from their answers.</param>
    public async Task<Answering> KnowAsync(CrmDb db, IReadOnlyList<CampaignContact> contacts, Following following, DateTimeOffset now, CancellationToken ct)
    {
        var told = contacts.Select(c => c.CustomerId).Distinct().ToList();
        var stayed = await db.CustomersWithMerged.Where(c => told.Contains(c.Id)).Select(c => new { c.Id, Stays = c.MergedIntoId ?? c.Id }).ToDictionaryAsync(c => c.Id, c => c.Stays, ct);
        var ids = stayed.Values.Distinct().ToList();
        var customers = await db.Customers.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var optOuts = following.HasFlag(Following.OptOut) ? await OptOutsAsync(db, ids, told, ct) : null;
        var calls = following.HasFlag(Following.Call) ? await CallsAsync(db, customers.Values.Select(c => c.BranchId).Distinct(), now, ct) : null;
        return new(db, wording.In(Language), cipher, new(stayed, customers, optOuts, calls), now);
    }

    private static async Task<KnownOfOptOuts> OptOutsAsync(CrmDb db, List<Guid> stayed, List<Guid> told, CancellationToken ct)
    {
        var refused = await db.StandingConsents.Where(s => stayed.Contains(s.CustomerId)).ToDictionaryAsync(s => s.CustomerId, s => s.NoMarketing, ct);
        var either = stayed.Union(told).ToList();
        var calls = await db.CampaignContacts.AsTracking()
            .Where(c => either.Contains(c.CustomerId) && c.Channel == CampaignChannel.Call && c.State == ContactState.WithColleague).OrderBy(c => c.Id).ToListAsync(ct);
        var planned = calls.Where(c => c.FollowUpId is not null).Select(c => c.FollowUpId!.Value).ToList();
        var followUps = planned.Count == 0 ? [] : await db.FollowUps.AsTracking().Where(f => planned.Contains(f.Id) && f.EndedAt == null).ToDictionaryAsync(f => f.Id, ct);
        return new(refused, calls.ToLookup(c => c.CustomerId), followUps);
    }

    private async Task<KnownOfCalls> CallsAsync(CrmDb db, IEnumerable<Guid> branches, DateTimeOffset now, CancellationToken ct)
    {
        var atWork = new Dictionary<Guid, HashSet<Guid>>();
        foreach (var branch in branches)
        {
            atWork[branch] = [.. await db.FollowUpColleagues(branch, now).Select(s => s.Id).ToListAsync(ct)];
        }

        return new(atWork, (await calendar.DaysAsync(db, ct)).After(Branch.DayAt(now), 1));
    }
}

/// <summary>What may follow from an answer.</summary>
[Flags]
internal enum Following
{
    None = 0,

    /// <summary>A colleague calls.</summary>
    Call = 1,

    /// <summary>No more offers are made.</summary>
    OptOut = 2,
}

/// <summary>Of customers who answer: where two records were merged, the one that stayed.</summary>
/// <param name="OptOuts">Null: nobody is to want no more offers.</param>
/// <param name="PlannedCalls">Null: nobody is to be called.</param>
internal sealed record KnownOfAnswering(Dictionary<Guid, Guid> Stayed, Dictionary<Guid, Customer> Customers, KnownOfOptOuts? OptOuts, KnownOfCalls? PlannedCalls);

/// <summary>What they refused already, and the calls that lie with colleagues.</summary>
internal sealed record KnownOfOptOuts(Dictionary<Guid, ConsentChannels> Refused, ILookup<Guid, CampaignContact> Calls, Dictionary<Guid, FollowUp> FollowUps);

/// <param name="AtWork">Who is, by branch.</param>
internal sealed record KnownOfCalls(Dictionary<Guid, HashSet<Guid>> AtWork, DateOnly NextWorkingDay);

/// <summary>Does what follows from the answers of some customers, of whom all is known that it takes.</summary>
internal sealed class Answering(CrmDb db, IWords words, IColumnCipher cipher, KnownOfAnswering known, DateTimeOffset now)
{
    /// <inheritdoc cref="ContactAnswers.PlanCallAsync"/>
    public FollowUp PlanCall(CampaignContact contact, string campaign, DateOnly? on, Guid? by)
    {
        var (customer, calls) = (CustomerOf(contact), known.PlannedCalls ?? throw new InvalidOperationException("What calls take was not read."));
        var owner = (by ?? customer.OwnerId) is { } id && calls.AtWork[customer.BranchId].Contains(id) ? id : (Guid?)null;
        var call = FollowUp.For(
            Guid.CreateVersion7(now), customer.BranchId, customer.Id,
            new(words["Interested: {0} · {1}", campaign, contact.Code!], FollowUpKind.Call, FollowUpPriority.High, new(on ?? calls.NextWorkingDay, null)), owner, by, now);
        db.Add(call);
        db.Tell(NoticeKind.Given, call, owner, by, now);
        return call;
    }

    /// <inheritdoc cref="ContactAnswers.OptOutAsync"/>
    public void OptOut(CampaignContact contact, string campaign, Guid? by)
    {
        contact.OptOut(now);
        var customer = CustomerOf(contact);
        var before = known.OptOuts ?? throw new InvalidOperationException("What was refused before was not read.");
        var refused = before.Refused.GetValueOrDefault(customer.Id);
        var channels = ChannelsOf(contact.Channel);
        foreach (var channel in channels.Where(c => !refused.HasFlag(StandingConsent.FlagOf(c))))
        {
            db.Add(Consent.Record(Guid.CreateVersion7(now), customer, ConsentPurpose.Marketing, channel, isGiven: false, ProofOf(campaign, contact, by), now));
            before.Refused[customer.Id] = before.Refused.GetValueOrDefault(customer.Id) | StandingConsent.FlagOf(channel);
        }

        if (channels.Contains(ConsentChannel.Phone))
        {
            TakeCalls(before.Calls[customer.Id].Concat(customer.Id == contact.CustomerId ? [] : before.Calls[contact.CustomerId]), before.FollowUps, by);
        }
    }

    private Customer CustomerOf(CampaignContact contact) =>
        known.Stayed.TryGetValue(contact.CustomerId, out var id) && known.Customers.TryGetValue(id, out var customer) ? customer : throw new NotFoundException();

    private void TakeCalls(IEnumerable<CampaignContact> calls, Dictionary<Guid, FollowUp> followUps, Guid? by)
    {
        foreach (var call in calls.Where(c => c.State is ContactState.WithColleague)) // the one they answer now may have been made meanwhile
        {
            call.Give(NotContacted.NoConsent);
            if (call.FollowUpId is { } id && followUps.TryGetValue(id, out var followUp) && followUp.EndedAt is null)
            {
                followUp.Drop(cipher.MustBeWritten(words["They want no more offers."], now), by, now);
            }
        }
    }

    // Whoever says it at the counter means all ways.
    private static ConsentChannel[] ChannelsOf(CampaignChannel? channel) => channel?.Consent is { } one ? [one] : Enum.GetValues<ConsentChannel>();

    private string ProofOf(string campaign, CampaignContact contact, Guid? by) => by is null
        ? words["By the link of the campaign “{0}”, code {1}", campaign, contact.Code!]
        : words["Said to a colleague about the campaign “{0}”, code {1}", campaign, contact.Code!];
}
