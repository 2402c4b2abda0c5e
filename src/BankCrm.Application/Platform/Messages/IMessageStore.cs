namespace BankCrm.Application.Platform.Messages;

/// <param name="Digest">Null: it was received so long ago that nobody knows what it said.</param>
public sealed record ReceivedMessage(long Sequence, Guid? Digest);

/// <summary>As of when the bank has a record of another system.</summary>
/// <param name="Place">Which of those asked about.</param>
/// <param name="Digest">Of what it said. Null: nobody knows any more.</param>
public sealed record RecordVersion(int Place, Guid? RecordId, DateTimeOffset AsOf, Guid? Digest);

/// <param name="Key">Keyed hash of its number there.</param>
public sealed record NewVersion(byte[] Key, Guid? RecordId, DateTimeOffset AsOf, Guid Digest);

/// <summary>Sequences that have not been received although later ones were.</summary>
public sealed record MessageGap(string Stream, long From, long Until);

/// <summary>How far a stream has come.</summary>
public sealed record StreamPosition(string Source, string Stream, long Highest, DateTimeOffset ReceivedAt);

/// <summary>Which messages were received. All within the transaction that is open.</summary>
public interface IMessageStore
{
    /// <summary>The stream, of which from here on nobody else receives anything.</summary>
    Task<int> LockAsync(string source, string stream, CancellationToken ct);

    /// <summary>Which of these were received before.</summary>
    Task<IReadOnlyList<ReceivedMessage>> KnownAsync(int stream, long[] sequences, CancellationToken ct);

    Task<IReadOnlyList<RecordVersion>> VersionsAsync(int stream, byte[][] keys, CancellationToken ct);

    Task KeepVersionsAsync(int stream, IReadOnlyList<NewVersion> versions, CancellationToken ct);

    /// <summary>They are received from here on, and say this.</summary>
    Task AcceptAsync(int stream, long[] sequences, Guid[] digests, CancellationToken ct);

    /// <param name="source">Null: of all.</param>
    Task<IReadOnlyList<StreamPosition>> PositionsAsync(string? source, CancellationToken ct);

    Task<IReadOnlyList<MessageGap>> GapsAsync(string source, int most, CancellationToken ct);

    /// <summary>Forgets what messages said that were received before the moment; that they were, stays known.</summary>
    Task<int> ForgetDigestsAsync(DateTimeOffset before, CancellationToken ct);
}
