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

        /// <summary>Since when a search for it counts: new customers are looked for every quarter of an hour, the others once a day.</summary>
        public DateTimeOffset RoundAt(DateTimeOffset now) => kind is OccasionKind.NewCustomer
            ? new(now.Year, now.Month, now.Day, now.Hour, now.Minute / 15 * 15, 0, TimeSpan.Zero)
            : Branch.StartOf(Branch.DayAt(now)).ToUniversalTime();

        /// <summary>It happens to people only.</summary>
        public bool IsOfPeople => kind is OccasionKind.NewCustomer or OccasionKind.Birthday;
    }
}
