using BankCrm.Domain.Common;

namespace BankCrm.Application.Platform.Localisation;

/// <summary>Sentences in a language, for what is written apart from any request: a file, a message.</summary>
public interface IWording
{
    /// <param name="language">As <c>zh-Hans</c>; English for one that is not known.</param>
    IWords In(string language);
}

/// <summary>Sentences in one language. The English sentence is the key.</summary>
public interface IWords
{
    string this[string sentence, params object?[] args] { get; }

    /// <summary>What a value of an enumeration is called.</summary>
    string this[Enum value] { get; }
}

/// <summary>Where there are no pages, there is English.</summary>
public sealed class EnglishWording : IWording, IWords
{
    public string this[string sentence, params object?[] args] =>
        args.Length == 0 ? sentence : string.Format(System.Globalization.CultureInfo.InvariantCulture, sentence, args);

    public string this[Enum value] => MeansAttribute.Of(value);

    public IWords In(string language) => this;
}
