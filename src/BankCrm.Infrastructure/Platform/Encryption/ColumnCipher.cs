using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Common;

namespace BankCrm.Infrastructure.Platform.Encryption;

internal sealed class ColumnCipher(KeyRing ring) : IColumnCipher
{
    public Sealed Seal(string column, Guid rowId, string value) => ring.ToSeal(column).SealText(column, rowId, value);

    public string Open(string column, Guid rowId, Sealed value) => ring.ToOpen(column, value.Envelope).OpenText(column, rowId, value);
}
