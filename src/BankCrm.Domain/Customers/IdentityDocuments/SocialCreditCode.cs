using BankCrm.Domain.Common;

namespace BankCrm.Domain.Customers.IdentityDocuments;

/// <summary>GB 32100-2015: authority, category, area (6 digits), organisation code (9), check character; an alphabet of 31.</summary>
internal static class SocialCreditCode
{
    public const int Length = 18;
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static ReadOnlySpan<byte> Weights => [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    public static Fault? Check(string code)
    {
        if (code.Length != Length)
        {
            return new("A unified social credit code has 18 places; this one has {0}. Read it from the licence again.", code.Length);
        }

        return CheckShape(code) ?? CheckCharacter(code);
    }

    public static Fault? CheckShape(string code)
    {
        for (var i = 0; i < Length - 1; i++)
        {
            if (i is >= 2 and <= 7 && !char.IsAsciiDigit(code[i]))
            {
                return new("Place {0} must be a digit (places 3 to 8 are the area). Read it from the licence again.", i + 1);
            }

            if (!Alphabet.Contains(code[i], StringComparison.Ordinal))
            {
                return new("Place {0} cannot be right: a credit code has digits and capital letters, but never I, O, S, V or Z.", i + 1);
            }
        }

        return null;
    }

    /// <summary>Everything but the check character holds: a real code with a place mistyped.</summary>
    public static bool FailsByCheckCharacterOnly(string code) =>
        code.Length == Length && char.IsAsciiLetterOrDigit(code[^1]) && CheckShape(code) is null && CheckCharacter(code) is not null;

    private static Fault? CheckCharacter(string code)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += Weights[i] * Alphabet.IndexOf(code[i], StringComparison.Ordinal);
        }

        // The remainder 0 means the check character 0, not a 32nd letter.
        var expected = Alphabet[(31 - (sum % 31)) % 31];
        return code[^1] == expected
            ? null
            : new("The check character (place 18) does not fit: after these 17 places it would be {0}. Compare each place with the licence.", expected);
    }
}
