using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Domain.Customers.Notes;

/// <summary>What a colleague wrote down about a customer.</summary>
[Class(DataClass.C1)]
public sealed class Note : Entity, IForSome, IOfCustomer
{
    public const int MaxLength = 4000;
    public const string TextColumn = "notes.text";

    private Note() { } // EF Core

    public Guid CustomerId { get; private init; }
    public Guid BranchId { get; private set; }

    [Class(DataClass.C2)]
    public Sealed Text { get; private init; } = null!;

    public Guid WrittenBy { get; private init; }
    public DateTimeOffset WrittenAt { get; private init; }
    public Audience Audience { get; private init; }

    public static Note Write(
        Guid id, Customer customer, string text, Guid byStaffId, DateTimeOffset now, CustomerSafe safe, Audience audience = Audience.Everyone) => new()
        {
            Id = id,
            CustomerId = customer.Id,
            BranchId = customer.BranchId,
            Text = safe.Seal(TextColumn, id, text),
            WrittenBy = byStaffId,
            WrittenAt = now,
            Audience = audience,
        };
}
