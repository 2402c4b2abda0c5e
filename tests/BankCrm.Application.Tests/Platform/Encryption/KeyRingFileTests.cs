using BankCrm.Application.Platform;
using BankCrm.Infrastructure.Platform.Encryption;

namespace BankCrm.Application.Tests.Platform.Encryption;

public sealed class KeyRingFileTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string Path => folder.RingFile;

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Many_that_start_at_once_get_the_same_ring()
    {
        var roots = new string[16];

        Parallel.For(
            0, roots.Length, new() { MaxDegreeOfParallelism = 16 },
            i => roots[i] = Convert.ToHexString(KeyRingFile.ReadOrMake(Path, Rings.Now).IndexRoot));

        Assert.Single(roots.Distinct());
    }

    [Fact]
    public void Rotation_adds_a_key_and_keeps_the_others()
    {
        KeyRingFile.Make(Path, Rings.Now);
        var before = KeyRingFile.Read(Path);

        var id = KeyRingFile.AddKey(Path, Rings.Now.AddYears(1));

        var after = KeyRingFile.Read(Path);
        Assert.Equal((2u, 2u), (id, after.Newest.Id));
        Assert.Equal(before.Newest.Key, after.Find(1)!.Key);
        Assert.Equal(before.IndexRoot, after.IndexRoot);
        Assert.NotEqual(before.Newest.Key, after.Newest.Key);
    }

    [Fact]
    public void Rotations_at_once_all_count()
    {
        KeyRingFile.Make(Path, Rings.Now);

        Parallel.For(0, 8, _ => KeyRingFile.AddKey(Path, Rings.Now));

        Assert.Equal(9u, KeyRingFile.Read(Path).Newest.Id);
    }

    [Fact]
    public void A_ring_is_never_replaced()
    {
        KeyRingFile.Make(Path, Rings.Now);
        var before = File.ReadAllText(Path);

        Assert.Throws<StartUpException>(() => KeyRingFile.Make(Path, Rings.Now));

        Assert.Equal(before, File.ReadAllText(Path));
    }

    [Fact]
    public void A_draft_left_by_a_crash_is_no_ring()
    {
        KeyRingFile.Make(Path, Rings.Now);
        File.WriteAllText(Path + ".new", "{ \"vers");

        Assert.Equal(2u, KeyRingFile.AddKey(Path, Rings.Now));
        Assert.False(File.Exists(Path + ".new"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{ "version": 1, "indexRoot": "AAAA", "keys": [] }""")]
    [InlineData("""{ "version": 1, "indexRoot": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "keys": null }""")]
    public void What_is_no_ring_is_refused_and_kept(string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        File.WriteAllText(Path, text);
        Close(Path);

        Assert.Throws<StartUpException>(() => KeyRingFile.ReadOrMake(Path, Rings.Now));

        Assert.Equal(text, File.ReadAllText(Path));
    }

    [Fact]
    public void Only_its_owner_may_read_it()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        KeyRingFile.Make(Path, Rings.Now);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));

        File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        Assert.Throws<StartUpException>(() => KeyRingFile.Read(Path));
    }

    private static void Close(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
