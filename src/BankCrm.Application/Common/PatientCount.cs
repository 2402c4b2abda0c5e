using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

/// <summary>Counts to the end, for as long as one is willing to wait.</summary>
internal static class PatientCount
{
    /// <summary>Null: it took longer. The transaction that is open goes on as it was.</summary>
    public static Task<int?> CountWithinAsync<T>(this CrmDb db, IQueryable<T> rows, TimeSpan patience, CancellationToken ct) =>
        db.WithinAsync<int?>(async () => await rows.CountAsync(ct), patience, ct);

    /// <summary>Null: it took longer. The transaction that is open goes on as it was.</summary>
    public static async Task<T?> WithinAsync<T>(this CrmDb db, Func<Task<T>> read, TimeSpan patience, CancellationToken ct)
    {
        const string beforeCount = "before_count"; // a count that was broken off must not take the page with it
        var transaction = db.Database.CurrentTransaction!;
        await transaction.CreateSavepointAsync(beforeCount, ct);
        var usual = db.Database.GetCommandTimeout();
        db.Database.SetCommandTimeout(patience);
        try
        {
            return await read();
        }
        catch (Exception e) when (e.GetBaseException() is TimeoutException)
        {
            await transaction.RollbackToSavepointAsync(beforeCount, ct);
            return default;
        }
        finally
        {
            db.Database.SetCommandTimeout(usual);
        }
    }
}
