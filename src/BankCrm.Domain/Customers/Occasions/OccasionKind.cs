using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Customers.Occasions;

/// <summary>What happens with a customer by itself, and may be a reason to do something.</summary>
public enum OccasionKind
{
    [Means("A new private customer")] NewCustomer,
    [Means("A time deposit matures")] Maturing,
    [Means("An account has not moved for long")] Dormant,
    [Means("A birthday")] Birthday,
    [Means("An account is opened")] AccountOpened,

    /// <summary>A complaint is none: who complained is not offered something for it.</summary>
    [Means("A question or request is resolved")] CaseResolved,

    /// <summary>At least as much as the bank set, or whoever asks for it, in one movement and from outside.</summary>
    [Means("A large sum comes in")] LargeInflow,
}

public static class OccasionDays
{
    public const int Most = 730;

    extension(OccasionKind kind)
    {
        /// <summary>How many days before it, or after the last movement, is usual. Null: it counts no days.</summary>
        public int? UsualDays => kind switch
        {
            OccasionKind.Maturing => 14,
            OccasionKind.Dormant => 90,
            OccasionKind.Birthday => 7,
            _ => null,
        };

        /// <summary>Since when a search for it counts: what is over is looked for every quarter of an hour, what comes and what has to be searched for long once a day.</summary>
        public DateTimeOffset RoundAt(DateTimeOffset now) => kind is OccasionKind.NewCustomer or OccasionKind.AccountOpened or OccasionKind.CaseResolved
            ? new(now.Year, now.Month, now.Day, now.Hour, now.Minute / 15 * 15, 0, TimeSpan.Zero)
            : Branch.StartOf(Branch.DayAt(now)).ToUniversalTime();

        /// <summary>It happens to people only.</summary>
        public bool IsOfPeople => kind is OccasionKind.NewCustomer or OccasionKind.Birthday;
    }
}
