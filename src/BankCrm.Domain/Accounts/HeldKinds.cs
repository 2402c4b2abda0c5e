namespace BankCrm.Domain.Accounts;

/// <summary>Kinds of account a customer has, together in one number.</summary>
[Flags]
public enum HeldKinds
{
    None = 0,
    Current = 1,
    Savings = 2,
    TimeDeposit = 4,
    CreditCard = 8,
    Loan = 16,
    Wealth = 32,
    Insurance = 64,
    Custody = 128,
}

public static class HeldKindsOf
{
    /// <summary>The flag of one kind.</summary>
    public static HeldKinds Of(AccountKind kind) => Enum.Parse<HeldKinds>(kind.ToString());
}
