using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.IdentityDocuments;

namespace BankCrm.Domain.Customers.Notes;

/// <summary>Finds numbers of identity documents and cards in free text, where they do not belong.</summary>
public static class NumbersInText
{
    private const int CardMin = 16;
    private const int CardMax = 19;
    private const int ResidentLength = 18;
    private const int Shown = 4;

    public static bool Has(string text, DateOnly today) => Runs(HalfWidth.Of(text)).Any(run => IsNumber(run.Digits, today));

    /// <summary>The same text, of each such number the last four digits only: for what others wrote, which is not refused.</summary>
    public static string Masked(string text, DateOnly today)
    {
        var letters = text.ToCharArray();
        foreach (var (places, _) in Runs(HalfWidth.Of(text)).Where(run => IsNumber(run.Digits, today)))
        {
            foreach (var place in places.SkipLast(Shown))
            {
                letters[place] = '*';
            }
        }

        return new(letters);
    }

    private static bool IsNumber(string run, DateOnly today) => IsResidentNumber(run, today) || IsCard(run);

    private static bool IsResidentNumber(string run, DateOnly today) =>
        run.Length == ResidentLength && IdentityNumber.Check(IdentityDocumentKind.ResidentId, run, today) is null;

    private static bool IsCard(string run) => run.Length is >= CardMin and <= CardMax && BankCard.Check(run) is null;

    /// <summary>Digits that belong together: single spaces and dashes between them do not part them.</summary>
    /// <returns>With where they stand.</returns>
    private static IEnumerable<(IReadOnlyList<int> Places, string Digits)> Runs(string text)
    {
        var (run, places) = (new System.Text.StringBuilder(), new List<int>());
        for (var i = 0; i <= text.Length; i++)
        {
            var letter = i < text.Length ? text[i] : '\0';
            if (char.IsAsciiDigit(letter) || (letter is 'X' or 'x' && run.Length == ResidentLength - 1))
            {
                run.Append(letter);
                places.Add(i);
            }
            else if (letter is not (' ' or '-') || i + 1 >= text.Length || !(char.IsAsciiDigit(text[i + 1]) || text[i + 1] is 'X' or 'x'))
            {
                if (run.Length > 0)
                {
                    yield return (places, run.ToString());
                    run.Clear();
                    places = [];
                }
            }
        }
    }
}
