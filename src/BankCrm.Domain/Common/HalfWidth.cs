namespace BankCrm.Domain.Common;

/// <summary>Chinese keyboards type digits, letters and signs full-width; they mean the half-width ones.</summary>
public static class HalfWidth
{
    private const int Distance = '！' - '!';

    public static string Of(string text) => string.Create(text.Length, text, static (half, full) =>
    {
        for (var i = 0; i < half.Length; i++)
        {
            half[i] = full[i] switch
            {
                '\u3000' => ' ',
                >= '！' and <= '～' => (char)(full[i] - Distance),
                var other => other,
            };
        }
    });
}
