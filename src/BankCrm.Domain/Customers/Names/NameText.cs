using System.Globalization;
using System.Text;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Customers.Names;

/// <summary>The names of persons and organisations as text: what may be one, and the spelling in which they are compared.</summary>
public static class NameText
{
    /// <summary>As the column counts. Rare Chinese letters take two places each.</summary>
    public const int MaxLength = 200;

    private const int MaxElements = 100;
    private const string SignsOfPersons = " \u3000·・•‧.．-‐–'’ʼ`()（）,，";

    public static Fault? CheckPerson(string name) => Check(name) ?? CheckSignsOfPerson(name);

    public static Fault? CheckOrganisation(string name) => Check(name);

    /// <summary>
    /// The spelling for comparing and searching: small letters, no accents, one kind of middle dot, no superfluous spaces. What is stored
    /// and shown stays as the document has it.
    /// </summary>
    public static string Normalise(string name)
    {
        var text = Whole(name).Normalize(NormalizationForm.FormKD).ToLowerInvariant();
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case >= '\u0300' and <= '\u036F' or '\'' or '’' or '‘' or 'ʼ' or '`' or '´':
                    break;
                case var dot when IsMiddleDot(dot) || (dot == '.' && IsEastAsian(text, i - 1) && IsEastAsian(text, i + 1)):
                    AppendDot(plain);
                    break;
                case var letter when IsPartOfWord(letter):
                    AppendLetter(plain, letter);
                    break;
                default:
                    AppendSpace(plain);
                    break;
            }
        }

        return plain.ToString().TrimEnd(' ', '·').Normalize(NormalizationForm.FormC);
    }

    public static bool HasHan(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsHan(rune))
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsHan(Rune rune) => rune.Value
        is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or 0x3007 or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFD);

    private static Fault? Check(string name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return new("Enter a name.");
        }

        if (CleanText.Check(name, MaxLength) is { } unclean)
        {
            return unclean;
        }

        if (new StringInfo(name).LengthInTextElements > MaxElements)
        {
            return new("A name has at most {0} letters. Shorten it as the document does.", MaxElements);
        }

        if (name.EnumerateRunes().Any(rune => Rune.GetUnicodeCategory(rune) is UnicodeCategory.PrivateUse))
        {
            return new("The name contains a letter of a private font. Type it as the document prints it.");
        }

        if (Mojibake.IsLikely(name))
        {
            return new("This looks like a text that was damaged when it was copied or imported. Type the name again.");
        }

        return name.EnumerateRunes().Any(rune => Rune.IsLetter(rune) || IsHan(rune))
            ? null
            : new("A name has at least one letter. Compare it with the document.");
    }

    private static Fault? CheckSignsOfPerson(string name)
    {
        foreach (var rune in name.EnumerateRunes())
        {
            if (Rune.IsDigit(rune))
            {
                return new("A person's name has no digits. Compare it with the document.");
            }

            var isSign = rune.IsBmp && SignsOfPersons.Contains((char)rune.Value, StringComparison.Ordinal);
            if (!isSign && Rune.GetUnicodeCategory(rune) is not (
                UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber
                or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format
                or UnicodeCategory.SpaceSeparator or UnicodeCategory.OtherNotAssigned))
            {
                return new("A person's name has letters, spaces, dots, dashes and apostrophes only. Leave out other signs.");
            }
        }

        return null;
    }

    /// <summary>Half letters dropped: normalising would throw on them.</summary>
    private static string Whole(string text)
    {
        var isWhole = true;
        foreach (var rune in text.EnumerateRunes())
        {
            isWhole &= rune != Rune.ReplacementChar;
        }

        return isWhole ? text : string.Concat(text.EnumerateRunes().Where(rune => rune != Rune.ReplacementChar));
    }

    private static bool IsPartOfWord(char letter) => char.IsLetterOrDigit(letter) || char.IsSurrogate(letter)
        || char.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.LetterNumber;

    private static bool IsMiddleDot(char letter) => letter is '·' or '・' or '•' or '‧' or '∙' or '⋅' or '●';

    private static bool IsEastAsian(string text, int place) => place >= 0 && place < text.Length && text[place] >= '\u2E80';

    private static void AppendLetter(StringBuilder plain, char letter)
    {
        // Chinese names are typed with and without a space: 张 明志 is 张明志.
        if (plain.Length > 1 && plain[^1] == ' ' && letter >= '\u2E80' && plain[^2] >= '\u2E80')
        {
            plain.Length--;
        }

        _ = letter switch
        {
            'ß' => plain.Append("ss"),
            'æ' => plain.Append("ae"),
            'œ' => plain.Append("oe"),
            'ø' => plain.Append('o'),
            'đ' or 'ð' => plain.Append('d'),
            'ł' => plain.Append('l'),
            'þ' => plain.Append("th"),
            'ı' => plain.Append('i'),
            _ => plain.Append(letter),
        };
    }

    private static void AppendDot(StringBuilder plain)
    {
        if (plain.Length > 0 && plain[^1] == ' ')
        {
            plain.Length--;
        }

        if (plain.Length > 0 && plain[^1] != '·')
        {
            plain.Append('·');
        }
    }

    private static void AppendSpace(StringBuilder plain)
    {
        if (plain.Length > 0 && plain[^1] is not (' ' or '·'))
        {
            plain.Append(' ');
        }
    }
}
