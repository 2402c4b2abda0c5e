using BankCrm.Application.Common;

namespace BankCrm.Application.Customers.Upcoming;

/// <summary>
/// What one feature knows will happen with a customer soon. Write a class with [Policy]; it is found. All sources are asked in one statement, however many
/// there are, so each describes its rows and does not read them.
/// </summary>
public interface IUpcomingSource
{
    /// <summary>Who sees it.</summary>
    string Permission { get; }

    /// <summary>The rows of the span, of those this colleague may see.</summary>
    IQueryable<UpcomingRow> Rows(CrmDb db, CurrentUser user, UpcomingSpan span);

    UpcomingEvent Tell(UpcomingRow row);
}

/// <param name="From">Today.</param>
/// <param name="Until">The last day, counted.</param>
public sealed record UpcomingSpan(Guid CustomerId, DateOnly From, DateOnly Until);

/// <summary>What a source reads of one thing. Nothing is null: the database joins the rows of all sources to one table and must know the types.</summary>
public sealed class UpcomingRow
{
    /// <summary>Which source's it is; the reader of all fills it in.</summary>
    public int Source { get; init; }

    public DateOnly Day { get; init; }

    /// <summary>Of the thing itself.</summary>
    public Guid Id { get; init; }

    /// <summary>The name of an enumeration's value, or empty.</summary>
    public string Word { get; init; } = "";

    public decimal Amount { get; init; }

    /// <summary>Of the amount. Empty: there is none.</summary>
    public string Currency { get; init; } = "";
}

/// <param name="Icon">A Tabler icon.</param>
/// <param name="Sentence">In English; {0}, {1}… stand for <paramref name="Args"/>, of which enumerations are translated too.</param>
public sealed record UpcomingEvent(DateOnly Day, string Icon, string Sentence, params object[] Args)
{
    /// <summary>The day is that of a month whose days are not told.</summary>
    public bool IsMonth { get; init; }

    public decimal? Amount { get; init; }

    public string Currency { get; init; } = "";

    /// <summary>Where there is more; null: nowhere.</summary>
    public string? Path { get; init; }
}
