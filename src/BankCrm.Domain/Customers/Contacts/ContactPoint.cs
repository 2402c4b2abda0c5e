using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Domain.Customers.Contacts;

public enum ContactKind
{
    Mobile,
    Landline,
    [Means("E-mail")] Email,
    WeChat,
}

/// <summary>A number or address at which a customer is reached.</summary>
[Class(DataClass.C1)]
public sealed class ContactPoint : Entity, IBranchScoped, IOfCustomer
{
    public const string ValueColumn = "contact_points.value";
    public const string LookupColumn = "contact_points.lookup";
    public const string LastFourColumn = "contact_points.last_four";

    private ContactPoint() { } // EF Core

    public Guid CustomerId { get; private init; }
    public Guid BranchId { get; private set; }
    public ContactKind Kind { get; private init; }

    [Class(DataClass.C2)]
    public Sealed Value { get; private set; } = null!;

    /// <summary>Keyed hash of the value in its one spelling.</summary>
    [Class(DataClass.C2)]
    public byte[] Lookup { get; private set; } = [];

    /// <summary>Of telephone numbers only.</summary>
    [Class(DataClass.C2)]
    public byte[]? LastFour { get; private set; }

    /// <summary>The one to use first among those of its kind.</summary>
    public bool IsPreferred { get; private set; }

    /// <summary>Null: in use. Otherwise since when it is not.</summary>
    public DateOnly? EndedOn { get; private set; }

    public static ContactPoint Of(Guid id, Customer customer, ContactKind kind, ContactValue value, bool isPreferred, CustomerSafe safe)
    {
        var point = new ContactPoint { Id = id, CustomerId = customer.Id, BranchId = customer.BranchId, Kind = kind, IsPreferred = isPreferred };
        point.Set(value, safe);
        return point;
    }

    /// <summary>What was mistyped is put right; a new number is a new contact point.</summary>
    public void Correct(ContactValue value, CustomerSafe safe)
    {
        Refuse.If(EndedOn is not null, "It is not in use any more: add the new one instead.");
        Set(value, safe);
    }

    public void Prefer(bool isPreferred) => IsPreferred = isPreferred;

    public void End(DateOnly today)
    {
        Refuse.If(EndedOn is not null, "It is not in use any more already.");
        EndedOn = today;
        IsPreferred = false;
    }

    private void Set(ContactValue value, CustomerSafe safe)
    {
        Value = safe.Seal(ValueColumn, Id, value.Text);
        Lookup = safe.Index.Of(LookupColumn, value.Key);
        LastFour = value.LastFour is { } four ? safe.Index.Of(LastFourColumn, four) : null;
    }
}
