using BankCrm.Domain.Common;

namespace BankCrm.Application.Platform.Messages;

/// <summary>What another system says of one record.</summary>
/// <param name="Sequence">Its number within the source and the stream: from 1, each once, without gaps.</param>
public sealed record SourceMessage<T>(long Sequence, T Record) where T : class;

/// <summary>A record that changes over time, and that comes whole each time it does. Only what is newer is applied.</summary>
public interface IDatedRecord
{
    /// <summary>Its number in the other system.</summary>
    string Key { get; }

    /// <summary>When it was so in the other system.</summary>
    DateTimeOffset AsOf { get; }
}

/// <summary>What became of a message.</summary>
public enum MessageOutcome
{
    /// <summary>The record is as the message says.</summary>
    Applied,

    /// <summary>It was so before.</summary>
    Unchanged,

    /// <summary>The message was received before.</summary>
    Duplicate,

    /// <summary>The bank has the record as of a later moment.</summary>
    Stale,

    /// <summary>It contradicts a message that was received: somebody decides.</summary>
    Conflict,

    /// <summary>A rule said no. Its number counts as not received, so that it can be sent again, mended.</summary>
    Refused,
}

/// <param name="RecordId">Our id of the record, where there is one.</param>
/// <param name="Faults">Why it was refused: field, where it is one's, and reason.</param>
public sealed record MessageResult(long Sequence, MessageOutcome Outcome, Guid? RecordId = null, IReadOnlyList<(string Field, Fault Fault)>? Faults = null)
{
    public static MessageResult Refused(long sequence, Fault fault, string field = "") => new(sequence, MessageOutcome.Refused, null, [(field, fault)]);
}

/// <summary>A message that is new, and newer than what the bank has.</summary>
/// <param name="RecordId">What an earlier message of the same record was applied to. Null: there was none.</param>
public sealed record DueMessage<T>(long Sequence, T Record, Guid? RecordId) where T : class;

/// <summary>
/// Applies messages of one kind, many at once. Whoever may send them is said by [Allow] on the record. Registered by
/// <see cref="MessageSetup"/>.
/// </summary>
public interface IMessageHandler<T> where T : class
{
    /// <summary>The name of the stream: customers.</summary>
    string Stream { get; }

    /// <summary>
    /// In the transaction that is open, under the scope of whoever is at work; no two messages are of the same record. Answers each with
    /// applied, unchanged or refused, in any order, or with stale or conflict where it knows better than the moment told: a version of the
    /// record's own, a record that never changes. What the database refuses must not undo the others.
    /// </summary>
    Task<IReadOnlyList<MessageResult>> ApplyAsync(IReadOnlyList<DueMessage<T>> due, CancellationToken ct);

    /// <summary>Whose each record is, in the same order. Null: no branch's.</summary>
    Task<IReadOnlyList<Guid?>> BranchesOfAsync(IReadOnlyList<T> records, CancellationToken ct);

    /// <summary>The record in words for whoever decides a conflict: label and value, sensitive ones masked.</summary>
    IEnumerable<(string Label, string Value)> Describe(T record);
}
