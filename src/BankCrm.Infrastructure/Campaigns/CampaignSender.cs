using System.Collections.Concurrent;
using System.Security.Cryptography;
using BankCrm.Application.Campaigns;
using BankCrm.Application.Campaigns.Planning;
using BankCrm.Application.Campaigns.Sending;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.Messaging;
using BankCrm.Application.Platform.Channels;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Products.Catalogue;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BankCrm.Infrastructure.Campaigns;

/// <summary>
/// Sends what campaigns write, some hundred at a time. Each message is marked as under way before the gateway sees it, under the id by which the gateway knows
/// it: whoever finds it so after a crash asks first. Whether a customer still may be written to is asked in that moment, so an objection stops what waits.
/// </summary>
internal sealed partial class CampaignSender(IServiceScopeFactory scopes, OutgoingChannels channels, ICustomerVault vault, CampaignWords words, CampaignFiles store, CampaignLinks links, TimeProvider clock, ILogger<CampaignSender> log) : IJob
{
    private const int MostAtOnce = 500;
    private const int MostTogether = 32;
    private const int MostTries = 8;

    /// <summary>Longer than it takes to send as many as are taken at once.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private static readonly CurrentUser Sender = CurrentUser.System("campaigns", CampaignPermissions.Prepare);

    private readonly string worker = JobScopes.NewWorker();

    public TimeSpan Pause { get; } = TimeSpan.FromSeconds(1);

    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        var found = await AskAboutLeftAsync(ct);
        foreach (var campaign in await RunningAsync(ct))
        {
            ct.ThrowIfCancellationRequested();
            found |= await SendSomeAsync(campaign, ct);
        }

        return found;
    }

    private Task<List<Guid>> RunningAsync(CancellationToken ct) => scopes.AsSystemAsync(
        "campaigns", db => db.Campaigns.Where(c => c.State == CampaignState.Running).OrderBy(c => c.Id).Select(c => c.Id).ToListAsync(ct));

    /// <summary>Who may not be written to any more is told apart in the same transaction, so that nothing of theirs is under way.</summary>
    private async Task<bool> SendSomeAsync(Guid campaignId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (campaign, product, attached, taken) = await scopes.AsSystemAsync("campaigns", async db =>
        {
            var found = await db.Campaigns.AsSplitQuery().SingleAsync(c => c.Id == campaignId, ct);
            var open = links.IsSetUp ? await OpenAsync(db, now, ct) : [];
            var files = await FilesOfAsync(db, found, open, now, ct);
            open = files is null ? [.. open.Where(c => c is not CampaignChannel.Email)] : open;
            var some = open.Count == 0 ? [] : await SendingSql.TakeAsync(db, campaignId, open, worker, now, Lease, MostAtOnce, ct);
            var refused = some.Select(c => (c.Id, Reason: RefusalOf(c, found))).Where(c => c.Reason is not null).Select(c => new ContactOutcome(c.Id, ContactState.Refused, c.Reason)).ToList();
            if (refused.Count > 0)
            {
                await SendingSql.KeepAsync(db, worker, refused, now, ct);
            }

            var left = refused.Select(r => r.Id).ToHashSet();
            return (found, await ProductAsync(db, found.Plan.ProductId, now, ct), files, some.Where(c => !left.Contains(c.Id)).ToList());
        });
        if (taken.Count == 0)
        {
            return false;
        }

        var outcomes = new ConcurrentBag<ContactOutcome>();
        await Parallel.ForEachAsync(taken, new ParallelOptions { MaxDegreeOfParallelism = MostTogether, CancellationToken = CancellationToken.None }, async (contact, none) =>
            outcomes.Add(await TrySendAsync(campaign, product, attached, contact, none)));
        await KeepAsync([.. outcomes]);
        return true;
    }

    // One that cannot be worked at holds up none of the others.
    private async Task<ContactOutcome> TrySendAsync(Campaign campaign, ProductTerms? product, ILookup<Guid, LetterFile>? attached, TakenContact contact, CancellationToken ct)
    {
        try
        {
            return await SendAsync(campaign, product, attached, contact, ct);
        }
        catch (Exception e)
        {
            LogFailed(e, contact.Id);
            return new(contact.Id, ContactState.Failed, NotContacted.OutcomeUnknown);
        }
    }

    private async Task<ContactOutcome> SendAsync(Campaign campaign, ProductTerms? product, ILookup<Guid, LetterFile>? attached, TakenContact contact, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var text = TextFor(campaign, contact)!;
        var name = product is null ? "" : text.Language is TextLanguage.English ? product.Name : product.ChineseName;
        var (subject, said) = words.Of(text, new(contact.Customer, contact.Branch, name, contact.Code), now);
        var recipient = vault.Open(contact.CustomerId, contact.Key!).Open(ContactPoint.ValueColumn, contact.PointId!.Value, new Sealed(contact.Value!));
        var kind = contact.Channel.Kind;
        var delivery = await channels.SendAsync(kind, new(contact.Id, recipient, subject, said) { Files = attached is null ? [] : [.. attached[text.Id]] }, ct);
        if (delivery.Outcome is DeliveryOutcome.NoSuchAddress)
        {
            await SuppressAsync(kind, contact.Lookup!);
        }

        return OutcomeOf(contact.Id, delivery.Outcome, contact.Tries, kind, clock.GetUtcNow());
    }

    private async Task SuppressAsync(ChannelKind channel, byte[] lookup)
    {
        try
        {
            await scopes.SendAsync(Sender, new SuppressBounced(channel, lookup));
        }
        catch (RefusedException)
        {
            return; // somebody else has the same number, and was faster
        }
    }

    /// <summary>What a dead process had handed over. An e-mail cannot be asked about: nobody sends it a second time.</summary>
    private async Task<bool> AskAboutLeftAsync(CancellationToken ct)
    {
        var left = await scopes.AsSystemAsync("campaigns", db => SendingSql.TakeLeftAsync(db, worker, clock.GetUtcNow(), Lease, MostAtOnce, ct));
        if (left.Count == 0)
        {
            return false;
        }

        var outcomes = new ConcurrentBag<ContactOutcome>();
        await Parallel.ForEachAsync(left, new ParallelOptions { MaxDegreeOfParallelism = MostTogether, CancellationToken = CancellationToken.None }, async (contact, none) =>
        {
            var delivery = await channels.AskAsync(contact.Channel, contact.Id, none);
            outcomes.Add(OutcomeOf(contact.Id, delivery.Outcome, contact.Tries, contact.Channel, clock.GetUtcNow()));
        });
        await KeepAsync([.. outcomes]);
        return true;
    }

    private Task<int> KeepAsync(IReadOnlyList<ContactOutcome> outcomes) =>
        scopes.AsSystemAsync("campaigns", db => SendingSql.KeepAsync(db, worker, outcomes, clock.GetUtcNow(), CancellationToken.None));

    private static ContactOutcome OutcomeOf(Guid id, DeliveryOutcome outcome, int tries, ChannelKind kind, DateTimeOffset now) => outcome switch
    {
        DeliveryOutcome.Sent => new(id, ContactState.Sent),
        DeliveryOutcome.Kept => new(id, ContactState.Kept),
        DeliveryOutcome.NoSuchAddress => new(id, ContactState.Failed, NotContacted.NoSuchAddress, IsBounced: true),
        DeliveryOutcome.Rejected => new(id, ContactState.Failed, NotContacted.Rejected),
        DeliveryOutcome.NotKnown => new(id, ContactState.Planned, DueAt: now),
        DeliveryOutcome.NotNow when tries + 1 < MostTries => new(id, ContactState.Planned, DueAt: now + Wait(tries)),
        DeliveryOutcome.Unclear when kind is ChannelKind.Sms && tries + 1 < MostTries => new(id, ContactState.Sending, LeaseUntil: now + Wait(tries)), // it is asked about then
        DeliveryOutcome.NotNow => new(id, ContactState.Failed, NotContacted.Rejected),
        _ => new(id, ContactState.Failed, NotContacted.OutcomeUnknown),
    };

    private static TimeSpan Wait(int tries) => TimeSpan.FromSeconds(15 * Math.Pow(2, Math.Min(tries, 6)));

    private static NotContacted? RefusalOf(TakenContact contact, Campaign campaign) =>
        contact.Gates.Refusal(contact.Key is null, contact.PointId is not null, TextFor(campaign, contact) is not null, isSuppressed: contact.IsSuppressed);

    private static CampaignText? TextFor(Campaign campaign, TakenContact contact) =>
        campaign.TextFor(new(contact.Channel, contact.Arm, CustomerMessageContent.LanguageOf(contact.Language)));

    /// <summary>Those that have a gateway, are not stopped, and whose quiet hours it is not.</summary>
    private async Task<IReadOnlyList<CampaignChannel>> OpenAsync(CrmDb db, DateTimeOffset now, CancellationToken ct)
    {
        var rules = await db.ChannelRules.ToListAsync(ct);
        return [.. new[] { CampaignChannel.Sms, CampaignChannel.Email }.Where(c => channels.Of(c.Kind).IsSetUp
            && rules.Find(r => r.Channel == c.Kind) is { StoppedAt: null } rule && rule.QuietEnds(Branch.At(now)) is null)];
    }

    /// <summary>What goes along with the e-mails that are due, read before one of them is taken. Null: no e-mail goes now, for none is due, or what goes along cannot be read.</summary>
    private async Task<ILookup<Guid, LetterFile>?> FilesOfAsync(CrmDb db, Campaign campaign, IReadOnlyList<CampaignChannel> open, DateTimeOffset now, CancellationToken ct)
    {
        var isNeeded = campaign.Attachments.Count == 0 || (open.Contains(CampaignChannel.Email) && await db.CampaignContacts.AnyAsync(
            c => c.CampaignId == campaign.Id && c.State == ContactState.Planned && c.DueAt <= now && c.Channel == CampaignChannel.Email, ct));
        try
        {
            return isNeeded ? await store.ReadAsync(campaign.Attachments, ct) : null;
        }
        catch (Exception e) when (e is IOException or CryptographicException)
        {
            LogUnreadable(e, campaign.Id);
            return null;
        }
    }

    private static async Task<ProductTerms?> ProductAsync(CrmDb db, Guid? productId, DateTimeOffset now, CancellationToken ct)
    {
        if (productId is null)
        {
            return null;
        }

        var product = await db.Products.SingleAsync(p => p.Id == productId, ct);
        return product.ShownOn(Branch.DayAt(now)).Terms;
    }

    [LoggerMessage(LogLevel.Error, "The files of the campaign {CampaignId} cannot be read: its e-mails wait")]
    private partial void LogUnreadable(Exception e, Guid campaignId);

    [LoggerMessage(LogLevel.Error, "The message to the contact {ContactId} of a campaign could not be worked at")]
    private partial void LogFailed(Exception e, Guid contactId);
}
