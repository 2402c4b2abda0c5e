using BankCrm.Application.Common;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Infrastructure.Platform.Database;

internal sealed class RowLock(CrmDb db) : IRowLock
{
    public Task TakeAsync<TEntity>(Guid id, CancellationToken ct)
        where TEntity : Domain.Common.Entity =>
        db.ExecuteAsync($"select from {db.Model.FindEntityType(typeof(TEntity))!.GetTableName()} where id = $1 for no key update", ct, id);
}
