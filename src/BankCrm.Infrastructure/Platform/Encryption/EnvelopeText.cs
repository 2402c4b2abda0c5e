using System.Security.Cryptography;
using System.Text;
using BankCrm.Domain.Common;

namespace BankCrm.Infrastructure.Platform.Encryption;

/// <summary>Envelopes of text, as UTF-8. Text that UTF-8 cannot hold is refused, not replaced.</summary>
internal static class EnvelopeText
{
    public static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private const int OnStack = 512;

    extension(EnvelopeKey key)
    {
        public Sealed SealText(string column, Guid rowId, string value)
        {
            var size = Utf8.GetByteCount(value);
            var bytes = size <= OnStack ? stackalloc byte[size] : new byte[size];
            try
            {
                Utf8.GetBytes(value, bytes);
                return new(key.Seal(column, rowId, bytes));
            }
            finally
            {
                CryptographicOperations.ZeroMemory(bytes);
            }
        }

        public string OpenText(string column, Guid rowId, Sealed value)
        {
            var size = Math.Max(0, value.Envelope.Length - EnvelopeKey.Overhead);
            var bytes = size <= OnStack ? stackalloc byte[size] : new byte[size];
            try
            {
                key.Open(column, rowId, value.Envelope, bytes);
                return Utf8.GetString(bytes);
            }
            finally
            {
                CryptographicOperations.ZeroMemory(bytes);
            }
        }
    }
}
