using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Customers;

namespace BankCrm.Domain.Accounts.Alerts;

/// <summary>A limit on what one customer moves on one day in one direction, reached when it is equalled.</summary>
public sealed record LargeLimit
{
    public AlertRule Rule { get; init; }

    /// <summary>Which movements are added up.</summary>
    public IReadOnlyList<TransactionKind> Kinds { get; init; } = [];

    /// <summary>Null: of persons and organisations alike.</summary>
    public CustomerKind? Customers { get; init; }

    /// <summary>In home currency, of movements in home currency.</summary>
    public decimal Home { get; init; }

    /// <summary>In US dollars, of movements in foreign currencies.</summary>
    public decimal Usd { get; init; }

    public bool IsFor(CustomerKind kind) => Customers is null || Customers == kind;

    public string Words => FormattableString.Invariant($"CNY {Home:0.##}; USD {Usd:0.##}");
}

/// <summary>Many movements that each stay just below a limit.</summary>
public sealed record StructuringRule
{
    /// <summary>The share of the limit from which a movement is near it, as 0.8.</summary>
    public decimal Share { get; init; }

    /// <summary>Calendar days, the day of the movement being the last.</summary>
    public int Days { get; init; }

    /// <summary>So many of them.</summary>
    public int Movements { get; init; }
}

/// <summary>A day out of proportion to what the customer usually moves.</summary>
public sealed record UnusualRule
{
    /// <summary>In home currency: less on one day is never unusual.</summary>
    public decimal Least { get; init; }

    /// <summary>How many times the average month in the same direction.</summary>
    public decimal Times { get; init; }

    /// <summary>How many months back the average is taken over, the present one not among them.</summary>
    public int Months { get; init; }

    /// <summary>In so many of them something moved: without a habit nothing is out of it.</summary>
    public int LeastMonths { get; init; }
}

/// <summary>An account that moves after a long rest, or though its bank calls it dormant.</summary>
public sealed record DormantRule
{
    /// <summary>Calendar days without a movement.</summary>
    public int Days { get; init; }

    /// <summary>In home currency.</summary>
    public decimal Least { get; init; }
}

/// <summary>Contact details that change too often.</summary>
public sealed record ContactRule
{
    /// <summary>Calendar days.</summary>
    public int Days { get; init; }

    /// <summary>So many changes, each on an occasion of its own.</summary>
    public int Changes { get; init; }
}

/// <summary>Movements that need no report though they reach a limit: of some kinds, with some on the other side, or both.</summary>
public sealed record Exemption
{
    /// <summary>Empty: of whatever kind.</summary>
    public IReadOnlyList<TransactionKind> Kinds { get; init; } = [];

    /// <summary>Who is on the other side, as the source of the movement writes them. Empty: whoever it is.</summary>
    public IReadOnlyList<string> Counterparties { get; init; } = [];

    /// <summary>The article or decision it comes from.</summary>
    public string Source { get; init; } = "";

    public bool IsNothing => Kinds.Count == 0 && Counterparties.Count == 0;
}

/// <summary>What is watched from a day on, until the next version.</summary>
public sealed record AlertRules
{
    public DateOnly ValidFrom { get; init; }

    /// <summary>The law or decision it comes from.</summary>
    public string Source { get; init; } = "";

    public IReadOnlyList<LargeLimit> Limits { get; init; } = [];

    /// <summary>What neither counts for a limit nor for staying below one.</summary>
    public IReadOnlyList<Exemption> Exempt { get; init; } = [];

    public StructuringRule Structuring { get; init; } = new();

    public UnusualRule Unusual { get; init; } = new();

    public DormantRule Dormant { get; init; } = new();

    public ContactRule Contacts { get; init; } = new();

    /// <summary>Working days from the booking day on, in which what reached a limit must be reported to the authority. Null: none are set.</summary>
    public int? ReportWithin { get; init; }

    /// <summary>Calendar days: what was booked longer ago comes with a first load, and is history.</summary>
    public int LooksBack { get; init; }

    /// <summary>In home currency: below it no limit speaks.</summary>
    public decimal LeastHome => Limits.Select(l => l.Home).Append(Unusual.Least).Min();

    /// <summary>In US dollars: below it no limit speaks.</summary>
    public decimal LeastUsd => Limits.Min(l => l.Usd);
}
