using BankCrm.Application.Accounts.Overview;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Transactions;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Accounts.Transactions;

/// <summary>One movement, to correct what it was for. The page of its account has recorded that it was looked at.</summary>
[Allow(AccountPermissions.CorrectCategory)]
public sealed record GetMovement(Guid AccountId, DateOnly BookedOn, string Reference);

/// <param name="RuleCategory">What the rule had said. Null: nobody corrected it.</param>
public sealed record MovementToCorrect(
    AccountNumber Account, AccountKind Kind, string Currency, DateOnly BookedOn, decimal Amount, TransactionKind MovementKind, string Counterparty, string Text,
    TransactionCategory Category, TransactionCategory? RuleCategory);

internal sealed class GetMovementHandler(CrmDb db, CurrentUser user, IColumnCipher cipher) : IQueryHandler<GetMovement, MovementToCorrect>
{
    public async Task<MovementToCorrect> HandleAsync(GetMovement query, CancellationToken ct)
    {
        await db.HoldersSeenAsync(user, query.AccountId, ct);
        var found = await db.Movement(query.AccountId, query.BookedOn, query.Reference)
            .Select(t => new { Movement = t, t.Account.Number, t.Account.Kind, t.Account.Currency })
            .SingleOrDefaultAsync(ct) ?? throw new NotFoundException();
        var movement = found.Movement;
        return new(
            cipher.OpenAccount(query.AccountId, found.Number), found.Kind, found.Currency, movement.BookedOn, movement.Amount, movement.Kind, movement.Counterparty,
            movement.Text, movement.Category, movement.RuleCategory);
    }
}
