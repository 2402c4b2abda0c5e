using BankCrm.Domain.DataQuality.Duplicates;

namespace BankCrm.Benchmarks.Duplicates;

/// <summary>Records of which it is known who is who.</summary>
/// <param name="True">The pairs that are of one person, the lower place first.</param>
/// <param name="Levels">How hard each of them is to find.</param>
/// <param name="Lookalikes">Pairs that are not, though they look so, and why.</param>
internal sealed record LabelledRecords(
    IReadOnlyList<string> Ids, IReadOnlyList<PersonFacts> Facts, HashSet<(int A, int B)> True,
    Dictionary<(int A, int B), string> Levels, Dictionary<(int A, int B), string> Lookalikes)
{
    public static (int, int) Pair(int a, int b) => a < b ? (a, b) : (b, a);
}
