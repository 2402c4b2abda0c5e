namespace BankCrm.Application.Common;

/// <summary>
/// The queries of one page as one: the scope is set once, all see the same state, and what they record is committed before anything is
/// shown.
/// </summary>
public sealed class OneReading(CrmDb db)
{
    public Task<T> ReadAsync<T>(Func<Task<T>> queries, CancellationToken ct) => ReadAsync(queries, plansOnce: false, ct);

    /// <summary>As <see cref="ReadAsync{T}(Func{Task{T}}, CancellationToken)"/>, where all that is read belongs to one customer: see <see cref="CrmDb.PlansOnce"/>.</summary>
    public Task<T> ReadOfOneAsync<T>(Func<Task<T>> queries, CancellationToken ct) => ReadAsync(queries, plansOnce: true, ct);

    private async Task<T> ReadAsync<T>(Func<Task<T>> queries, bool plansOnce, CancellationToken ct)
    {
        await using var transaction = await db.BeginReadingAsync(plansOnce, ct);
        var answer = await queries();
        await transaction.CommitAsync(ct);
        return answer;
    }
}
