using System.Globalization;
using System.Text;
using BankCrm.Domain.Customers.Names;

namespace BankCrm.Domain.Cases.Routing;

/// <summary>What the text of a case is compared by. No number of it is: every run of digits becomes the same "0".</summary>
public static class CaseText
{
    /// <summary>In UTF-16 places. What comes after is not read: nobody begins with what does not matter.</summary>
    public const int MaxLength = 4_000;

    /// <summary>What is longer is no word but a link or a cat on the keyboard; its beginning is read.</summary>
    public const int MaxWordLength = 24;

    private const char Edge = '_';
    private const char Number = '0';
    private const string Beginning = ">";
    private const string End = "<";
    private const int ShortestPart = 3;
    private const int LongestPart = 4;
    private const int LongestHan = 3;

    /// <summary>Two words are read together up to so many words apart, in either order: "has not arrived", "did it arrive".</summary>
    private const int Reach = 12;

    /// <summary>Of words read together the beginning, which "arrive" and "arrived" share.</summary>
    private const int StemLength = 5;

    /// <summary>In the order of the text; what it says twice comes twice.</summary>
    public static IReadOnlyList<CaseTerm> Terms(string text)
    {
        var pieces = Pieces(text);
        var terms = new List<CaseTerm>(pieces.Count * 24);
        foreach (var piece in pieces)
        {
            if (piece.IsHan)
            {
                AddHan(terms, piece.Text);
            }
            else
            {
                AddWord(terms, piece.Text);
            }
        }

        AddNeighbours(terms, pieces);
        AddPairs(terms, pieces.FindAll(p => !p.IsHan).ConvertAll(p => p.Text));
        return terms;
    }

    private static void AddHan(List<CaseTerm> terms, string run)
    {
        var letters = run.EnumerateRunes().Select(r => r.ToString()).ToList();
        for (var i = 0; i < letters.Count; i++)
        {
            var name = "";
            for (var end = i; end < Math.Min(i + LongestHan, letters.Count); end++)
            {
                name += letters[end];
                terms.Add(new(name, name, IsWhole: true));
            }
        }
    }

    private static void AddWord(List<CaseTerm> terms, string word)
    {
        terms.Add(new(word, word, IsWhole: char.IsLetter(word[0]) || word.Length > 1));
        if (!terms[^1].IsWhole)
        {
            return;
        }

        var edged = $"{Edge}{word}{Edge}";
        for (var length = ShortestPart; length <= LongestPart; length++)
        {
            for (var i = 0; i + length <= edged.Length; i++)
            {
                if (!char.IsLowSurrogate(edged[i]) && !char.IsHighSurrogate(edged[i + length - 1])) // half of a letter is none
                {
                    terms.Add(new($"#{edged.AsSpan(i, length)}", word));
                }
            }
        }
    }

    private static void AddNeighbours(List<CaseTerm> terms, List<Piece> pieces)
    {
        for (var i = 0; i <= pieces.Count && pieces.Count > 0; i++)
        {
            var (from, to) = (i > 0 ? pieces[i - 1] : new(Beginning, false), i < pieces.Count ? pieces[i] : new(End, false));
            if (!from.IsHan && !to.IsHan)
            {
                var name = $"{from.Text} {to.Text}";
                terms.Add(i == 0 ? new(name, to.Text) : i == pieces.Count ? new(name, from.Text) : new(name, from.Text, to.Text));
            }
        }
    }

    private static void AddPairs(List<CaseTerm> terms, List<string> words)
    {
        var stems = words.ConvertAll(w => w.Length > StemLength && !char.IsHighSurrogate(w[StemLength - 1]) ? w[..StemLength] : w);
        for (var i = 0; i < words.Count; i++)
        {
            for (var j = i + 1; j < Math.Min(words.Count, i + 1 + Reach); j++)
            {
                var inOrder = string.CompareOrdinal(stems[i], stems[j]) <= 0;
                var name = inOrder ? $"{stems[i]}+{stems[j]}" : $"{stems[j]}+{stems[i]}";
                terms.Add(new(name, words[i], words[j], j == i + 1 ? " " : " … "));
            }
        }
    }

    private static List<Piece> Pieces(string text)
    {
        var runes = Plain(text).EnumerateRunes().ToArray();
        var pieces = new List<Piece>();
        var word = new StringBuilder();
        var isHan = false;
        for (var i = 0; i < runes.Length; i++)
        {
            var (rune, next) = (runes[i], i + 1 < runes.Length ? runes[i + 1] : default);
            if (IsHan(rune))
            {
                Begin(han: true);
                word.Append(rune);
            }
            else if (Rune.IsDigit(rune))
            {
                Begin(han: false);
                word.Append(word.Length > 0 && word[^1] == Number ? "" : Number);
            }
            else if (IsLetter(rune) || (rune.Value == '\'' && word.Length > 0 && !isHan && IsLetter(next)))
            {
                Begin(han: false);
                word.Append(word.Length < MaxWordLength ? rune : "");
            }
            else if (!(rune.Value is '.' or ',' && word.Length > 0 && word[^1] == Number && Rune.IsDigit(next))) // 1,250.00 is one number
            {
                Close();
                if (rune.Value is '?' or '!')
                {
                    pieces.Add(new(rune.ToString(), false));
                }
            }
        }

        Close();
        return pieces;

        void Begin(bool han)
        {
            if (isHan != han)
            {
                Close();
            }

            isHan = han;
        }

        void Close()
        {
            if (word.Length > 0)
            {
                pieces.Add(new(word.ToString(), isHan));
            }

            word.Clear();
        }
    }

    /// <summary>Small letters in one spelling, full-width or not.</summary>
    private static string Plain(string text)
    {
        var whole = new StringBuilder();
        foreach (var rune in text.AsSpan(0, Math.Min(text.Length, MaxLength)).EnumerateRunes()) // puts a sign for half a letter, which cannot be normalised
        {
            whole.Append(rune.Value == '’' ? "'" : rune.ToString());
        }

        var plain = whole.ToString().Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        return plain.Length > MaxLength ? plain[..MaxLength] : plain;
    }

    /// <summary>Written without spaces: Chinese letters, and Japanese ones.</summary>
    private static bool IsHan(Rune rune) => NameText.IsHan(rune) || rune.Value is (>= 0x3041 and <= 0x3096) or (>= 0x30A1 and <= 0x30FC);

    private static bool IsLetter(Rune rune) => Rune.IsLetter(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private sealed record Piece(string Text, bool IsHan);
}
