using BankCrm.Domain.Common;

namespace BankCrm.Domain.Customers.Consents;

/// <summary>What for a customer's data may be used beyond serving them.</summary>
public enum ConsentPurpose
{
    Marketing,
    Profiling,
    [Means("Sharing with partners")] SharingWithPartners,
}

public enum ConsentChannel
{
    Phone,
    [Means("Text message")] Sms,
    [Means("E-mail")] Email,
    WeChat,
    Post,
}

/// <summary>What a customer agreed to or refused, once said. The latest word counts; none is ever changed.</summary>
[Class(DataClass.C1)]
public sealed class Consent : Entity, IBranchScoped, IOfCustomer
{
    public const int ProofMaxLength = 200;

    private Consent() { } // EF Core

    public Guid CustomerId { get; private init; }
    public Guid BranchId { get; private set; }
    public ConsentPurpose Purpose { get; private init; }
    public ConsentChannel Channel { get; private init; }
    public bool IsGiven { get; private init; }
    public DateTimeOffset At { get; private init; }

    /// <summary>Where it can be shown: the signed form, the recorded call.</summary>
    [Class(DataClass.C2)]
    public string Proof { get; private init; } = "";

    public static Consent Record(
        Guid id, Customer customer, ConsentPurpose purpose, ConsentChannel channel, bool isGiven, string proof, DateTimeOffset now)
    {
        Refuse.If(isGiven && customer.DiedOn is not null, "They have died: nothing new is agreed to.");
        return new()
        {
            Id = id,
            CustomerId = customer.Id,
            BranchId = customer.BranchId,
            Purpose = purpose,
            Channel = channel,
            IsGiven = isGiven,
            Proof = proof,
            At = now,
        };
    }
}
