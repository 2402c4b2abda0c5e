using BankCrm.Application.Common;
using BankCrm.Application.Platform.Outbox;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.Messaging;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Campaigns.Responses;

/// <summary>The gateway's word about messages of campaigns, which it has under the id of the contact.</summary>
[Policy]
internal sealed class CampaignReports : IReportedMessages
{
    public async Task<bool> ReportAsync(CrmDb db, ReportDelivery report, DateTimeOffset now, CancellationToken ct)
    {
        if (!await db.CampaignContacts.AnyAsync(c => c.Id == report.Id && c.Code != null, ct))
        {
            return false;
        }

        var contact = await db.ForChangeAsync<CampaignContact>(report.Id, ct);
        contact.Report(report.Word is DeliveryWord.Delivered, report.Word is DeliveryWord.NoSuchAddress, now);
        if (report.Word is DeliveryWord.NoSuchAddress)
        {
            await SuppressAsync(db, contact, now, ct);
        }

        return true;
    }

    // The number it went to: the one to use. Where another was marked meanwhile, that one gets its own word.
    private static async Task SuppressAsync(CrmDb db, CampaignContact contact, DateTimeOffset now, CancellationToken ct)
    {
        var kind = contact.Channel is CampaignChannel.Email ? ContactKind.Email : ContactKind.Mobile;
        var channel = contact.Channel is CampaignChannel.Email ? ChannelKind.Email : ChannelKind.Sms;
        var points = await db.ContactPoints.Where(p => p.CustomerId == contact.CustomerId && p.Kind == kind && p.EndedOn == null)
            .OrderByDescending(p => p.IsPreferred).ThenBy(p => p.Id).Take(2).Select(p => new { p.Lookup, p.IsPreferred }).ToListAsync(ct);
        if (points is [{ IsPreferred: true }, ..] or [_] && !await db.SuppressedAddresses.AnyAsync(s => s.Channel == channel && s.Lookup == points[0].Lookup && s.LiftedAt == null, ct))
        {
            db.Add(SuppressedAddress.Of(Guid.CreateVersion7(now), channel, points[0].Lookup, SuppressedBecause.Bounced, null, now));
        }
    }
}
