using System.Security.Cryptography;
using System.Text;

namespace BankCrm.Infrastructure.Platform.AuditTrail;

/// <summary>The file of anchors, which only ever grows, and the key that signs them.</summary>
internal sealed class AuditAnchorFile(string path, string keyPath, bool mayMakeKey)
{
    public string Path { get; } = path;

    public string PublicKeyPath { get; } = System.IO.Path.ChangeExtension(keyPath, ".pub.pem");

    public IReadOnlyList<string> Lines() =>
        File.Exists(Path) ? [.. File.ReadAllLines(Path).Where(line => line.Length > 0)] : [];

    /// <summary>Null: no anchor yet.</summary>
    public string? LastLine()
    {
        if (!File.Exists(Path))
        {
            return null;
        }

        using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(-Math.Min(file.Length, 4096), SeekOrigin.End);
        using var reader = new StreamReader(file, Encoding.UTF8);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return lines.Length == 0 ? null : lines[^1];
    }

    public AuditAnchor Append(long seq, byte[] hash, DateTimeOffset now)
    {
        using var key = OpenKey();
        var lastLine = LastLine();
        var last = lastLine is null ? null : AuditAnchor.Parse(lastLine) ?? throw new InvalidDataException("The last line of the anchor file is no anchor.");
        var anchor = AuditAnchor.Sign((last?.No ?? 0) + 1, seq, hash, now, lastLine, key);

        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!);
        using var file = new FileStream(Path, FileMode.Append, FileAccess.Write, FileShare.Read);
        file.Write(Encoding.UTF8.GetBytes(anchor.ToLine() + "\n"));
        file.Flush(flushToDisk: true);
        return anchor;
    }

    /// <summary>The private key; made on first use where that is allowed.</summary>
    public ECDsa OpenKey()
    {
        if (!File.Exists(keyPath))
        {
            MakeKey();
        }

        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(keyPath));
        return key;
    }

    private void MakeKey()
    {
        if (!mayMakeKey)
        {
            throw new InvalidOperationException("BankCrm:Audit:SigningKeyFile must name the key that signs the audit anchors.");
        }

        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(keyPath))!);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(keyPath, options))
        {
            file.Write(Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem() + "\n"));
        }

        File.WriteAllText(PublicKeyPath, key.ExportSubjectPublicKeyInfoPem() + "\n");
    }
}
