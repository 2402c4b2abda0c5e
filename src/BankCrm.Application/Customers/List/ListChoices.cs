using BankCrm.Application.Common;
using BankCrm.Application.Customers.Selections;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.List;

/// <summary>What the filters of a list offer.</summary>
/// <param name="Branches">Empty for those who see one only.</param>
/// <param name="Owners">Colleagues of the branches; empty where all of the bank would stand here.</param>
public sealed record ListChoices(IReadOnlyList<Choice> Branches, IReadOnlyList<Choice> Owners)
{
    private readonly Dictionary<Guid, string> branchNames = Branches.ToDictionary(b => b.Id, b => b.Name);

    /// <summary>Another one, other choices. Apart from <see cref="Lists"/>.</summary>
    public string Key { get; init; } = "";

    /// <summary>The lists of customers that the user may use.</summary>
    public IReadOnlyList<Choice> Lists { get; init; } = [];

    /// <summary>Null: the user sees no other.</summary>
    public string? BranchName(Guid branchId) => branchNames.GetValueOrDefault(branchId);
}

public sealed record Choice(Guid Id, string Name);

/// <summary>Keeps the choices of a scope for half a minute: every page of every list needs them, and they hardly change.</summary>
[Policy]
internal sealed class ListChoicesCache(ListNames lists)
{
    private const int MostOwners = 200;
    private const int MostScopes = 1000;
    private readonly KeptBriefly<string, ListChoices> known = new(MostScopes);

    /// <param name="branchId">The branch a filter names; null for none.</param>
    public async Task<ListChoices> OfAsync(CrmDb db, CurrentUser user, Guid? branchId, DateTimeOffset now, CancellationToken ct) =>
        await OfScopeAsync(db, user, branchId, now, ct) with { Lists = await lists.OfAsync(db, user, now, ct) };

    private Task<ListChoices> OfScopeAsync(CrmDb db, CurrentUser user, Guid? branchId, DateTimeOffset now, CancellationToken ct)
    {
        var scope = $"{branchId} {user.ScopeKey}";
        return known.OfAsync(scope, scope, now, async () =>
            new(await BranchesAsync(db, user, ct), await OwnersAsync(db, user, branchId, ct)) { Key = $"{scope} {now.UtcTicks}" });
    }

    private static async Task<IReadOnlyList<Choice>> BranchesAsync(CrmDb db, CurrentUser user, CancellationToken ct) =>
        user.SeesAllBranches || user.SeesManyBranches
            ? await db.Branches
                .Where(b => user.SeesAllBranches || user.Branches.Contains(b.Id))
                .OrderBy(b => b.Code)
                .Select(b => new Choice(b.Id, b.Name))
                .ToListAsync(ct)
            : [];

    private static async Task<IReadOnlyList<Choice>> OwnersAsync(CrmDb db, CurrentUser user, Guid? branchId, CancellationToken ct)
    {
        IReadOnlyList<Guid> branches = branchId is { } one
            ? user.SeesAllBranches || user.Branches.Contains(one) ? [one] : []
            : user.SeesAllBranches ? [] : user.Branches;
        return branches.Count == 0
            ? []
            : await db.Staff
                .Where(s => s.DisabledAt == null && branches.Contains(s.HomeBranchId))
                .OrderBy(s => s.Name)
                .Take(MostOwners)
                .Select(s => new Choice(s.Id, s.Name))
                .ToListAsync(ct);
    }
}

/// <summary>What the filters of a list offer.</summary>
/// <param name="Branch">The branch a filter names; null for none.</param>
[Allow(CustomerPermissions.Read)]
public sealed record GetListChoices(Guid? Branch);

internal sealed class GetListChoicesHandler(CrmDb db, CurrentUser user, ListChoicesCache choices, TimeProvider clock)
    : IQueryHandler<GetListChoices, ListChoices>
{
    public Task<ListChoices> HandleAsync(GetListChoices query, CancellationToken ct) =>
        choices.OfAsync(db, user, query.Branch, clock.GetUtcNow(), ct);
}
