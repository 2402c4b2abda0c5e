namespace BankCrm.CoreBanking.Sending;

/// <summary>The messages of one stream, which are the same however often they are asked for: the first has the sequence 1.</summary>
/// <param name="Path">Below /api/v1.</param>
/// <param name="Batch">Messages a call.</param>
/// <param name="After">Those behind a sequence, in their order.</param>
internal sealed record Feed(string Stream, string Path, int Batch, Func<long, IEnumerable<object>> After)
{
    /// <summary>Of records that are at hand.</summary>
    public static Feed Of<T>(string stream, string path, int batch, IReadOnlyList<T> records) where T : class =>
        new(stream, path, batch, after => records.Skip((int)after));
}

/// <summary>What became of messages.</summary>
internal sealed class Tally
{
    private const int MostReasons = 5;

    private readonly SortedDictionary<string, long> outcomes = new(StringComparer.Ordinal);
    private readonly List<string> reasons = [];

    public long Sent { get; private set; }

    /// <summary>Refused or contradicted.</summary>
    public long Unwanted => outcomes.GetValueOrDefault("refused") + outcomes.GetValueOrDefault("conflict");

    public IReadOnlyList<string> Reasons => reasons;

    public void Add(MessageAnswer answer)
    {
        Sent++;
        outcomes[answer.Outcome] = outcomes.GetValueOrDefault(answer.Outcome) + 1;
        if (answer.Faults is [var fault, ..] && reasons.Count < MostReasons)
        {
            reasons.Add($"{answer.Sequence}: {fault.Reason}");
        }
    }

    public override string ToString() => string.Join(", ", outcomes.Select(o => FormattableString.Invariant($"{o.Value:#,0} {o.Key}")));
}
