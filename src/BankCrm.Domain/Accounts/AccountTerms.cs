using BankCrm.Domain.Common;

namespace BankCrm.Domain.Accounts;

public enum AccountKind
{
    [Means("Current account")] Current,
    [Means("Savings account")] Savings,
    [Means("Time deposit")] TimeDeposit,
    [Means("Credit card account")] CreditCard,
    Loan,
    [Means("Wealth product")] Wealth,
    Insurance,
    [Means("Custody account")] Custody,
}

public enum AccountStatus
{
    Open,

    /// <summary>Has not moved for so long that the bank asks the holder before it moves again.</summary>
    Dormant,

    Frozen,

    [Means("Loss reported")] LossReported,

    Closed,
}

public enum HolderRole
{
    /// <summary>One an account: whose wealth or debt it is counted as.</summary>
    [Means("Account owner")] Owner,

    [Means("Joint owner")] JointOwner,

    [Means("Authorised to sign")] Authorised,

    Guarantor,
}

public static class AccountKinds
{
    extension(AccountKind kind)
    {
        /// <summary>What stands on it is money the customer can call in: it moves in and out.</summary>
        public bool IsDeposit => kind is AccountKind.Current or AccountKind.Savings or AccountKind.TimeDeposit;
    }
}
