using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using BankCrm.Application.Platform;

namespace BankCrm.Web.Platform.Localisation;

/// <summary>English sentence → sentence of another language, from the files Resources/{language}/*.json of the assembly.</summary>
public sealed class Translations(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> byLanguage)
{
    private readonly ConcurrentDictionary<(string Language, string Sentence), bool> missing = new();

    /// <summary>Called with language and sentence, once for each that is lacking.</summary>
    public Action<string, string>? Missing { get; set; }

    /// <exception cref="StartUpException">Two files translate one sentence differently, or one is no flat object.</exception>
    public static Translations Of(Assembly assembly)
    {
        var files = assembly.GetManifestResourceNames()
            .Select(name => (Name: name, Parts: name.Split('/')))
            .Where(file => file.Parts is ["Resources", _, _])
            .Select(file => (Language: file.Parts[1], file.Name, Text: Read(assembly, file.Name)));
        return Of(files);
    }

    internal static Translations Of(IEnumerable<(string Language, string File, string Text)> files) => new(files
        .GroupBy(file => file.Language)
        .ToDictionary(language => language.Key, IReadOnlyDictionary<string, string> (language) => Merge(language.Select(file => (file.File, file.Text)))));

    /// <summary>The sentence in the language; English where there is none.</summary>
    public string Translate(string sentence, Language language)
    {
        if (language == Languages.English || sentence.Length == 0)
        {
            return sentence;
        }

        if (byLanguage.TryGetValue(language.Code, out var sentences) && sentences.TryGetValue(sentence, out var translated))
        {
            return translated;
        }

        // What is in Chinese already was translated before, by a validator for example.
        if (sentence.All(sign => sign is < '\u4e00' or > '\u9fff') && missing.TryAdd((language.Code, sentence), true))
        {
            Missing?.Invoke(language.Code, sentence);
        }

        return sentence;
    }

    public bool Has(string sentence, Language language) =>
        byLanguage.TryGetValue(language.Code, out var sentences) && sentences.ContainsKey(sentence);

    /// <summary>All there is in the language.</summary>
    internal IReadOnlyDictionary<string, string> In(Language language) =>
        byLanguage.GetValueOrDefault(language.Code) ?? new Dictionary<string, string>();

    private static Dictionary<string, string> Merge(IEnumerable<(string File, string Text)> files)
    {
        var merged = new Dictionary<string, string>();
        foreach (var (file, text) in files)
        {
            foreach (var (sentence, translated) in Entries(file, text))
            {
                if (!merged.TryAdd(sentence, translated) && merged[sentence] != translated)
                {
                    throw new StartUpException($"{file} translates “{sentence}” as “{translated}”, another file as “{merged[sentence]}”. Agree on one.");
                }
            }
        }

        return merged;
    }

    private static List<(string Sentence, string Translated)> Entries(string file, string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return [.. json.RootElement.EnumerateObject().Select(entry => (entry.Name, entry.Value.GetString() ?? ""))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new StartUpException($"{file} must be one flat JSON object of English sentence and translation.", e);
        }
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
