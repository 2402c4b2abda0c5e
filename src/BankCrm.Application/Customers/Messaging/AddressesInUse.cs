using BankCrm.Application.Common;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.Messaging;
using BankCrm.Domain.Platform.Channels;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Messaging;

/// <summary>Where customers are written to, and where not any more.</summary>
internal static class AddressesInUse
{
    extension(CrmDb db)
    {
        /// <summary>The one to use: marked as such, or the only one. Null: nobody says which, or there is none.</summary>
        public async Task<ContactPoint?> PointToUseAsync(Guid customerId, ChannelKind channel, CancellationToken ct)
        {
            var kind = channel is ChannelKind.Email ? ContactKind.Email : ContactKind.Mobile;
            var points = await db.ContactPoints.Where(p => p.CustomerId == customerId && p.Kind == kind && p.EndedOn == null)
                .OrderByDescending(p => p.IsPreferred).ThenBy(p => p.Id).Take(2).ToListAsync(ct);
            return points is [{ IsPreferred: true }, ..] or [_] ? points[0] : null;
        }

        /// <summary>The other side says that there is nobody: nothing is sent there any more, whoever has it.</summary>
        /// <returns>False: it was so already.</returns>
        public async Task<bool> SuppressBouncedAsync(ChannelKind channel, byte[] lookup, DateTimeOffset now, CancellationToken ct)
        {
            if (await db.SuppressedAddresses.AnyAsync(s => s.Channel == channel && s.Lookup == lookup && s.LiftedAt == null, ct))
            {
                return false;
            }

            db.Add(SuppressedAddress.Of(Guid.CreateVersion7(now), channel, lookup, SuppressedBecause.Bounced, null, now));
            return true;
        }
    }
}
