using System.Runtime.InteropServices;

namespace BankCrm.Domain.Cases.Routing;

/// <summary>All cases as they are learnt from: terms, categories and customers by number. The order in which they were given does not matter.</summary>
internal sealed class CaseTable
{
    private CaseTable(TaughtCase[] cases)
    {
        Categories = [.. cases.Select(c => c.CategoryId).Distinct().Order()];
        Category = Array.ConvertAll(cases, c => Array.BinarySearch(Categories, c.CategoryId));
        var customers = cases.Select(c => c.Whose).Distinct().Order().ToArray();
        Customer = Array.ConvertAll(cases, c => Array.BinarySearch(customers, c.Whose));
        Terms = new TermCount[cases.Length][];
    }

    public Guid[] Categories { get; }

    /// <summary>Of each case, its place in <see cref="Categories"/>.</summary>
    public int[] Category { get; }

    public int[] Customer { get; }

    public TermCount[][] Terms { get; }

    public List<string> Names { get; } = [];

    public static CaseTable Read(IReadOnlyList<TaughtCase> cases, CancellationToken ct)
    {
        var ordered = cases.OrderBy(c => c.CaseId).ToArray();
        var table = new CaseTable(ordered);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < ordered.Length; i++)
        {
            ct.ThrowIfCancellationRequested();
            table.Terms[i] = Count(ordered[i].Text, table.Names, numbers);
        }

        return table;
    }

    private static TermCount[] Count(string text, List<string> names, Dictionary<string, int> numbers)
    {
        var counts = new Dictionary<int, int>();
        foreach (var term in CaseText.Terms(text))
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, term.Name, out var isKnown);
            if (!isKnown)
            {
                number = names.Count;
                names.Add(term.Name);
            }

            CollectionsMarshal.GetValueRefOrAddDefault(counts, number, out _)++;
        }

        return [.. counts.OrderBy(c => c.Key).Select(c => new TermCount(c.Key, c.Value))];
    }
}

/// <summary>How often a text has a term.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TermCount(int Term, int Count);
