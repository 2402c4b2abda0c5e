namespace BankCrm.Domain.DataQuality.Duplicates;

/// <summary>How alike two short texts are.</summary>
public static class TextLikeness
{
    private const double PrefixWeight = 0.1;
    private const int LongestPrefix = 4;

    /// <summary>
    /// How many letters must be left out, put in, replaced or exchanged with their neighbour to turn one into the other (Damerau and
    /// Levenshtein, each letter touched once).
    /// </summary>
    /// <param name="limit">No more than this is looked for.</param>
    /// <returns>The number of changes, or limit + 1 where there are more.</returns>
    public static int Changes(string a, string b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit)
        {
            return limit + 1;
        }

        var (before, last, here) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            here[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                here[j] = Math.Min(replaced, Math.Min(last[j], here[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    here[j] = Math.Min(here[j], before[j - 2] + 1);
                }
            }

            (before, last, here) = (last, here, before);
        }

        return Math.Min(last[b.Length], limit + 1);
    }

    /// <summary>Jaro's likeness with Winkler's bonus for a common beginning, 0 to 1: made for names typed by hand.</summary>
    public static double Words(string a, string b)
    {
        if (a == b)
        {
            return 1;
        }

        var reach = Math.Max(0, (Math.Max(a.Length, b.Length) / 2) - 1);
        var (takenA, takenB) = (new bool[a.Length], new bool[b.Length]);
        var common = 0;
        for (var i = 0; i < a.Length; i++)
        {
            for (var j = Math.Max(0, i - reach); j < Math.Min(b.Length, i + reach + 1); j++)
            {
                if (!takenB[j] && a[i] == b[j])
                {
                    (takenA[i], takenB[j]) = (true, true);
                    common++;
                    break;
                }
            }
        }

        if (common == 0)
        {
            return 0;
        }

        var (outOfOrder, next) = (0, 0);
        for (var i = 0; i < a.Length; i++)
        {
            if (takenA[i])
            {
                while (!takenB[next])
                {
                    next++;
                }

                outOfOrder += a[i] == b[next++] ? 0 : 1;
            }
        }

        var jaro = (((double)common / a.Length) + ((double)common / b.Length) + ((common - (outOfOrder / 2.0)) / common)) / 3;
        var prefix = 0;
        while (prefix < Math.Min(LongestPrefix, Math.Min(a.Length, b.Length)) && a[prefix] == b[prefix])
        {
            prefix++;
        }

        return jaro + (prefix * PrefixWeight * (1 - jaro));
    }
}
