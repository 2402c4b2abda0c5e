using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace BankCrm.Application.Platform.Encryption;

/// <summary>What stands in an address that opens something without signing in: 32 bytes by chance. Only its hash is kept.</summary>
public static class AddressSecret
{
    internal const int Length = 43;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    internal static byte[] Hash(string secret) => SHA256.HashData(Encoding.ASCII.GetBytes(secret));
}
