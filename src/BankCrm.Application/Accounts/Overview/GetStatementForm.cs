using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Accounts;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Accounts.Overview;

/// <summary>Of which account a statement is to be made.</summary>
[Allow(AccountPermissions.MakeStatement)]
public sealed record GetStatementForm(Guid Id);

public sealed record StatementForm(AccountNumber Number, AccountKind Kind);

internal sealed class GetStatementFormHandler(CrmDb db, CurrentUser user, IColumnCipher cipher) : IQueryHandler<GetStatementForm, StatementForm>
{
    public async Task<StatementForm> HandleAsync(GetStatementForm query, CancellationToken ct)
    {
        await db.HoldersSeenAsync(user, query.Id, ct);
        var account = await db.Accounts.Where(a => a.Id == query.Id).Select(a => new { a.Number, a.Kind }).SingleOrDefaultAsync(ct) ?? throw new NotFoundException();
        return new(cipher.OpenAccount(query.Id, account.Number), account.Kind);
    }
}
