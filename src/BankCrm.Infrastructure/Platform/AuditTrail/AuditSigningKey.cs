using System.Security.Cryptography;
using System.Text;
using BankCrm.Application.Platform;

namespace BankCrm.Infrastructure.Platform.AuditTrail;

/// <summary>The key that signs the anchors of the audit trail: ECDSA P-256, PEM, readable by its owner only.</summary>
public static class AuditSigningKey
{
    /// <summary>Makes a key, and the public key that verifies its signatures beside it (.pub.pem).</summary>
    /// <exception cref="StartUpException">There is one already.</exception>
    public static void Make(string path)
    {
        if (File.Exists(path))
        {
            throw new StartUpException($"{path} exists already. Nothing was changed: docs/audit-trail.md says how a key is replaced.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(path, options))
        {
            file.Write(Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem() + "\n"));
        }

        File.WriteAllText(PublicPathOf(path), key.ExportSubjectPublicKeyInfoPem() + "\n");
    }

    public static string PublicPathOf(string path) => Path.ChangeExtension(path, ".pub.pem");
}
