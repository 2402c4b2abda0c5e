using BankCrm.Domain.Common;

namespace BankCrm.Domain.Recommendations.Lists;

/// <summary>
/// What was suggested for a customer, with all gates open, when their branch was counted last. Written many at a time; whoever reads it asks the rules and gates again
/// before anything is told.
/// </summary>
[Class(DataClass.C1)]
public sealed class ListedSuggestion : IBranchScoped, IOfCustomer, ICountedAnew
{
    private ListedSuggestion() { } // EF Core

    public Guid CustomerId { get; private init; }
    public Guid RuleId { get; private init; }
    public Guid RuleVersionId { get; private init; }

    /// <summary>The customer's. The database keeps both right when somebody else looks after them.</summary>
    public Guid BranchId { get; private init; }

    /// <summary>Null: nobody looks after them.</summary>
    public Guid? OwnerId { get; private init; }

    /// <summary>The sum, as of then.</summary>
    public int Points { get; private init; }
}

/// <summary>How far the customers of a branch are asked what to suggest to them.</summary>
[Class(DataClass.C1)]
public sealed class SuggestionCount : IBranchScoped
{
    private SuggestionCount() { } // EF Core

    public Guid BranchId { get; private init; }

    /// <summary>When all of them were asked last. Null: never yet.</summary>
    public DateTimeOffset? CountedAt { get; private init; }

    /// <summary>The rules that were in use then, the scores and the day of the habits they read. Others: they are asked again.</summary>
    public string? CountedBy { get; private init; }

    /// <summary>By which they are being asked. Null: nobody is at it.</summary>
    public string? CountingBy { get; private init; }

    /// <summary>Those up to this one have been asked.</summary>
    public Guid After { get; private init; }
}
