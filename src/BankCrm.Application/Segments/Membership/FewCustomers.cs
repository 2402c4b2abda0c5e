using BankCrm.Application.Common;
using BankCrm.Application.Segments.Definitions;

namespace BankCrm.Application.Segments.Membership;

/// <summary>Whoever may not see who is in a segment is told no group of fewer than so many, not by subtraction either.</summary>
internal static class FewCustomers
{
    extension(CurrentUser user)
    {
        /// <summary>0: they are told every number.</summary>
        public int LeastTold => user.IsToldNoFew ? SegmentScope.Floor : 0;
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
}
