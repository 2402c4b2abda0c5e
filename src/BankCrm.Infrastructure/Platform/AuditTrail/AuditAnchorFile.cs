using System.Security.Cryptography;
using System.Text;

namespace BankCrm.Infrastructure.Platform.AuditTrail;

/// <summary>The file of anchors, which only ever grows, and the key that signs them.</summary>
/// <param name="mayBegin">Outside Production: a key or a file that is missing is made anew.</param>
internal sealed class AuditAnchorFile(string path, string keyPath, bool mayBegin)
{
    public string Path { get; } = path;

    /// <summary>Today's public key, and where the key was replaced, appended by hand, those before it.</summary>
    public string PublicKeyPath { get; } = System.IO.Path.ChangeExtension(keyPath, ".pub.pem");

    public bool MayBegin { get; } = mayBegin;

    public IEnumerable<string> Lines() => File.Exists(Path) ? File.ReadLines(Path) : [];

    /// <summary>Null: no anchor yet.</summary>
    public AnchorLine? Last()
    {
        if (!File.Exists(Path))
        {
            return null;
        }

        using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(-Math.Min(file.Length, 8192), SeekOrigin.End);
        using var reader = new StreamReader(file, Encoding.UTF8);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var last = lines.Reverse().Select(line => (Line: line, Anchor: AuditAnchor.Parse(line))).FirstOrDefault(l => l.Anchor is not null);
        return last.Anchor is { } anchor ? new(anchor, last.Line)
            : lines.Length == 0 ? null
            : throw new InvalidDataException("The anchor file does not end in an anchor.");
    }

    public AuditAnchor Append(long seq, byte[] hash, DateTimeOffset now)
    {
        using var key = OpenKey();
        var anchor = AuditAnchor.Sign(seq, hash, now, Last(), key);

        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!);
        var torn = EndsInMidLine();
        using var file = new FileStream(Path, FileMode.Append, FileAccess.Write, FileShare.Read);
        file.Write(Encoding.UTF8.GetBytes($"{(torn ? "\n" : "")}{anchor.ToLine()}\n"));
        file.Flush(flushToDisk: true);
        return anchor;
    }

    public AnchorKeys OpenPublicKeys() => new(OpenKey(), File.Exists(PublicKeyPath) ? File.ReadAllText(PublicKeyPath) : "");

    private ECDsa OpenKey()
    {
        if (!File.Exists(keyPath))
        {
            MakeKey();
        }

        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(keyPath));
        return key;
    }

    private bool EndsInMidLine()
    {
        if (!File.Exists(Path))
        {
            return false;
        }

        using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return file.Length > 0 && file.Seek(-1, SeekOrigin.End) >= 0 && file.ReadByte() != '\n';
    }

    private void MakeKey()
    {
        if (!MayBegin)
        {
            throw new InvalidOperationException("BankCrm:Audit:SigningKeyFile must name the key that signs the audit anchors.");
        }

        AuditSigningKey.Make(keyPath);
    }
}
