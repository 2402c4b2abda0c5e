using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Selections;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Selections;

/// <summary>The way to a frozen selection for whatever is done with it.</summary>
public static class SelectionFile
{
    extension(CrmDb db)
    {
        /// <summary>A selection that this colleague has frozen and that still holds.</summary>
        /// <exception cref="NotFoundException">There is none, or it is somebody else's.</exception>
        /// <exception cref="RefusedException">It has expired.</exception>
        public async Task<CustomerSelection> SelectionAsync(Guid id, CurrentUser user, DateTimeOffset now, CancellationToken ct)
        {
            var selection = await db.CustomerSelections.SingleOrDefaultAsync(s => s.Id == id && s.ChosenBy == user.StaffId, ct) ?? throw new NotFoundException();
            Refuse.If(selection.IsExpired(now), "This selection has expired. Select the customers anew.");
            return selection;
        }

        /// <summary>Freezes customers as a selection of the colleague at work, and forgets those of theirs that have expired.</summary>
        /// <param name="leftOut">How many more matched that are not for this colleague to open.</param>
        /// <exception cref="RefusedException">They are none, or too many.</exception>
        public async Task FreezeAsync(Guid id, IQueryable<Customer> customers, string words, string address, int leftOut, CurrentUser user, DateTimeOffset now, CancellationToken ct)
        {
            var found = await customers.OrderBy(c => c.Id).Select(c => new { c.Id, c.BranchId, c.Version }).Take(CustomerSelection.Most + 1).ToListAsync(ct);
            db.Add(CustomerSelection.Freeze(id, user.Person, words, address, found.Count, leftOut, now));
            var parts = found.GroupBy(c => c.BranchId)
                .SelectMany(branch => branch.Chunk(CustomerSelection.PartSize).Select(some => (BranchId: branch.Key, Some: some)))
                .Select((part, number) => SelectedCustomers.Of(id, number, part.BranchId, [.. part.Some.Select(c => (c.Id, c.Version))]));
            db.AddRange(parts);
            db.RemoveRange(await db.CustomerSelections.Where(s => s.ChosenBy == user.Person && s.ExpiresAt < now).ToListAsync(ct));
        }

        /// <summary>Who is in a selection, part by part. What the colleague at work does not see any more is not among them.</summary>
        public IQueryable<SelectedCustomers> PartsOfSelection(Guid id) =>
            db.SelectedCustomers.Where(p => p.SelectionId == id).OrderBy(p => p.Part);
    }
}
