using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Arrangements;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Application.Accounts;

/// <summary>How the number of an account or a card is sealed, opened and looked up: the one place that knows its spelling and its columns.</summary>
public static class AccountNumbers
{
    /// <param name="number">In any spelling.</param>
    public static byte[] OfAccount(this IBlindIndex index, string number) => index.Of(Account.LookupColumn, AccountNumber.Normalise(number));

    /// <param name="number">In any spelling.</param>
    public static byte[] OfCard(this IBlindIndex index, string number) => index.Of(Card.LookupColumn, BankCard.Normalise(number));

    /// <param name="number">In any spelling.</param>
    public static Sealed SealAccount(this IColumnCipher cipher, Guid accountId, string number) =>
        cipher.Seal(Account.NumberColumn, accountId, AccountNumber.Normalise(number));

    public static AccountNumber OpenAccount(this IColumnCipher cipher, Guid accountId, Sealed number) =>
        AccountNumber.FromStored(cipher.Open(Account.NumberColumn, accountId, number));
}
