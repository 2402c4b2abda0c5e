using BankCrm.Domain.Common;

namespace BankCrm.Domain.Customers.IdentityDocuments;

/// <summary>GB 11714-1997: eight places and a check character; also places 9 to 17 of a unified social credit code.</summary>
internal static class OrganisationCode
{
    private const int Length = 9;

    private static ReadOnlySpan<byte> Weights => [3, 7, 9, 10, 5, 8, 4, 2];

    public static Fault? Check(string code) => code.Length == Length && code.All(char.IsAsciiLetterOrDigit)
        ? null
        : new("An organisation code has 9 digits or letters. Read it from the certificate again.");

    /// <summary>A doubt only: some codes that the offices issued do not keep the rule.</summary>
    public static Fault? Doubt(string code)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += Weights[i] * Value(code[i]);
        }

        var expected = (11 - (sum % 11)) switch
        {
            10 => 'X',
            11 => '0',
            var digit => (char)('0' + digit),
        };
        return code[^1] == expected ? null : new("The check character of the organisation code does not fit. Compare each place with the certificate.");
    }

    private static int Value(char letter) => char.IsAsciiDigit(letter) ? letter - '0' : letter - 'A' + 10;
}
