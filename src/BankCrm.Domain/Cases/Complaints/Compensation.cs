using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Cases.Complaints;

public enum CompensationState
{
    [Means("Waits for a second signature")] Proposed,
    [Means("Approved")] Approved,
    [Means("Refused")] Refused,
}

/// <summary>Money the bank gives a customer for what went wrong. Who proposes it does not approve it.</summary>
[Class(DataClass.C2)]
public sealed class Compensation : Entity, IBranchScoped, IOfCustomer
{
    public const decimal Most = 1_000_000;

    private Compensation() { } // EF Core

    public Guid CaseId { get; private init; }
    public Guid CustomerId { get; private init; }
    public Guid BranchId { get; private set; }
    public decimal Amount { get; private init; }
    public string Currency { get; private init; } = "";
    public CompensationState State { get; private set; }
    public Guid ProposedBy { get; private init; }
    public DateTimeOffset ProposedAt { get; private init; }
    public Guid? DecidedBy { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    internal static Compensation Propose(Guid id, ServiceCase about, decimal amount, string currency, Guid by, DateTimeOffset now)
    {
        Refuse.If(amount is <= 0 or > Most, "A compensation is more than nothing and at most {0}.", Most);
        Refuse.If(!Currencies.Exist(currency) || !Currencies.Fits(amount, currency), "Write the amount with no more decimals than the currency has.");
        return new()
        {
            Id = id,
            CaseId = about.Id,
            CustomerId = about.CustomerId,
            BranchId = about.BranchId,
            Amount = amount,
            Currency = currency,
            ProposedBy = by,
            ProposedAt = now,
        };
    }

    internal void Decide(bool approved, Guid by, DateTimeOffset now)
    {
        Refuse.If(State is not CompensationState.Proposed, "It has been decided already.");
        Refuse.If(by == ProposedBy, "Whoever proposed it cannot sign it too: a colleague must.");
        (State, DecidedBy, DecidedAt) = (approved ? CompensationState.Approved : CompensationState.Refused, by, now);
    }
}
