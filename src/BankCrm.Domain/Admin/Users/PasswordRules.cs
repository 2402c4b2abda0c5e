using System.Text;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Admin.Users;

/// <summary>What a password must be: long, and not what is guessed first. Nothing is said about signs and capitals: they make nobody safer.</summary>
public static class PasswordRules
{
    public const int MinLength = 12;
    public const int MaxLength = 128;

    /// <summary>So many former passwords do not come back.</summary>
    public const int History = 5;

    /// <summary>As it is compared: one form for what looks the same. Null: broken letters, which nobody has typed.</summary>
    public static string? Normal(string password)
    {
        try
        {
            return password.Length > 4 * MaxLength ? null : password.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <param name="password">In its normal form.</param>
    /// <param name="names">What everybody knows of them: their name and user name, the names of branch and bank.</param>
    public static Fault? Check(string? password, IEnumerable<string> names) => password switch
    {
        null or { Length: > MaxLength } => new("Use at most {0} characters.", MaxLength),
        { Length: < MinLength } => new("Use at least {0} characters: three or four words that have nothing to do with each other, for example.", MinLength),
        _ when names.Append("BankCrm").Any(name => HasName(password, name)) =>
            new("Leave out names: your own, your user name, those of the branch and the bank."),
        _ when CommonPasswords.Has(password) => new("Passwords like this are guessed first. Take three or four words that have nothing to do with each other."),
        _ => null,
    };

    private static bool HasName(string password, string name)
    {
        var letters = Letters(name);
        var enough = letters.Any(c => c > 0x2E80) ? 2 : 4; // two Han characters are a whole name
        return letters.Length >= enough && Letters(password).Contains(letters, StringComparison.Ordinal);
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
