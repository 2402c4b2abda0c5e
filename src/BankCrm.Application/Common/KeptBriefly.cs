using System.Collections.Concurrent;

namespace BankCrm.Application.Common;

/// <summary>Answers kept for a while: what every page asks for and what hardly changes.</summary>
/// <param name="most">Beyond so many all are forgotten.</param>
/// <param name="seconds">How long.</param>
internal sealed class KeptBriefly<TKey, TAnswer>(int most, int seconds = 30) where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, (DateTimeOffset At, string Scope, TAnswer Answer)> known = new();

    /// <param name="scope">What the asker sees; seeing something else, they are answered anew.</param>
    public async Task<TAnswer> OfAsync(TKey key, string scope, DateTimeOffset now, Func<Task<TAnswer>> read)
    {
        if (known.TryGetValue(key, out var kept) && now - kept.At < TimeSpan.FromSeconds(seconds) && kept.Scope == scope)
        {
            return kept.Answer;
        }

        var answer = await read();
        if (known.Count >= most)
        {
            known.Clear();
        }

        known[key] = (now, scope, answer);
        return answer;
    }

    public void Forget(TKey key) => known.TryRemove(key, out _);
}
