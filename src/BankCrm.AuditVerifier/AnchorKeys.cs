using System.Security.Cryptography;

namespace BankCrm.AuditVerifier;

/// <summary>The public keys that anchors may be signed by.</summary>
internal sealed class AnchorKeys : IDisposable
{
    private readonly Dictionary<string, ECDsa> keys = [];

    public AnchorKeys(IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            var before = keys.Count;
            for (var rest = File.ReadAllText(file).AsSpan(); PemEncoding.TryFind(rest, out var found); rest = rest[found.Location.End..])
            {
                Add(file, rest[found.Location]);
            }

            if (keys.Count == before)
            {
                throw new UnusableException($"{file} holds no further public key.");
            }
        }
    }

    public string Names => string.Join(", ", keys.Keys);

    public bool HaveSigned(Anchor anchor)
    {
        var signature = new byte[anchor.Signature.Length];
        return keys.TryGetValue(anchor.Key, out var key)
            && Convert.TryFromBase64String(anchor.Signature, signature, out var length)
            && key.VerifyData(anchor.SignedBytes, signature.AsSpan(0, length), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    public void Dispose()
    {
        foreach (var key in keys.Values)
        {
            key.Dispose();
        }
    }

    private void Add(string file, ReadOnlySpan<char> pem)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new UnusableException($"{file} holds something that is no elliptic-curve public key.");
        }

        keys[Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..16]] = key;
    }
}
