using System.Collections.Frozen;
using BankCrm.Domain.Common;
using BankCrm.Domain.Segments.Scores;

namespace BankCrm.Domain.Campaigns.Histories;

/// <summary>
/// What a score may read of a customer and a contact: only what carries its own day and is never rewritten, so that what was known on the evening before a contact can be worked
/// out long after it. The names are those of the columns of a history: a word that is changed here begins another column.
/// </summary>
public enum ContactFact
{
    [Means("Channel of the contact")] Channel,
    [Means("Variant of the words")] Variant,
    [Means("Day of the week of the contact")] Weekday,
    [Means("Occasion of the contact")] Occasion,
    [Means("Kind of the product offered")] ProductKind,
    [Means("Month of the contact")] Month,
    [Means("Private or corporate customer")] Kind,
    [Means("Age by the year of birth")] Age,
    [Means("Months with the bank")] MonthsWithBank,
    [Means("Current accounts open")] Current,
    [Means("Savings accounts open")] Savings,
    [Means("Time deposits open")] TimeDeposits,
    [Means("Credit card accounts open")] CreditCards,
    [Means("Loans open")] Loans,
    [Means("Wealth products open")] Wealth,
    [Means("Insurances open")] Insurances,
    [Means("Custody accounts open")] Custody,
    [Means("Accounts opened in a year")] Opened,
    [Means("Accounts given up in a year")] GivenUp,
    [Means("Movements in 30 days")] Movements30,
    [Means("Movements in 90 days")] Movements90,
    [Means("Movements in a year")] Movements365,
    [Means("Money in within 30 days")] In30,
    [Means("Money in within 90 days")] In90,
    [Means("Money in within a year")] In365,
    [Means("Money out within 30 days")] Out30,
    [Means("Money out within 90 days")] Out90,
    [Means("Money out within a year")] Out365,
    [Means("Salary and pension received in a year")] SalaryIn,
    [Means("Salary payments in a year")] ForSalary,
    [Means("Pension payments in a year")] ForPension,
    [Means("Cash movements in a year")] ForCash,
    [Means("Movements for shopping in a year")] ForShopping,
    [Means("Movements for food and drink in a year")] ForFood,
    [Means("Movements for household and energy in a year")] ForHousehold,
    [Means("Rent payments in a year")] ForRent,
    [Means("Movements for transport in a year")] ForTransport,
    [Means("Movements for education in a year")] ForEducation,
    [Means("Insurance premiums in a year")] ForInsurance,
    [Means("Loan repayments in a year")] ForLoan,
    [Means("Movements for savings and investments in a year")] ForInvestment,
    [Means("Fees and charges in a year")] ForFees,
    [Means("Tax payments in a year")] ForTax,
    [Means("Transfers between persons in a year")] ForTransfer,
    [Means("Movements at the counter in 90 days")] ByCounter,
    [Means("Movements at cash machines in 90 days")] ByCashMachine,
    [Means("Movements at points of sale in 90 days")] ByPointOfSale,
    [Means("Movements by online banking in 90 days")] ByOnline,
    [Means("Movements by mobile banking in 90 days")] ByMobile,
    [Means("Days since the last movement")] LastMovement,
    [Means("Interactions in 90 days")] Interactions90,
    [Means("Interactions in a year")] Interactions365,
    [Means("Days since the last interaction")] LastInteraction,
    [Means("Questions and requests in a year")] Cases,
    [Means("Contacts by campaigns in a year")] Contacts,
    [Means("Days since the last contact by a campaign")] LastContact,
    [Means("Earlier contacts they said yes to")] Yes,
    [Means("Earlier contacts they were not interested in")] No,
    [Means("Links of earlier contacts that were opened")] Opens,
    [Means("Refusals of marketing before")] Refusals,
}

public static class ContactFacts
{
    private static readonly FrozenSet<ContactFact> Words =
        new[] { ContactFact.Channel, ContactFact.Variant, ContactFact.Weekday, ContactFact.Occasion, ContactFact.ProductKind, ContactFact.Month, ContactFact.Kind }.ToFrozenSet();

    public static IReadOnlyList<ContactFact> All { get; } = Enum.GetValues<ContactFact>();

    extension(ContactFact fact)
    {
        public HistoryColumnKind Column => Words.Contains(fact) ? HistoryColumnKind.Word : HistoryColumnKind.Number;

        /// <summary>It is of the contact and not of the customer. Who is scored has none; for them the usual one is taken.</summary>
        public bool IsOfContact => fact <= ContactFact.ProductKind;
    }

    /// <summary>As it stands in a cell: what staff read, in English; pages translate it.</summary>
    public static string Said(Enum value) => MeansAttribute.Of(value);
}
