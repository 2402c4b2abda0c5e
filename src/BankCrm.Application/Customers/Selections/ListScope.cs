using BankCrm.Application.Common;
using BankCrm.Application.Customers.List;
using BankCrm.Application.Platform.Lists;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Selections;
using BankCrm.Domain.Platform.Lists;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Selections;

/// <summary>Which lists there are for somebody, and which they may change.</summary>
internal static class ListScope
{
    extension(CrmDb db)
    {
        /// <summary>One's own, those of one's branches, and everybody's.</summary>
        public IQueryable<NamedList> VisibleLists(CurrentUser user)
        {
            var branches = user.Branches;
            return db.CustomerLists.Where(l => l.MadeBy == user.StaffId || l.Audience == ViewAudience.Everyone
                || (l.Audience == ViewAudience.Branch && branches.Contains(l.SharedWith!.Value)));
        }

        /// <summary>A list of the user's own, to change it.</summary>
        /// <exception cref="NotFoundException">There is none, or somebody else has made it.</exception>
        public async Task<NamedList> OwnListAsync(Guid id, uint version, CurrentUser user, CancellationToken ct)
        {
            var list = await db.ForChangeAsync<NamedList>(id, version, ct);
            return list.MadeBy == user.StaffId ? list : throw new NotFoundException();
        }

        public async Task DemandFreeListNameAsync(CurrentUser user, string name, Guid id, CancellationToken ct)
        {
            var wanted = name.Trim();
            Refuse.If(
                await db.CustomerLists.AnyAsync(l => l.MadeBy == user.StaffId && l.Name == wanted && l.Id != id, ct), "You have a list of this name already.");
        }
    }

    public static void Share(NamedList list, ViewAudience audience, CurrentUser user)
    {
        if (audience is not ViewAudience.Own)
        {
            user.Demand(ListPermissions.Share);
        }

        list.Share(audience, user.HomeBranchId);
    }
}

/// <summary>The names of somebody's lists, for half a minute: every page of the list of customers offers them. One's own changes are seen at once.</summary>
[Policy]
internal sealed class ListNames
{
    private const int Most = 200;
    private const int MostPeople = 2000;
    private readonly KeptBriefly<Guid, IReadOnlyList<Choice>> known = new(MostPeople);

    public async Task<IReadOnlyList<Choice>> OfAsync(CrmDb db, CurrentUser user, DateTimeOffset now, CancellationToken ct)
    {
        if (user.StaffId is not { } person)
        {
            return [];
        }

        return await known.OfAsync(person, user.ScopeKey, now, async () =>
            await db.VisibleLists(user).OrderBy(l => l.Name).Take(Most).Select(l => new Choice(l.Id, l.Name)).ToListAsync(ct));
    }

    public void Forget(CurrentUser user) => known.Forget(user.Person);
}
