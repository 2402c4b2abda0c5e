using BankCrm.Application.Common;
using BankCrm.Domain.Platform.Lists;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Platform.Lists;

/// <summary>How the user has a list shown, and which views of it there are for them.</summary>
[Allow(AllowAttribute.Everyone)]
public sealed record GetListState(string List);

/// <param name="Columns">What they chose last; empty: nothing.</param>
/// <param name="Widths">As <see cref="ListLook.Widths"/>.</param>
/// <param name="Opens">The view in which the list opens for them. Null: none.</param>
public sealed record ListState(string Columns, string Widths, ViewShown? Opens, IReadOnlyList<ViewShown> Views)
{
    public ViewShown? View(Guid? id) => Views.FirstOrDefault(v => v.Id == id);
}

/// <param name="IsOwn">The user has made it, and may change it.</param>
/// <param name="By">Who has made it.</param>
public sealed record ViewShown(
    Guid Id, uint Version, string Name, string Address, ViewAudience Audience, Guid? DefaultOfRole, bool IsOwn, string? By, bool IsMyDefault);

internal sealed class GetListStateHandler(CrmDb db, CurrentUser user, ListStates states, TimeProvider clock) : IQueryHandler<GetListState, ListState>
{
    public Task<ListState> HandleAsync(GetListState query, CancellationToken ct)
    {
        user.Demand((ListKinds.Find(query.List) ?? throw new NotFoundException()).Permission);
        return states.OfAsync(db, user, query.List, clock.GetUtcNow(), ct);
    }
}

/// <summary>Keeps them for half a minute: every page of a list needs them. One's own changes are seen at once.</summary>
[Policy]
internal sealed class ListStates
{
    private const int Most = 2000;
    private readonly KeptBriefly<(Guid Staff, string List), ListState> known = new(Most);

    public Task<ListState> OfAsync(CrmDb db, CurrentUser user, string list, DateTimeOffset now, CancellationToken ct) =>
        known.OfAsync((user.Person, list), user.ScopeKey + user.Roles, now, () => ReadAsync(db, user, list, ct));

    public void Forget(Guid staffId, string list) => known.Forget((staffId, list));

    private static async Task<ListState> ReadAsync(CrmDb db, CurrentUser user, string list, CancellationToken ct)
    {
        var look = await db.ListLooks.SingleOrDefaultAsync(l => l.StaffId == user.StaffId && l.List == list, ct);
        var views = await db.VisibleViews(user, list)
            .LeftJoin(db.Staff, v => v.MadeBy, s => s.Id, (v, s) => new { View = v, By = s!.Name })
            .OrderBy(v => v.View.Audience).ThenBy(v => v.View.Name).ToListAsync(ct);
        var shown = views.ConvertAll(v => new ViewShown(
            v.View.Id, v.View.Version, v.View.Name, v.View.Address, v.View.Audience, v.View.DefaultOfRole, v.View.MadeBy == user.StaffId, v.By,
            v.View.Id == look?.DefaultView));
        var opens = shown.Find(v => v.IsMyDefault) ?? await OfRoleAsync(db, user, shown, ct);
        return new(look?.Columns ?? "", look?.Widths ?? "", opens, shown);
    }

    private static async Task<ViewShown?> OfRoleAsync(CrmDb db, CurrentUser user, List<ViewShown> views, CancellationToken ct)
    {
        if (views.TrueForAll(v => v.DefaultOfRole is null))
        {
            return null;
        }

        var roles = await db.Staff.Where(s => s.Id == user.StaffId).SelectMany(s => s.Roles.Select(r => r.RoleId)).ToListAsync(ct);
        return views.Find(v => v.DefaultOfRole is { } role && roles.Contains(role));
    }
}

internal static class ViewScope
{
    extension(CrmDb db)
    {
        /// <summary>One's own, those of one's branches, and everybody's.</summary>
        public IQueryable<SavedView> VisibleViews(CurrentUser user, string list)
        {
            var branches = user.Branches;
            return db.SavedViews.Where(v => v.List == list && (v.MadeBy == user.StaffId || v.Audience == ViewAudience.Everyone
                || (v.Audience == ViewAudience.Branch && branches.Contains(v.SharedWith!.Value))));
        }
    }
}
