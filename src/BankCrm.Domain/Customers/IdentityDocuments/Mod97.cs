namespace BankCrm.Domain.Customers.IdentityDocuments;

/// <summary>ISO 7064 MOD 97-10 over digits and capital letters (A = 10 … Z = 35).</summary>
internal static class Mod97
{
    public static int Of(ReadOnlySpan<char> places)
    {
        var remainder = 0;
        foreach (var place in places)
        {
            remainder = char.IsAsciiDigit(place)
                ? ((remainder * 10) + place - '0') % 97
                : ((remainder * 100) + place - 'A' + 10) % 97;
        }

        return remainder;
    }
}
