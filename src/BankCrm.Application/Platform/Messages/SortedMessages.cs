namespace BankCrm.Application.Platform.Messages;

/// <summary>A message with what is known of it so far.</summary>
internal sealed class Sorted<T>(int place, SourceMessage<T> message, string written, Guid digest) where T : class
{
    public int Place { get; } = place;

    public SourceMessage<T> Message { get; } = message;

    public string Written { get; } = written;

    public Guid Digest { get; } = digest;

    /// <summary>Null: it has no number of its own there.</summary>
    public byte[]? Key { get; init; }

    /// <summary>As exact as the database keeps moments.</summary>
    public DateTimeOffset AsOf { get; init; }

    public Guid? RecordId { get; set; }

    /// <summary>Null: not decided yet.</summary>
    public MessageResult? Result { get; set; }
}

/// <summary>The messages of a call.</summary>
internal sealed class SortedMessages<T>(IReadOnlyList<Sorted<T>> all) where T : class
{
    private readonly Dictionary<long, Sorted<T>> undecided = all.Where(m => m.Result is null).ToDictionary(m => m.Message.Sequence);

    /// <summary>In the order given.</summary>
    public IReadOnlyList<MessageResult> Results => [.. all.Select(m => m.Result ?? throw new InvalidOperationException("A message was not answered."))];

    /// <summary>Those that are to be applied; no two of a round are of the same record, and the older ones come first.</summary>
    public IEnumerable<IReadOnlyList<Sorted<T>>> Rounds()
    {
        var left = undecided.Values.OrderBy(m => m.AsOf).ThenBy(m => m.Message.Sequence).ToList();
        while (left.Count > 0)
        {
            var (round, later, keys) = (new List<Sorted<T>>(left.Count), new List<Sorted<T>>(), new HashSet<string>());
            foreach (var message in left)
            {
                (message.Key is null || keys.Add(Convert.ToBase64String(message.Key)) ? round : later).Add(message);
            }

            yield return round;
            left = later;
        }
    }

    public void Set(MessageResult result)
    {
        var message = undecided[result.Sequence];
        message.Result = result;
        message.RecordId = result.RecordId ?? message.RecordId;
    }

    /// <summary>Those whose number is used from now on: what was refused may come again under its own.</summary>
    public IReadOnlyList<(long Sequence, Guid Digest)> Taken() =>
        [.. undecided.Values.Where(m => m.Result!.Outcome is not MessageOutcome.Refused).Select(m => (m.Message.Sequence, m.Digest))];
}
