using BankCrm.Application.Common;
using BankCrm.Domain.Common;
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

        /// <summary>Who is in a selection, part by part. What the colleague at work does not see any more is not among them.</summary>
        public IQueryable<SelectedCustomers> PartsOfSelection(Guid id) =>
            db.SelectedCustomers.Where(p => p.SelectionId == id).OrderBy(p => p.Part);
    }
}
