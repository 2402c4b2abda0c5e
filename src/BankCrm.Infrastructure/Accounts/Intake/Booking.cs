using System.Runtime.InteropServices;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Domain.Accounts.Transactions;

namespace BankCrm.Infrastructure.Accounts.Intake;

/// <summary>What tells one movement from another.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BookingKey(Guid AccountId, DateOnly BookedOn, string Reference);

/// <summary>What a source cannot change of a movement that was booked.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BookingEssence(decimal Amount, DateOnly ValueOn, TransactionKind Kind);

/// <summary>A movement about to be stored.</summary>
/// <param name="Index">Its place among those told.</param>
internal sealed record Booking(int Index, KnownAccount Account, ToldTransaction Told, long Position)
{
    public BookingKey Key => new(Account.Id, Told.BookedOn, Told.Reference);

    public DateOnly ValueOn => Told.ValueOn ?? Told.BookedOn;

    public BookingEssence Essence => new(Told.Amount, ValueOn, Told.Kind);

    public bool IsSame(ToldTransaction other) => Essence == new BookingEssence(other.Amount, other.ValueOn ?? other.BookedOn, other.Kind);
}

/// <summary>An account that is locked while movements are added to it.</summary>
internal sealed class KnownAccount(Guid id, string currency, AccountBook book, long sourceVersion, bool isDormant)
{
    public Guid Id { get; } = id;
    public string Currency { get; } = currency;
    public AccountBook Book { get; } = book;
    public long SourceVersion { get; } = sourceVersion;

    /// <summary>Its source says so.</summary>
    public bool IsDormant { get; } = isDormant;

    /// <summary>The last movement before these.</summary>
    public BookedAt? Last { get; } = book.Last;

    /// <summary>What new movements add to it.</summary>
    public decimal Gained { get; set; }

    /// <summary>Its book is not as it is stored.</summary>
    public bool IsChanged { get; set; }
}
