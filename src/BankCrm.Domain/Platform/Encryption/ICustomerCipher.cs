using BankCrm.Domain.Common;

namespace BankCrm.Domain.Platform.Encryption;

/// <summary>Seals and opens the values of one customer, under a key that is theirs alone: destroying it destroys them.</summary>
public interface ICustomerCipher
{
    Guid CustomerId { get; }

    /// <param name="column">table.column, as <c>contact_points.value</c>: the envelope opens nowhere else.</param>
    /// <param name="rowId">The row it is for: the envelope opens in no other.</param>
    Sealed Seal(string column, Guid rowId, string value);

    /// <exception cref="System.Security.Cryptography.CryptographicException">The key is wrong or gone, or the envelope is of another place.</exception>
    string Open(string column, Guid rowId, Sealed value);
}

/// <summary>
/// What stands in the database for a value that is looked up exactly but stored sealed: a keyed hash of its normalised form. Each column
/// has a key of its own.
/// </summary>
public interface IBlindIndex
{
    /// <param name="column">The column of the hash, as <c>contact_points.lookup</c>.</param>
    /// <param name="normalised">One spelling for all that mean the same; the caller normalises.</param>
    /// <returns>16 bytes.</returns>
    byte[] Of(string column, string normalised);
}
