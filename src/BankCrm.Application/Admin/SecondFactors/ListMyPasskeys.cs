using BankCrm.Application.Common;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.SecondFactors;

/// <summary>One's own, the newest first, and what the bank asks for.</summary>
[Allow(AllowAttribute.Everyone)]
public sealed record ListMyPasskeys;

/// <param name="IsSynced">More than one device of its owner holds it.</param>
/// <param name="LastUsedAt">Null: never yet.</param>
public sealed record PasskeyRow(Guid Id, uint Version, string Name, bool IsSynced, DateTimeOffset AddedAt, DateTimeOffset? LastUsedAt);

/// <param name="MustHaveOne">The bank asks them for a passkey: once they have one, neither the app nor a recovery code opens the door to them.</param>
public sealed record MyPasskeys(IReadOnlyList<PasskeyRow> Rows, bool MustHaveOne);

internal sealed class ListMyPasskeysHandler(CrmDb db, CurrentUser user, SecondFactorPolicy policy) : IQueryHandler<ListMyPasskeys, MyPasskeys>
{
    public async Task<MyPasskeys> HandleAsync(ListMyPasskeys query, CancellationToken ct) => new(
        await db.Passkeys.Where(p => p.StaffId == user.Person).OrderByDescending(p => p.AddedAt).ThenBy(p => p.Id)
            .Select(p => new PasskeyRow(p.Id, p.Version, p.Name, p.IsSynced, p.AddedAt, p.LastUsedAt)).ToListAsync(ct),
        policy.DemandsPasskey(user.Permissions));
}
