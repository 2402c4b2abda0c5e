using BankCrm.Application.Platform.Localisation;
using BankCrm.Domain.Common;

namespace BankCrm.Web.Platform.Localisation;

/// <summary>The sentences of the pages, for what is written apart from any request.</summary>
internal sealed class TranslatedWording(Translations translations) : IWording
{
    public IWords In(string language) => new Words(translations, Languages.Find(language) ?? Languages.English);

    private sealed class Words(Translations translations, Language language) : IWords
    {
        public string this[string sentence, params object?[] args]
        {
            get
            {
                var said = translations.Translate(sentence, language);
                return args.Length == 0 ? said : string.Format(language.Culture, said, args);
            }
        }

        public string this[Enum value] => translations.Translate(MeansAttribute.Of(value), language);
    }
}
