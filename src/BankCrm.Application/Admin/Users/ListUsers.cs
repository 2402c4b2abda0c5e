using System.Globalization;
using BankCrm.Application.Admin.SecondFactors;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Proposals;
using BankCrm.Domain.Admin.SecondFactors;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.Users;

public enum UserState
{
    [Means("At work")] AtWork,
    [Means("Signed in now")] SignedIn,
    [Means("Has to change the password")] MustChangePassword,
    [Means("Disabled")] Disabled,
    [Means("Second factor lost, waits for a second administrator")] FactorLost,
}

/// <param name="Sort">name, user or branch; with a dash before it the other way round.</param>
[Allow(AdminPermissions.Read)]
public sealed record ListUsers(
    string? Search = null, Guid? BranchId = null, Guid? RoleId = null, UserState? State = null, string? Sort = null, string? After = null);

public sealed record UserRow(Guid Id, string Name, string UserName, string Branch, DateTimeOffset? DisabledAt)
{
    public IReadOnlyList<string> Roles { get; init; } = [];

    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>The password alone does not open the door to them.</summary>
    public bool HasFactor { get; init; }
}

/// <param name="Count">Up to one more than a thousand.</param>
public sealed record UserList(Page<UserRow> Users, int Count, IReadOnlyList<Choice> Branches, IReadOnlyList<Choice> Roles);

internal sealed class ListUsersHandler(CrmDb db, ISecondFactors factors, CurrentUser user, TimeProvider clock) : IQueryHandler<ListUsers, UserList>
{
    private const int PageSize = 50;

    private sealed class Found
    {
        public required StaffMember Person { get; init; }
        public required string Key { get; init; }
        public required string Branch { get; init; }
    }

    private sealed record Listed(string Key, Guid Id, string Name, string UserName, string Branch, DateTimeOffset? DisabledAt);

    public async Task<UserList> HandleAsync(ListUsers query, CancellationToken ct)
    {
        var staff = Matching(query);
        var (sort, down) = query.Sort is ['-', .. var rest] ? (rest, true) : (query.Sort ?? "name", false);
        var found = staff.Join(db.Branches, s => s.HomeBranchId, b => b.Id, (s, b) => new { s, b });
        var rows = sort switch
        {
            "user" => found.Select(f => new Found { Person = f.s, Key = f.s.UserName, Branch = f.b.Name }),
            "branch" => found.Select(f => new Found { Person = f.s, Key = f.b.Name, Branch = f.b.Name }),
            _ => found.Select(f => new Found { Person = f.s, Key = f.s.Name, Branch = f.b.Name }),
        };

        if (Cursor.TryRead<(string Key, Guid Id)>(query.After, out var last))
        {
            rows = down
                ? rows.Where(r => r.Key.CompareTo(last.Key) < 0 || (r.Key == last.Key && r.Person.Id < last.Id))
                : rows.Where(r => r.Key.CompareTo(last.Key) > 0 || (r.Key == last.Key && r.Person.Id > last.Id));
        }

        rows = down ? rows.OrderByDescending(r => r.Key).ThenByDescending(r => r.Person.Id) : rows.OrderBy(r => r.Key).ThenBy(r => r.Person.Id);
        var page = await rows
            .Select(r => new Listed(r.Key, r.Person.Id, r.Person.Name, r.Person.UserName, r.Branch, r.Person.DisabledAt))
            .ToPageAsync(PageSize, r => (r.Key, r.Id), ct);
        return new(
            new(await WithRolesAsync(page.Items, ct), page.Next), await staff.OrderBy(s => s.Id).Take(1001).CountAsync(ct),
            await Choices.BranchesAsync(db, ct), await Choices.RolesAsync(db, ct));
    }

    private IQueryable<StaffMember> Matching(ListUsers query)
    {
        var staff = db.Staff.SeenBy(user);
        if (!string.IsNullOrWhiteSpace(query.Search))
        {
            var typed = query.Search.Trim();
            var name = CultureInfo.InvariantCulture.TextInfo.ToTitleCase(typed); // "tom" finds Tom
            var userName = typed.ToLowerInvariant();
            staff = staff.Where(s => s.UserName.Contains(userName) || s.Name.Contains(typed) || s.Name.Contains(name));
        }

        if (query.BranchId is { } branch)
        {
            staff = staff.Where(s => s.HomeBranchId == branch);
        }

        if (query.RoleId is { } role)
        {
            staff = staff.Where(s => s.Roles.Any(r => r.RoleId == role));
        }

        var sessions = db.OpenSessions(clock.GetUtcNow());
        return query.State switch
        {
            UserState.AtWork => staff.Where(s => s.DisabledAt == null),
            UserState.Disabled => staff.Where(s => s.DisabledAt != null),
            UserState.MustChangePassword => staff.Where(s => s.DisabledAt == null && s.MustChangePassword),
            UserState.FactorLost => staff.Where(s => db.FactorResets.Any(r => r.StaffId == s.Id && r.State == ProposalState.Proposed)),
            UserState.SignedIn => staff.Where(s => sessions.Any(open => open.StaffId == s.Id)),
            _ => staff,
        };
    }

    private async Task<IReadOnlyList<UserRow>> WithRolesAsync(IReadOnlyList<Listed> found, CancellationToken ct)
    {
        var ids = found.Select(f => f.Id).ToList();
        var roles = await db.Staff.Where(s => ids.Contains(s.Id)).SelectMany(s => s.Roles, (s, held) => new { s.Id, held.RoleId })
            .Join(db.Roles, held => held.RoleId, r => r.Id, (held, r) => new { held.Id, r.Name })
            .ToListAsync(ct);
        var seen = await db.OpenSessions(clock.GetUtcNow()).Where(s => ids.Contains(s.StaffId))
            .GroupBy(s => s.StaffId).Select(g => new { g.Key, At = g.Max(s => s.SeenAt) }).ToDictionaryAsync(g => g.Key, g => g.At, ct);
        var having = await factors.WhoHasAsync(ids, ct);

        return [.. found.Select(f => new UserRow(f.Id, f.Name, f.UserName, f.Branch, f.DisabledAt)
        {
            Roles = [.. roles.Where(r => r.Id == f.Id).Select(r => r.Name).Order(StringComparer.Ordinal)],
            SeenAt = seen.TryGetValue(f.Id, out var at) ? at : null,
            HasFactor = having.Contains(f.Id),
        })];
    }
}
