using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Segments.Definitions;

namespace BankCrm.Application.Segments.Definitions;

/// <summary>Questions that every bank asks, to begin with.</summary>
public enum ReadyMadeSegment
{
    [Means("Young employees")] YoungEmployees,
    [Means("Before retirement")] BeforeRetirement,
    [Means("Dormant customers")] Dormant,
    [Means("High balance without a wealth product")] HighBalance,
    [Means("A deposit matures soon")] MaturingDeposits,
    [Means("Frequent shoppers")] FrequentShoppers,
    [Means("Mobile only")] MobileOnly,
    [Means("Best customers nobody has spoken to")] BestUnspoken,
    [Means("One product only")] OneProduct,
    [Means("Birthday this month, reachable")] Birthdays,
    [Means("New in the last 90 days")] New,
    [Means("Risk appetite out of date")] StaleAppetite,
    [Means("Identity document runs out")] ExpiringDocuments,
}

public static class ReadyMade
{
    /// <summary>Money that invites a talk about wealth, in home currency.</summary>
    private const string HighBalance = "500000";

    extension(ReadyMadeSegment which)
    {
        /// <summary>What it asks for.</summary>
        public SegmentGroup Asks => which switch
        {
            ReadyMadeSegment.YoungEmployees => SegmentGroup.All(Person, Age(22, 35), Counted("inflow", 90, SegmentTest.AtLeast, "1", TransactionCategory.Salary)),
            ReadyMadeSegment.BeforeRetirement => SegmentGroup.All(Person, Age(50, 60), AtLeast("assets", "100000")),
            ReadyMadeSegment.Dormant => SegmentGroup.All(AtLeast("accounts", "1"), new SegmentCondition("last-movement", SegmentTest.NotInLastDays, "90")),
            ReadyMadeSegment.HighBalance => SegmentGroup.All(AtLeast("deposits", HighBalance), new SegmentCondition("holds", SegmentTest.HasNoneOf, nameof(AccountKind.Wealth), nameof(AccountKind.Custody))),
            ReadyMadeSegment.MaturingDeposits => SegmentGroup.All(new SegmentCondition("matures", SegmentTest.InNextDays, "30")),
            ReadyMadeSegment.FrequentShoppers => SegmentGroup.All(Person, Counted("movements", 90, SegmentTest.AtLeast, "10", TransactionCategory.Shopping)),
            ReadyMadeSegment.MobileOnly => SegmentGroup.All(
                Person,
                new SegmentCondition("channel-use", SegmentTest.AtLeast, "5") { Of = [nameof(TransactionChannel.Mobile), nameof(TransactionChannel.Online)], Days = 90 },
                new SegmentCondition("channel-use", SegmentTest.AtMost, "0") { Of = [nameof(TransactionChannel.Counter)], Days = 365 }),
            ReadyMadeSegment.BestUnspoken => SegmentGroup.All(AtLeast("monetary", "5"), AtLeast("recency", "4"), new SegmentCondition("last-contact", SegmentTest.NotInLastDays, "180")),
            ReadyMadeSegment.OneProduct => SegmentGroup.All(
                new SegmentCondition("kinds", SegmentTest.Between, "1", "1"), new SegmentCondition("stage", SegmentTest.IsAnyOf, nameof(LifeCycleStage.Active))),
            ReadyMadeSegment.Birthdays => SegmentGroup.All(
                Person,
                new SegmentCondition("birthday", SegmentTest.IsAnyOf, nameof(Fields.BirthMonth.This)),
                new SegmentCondition("marketing", SegmentTest.HasAnyOf, [.. Enum.GetNames<ConsentChannel>()])),
            ReadyMadeSegment.New => SegmentGroup.All(new SegmentCondition("registered", SegmentTest.InLastDays, "90")),
            ReadyMadeSegment.StaleAppetite => SegmentGroup.All(
                new SegmentCondition("holds", SegmentTest.HasAnyOf, nameof(AccountKind.Wealth), nameof(AccountKind.Custody)),
                new SegmentCondition("appetite-assessed", SegmentTest.NotInLastDays, "365")),
            _ => SegmentGroup.Any(new SegmentCondition("document-expired", SegmentTest.Yes), new SegmentCondition("document-until", SegmentTest.InNextDays, "60")),
        };
    }

    private static SegmentCondition Person => new("kind", SegmentTest.IsAnyOf, nameof(CustomerKind.Individual));

    private static SegmentCondition Age(int from, int to) => new("age", SegmentTest.Between, $"{from}", $"{to}");

    private static SegmentCondition AtLeast(string field, string value) => new(field, SegmentTest.AtLeast, value);

    private static SegmentCondition Counted(string field, int days, SegmentTest test, string value, TransactionCategory of) => new(field, test, value) { Of = [of.ToString()], Days = days };
}
