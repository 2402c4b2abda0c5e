using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace BankCrm.Web.Api;

/// <summary>What a client shows with each request: whose it is, by which secret it was given, until when. Signed and sealed by Data Protection.</summary>
internal sealed class ApiTokens(IDataProtectionProvider protection, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    private const int IdSize = 16;
    private const int LongestToken = 1000;
    private readonly IDataProtector protector = protection.CreateProtector("api-token", "v1");

    public string Issue(Guid clientId, Guid secretId)
    {
        var content = new byte[IdSize + IdSize + sizeof(long)];
        clientId.TryWriteBytes(content);
        secretId.TryWriteBytes(content.AsSpan(IdSize));
        BinaryPrimitives.WriteInt64BigEndian(content.AsSpan(IdSize + IdSize), (clock.GetUtcNow() + Life).ToUnixTimeMilliseconds());
        return WebEncoders.Base64UrlEncode(protector.Protect(content));
    }

    /// <summary>Null: it is none of ours, or it is over.</summary>
    public (Guid ClientId, Guid SecretId)? Open(string token)
    {
        if (token.Length > LongestToken)
        {
            return null;
        }

        try
        {
            var content = protector.Unprotect(WebEncoders.Base64UrlDecode(token)).AsSpan();
            var until = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(content[(IdSize + IdSize)..]));
            return clock.GetUtcNow() < until ? (new(content[..IdSize]), new(content.Slice(IdSize, IdSize))) : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
