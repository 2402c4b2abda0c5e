using BankCrm.Domain.Common;

namespace BankCrm.Domain.Tasks.Interactions;

/// <summary>
/// When the bank and a customer were in touch last. The database keeps it, in the transaction of whatever changed an interaction: one that was
/// withdrawn, or that only its writer or compliance reads, does not count.
/// </summary>
[Class(DataClass.C1)]
public sealed class LastContact : IBranchScoped, IOfCustomer
{
    private LastContact() { } // EF Core

    public Guid CustomerId { get; private init; }
    public Guid BranchId { get; private init; }
    public DateTimeOffset At { get; private init; }
    public InteractionKind Kind { get; private init; }
}
