using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.Names;

namespace BankCrm.Domain.Customers.Search;

/// <summary>Tells from its shape what was typed into the search box, so that each text asks one index and no table is read through.</summary>
public static class SearchText
{
    public const int MaxLength = 100;
    private const int LeastLatin = 2;

    public static RecognisedText Recognise(string typed, DateOnly today, string defaultCountry = "CN")
    {
        if (CleanText.Check(typed, MaxLength) is { } unclean)
        {
            return new([], unclean);
        }

        var text = HalfWidth.Of(typed).Trim();
        if (text.Contains('@', StringComparison.Ordinal))
        {
            return new([Email(text)]);
        }

        if (text.Any(char.IsAsciiDigit) && !NameText.HasHan(text))
        {
            var numbers = SearchNumber.Guesses(text, today, defaultCountry);
            if (numbers.Count > 0)
            {
                return new(numbers);
            }
        }

        return NameAndNumber(text, today, defaultCountry) ?? Name(text);
    }

    private static SearchGuess Email(string text) => EmailAddress.Check(text) is { } fault
        ? new(SearchKind.Email, text, fault)
        : new(SearchKind.Email, EmailAddress.Parse(text).LookupKey);

    /// <summary>A name, a space, and the number that tells its bearers apart.</summary>
    private static RecognisedText? NameAndNumber(string text, DateOnly today, string defaultCountry)
    {
        var space = text.LastIndexOf(' ');
        if (space < 0)
        {
            return null;
        }

        var (name, number) = (Name(text[..space].Trim()).Guesses, text[(space + 1)..]);
        if (name.Count == 0 || !number.Any(char.IsAsciiDigit) || number.Any(c => !char.IsAsciiLetterOrDigit(c)))
        {
            return null;
        }

        var numbers = SearchNumber.Guesses(number, today, defaultCountry);
        return numbers.Count == 0 ? null : new([.. name.SelectMany(n => numbers.Select(also => n with { And = also }))]);
    }

    private static RecognisedText Name(string text)
    {
        if (NameText.HasHan(text))
        {
            return new([new(SearchKind.HanName, text)]);
        }

        var letters = NameKeys.Compact(NameText.Normalise(text));
        if (letters.All(char.IsAsciiDigit))
        {
            return new([], letters.Length == 0
                ? new("Type a name, a number, a telephone or an e-mail address.")
                : new("Type at least four digits."));
        }

        return letters.Length < LeastLatin
            ? new([], new("Type at least two letters: one letter would find too many."))
            : new(Latin(text, letters));
    }

    private static List<SearchGuess> Latin(string text, string letters)
    {
        var guesses = new List<SearchGuess>();
        if (PinyinText.IsPinyin(letters))
        {
            guesses.Add(new(SearchKind.Pinyin, text));
        }

        if (PinyinText.MayBeInitials(letters))
        {
            guesses.Add(new(SearchKind.Initials, text));
        }

        guesses.Add(new(SearchKind.LatinName, text));
        return guesses;
    }
}
