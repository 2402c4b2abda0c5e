using System.Text.RegularExpressions;

namespace BankCrm.Architecture.Tests;

/// <summary>What no tracked file may have in it, and how long one may be.</summary>
public sealed partial class TextTests
{
    private const int MaxLines = 300;

    [Fact]
    public void No_file_is_longer_than_can_be_read_at_once() => House.Accept(House.Files.SelectMany(TooLong));

    [Fact]
    public void Comments_leave_nothing_for_later() => House.Accept(House.Files.Where(f => !f.Is(".md")).SelectMany(LeftForLater));

    [Fact]
    public void No_file_knows_the_computer_it_was_written_on() => House.Accept(House.Files.SelectMany(Places));

    [Fact]
    public void No_file_names_a_package_registry() => House.Accept(House.Files.SelectMany(Registries));

    [Fact]
    public void Guilty_texts_are_caught()
    {
        Assert.Single(TooLong(new("src/A.cs", new string('\n', MaxLines + 1))));
        Assert.Single(LeftForLater(new("src/A.cs", "// TO" + "DO: later")));
        Assert.Single(Places(new("docs/a.md", "see /ho" + "me/me/notes")));
        Assert.Single(Places(new("docs/a.md", @"see C:\Us" + @"ers\me")));
        Assert.Single(Registries(new("package-lock.json", "\"resolved\": \"https:" + "//mirror.example/a.tgz\"")));
        Assert.Single(Registries(new("NuGet.config", "<add key=\"n\" value=\"https:" + "//mirror.example/v3/index.json\" />")));
    }

    private static IEnumerable<string> TooLong(SourceFile file) =>
        file.Is(".cs", ".cshtml", ".js") && !file.Path.Contains("/Migrations/", StringComparison.Ordinal) && file.Text.Count(c => c == '\n') is > MaxLines and var lines
            ? [$"{file.Path} has {lines} lines: split it by subject."]
            : [];

    private static IEnumerable<string> LeftForLater(SourceFile file) => file.Find(LaterWord(), "do it now, or open an issue", inComments: true);

    private static IEnumerable<string> Places(SourceFile file) => file.Find(PlaceOfOnePerson(), "others do not have it", inComments: true);

    private static IEnumerable<string> Registries(SourceFile file) => file.Find(RegistryAddress(), "each computer has its own setting", inComments: true);

    [GeneratedRegex(@"\b(TO[D]O|FIX[M]E|HA[C]K|XX[X])\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LaterWord();

    [GeneratedRegex(@"(?<![\w./~}-])/(home|root|work|Users|farm)/\w|\b[A-Z]:\\Users\\", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PlaceOfOnePerson();

    [GeneratedRegex("""("resolved": *"https?:)|(^registry *=)|(<add key="[^"]*" value="https?:)""", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RegistryAddress();
}
