using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.IdentityDocuments;

namespace BankCrm.Domain.Customers.Notes;

/// <summary>Finds numbers of identity documents and cards in free text, where they do not belong.</summary>
public static class NumbersInText
{
    private const int CardMin = 16;
    private const int CardMax = 19;
    private const int ResidentLength = 18;

    public static bool Has(string text, DateOnly today) => Runs(HalfWidth.Of(text)).Any(run => IsResidentNumber(run, today) || IsCard(run));

    private static bool IsResidentNumber(string run, DateOnly today) =>
        run.Length == ResidentLength && IdentityNumber.Check(IdentityDocumentKind.ResidentId, run, today) is null;

    private static bool IsCard(string run) => run.Length is >= CardMin and <= CardMax && BankCard.Check(run) is null;

    /// <summary>Digits that belong together: single spaces and dashes between them do not part them.</summary>
    private static IEnumerable<string> Runs(string text)
    {
        var run = new System.Text.StringBuilder();
        for (var i = 0; i <= text.Length; i++)
        {
            var letter = i < text.Length ? text[i] : '\0';
            if (char.IsAsciiDigit(letter) || (letter is 'X' or 'x' && run.Length == ResidentLength - 1))
            {
                run.Append(letter);
            }
            else if (letter is not (' ' or '-') || i + 1 >= text.Length || !(char.IsAsciiDigit(text[i + 1]) || text[i + 1] is 'X' or 'x'))
            {
                if (run.Length > 0)
                {
                    yield return run.ToString();
                    run.Clear();
                }
            }
        }
    }
}
