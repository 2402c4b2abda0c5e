using BankCrm.Application.Common;
using BankCrm.Application.Customers.Messaging;
using BankCrm.Application.Platform.Outbox;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
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
        var channel = report.By is ChannelKind.Email ? CampaignChannel.Email : CampaignChannel.Sms;
        if (!await db.CampaignContacts.AnyAsync(c => c.Id == report.Id && c.Channel == channel && c.Code != null, ct))
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
        var channel = contact.Channel!.Value.Kind;
        if (await db.PointToUseAsync(contact.CustomerId, channel, ct) is { } point)
        {
            await db.SuppressBouncedAsync(channel, point.Lookup, now, ct);
        }
    }
}
