using System.Text.RegularExpressions;

namespace BankCrm.Architecture.Tests;

/// <param name="Path">From the top of the repository, with slashes.</param>
internal sealed partial record SourceFile(string Path, string Text)
{
    /// <summary>Domain, Application, Infrastructure or Web; null outside them.</summary>
    public string? Layer => InLayer().Match(Path) is { Success: true } m ? m.Groups["layer"].Value : null;

    /// <summary>The folders below the project's: of the feature, and inside it.</summary>
    public string[] Folders => Path.Split('/') is { Length: > 3 } parts ? parts[2..^1] : [];

    /// <summary>The text without comments, line for line.</summary>
    public string Code => Comments().Replace(Text, m => new string('\n', m.Value.Count(c => c == '\n')));

    public bool Is(params string[] endings) => endings.Contains(System.IO.Path.GetExtension(Path));

    public bool IsOneOf(params IEnumerable<string> starts) => starts.Any(s => Path.StartsWith(s, StringComparison.Ordinal));

    /// <summary>Where the pattern stands, ready to be read by whoever has to mend it.</summary>
    public IEnumerable<string> Find(Regex pattern, string advice, bool inComments = false)
    {
        var text = inComments ? Text : Code;
        return pattern.Matches(text).Select(m =>
            $"{Path}:{text.AsSpan(0, m.Index).Count('\n') + 1}: {m.Value.Trim()}: {advice}");
    }

    [GeneratedRegex(@"^src/BankCrm\.(?<layer>Domain|Application|Infrastructure|Web)/", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InLayer();

    // "//" is a comment at the start of a line or after a space: not the one of an address.
    [GeneratedRegex(@"(?<=^|\s)//[^\n]*|/\*.*?\*/|@\*.*?\*@", RegexOptions.Singleline | RegexOptions.Multiline, 1000)]
    private static partial Regex Comments();
}
