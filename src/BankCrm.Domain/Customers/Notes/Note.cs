using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Domain.Customers.Notes;

/// <summary>What a colleague wrote down about a customer.</summary>
[Class(DataClass.C1)]
public sealed class Note : Entity, IForSome, IOfCustomer
{
    public const int MaxLength = 4000;
    public const int AuthorMaxLength = 100;
    public const int SourceMaxLength = 200;
    public const string TextColumn = "notes.text";
    public const string AuthorColumn = "notes.author";

    private Note() { } // EF Core

    public Guid CustomerId { get; private init; }
    public Guid BranchId { get; private set; }

    [Class(DataClass.C2)]
    public Sealed Text { get; private init; } = null!;

    /// <summary>Who brought it here.</summary>
    public Guid WrittenBy { get; private init; }

    public DateTimeOffset WrittenAt { get; private init; }

    /// <summary>Who wrote it elsewhere, as the source tells. Null: it names nobody, or the note was written here.</summary>
    [Class(DataClass.C2)]
    public Sealed? Author { get; private init; }

    /// <summary>The file that tells of it. Null: it was written here.</summary>
    public string? Source { get; private init; }

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

    /// <summary>A note that was written elsewhere. Its id is as old as itself: so it stands among the others where it belongs.</summary>
    public static Note Bring(Customer customer, string text, NoteOrigin origin, Guid byStaffId, DateTimeOffset now, CustomerSafe safe)
    {
        Refuse.If(origin.At > now, "A note cannot have been written in the future.");

        var id = RowId.Of(origin.At ?? now);
        return new()
        {
            Id = id,
            CustomerId = customer.Id,
            BranchId = customer.BranchId,
            Text = safe.Seal(TextColumn, id, text),
            WrittenBy = byStaffId,
            WrittenAt = origin.At ?? now,
            Author = safe.SealSome(AuthorColumn, id, origin.Author),
            Source = origin.Source,
        };
    }
}
