namespace BankCrm.Infrastructure.Customers.Population;

/// <param name="Customers">How many are to be added.</param>
/// <param name="Branches">How many branches there shall be at least. Null: those there are, or as many as fit.</param>
/// <param name="Seed">The same seed makes the same people, where the bank's customer numbers stand at the same place.</param>
public sealed record PopulationOptions(int Customers, int? Branches = null, long Seed = 1)
{
    public const int MaxCustomers = 10_000_000;
    public const int MaxBranches = 2000;

    /// <summary>So many customers a branch are usual.</summary>
    internal const int CustomersOfBranch = 20_000;

    internal int WantedBranches => Branches ?? Math.Clamp(Customers / CustomersOfBranch, 3, 200);
}
