using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using Microsoft.EntityFrameworkCore.Storage;

namespace BankCrm.Infrastructure.Platform.Database;

/// <summary>Many rows by one statement, of which the database may refuse some.</summary>
internal static class Halves
{
    extension(CrmDb db)
    {
        /// <summary>
        /// Does it to all at once. What the database refuses is halved until the rows are found that it will not have; the others are done. In
        /// the transaction that is open.
        /// </summary>
        /// <param name="refuse">Told of each row that cannot be done.</param>
        public async Task TryAsync<T>(IReadOnlyList<T> rows, Func<IReadOnlyList<T>, Task> work, Action<T, RefusedException> refuse, CancellationToken ct)
        {
            if (rows.Count == 0)
            {
                return;
            }

            var transaction = db.Database.CurrentTransaction ?? throw new InvalidOperationException("There is no transaction to go back in.");
            var point = $"half_{Guid.NewGuid():n}";
            await transaction.CreateSavepointAsync(point, ct);
            try
            {
                await work(rows);
                await transaction.ReleaseSavepointAsync(point, ct);
                return;
            }
            catch (RefusedException e)
            {
                await transaction.RollbackToSavepointAsync(point, ct);
                if (rows is [var only])
                {
                    refuse(only, e);
                    return;
                }
            }

            await db.TryAsync([.. rows.Take(rows.Count / 2)], work, refuse, ct);
            await db.TryAsync([.. rows.Skip(rows.Count / 2)], work, refuse, ct);
        }
    }
}
