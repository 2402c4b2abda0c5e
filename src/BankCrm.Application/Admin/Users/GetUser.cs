using BankCrm.Application.Admin.SecondFactors;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Proposals;
using BankCrm.Domain.Admin.SecondFactors;
using BankCrm.Domain.Admin.Users;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.Users;

[Allow(AdminPermissions.Read)]
public sealed record GetUser(Guid Id);

public sealed record CoverRow(Guid Id, string Branch, DateOnly From, DateOnly Until);

public sealed record SessionRow(Guid Id, string? Ip, string? Browser, DateTimeOffset OpenedAt, DateTimeOffset SeenAt, bool IsThis);

/// <param name="Version">As the one who decides saw it.</param>
/// <param name="By">Null: one may not see who.</param>
/// <param name="IsOwn">The viewer proposed it: another one decides.</param>
public sealed record FactorResetShown(Guid Id, uint Version, string? By, DateTimeOffset At, string Reason, bool IsOwn);

/// <param name="Reset">That of a lost second factor, as long as it waits. Null: none does.</param>
/// <param name="LockedUntil">Null: not locked.</param>
/// <param name="MayChange">The viewer may change them: they have the right, and it is not themselves.</param>
public sealed record UserDetails(
    Guid Id, uint Version, string UserName, string Name, Guid HomeBranchId, string HomeBranch, DateTimeOffset? DisabledAt, bool MustChangePassword,
    DateTimeOffset? LockedUntil, FactorState Factors, FactorResetShown? Reset, bool MayChange, IReadOnlyList<Choice> Roles, IReadOnlyList<CoverRow> Covers, IReadOnlyList<SessionRow> Sessions);

internal sealed class GetUserHandler(CrmDb db, CurrentUser user, IPasswords passwords, ISecondFactors factors, StaffNames staff, TimeProvider clock) : IQueryHandler<GetUser, UserDetails>
{
    public async Task<UserDetails> HandleAsync(GetUser query, CancellationToken ct)
    {
        var person = await db.Staff.SeenBy(user).AsSplitQuery().SingleOrDefaultAsync(s => s.Id == query.Id, ct) ?? throw new NotFoundException();
        var held = person.Roles.Select(r => r.RoleId).ToList();
        var places = person.Coverages.Select(c => c.BranchId).Append(person.HomeBranchId).ToList();
        var names = await db.Branches.Where(b => places.Contains(b.Id)).ToDictionaryAsync(b => b.Id, b => b.Name, ct);

        return new(
            person.Id, person.Version, person.UserName, person.Name, person.HomeBranchId, names[person.HomeBranchId], person.DisabledAt,
            person.MustChangePassword, await passwords.LockedUntilAsync(person.Id, ct), await factors.OfAsync(person.Id, ct), await ResetOfAsync(person.Id, ct),
            user.May(AdminPermissions.ChangeUsers) && user.StaffId != person.Id,
            [.. (await Choices.RolesAsync(db, ct)).Where(r => held.Contains(r.Id))],
            [.. person.Coverages.OrderBy(c => c.From).Select(c => new CoverRow(c.Id, names[c.BranchId], c.From, c.Until))],
            await SessionRows.OfAsync(db, person.Id, user, clock.GetUtcNow(), ct));
    }

    private async Task<FactorResetShown?> ResetOfAsync(Guid staffId, CancellationToken ct)
    {
        var waiting = await db.FactorResets.SingleOrDefaultAsync(r => r.StaffId == staffId && r.State == ProposalState.Proposed, ct);
        return waiting is null ? null : new(
            waiting.Id, waiting.Version, (await staff.OfAsync(db, [waiting.ProposedBy], ct)).GetValueOrDefault(waiting.ProposedBy), waiting.ProposedAt, waiting.Reason,
            waiting.ProposedBy == user.StaffId);
    }
}

internal static class SessionRows
{
    public static async Task<IReadOnlyList<SessionRow>> OfAsync(CrmDb db, Guid staffId, CurrentUser user, DateTimeOffset now, CancellationToken ct) =>
        await db.OpenSessions(now).Where(s => s.StaffId == staffId).OrderByDescending(s => s.SeenAt)
            .Select(s => new SessionRow(s.Id, s.Ip, s.Browser, s.OpenedAt, s.SeenAt, s.Id == user.SessionId)).ToListAsync(ct);
}
