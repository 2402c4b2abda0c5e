using System.Security.Cryptography;
using System.Text;

namespace BankCrm.Domain.DataQuality.Import;

/// <summary>When two columns, or two headers, are called the same.</summary>
public static class ColumnNames
{
    /// <summary>Without case and spaces.</summary>
    public static string Plain(string header) => string.Concat(header.ToLowerInvariant().Where(c => !char.IsWhiteSpace(c)));

    /// <summary>SHA-256 of all names, sorted; hexadecimal.</summary>
    public static string KeyOf(IReadOnlyList<string> headers) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', headers.Select(Plain).Order(StringComparer.Ordinal)))));
}
