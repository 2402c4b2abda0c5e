using System.Runtime.InteropServices;

namespace BankCrm.Domain.Accounts.Transactions;

/// <summary>Where in an account's order of movements something stands.</summary>
/// <param name="Position">Within the day. <see cref="EndOfDay"/>: behind all of the day.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct BookedAt(DateOnly On, long Position) : IComparable<BookedAt>
{
    public const long EndOfDay = long.MaxValue;

    public int CompareTo(BookedAt other) => On != other.On ? On.CompareTo(other.On) : Position.CompareTo(other.Position);

    public static bool operator <(BookedAt left, BookedAt right) => left.CompareTo(right) < 0;

    public static bool operator >(BookedAt left, BookedAt right) => left.CompareTo(right) > 0;

    public static bool operator <=(BookedAt left, BookedAt right) => left.CompareTo(right) <= 0;

    public static bool operator >=(BookedAt left, BookedAt right) => left.CompareTo(right) >= 0;
}

/// <summary>A balance that the account's source told.</summary>
/// <param name="After">The last movement that is in it.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ToldBalance(decimal Balance, BookedAt After);

/// <summary>
/// Works out an account's balance whatever order movements and told balances arrive in: the latest balance told, and all movements behind
/// it. Movements may be late; a told balance has them in it.
/// </summary>
public sealed class AccountBook
{
    private readonly List<(BookedAt At, decimal Amount)> added = [];
    private readonly decimal storedBalance;
    private readonly ToldBalance? storedTold;
    private readonly BookedAt? storedLast;

    /// <param name="balance">As it is stored, with all that is stored.</param>
    /// <param name="told">Null: none was told, the balance is the sum of the movements.</param>
    /// <param name="last">Null: there are no movements.</param>
    public AccountBook(decimal balance, ToldBalance? told, BookedAt? last)
    {
        storedBalance = balance;
        Told = storedTold = told;
        Last = storedLast = last;
    }

    /// <summary>The latest balance told.</summary>
    public ToldBalance? Told { get; private set; }

    /// <summary>The last movement.</summary>
    public BookedAt? Last { get; private set; }

    /// <summary>
    /// A newer balance was told than movements that are stored already: the sum of those behind <see cref="Told"/>, the added ones with
    /// them, must be read from there.
    /// </summary>
    public bool NeedsSum => Told != storedTold && storedLast > Told?.After;

    /// <summary>The balance as it is now.</summary>
    /// <exception cref="InvalidOperationException">It <see cref="NeedsSum"/>.</exception>
    public decimal Balance => NeedsSum
        ? throw new InvalidOperationException("Movements that are stored already have to be added up.")
        : (Told == storedTold ? storedBalance : Told!.Value.Balance) + Behind(Told?.After);

    /// <summary>The balance or the day of the last movement is another than the stored one for certain: the totals of the owner change with it.</summary>
    public bool MovesTotals => Last?.On != storedLast?.On || (!NeedsSum && Balance != storedBalance);

    /// <param name="balanceAfter">Null: not told.</param>
    public void Add(BookedAt at, decimal amount, decimal? balanceAfter)
    {
        added.Add((at, amount));
        if (Last is null || at > Last)
        {
            Last = at;
        }

        if (balanceAfter is { } after)
        {
            Tell(new(after, at));
        }
    }

    /// <summary>An older balance than the one known changes nothing.</summary>
    public void Tell(ToldBalance balanceTold)
    {
        if (Told is null || balanceTold.After >= Told.Value.After)
        {
            Told = balanceTold;
        }
    }

    private decimal Behind(BookedAt? place) => added.Where(m => place is null || m.At > place).Sum(m => m.Amount);
}
