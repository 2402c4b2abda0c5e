using BankCrm.Domain.Common;

namespace BankCrm.Domain.Platform.Encryption;

/// <summary>All that a customer's entities need to keep a value sealed and to find it again.</summary>
public sealed record CustomerSafe(ICustomerCipher Cipher, IBlindIndex Index)
{
    public Sealed Seal(string column, Guid rowId, string value) => Cipher.Seal(column, rowId, value);

    /// <summary>Null and empty stay null: there is nothing to hide.</summary>
    public Sealed? SealSome(string column, Guid rowId, string? value) =>
        string.IsNullOrEmpty(value) ? null : Cipher.Seal(column, rowId, value);
}
