using System.Security.Cryptography;
using System.Text;

namespace BankCrm.Domain.Admin.Users;

/// <summary>What opens the door once in place of an authenticator app: for the day the phone is lost. Shown once, on the day they are made.</summary>
public static class RecoveryCode
{
    /// <summary>So many are made at a time.</summary>
    public const int Count = 10;

    /// <summary>Typed with the dashes.</summary>
    public const int Length = 19;

    public static IReadOnlyList<string> NewOnes() => [.. Enumerable.Range(0, Count).Select(_ => OneTimePassword.New())];

    /// <summary>What is kept of one: of some 79 random bits a plain hash gives nothing away. Bound to its owner, so that no two of a bank are equal.</summary>
    public static string HashOf(Guid staffId, string? typed) =>
        Convert.ToHexStringLower(SHA256.HashData([.. staffId.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(Normal(typed))]));

    private static string Normal(string? typed) =>
        string.Concat((PasswordRules.Normal(typed ?? "") ?? "").Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
