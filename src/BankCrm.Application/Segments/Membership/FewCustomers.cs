using BankCrm.Application.Common;
using BankCrm.Application.Segments.Definitions;

namespace BankCrm.Application.Segments.Membership;

/// <summary>
/// What numbers of customers somebody is told who may not see who they are: no group of fewer than so many, not by subtraction either, and the others rounded, so that who
/// asks twice, the second time with one condition more, does not learn of the few in between. Everybody else is told every number as it is.
/// </summary>
internal static class FewCustomers
{
    /// <summary>To how many numbers are rounded.</summary>
    private const int Tens = 10;

    extension(CurrentUser user)
    {
        /// <summary>0: they are told every number.</summary>
        public int LeastTold => user.IsToldNoFew ? SegmentScope.Floor : 0;

        /// <summary>Null: so few that they are not told.</summary>
        public int? Told(int customers) => !user.IsToldNoFew ? customers : customers < SegmentScope.Floor ? null : Rounded(customers);

        /// <summary>Groups that can be told one by one, and how many are in the others together. They add up to the rounded sum.</summary>
        public (Dictionary<T, int> Told, int Others) ToldGroups<T>(IReadOnlyDictionary<T, int> groups) where T : notnull
        {
            var (told, others) = Fold(groups, user.LeastTold);
            if (!user.IsToldNoFew)
            {
                return (told, others);
            }

            var rounded = Rounded([.. told.Values, others]);
            return (told.Keys.Zip(rounded).ToDictionary(), rounded[^1]);
        }

        /// <summary>Groups that add up to the rounded sum. None of them is too small to be told.</summary>
        public Dictionary<T, int> ToldLarge<T>(IReadOnlyDictionary<T, int> groups) where T : notnull =>
            user.IsToldNoFew ? groups.Keys.Zip(Rounded([.. groups.Values])).ToDictionary() : groups.ToDictionary();

        /// <summary>A mean or a sum of money, by which a number of customers could be counted back: two figures of it.</summary>
        public decimal ToldMoney(decimal amount) => user.IsToldNoFew ? TwoFigures(amount) : amount;
    }

    /// <summary>Puts small groups together, and the next smallest with them where they would be too few still.</summary>
    /// <returns>The groups that can be told, and how many are in the others together: none, or so few that nothing is told, or enough.</returns>
    public static (Dictionary<T, int> Told, int Others) Fold<T>(IReadOnlyDictionary<T, int> groups, int least) where T : notnull
    {
        var (told, others) = (new Dictionary<T, int>(), 0);
        foreach (var (group, customers) in groups.OrderBy(g => g.Value))
        {
            if (customers < least || others is > 0 && others < least)
            {
                others += customers;
            }
            else
            {
                told[group] = customers;
            }
        }

        return (groups.Where(g => told.ContainsKey(g.Key)).ToDictionary(g => g.Key, g => g.Value), others);
    }

    /// <summary>The nearest ten; a five goes up.</summary>
    public static int Rounded(int customers) => (customers + (Tens / 2)) / Tens * Tens;

    /// <summary>Tens that add up to the rounded sum: what is left over after rounding down goes to those who lost most by it.</summary>
    public static int[] Rounded(IReadOnlyList<int> parts)
    {
        int[] rounded = [.. parts.Select(p => p / Tens * Tens)];
        foreach (var place in Enumerable.Range(0, parts.Count).OrderByDescending(i => parts[i] % Tens).ThenByDescending(i => parts[i]).Take((Rounded(parts.Sum()) - rounded.Sum()) / Tens))
        {
            rounded[place] += Tens;
        }

        return rounded;
    }

    private static decimal TwoFigures(decimal amount)
    {
        var unit = 1m;
        while (Math.Abs(amount) / unit >= 100)
        {
            unit *= Tens;
        }

        return Math.Round(amount / unit, MidpointRounding.AwayFromZero) * unit;
    }
}
