using System.Security.Cryptography;

namespace BankCrm.Infrastructure.Platform.AuditTrail;

/// <summary>The public keys that anchors may be signed by: today's, and those before it.</summary>
internal sealed class AnchorKeys : IDisposable
{
    private readonly Dictionary<string, ECDsa> keys = [];

    public AnchorKeys(ECDsa current, string formerPem = "")
    {
        Add(current);
        for (var rest = formerPem.AsSpan(); PemEncoding.TryFind(rest, out var found); rest = rest[found.Location.End..])
        {
            var key = ECDsa.Create();
            key.ImportFromPem(rest[found.Location]);
            Add(key);
        }
    }

    /// <summary>Names a key in an anchor.</summary>
    public static string IdOf(ECDsa key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..16];

    public bool HaveSigned(AuditAnchor anchor) => keys.TryGetValue(anchor.Key, out var key) && anchor.IsSignedBy(key);

    public void Dispose()
    {
        foreach (var key in keys.Values)
        {
            key.Dispose();
        }
    }

    private void Add(ECDsa key)
    {
        if (!keys.TryAdd(IdOf(key), key))
        {
            key.Dispose();
        }
    }
}
