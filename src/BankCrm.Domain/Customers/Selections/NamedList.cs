using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Lists;

namespace BankCrm.Domain.Customers.Selections;

/// <summary>
/// Customers kept together under a name: those of selections, and others one by one. It changes only when somebody adds or takes off; whoever uses it
/// sees of it whom they see anyway.
/// </summary>
[Class(DataClass.C1)]
public sealed class NamedList : Entity
{
    public const int NameMaxLength = 60;

    private NamedList() { } // EF Core

    public string Name { get; private set; } = "";

    /// <summary>Nobody else changes it.</summary>
    public Guid MadeBy { get; private init; }

    public DateTimeOffset MadeAt { get; private init; }
    public ViewAudience Audience { get; private set; }

    /// <summary>The branch it is shared with. Null: another audience.</summary>
    public Guid? SharedWith { get; private set; }

    public static NamedList Keep(Guid id, string name, Guid by, DateTimeOffset now) => new() { Id = id, Name = name.Trim(), MadeBy = by, MadeAt = now };

    public void Rename(string name) => Name = name.Trim();

    /// <param name="branchId">The branch of whoever shares it.</param>
    public void Share(ViewAudience audience, Guid? branchId)
    {
        Refuse.If(audience is ViewAudience.Branch && branchId is null, "You work for no branch with which it could be shared.");
        Audience = audience;
        SharedWith = audience is ViewAudience.Branch ? branchId : null;
    }
}

/// <summary>That a customer is on a list. Written many at a time.</summary>
[Class(DataClass.C1)]
public sealed class ListedCustomer : IBranchScoped, IOfCustomer
{
    private ListedCustomer() { } // EF Core

    public Guid ListId { get; private init; }
    public Guid CustomerId { get; private init; }
    public Guid BranchId { get; private init; }
    public Guid AddedBy { get; private init; }
    public DateTimeOffset AddedAt { get; private init; }
}
