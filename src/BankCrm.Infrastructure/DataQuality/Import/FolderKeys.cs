using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Common;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>Keys in a folder, each in an envelope that opens with the key ring of the program only, and in no other file's place.</summary>
internal sealed class FolderKeys(string folder, IColumnCipher cipher) : IFileKeys
{
    public const string Extension = ".key";
    private const string Column = "imports.file_key";

    public void Keep(string name, string key)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(PathOf(name), cipher.Seal(ColumnOf(name), IdOf(name), key).Envelope);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(PathOf(name), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    public string Of(string name) => cipher.Open(ColumnOf(name), IdOf(name), new Sealed(File.ReadAllBytes(PathOf(name))));

    public bool Has(string name) => File.Exists(PathOf(name));

    public void Forget(string name)
    {
        if (Directory.Exists(folder))
        {
            File.Delete(PathOf(name));
        }
    }

    public IEnumerable<string> Before(DateTimeOffset moment) => !Directory.Exists(folder) ? [] :
    [
        .. new DirectoryInfo(folder).EnumerateFiles("*" + Extension).Where(f => f.LastWriteTimeUtc < moment.UtcDateTime).Select(f => f.Name[..^Extension.Length]),
    ];

    private static string ColumnOf(string name) => Column + name[SealedFiles.IdLength..];

    private static Guid IdOf(string name) => Guid.ParseExact(name[..SealedFiles.IdLength], "n");

    private string PathOf(string name) => Path.Combine(folder, name + Extension);
}

/// <summary>Keys of files that are read once and by this process only: nobody opens them after it.</summary>
internal sealed class HeldKeys : IFileKeys
{
    private readonly Dictionary<string, string> keys = [];

    public void Keep(string name, string key) => keys[name] = key;

    public string Of(string name) => keys.TryGetValue(name, out var key) ? key : throw new FileNotFoundException("There is no such file.", name);

    public bool Has(string name) => keys.ContainsKey(name);

    public void Forget(string name) => keys.Remove(name);

    public IEnumerable<string> Before(DateTimeOffset moment) => [];
}
