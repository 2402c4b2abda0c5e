using System.Collections.Concurrent;
using System.Globalization;
using BankCrm.Domain.Common;

namespace BankCrm.Web.Platform.Localisation;

/// <summary>Sentences in the language of the request. The English sentence is the key: <c>T["{0} customers", count]</c>.</summary>
public sealed class Text(Translations translations)
{
    private static readonly ConcurrentDictionary<Enum, string> Meanings = new();

    public string this[string sentence] => translations.Translate(sentence, Languages.Current);

    public string this[string sentence, params object?[] args] =>
        args.Length == 0 ? this[sentence] : string.Format(CultureInfo.CurrentCulture, Singular.Of(this[sentence], args[0]), args);

    /// <summary>Why a business rule said no.</summary>
    public string this[RefusedException refused] => this[refused.Message, refused.Args];

    /// <summary>What is wrong with an input.</summary>
    public string this[Fault fault] => this[fault.Sentence, fault.Args];

    /// <summary>What a value of an enumeration is called: its [Means("…")], else its own name.</summary>
    public string this[Enum value] => this[Meanings.GetOrAdd(value, MeansAttribute.Of)];
}
