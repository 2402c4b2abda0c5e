using BankCrm.Application.Common;

namespace BankCrm.Application.Accounts;

public static class AccountScopes
{
    [Scope("Send accounts", AccountPermissions.TakeIn)]
    public const string Write = "accounts.write";

    [Scope("Send transactions", AccountPermissions.TakeIn)]
    public const string WriteTransactions = "transactions.write";

    [Scope("Send cards, standing orders, loans and positions", AccountPermissions.TakeIn)]
    public const string WriteArrangements = "arrangements.write";

    [Scope("Send rates of exchange", AccountPermissions.TakeIn)]
    public const string WriteRates = "rates.write";
}
