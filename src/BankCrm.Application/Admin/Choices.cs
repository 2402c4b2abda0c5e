using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Users;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin;

/// <summary>Something to choose from a list.</summary>
/// <param name="IsNamedByUs">The label is a sentence of ours, to be translated: the name of a role that came with the product.</param>
public sealed record Choice(Guid Id, string Label, bool IsNamedByUs = false);

internal static class Choices
{
    /// <summary>Branches that are open, as the tree has them.</summary>
    public static async Task<IReadOnlyList<Choice>> BranchesAsync(CrmDb db, CancellationToken ct) =>
        await db.Branches.Where(b => b.ClosedAt == null).OrderBy(b => b.Kind == Domain.Admin.Branches.BranchKind.Bank ? 0 : 1).ThenBy(b => b.Code)
            .Select(b => new Choice(b.Id, b.Name, false)).ToListAsync(ct);

    public static async Task<IReadOnlyList<Choice>> RolesAsync(CrmDb db, CancellationToken ct) =>
        await db.Roles.OrderByDescending(r => r.IsShipped).ThenBy(r => r.Name).Select(r => new Choice(r.Id, r.Name, r.IsShipped)).ToListAsync(ct);
}

internal static class OpenSessionsOf
{
    extension(CrmDb db)
    {
        /// <summary>Sessions that are not over.</summary>
        public IQueryable<Session> OpenSessions(DateTimeOffset now)
        {
            var (seen, opened) = (now - Session.IdleLimit, now - Session.AbsoluteLimit);
            return db.Sessions.Where(s => s.SeenAt >= seen && s.OpenedAt >= opened);
        }
    }
}
