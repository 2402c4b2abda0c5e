namespace BankCrm.Application.Common;

/// <summary>
/// The queries of one page as one: the scope is set once, all see the same state, and what they record is committed before anything is
/// shown.
/// </summary>
public sealed class OneReading(CrmDb db)
{
    public async Task<T> ReadAsync<T>(Func<Task<T>> queries, CancellationToken ct)
    {
        await using var transaction = await db.BeginReadingAsync(ct);
        var answer = await queries();
        await transaction.CommitAsync(ct);
        return answer;
    }
}
