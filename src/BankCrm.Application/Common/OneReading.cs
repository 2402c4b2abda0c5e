namespace BankCrm.Application.Common;

/// <summary>
/// The queries of one page as one: the scope is set once, all see the same state, and what they record is committed before anything is
/// shown.
/// </summary>
public sealed class OneReading(CrmDb db)
{
    public async Task ReadAsync(Func<Task> queries, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        await queries();
        await transaction.CommitAsync(ct);
    }
}
