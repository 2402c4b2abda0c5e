using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Infrastructure.Platform.Encryption;

/// <summary>
/// A customer's data key at work. It stands in no managed memory, and is wiped when the cipher is disposed of or collected, so a
/// caller need not dispose.
/// </summary>
internal sealed class CustomerCipher(Guid customerId, ReadOnlySpan<byte> key) : ICustomerCipher, IDisposable
{
    /// <summary>A customer has one data key all their life; the number leaves room for a second.</summary>
    private const uint OnlyKey = 1;

    private readonly EnvelopeKey dataKey = new(OnlyKey, key);

    public Guid CustomerId { get; } = customerId;

    public Sealed Seal(string column, Guid rowId, string value) => dataKey.SealText(column, rowId, value);

    public string Open(string column, Guid rowId, Sealed value) => dataKey.OpenText(column, rowId, value);

    public void Dispose() => dataKey.Dispose();
}
