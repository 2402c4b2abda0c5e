using BankCrm.Domain.Common;

namespace BankCrm.Domain.Customers.Selections;

/// <summary>
/// Customers frozen out of a list, so that what is to be done with many, a change or an export, is done with exactly those who were shown.
/// Who they are stands in its <see cref="SelectedCustomers"/>.
/// </summary>
[Class(DataClass.C1)]
public sealed class CustomerSelection : Entity
{
    public const int Most = 200_000;
    public const int PartSize = 500;
    public const int WordsMaxLength = 600;
    public const int AddressMaxLength = 1500;
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(24);

    private CustomerSelection() { } // EF Core

    /// <summary>Nobody else may use it.</summary>
    public Guid ChosenBy { get; private init; }

    public DateTimeOffset ChosenAt { get; private init; }
    public DateTimeOffset ExpiresAt { get; private init; }

    /// <summary>The filter in words, in the language of whoever chose. Empty: no filter.</summary>
    public string Words { get; private init; } = "";

    /// <summary>The query of the list they were chosen from.</summary>
    public string Address { get; private init; } = "";

    /// <summary>How many they are, exactly.</summary>
    public int Count { get; private init; }

    /// <summary>How many more matched whose records are protected, and not for this colleague to open.</summary>
    public int LeftOut { get; private init; }

    public static CustomerSelection Freeze(Guid id, Guid by, string words, string address, int count, int leftOut, DateTimeOffset now)
    {
        Refuse.If(count == 0, "No customer is selected. Tick some, or select all that match.");
        Refuse.If(count > Most, "These are more than {0} customers: narrow the list by more filters.", Most);
        return new()
        {
            Id = id,
            ChosenBy = by,
            ChosenAt = now,
            ExpiresAt = now + Lasts,
            Words = words,
            Address = address,
            Count = count,
            LeftOut = leftOut,
        };
    }

    public bool IsExpired(DateTimeOffset now) => now >= ExpiresAt;
}

/// <summary>Some of the customers of a selection, all of one branch.</summary>
[Class(DataClass.C1)]
public sealed class SelectedCustomers : IBranchScoped
{
    private SelectedCustomers() { } // EF Core

    public Guid SelectionId { get; private init; }

    /// <summary>From 0.</summary>
    public int Part { get; private init; }

    public Guid BranchId { get; private init; }
    public Guid[] CustomerIds { get; private init; } = [];

    /// <summary>The version each of them had: tells who was changed since.</summary>
    public long[] Versions { get; private init; } = [];

    public static SelectedCustomers Of(Guid selectionId, int part, Guid branchId, IReadOnlyList<(Guid Id, uint Version)> customers) => new()
    {
        SelectionId = selectionId,
        Part = part,
        BranchId = branchId,
        CustomerIds = [.. customers.Select(c => c.Id)],
        Versions = [.. customers.Select(c => (long)c.Version)],
    };
}
