using System.Globalization;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Customers.IdentityDocuments;

/// <summary>ISO 17442: 18 places and two check digits.</summary>
internal static class LegalEntityIdentifier
{
    private const int Length = 20;

    public static Fault? Check(string identifier)
    {
        if (identifier.Length != Length)
        {
            return new("A legal entity identifier has 20 places; this one has {0}. Read it again.", identifier.Length);
        }

        if (!identifier.All(char.IsAsciiLetterOrDigit) || !identifier[18..].All(char.IsAsciiDigit))
        {
            return new("A legal entity identifier has Latin letters and digits, and ends in two digits. Read it again.");
        }

        return Mod97.Of(identifier) == 1
            ? null
            : new("The check digits (places 19 and 20) do not fit: after these 18 places they would be {0}. Compare each place.", Expected(identifier));
    }

    private static string Expected(string identifier) =>
        (98 - Mod97.Of(identifier[..18] + "00")).ToString("00", CultureInfo.InvariantCulture);
}
