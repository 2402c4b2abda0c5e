using BankCrm.Application.Common;
using BankCrm.Application.Customers.Reveals;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Platform.AuditTrail;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Accounts.Reveals;

/// <summary>Shows the whole number of an account to somebody who says why. The record of it is committed before the number is given.</summary>
[Allow(AccountPermissions.Read, AccountPermissions.ReadOwn)]
public sealed record RevealAccountNumber(Guid AccountId, RevealReason? Reason, string? ReasonText) : IRecorded<RevealedNumber>
{
    public AuditRecord Record(RevealedNumber revealed) =>
        new(revealed.Number.Value is null ? AuditEvents.RateLimited : AuditEvents.Revealed, revealed.Number.Value is null ? AuditOutcome.Denied : AuditOutcome.Ok)
        {
            ObjectType = $"{nameof(Account)}.{nameof(Account.Number)}",
            ObjectId = AccountId,
            CustomerRef = revealed.CustomerId,
            BranchId = revealed.Number.BranchId,
            ReasonCode = Reason?.ToString(),
            ReasonText = ReasonText,
        };
}

/// <param name="CustomerId">The holder on whose account it was shown.</param>
public sealed record RevealedNumber(Guid CustomerId, RevealedValue Number);

/// <summary>Of which account the number is asked for: shown beside the question why. Nothing is revealed.</summary>
[Allow(AccountPermissions.Read, AccountPermissions.ReadOwn)]
public sealed record GetAccountRevealForm(Guid AccountId);

public sealed record AccountRevealForm(AccountNumber Number, AccountKind Kind);

internal sealed class RevealAccountNumberHandler(CrmDb db, CurrentUser user, IColumnCipher cipher, TimeProvider clock)
    : IQueryHandler<RevealAccountNumber, RevealedNumber>
{
    public async Task<RevealedNumber> HandleAsync(RevealAccountNumber query, CancellationToken ct)
    {
        var holder = await db.HolderToRevealAsync(user, query.AccountId, ct);
        RevealTerms.RefuseWithoutReason(query.Reason, query.ReasonText);
        return new(
            holder.CustomerId,
            await db.RevealWaitAsync(user, clock.GetUtcNow(), ct) is { } wait
                ? new(holder.BranchId, null, wait)
                : new(holder.BranchId, (await db.NumberAsync(cipher, query.AccountId, ct)).Number.Unmasked, TimeSpan.Zero));
    }
}

internal sealed class GetAccountRevealFormHandler(CrmDb db, CurrentUser user, IColumnCipher cipher) : IQueryHandler<GetAccountRevealForm, AccountRevealForm>
{
    public async Task<AccountRevealForm> HandleAsync(GetAccountRevealForm query, CancellationToken ct)
    {
        await db.HolderToRevealAsync(user, query.AccountId, ct);
        return await db.NumberAsync(cipher, query.AccountId, ct);
    }
}

internal static class AccountReveals
{
    extension(CrmDb db)
    {
        /// <exception cref="NotFoundException">None of the holders is one whose accounts this colleague may see.</exception>
        /// <exception cref="ForbiddenException">They may see the account, but not its whole number.</exception>
        public async Task<SeenHolder> HolderToRevealAsync(CurrentUser user, Guid accountId, CancellationToken ct) =>
            (await db.HoldersSeenAsync(user, accountId, ct)).ToReveal ?? throw new ForbiddenException(Customers.CustomerPermissions.Reveal);

        public async Task<AccountRevealForm> NumberAsync(IColumnCipher cipher, Guid accountId, CancellationToken ct)
        {
            var account = await db.Accounts.Where(a => a.Id == accountId).Select(a => new { a.Number, a.Kind }).SingleOrDefaultAsync(ct) ?? throw new NotFoundException();
            return new(cipher.OpenAccount(accountId, account.Number), account.Kind);
        }
    }
}
