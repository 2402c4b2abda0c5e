using BankCrm.Domain.Common;

namespace BankCrm.Domain.Customers.Search;

/// <summary>
/// One way to find a customer by name: the name, its end, its pinyin, its initials, each in the spelling that is searched. Derived from
/// the name, so it is no entity and not in the audit trail.
/// </summary>
[Class(DataClass.C2)]
public sealed class CustomerNameKey : IBranchScoped
{
    public const int MaxLength = 64;

    private CustomerNameKey() { } // EF Core

    public CustomerNameKey(string key, Guid branchId, Guid customerId, bool isPart) =>
        (Key, BranchId, CustomerId, IsPart) = (key, branchId, customerId, isPart);

    public string Key { get; private init; } = "";
    public Guid BranchId { get; private init; }
    public Guid CustomerId { get; private init; }

    /// <summary>It is not the beginning of the name: found, but not first.</summary>
    public bool IsPart { get; private init; }
}
