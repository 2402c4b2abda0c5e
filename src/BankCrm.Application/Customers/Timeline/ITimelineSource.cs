using BankCrm.Application.Common;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Application.Customers.Timeline;

/// <summary>What one feature tells of a customer's story. Write a class with [Policy]; it is found.</summary>
public interface ITimelineSource
{
    /// <summary>Who reads it.</summary>
    string Permission { get; }

    /// <summary>By which it can be looked at alone.</summary>
    TimelineTopic Topic { get; }

    /// <summary>The latest of the span, in one query.</summary>
    Task<IReadOnlyList<TimelineEntry>> LoadAsync(CrmDb db, TimelineSpan span, CancellationToken ct);
}

/// <param name="Until">Nothing later than this.</param>
/// <param name="Cipher">Opens what is sealed; null: the customer was erased.</param>
/// <param name="User">Who reads it.</param>
public sealed record TimelineSpan(Guid CustomerId, DateTimeOffset Until, int Limit, ICustomerCipher? Cipher, CurrentUser User);

/// <summary>An amount in a sentence of the timeline.</summary>
public sealed record TimelineMoney(decimal Amount, string Currency);

/// <summary>One thing that happened.</summary>
/// <param name="Icon">A Tabler icon.</param>
/// <param name="Sentence">In English; {0}, {1}… stand for <paramref name="Args"/>, of which enumerations are translated too.</param>
public sealed record TimelineEntry(Guid Id, DateTimeOffset At, string Icon, string Sentence, params object[] Args)
{
    /// <summary>Null: the system itself, or not known.</summary>
    public string? Who { get; init; }

    /// <summary>As somebody wrote it.</summary>
    public string? Text { get; init; }

    /// <summary>Sentences that follow in one line, such as the names of fields.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Where there is more; null: nowhere.</summary>
    public string? Path { get; init; }
}
