using System.Data.Common;
using BankCrm.Application.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace BankCrm.Infrastructure.Platform.Database;

/// <summary>
/// Tells row-level security, for the length of each transaction, which branches whoever is at work may see: at its start, or on the way
/// of its first statement.
/// </summary>
internal sealed class ScopeInterceptor : DbTransactionInterceptor, IDbCommandInterceptor
{
    public override async ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        var db = (CrmDbContext)eventData.Context!;
        if (!db.IsScopeDue)
        {
            await using var tell = Scope.Command((NpgsqlTransaction)result, db);
            await tell.ExecuteNonQueryAsync(cancellationToken);
        }

        return result;
    }

    public override DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result) =>
        throw new NotSupportedException("Open transactions with BeginAsync: the scope must be set.");

    // Told within a savepoint, it would be forgotten with it.
    public override async ValueTask<InterceptionResult> CreatingSavepointAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        await TellIfDueAsync(eventData.Context, transaction, cancellationToken);
        return result;
    }

    public async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await TellIfDueAsync(eventData.Context, command.Transaction, cancellationToken);
        return result;
    }

    public async ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        await TellIfDueAsync(eventData.Context, command.Transaction, cancellationToken);
        return result;
    }

    public async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is not CrmDbContext { IsScopeDue: true } db)
        {
            return result;
        }

        if (command.CommandText.Contains(';', StringComparison.Ordinal)) // several statements, which a batch does not take as one
        {
            await TellIfDueAsync(db, command.Transaction, cancellationToken);
            return result;
        }

        db.IsScopeDue = false;
        var reader = await Scope.Batch((NpgsqlCommand)command, db).ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return InterceptionResult<DbDataReader>.SuppressWithResult(reader);
    }

    private static async Task TellIfDueAsync(Microsoft.EntityFrameworkCore.DbContext? context, DbTransaction? transaction, CancellationToken ct)
    {
        if (context is CrmDbContext { IsScopeDue: true } db)
        {
            db.IsScopeDue = false;
            await using var tell = Scope.Command((NpgsqlTransaction)transaction!, db);
            await tell.ExecuteNonQueryAsync(ct);
        }
    }
}
