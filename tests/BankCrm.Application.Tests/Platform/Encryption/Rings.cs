using BankCrm.Infrastructure.Platform.Encryption;

namespace BankCrm.Application.Tests.Platform.Encryption;

/// <summary>Key rings in memory.</summary>
internal static class Rings
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    public static KeyRing New() => Of(KeyRingContent.Make(Now));

    public static KeyRing Of(KeyRingContent content) => new(content, () => content);
}

/// <summary>A folder that goes with the test.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("bankcrm-keys-").FullName;

    public string RingFile => System.IO.Path.Combine(Path, "keys", "key-ring.json");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
