using BankCrm.Domain.Common;

namespace BankCrm.Domain.Accounts.Transactions;

public enum TransactionKind
{
    Cash,
    Transfer,
    [Means("Cross-border transfer")] CrossBorder,
    [Means("Card payment")] CardPayment,
    [Means("Direct debit")] DirectDebit,
    Interest,
    Fee,
    Repayment,
    Investment,
    [Means("Other movement")] Other,
}

public enum TransactionChannel
{
    [Means("Not told")] Unknown,
    Counter,
    [Means("Cash machine")] CashMachine,
    [Means("Point of sale")] PointOfSale,
    [Means("Online banking")] Online,
    [Means("Mobile banking")] Mobile,
    Automatic,
}

/// <summary>What a movement was for. By rule when it arrives; staff may correct it.</summary>
public enum TransactionCategory
{
    Uncategorised,
    Salary,
    Pension,
    [Means("Cash withdrawn or paid in")] Cash,
    [Means("Shopping")] Shopping,
    [Means("Food and drink")] Food,
    [Means("Household and energy")] Household,
    Rent,
    Transport,
    Health,
    Education,
    [Means("Insurance premium")] Insurance,
    [Means("Loan repayment")] Loan,
    [Means("Savings and investments")] Investment,
    Interest,
    [Means("Fees and charges")] Fees,
    [Means("Taxes")] Tax,
    [Means("Transfer between persons")] Transfer,
}
