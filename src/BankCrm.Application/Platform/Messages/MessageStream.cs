using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Encryption;
using BankCrm.Domain.Platform.Messages;

namespace BankCrm.Application.Platform.Messages;

/// <summary>One kind of messages, for whoever decides conflicts and does not know the kind.</summary>
public interface IMessageStream
{
    string Name { get; }

    /// <summary>What the message says, in words, sensitive values masked.</summary>
    IReadOnlyList<(string Label, string Value)> Describe(MessageConflict conflict);

    /// <summary>Applies it after all. In the transaction that is open.</summary>
    /// <exception cref="RefusedException">A rule says no.</exception>
    Task ApplyAsync(MessageConflict conflict, CancellationToken ct);
}

internal sealed class MessageStream<T>(IMessageHandler<T> handler, IMessageStore store, IColumnCipher cipher, IBlindIndex index) : IMessageStream
    where T : class
{
    public string Name => handler.Stream;

    public IReadOnlyList<(string Label, string Value)> Describe(MessageConflict conflict) => [.. handler.Describe(Open(conflict))];

    public async Task ApplyAsync(MessageConflict conflict, CancellationToken ct)
    {
        var record = Open(conflict);
        var digest = MessageDigest.Of(index, Written(conflict));
        var stream = await store.LockAsync(conflict.Source, conflict.Stream, ct);
        var key = record is IDatedRecord dated ? MessageKey.Of(index, conflict.Source, handler.Stream, dated) : null;
        var known = key is null ? [] : await store.VersionsAsync(stream, [key], ct);
        Refuse.If(known is [var later] && MessageKey.AsOf((IDatedRecord)record) < later.AsOf, "The bank has the record as of a later moment: keep ours.");

        var result = (await handler.ApplyAsync([new(conflict.Sequence, record, known is [var version] ? version.RecordId : conflict.RecordId)], ct)).Single();
        if (result is { Outcome: MessageOutcome.Refused, Faults: [var (_, fault), ..] })
        {
            throw new RefusedException(fault.Sentence, fault.Args);
        }

        await store.AcceptAsync(stream, [conflict.Sequence], [digest], ct);
        if (key is not null)
        {
            await store.KeepVersionsAsync(stream, [new(key, result.RecordId, MessageKey.AsOf((IDatedRecord)record), digest)], ct);
        }
    }

    private T Open(MessageConflict conflict) => MessageDigest.Read<T>(Written(conflict));

    private string Written(MessageConflict conflict) => cipher.Open(MessageConflict.TheirsColumn, conflict.Id, conflict.Theirs);
}

/// <summary>By what a record of another system is found again.</summary>
internal static class MessageKey
{
    private const string Column = "source_records.key";

    public static byte[] Of(IBlindIndex index, string source, string stream, IDatedRecord record) => index.Of(Column, $"{source}|{stream}|{record.Key.Trim()}");

    /// <summary>As exact as the database keeps moments.</summary>
    public static DateTimeOffset AsOf(IDatedRecord record) =>
        new(record.AsOf.UtcTicks - (record.AsOf.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}
