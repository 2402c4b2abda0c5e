using BankCrm.Domain.Common;

namespace BankCrm.Domain.Customers.Relationships;

/// <summary>A colleague knows that two customers who look related are not: they are not suggested again.</summary>
[Class(DataClass.C1)]
public sealed class DeclinedSuggestion : Entity, IBranchScoped, IOfCustomer
{
    private DeclinedSuggestion() { } // EF Core

    public Guid CustomerId { get; private init; }
    public Guid BranchId { get; private init; }
    public Guid OtherId { get; private init; }

    public static DeclinedSuggestion Of(Customer customer, Customer other) =>
        new() { Id = Guid.CreateVersion7(), CustomerId = customer.Id, BranchId = customer.BranchId, OtherId = other.Id };
}
