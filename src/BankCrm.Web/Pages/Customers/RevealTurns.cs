using System.Collections.Concurrent;

namespace BankCrm.Web.Pages.Customers;

/// <summary>One reveal after the other of each colleague, so that many at once cannot pass the limit together.</summary>
internal static class RevealTurns
{
    private static readonly ConcurrentDictionary<Guid, SemaphoreSlim> Turns = new();

    /// <returns>To be disposed of when the answer is made.</returns>
    public static async Task<IDisposable> TakeAsync(Guid staffId, CancellationToken ct)
    {
        var turn = Turns.GetOrAdd(staffId, _ => new(1));
        await turn.WaitAsync(ct);
        return new Turn(turn);
    }

    private sealed class Turn(SemaphoreSlim semaphore) : IDisposable
    {
        public void Dispose() => semaphore.Release();
    }
}
