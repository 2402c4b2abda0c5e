using BankCrm.Domain.Common;

namespace BankCrm.Application.Platform.Encryption;

/// <summary>Seals and opens values that belong to no customer, such as authenticator seeds, under a key of the column's own.</summary>
public interface IColumnCipher
{
    /// <param name="column">table.column, as <c>sign_ins.authenticator_seed</c>: the envelope opens nowhere else.</param>
    /// <param name="rowId">The row it is for: the envelope opens in no other.</param>
    Sealed Seal(string column, Guid rowId, string value);

    /// <exception cref="System.Security.Cryptography.CryptographicException">The key is wrong or gone, or the envelope is of another place.</exception>
    string Open(string column, Guid rowId, Sealed value);
}
