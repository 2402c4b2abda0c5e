using BankCrm.Application.Common;
using BankCrm.Application.Customers.Messaging;
using BankCrm.Application.Tasks.Notices;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Notices;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Campaigns.Sending;

/// <summary>Ends a campaign whose last day has passed.</summary>
[Allow(CampaignPermissions.Prepare)]
public sealed record EndCampaign(Guid Id);

/// <summary>Gives calls that are due to those who make them, as follow-ups.</summary>
[Allow(CampaignPermissions.Prepare)]
public sealed record GiveCalls(Guid CampaignId, IReadOnlyList<Guid> Contacts);

/// <summary>Nothing is sent to a number or address any more of which the other side says that there is none.</summary>
[Allow(CampaignPermissions.Prepare)]
public sealed record SuppressBounced(ChannelKind Channel, byte[] Lookup);

internal sealed class EndCampaignValidator : AbstractValidator<EndCampaign>;

internal sealed class GiveCallsValidator : AbstractValidator<GiveCalls>;

internal sealed class SuppressBouncedValidator : AbstractValidator<SuppressBounced>;

internal sealed class EndCampaignHandler(CrmDb db, TimeProvider clock) : ICommandHandler<EndCampaign>
{
    public async Task HandleAsync(EndCampaign command, CancellationToken ct) => (await db.ForChangeAsync<Campaign>(command.Id, ct)).End(clock.GetUtcNow());
}

internal sealed class GiveCallsHandler(CrmDb db, TimeProvider clock) : ICommandHandler<GiveCalls>
{
    public async Task HandleAsync(GiveCalls command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = Branch.DayAt(now);
        var name = await db.Campaigns.Where(c => c.Id == command.CampaignId).Select(c => c.Plan.Name).SingleAsync(ct);
        var due = await db.CampaignContacts.AsTracking().Where(c => command.Contacts.Contains(c.Id) && c.State == ContactState.Planned).OrderBy(c => c.Id).ToListAsync(ct);
        var ids = due.ConvertAll(c => c.CustomerId);
        var customers = await db.Customers.Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.OwnerId, c.Stage, c.DiedOn }).ToDictionaryAsync(c => c.Id, ct);
        var agreed = await db.StandingConsents.Where(s => ids.Contains(s.CustomerId)).Select(s => new { s.CustomerId, s.Marketing }).ToDictionaryAsync(s => s.CustomerId, s => s.Marketing, ct);
        foreach (var contact in due)
        {
            var customer = customers[contact.CustomerId];
            if (customer.Stage is LifeCycleStage.Closed || !agreed.GetValueOrDefault(contact.CustomerId).HasFlag(Domain.Customers.Consents.ConsentChannels.Phone))
            {
                contact.Give(customer.DiedOn is not null ? NotContacted.Died : customer.Stage is LifeCycleStage.Closed ? NotContacted.Ended : NotContacted.NoConsent);
                continue;
            }

            var call = FollowUp.For(
                Guid.CreateVersion7(now), contact.BranchId, contact.CustomerId,
                new($"{name} · {contact.Code}", FollowUpKind.Call, FollowUpPriority.Normal, new(today.AddDays(1), null)), customer.OwnerId, null, now);
            db.Add(call);
            db.Tell(NoticeKind.Given, call, customer.OwnerId, null, now);
            contact.GiveToColleague(call.Id);
        }
    }
}

internal sealed class SuppressBouncedHandler(CrmDb db, TimeProvider clock) : ICommandHandler<SuppressBounced>
{
    public async Task HandleAsync(SuppressBounced command, CancellationToken ct) =>
        Refuse.If(!await db.SuppressBouncedAsync(command.Channel, command.Lookup, clock.GetUtcNow(), ct), "Nothing is sent to this number or address any more");
}
