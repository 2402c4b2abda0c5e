using System.Text.RegularExpressions;
using BankCrm.Application.Common;
using BankCrm.Web.Pages.Admin;
using BankCrm.Web.Pages.Platform.Errors;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Architecture.Tests;

/// <summary>Whoever reads Chinese reads only Chinese.</summary>
public sealed partial class TranslationTests
{
    private static readonly Translations Translations = Translations.Of(House.Web);

    [Fact]
    public void Every_sentence_has_its_Chinese() => House.Accept(
        Sentences().Where(s => !Translations.Has(s.Sentence, Languages.SimplifiedChinese)).Select(s => $"{s.Where}: “{s.Sentence}” has no Chinese."));

    [Fact]
    public void Every_translation_has_the_places_its_sentence_has() => House.Accept(
        from entry in Translations.In(Languages.SimplifiedChinese)
        where !Places(entry.Key).SetEquals(Places(entry.Value))
        select $"“{entry.Key}” and “{entry.Value}” do not have the same {{…}}.");

    [Fact]
    public void Every_translation_is_Chinese() => House.Accept(
        from entry in Translations.In(Languages.SimplifiedChinese)
        where !entry.Value.Any(sign => sign is >= '\u4e00' and <= '\u9fff') && entry.Key.Any(char.IsLetter) && entry.Value != entry.Key
        select $"“{entry.Key}” is “{entry.Value}”, which is no Chinese.");

    [Theory]
    [InlineData("""T["Save"]""", "Save")]
    [InlineData("""<crm-field label="@T["New owner"]" hint="x" />""", "New owner")]
    [InlineData("""text["{0} of {1}", Count("x"), "y"]""", "{0} of {1}")]
    [InlineData("""T[late ? "Late" : "On time"]""", "Late|On time")]
    [InlineData("""Refuse.If(name == "x", "Choose another name.");""", "Choose another name.")]
    [InlineData("""Refuse.If(list.Any(p => p == ','), "A " + "B", 3);""", "A B")]
    [InlineData("""throw new RefusedException("It is closed.");""", "It is closed.")]
    [InlineData("""_ when x => new Fault("Too {0}.", x),""", "Too {0}.")]
    [InlineData("""private static Fault Short(int n) => new("Too short: {0}.", n);""", "Too short: {0}.")]
    [InlineData("""[Means("It was \"seen\"")] public""", "It was \"seen\"")]
    [InlineData("""RuleFor(x => x).Must(Fit).WithMessage("It does not fit.")""", "It does not fit.")]
    [InlineData("""return this.Done("Saved.", "Details", new { Id });""", "Saved.")]
    [InlineData("""T[kind switch { "a" => "First", "b" or "c" => "Second" }]""", "First|Second")]
    [InlineData("""T[row.Sentence]; set["key"]""", "")]
    public void Sentences_are_found(string code, string sentences) =>
        Assert.Equal(sentences, string.Join('|', SentencesInCode.Of(new("src/A.cs", code))));

    private static IEnumerable<(string Where, string Sentence)> Sentences() =>
        House.Code.SelectMany(file => SentencesInCode.Of(file).Select(sentence => (file.Path, sentence)))
            .Concat(Found.All<IMenuEntry>(House.Web).SelectMany(e => new[] { e.Section, e.Sentence }.Select(s => (e.GetType().Name, s))))
            .Concat(Found.All<IQuickAction>(House.Web).Select(a => (a.GetType().Name, a.Sentence)))
            .Concat(Permission.All.SelectMany(p => new[] { p.Sentence, AdminWords.SentenceOf(p.Feature) }.Select(s => (p.Name, s))))
            .Concat(Shortcut.All.Select(s => (nameof(Shortcut), s.Sentence)))
            .Concat(Failure.All.SelectMany(f => new[] { f.Title, f.Advice }.Select(s => (nameof(Failure), s))))
            .Concat(ValidationWords.All.Select(s => (nameof(ValidationWords), s)));

    private static HashSet<string> Places(string sentence) => [.. Place().Matches(sentence).Select(m => m.Value)];

    [GeneratedRegex(@"\{\w+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();
}
