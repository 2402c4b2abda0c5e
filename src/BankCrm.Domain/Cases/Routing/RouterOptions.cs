namespace BankCrm.Domain.Cases.Routing;

/// <summary>How it is learnt. What stands here was chosen by cross-validation; docs/routing.md says on what.</summary>
public sealed record RouterOptions
{
    /// <summary>A term is learnt only if cases of so many customers have it: what one or two say is about them, not about the category.</summary>
    public int FewestCustomers { get; init; } = 3;

    /// <summary>Of more terms the rarest are left out. Bounds the memory: four bytes for each and each category while it is learnt.</summary>
    public int MostTerms { get; init; } = 60_000;

    /// <summary>What a case on the wrong side costs, against large weights (the C of a support vector machine).</summary>
    public double Cost { get; init; } = 0.7;

    /// <summary>How many times more a category's own case counts than one of another: there are many others.</summary>
    public double OwnWeight { get; init; } = 4;

    /// <summary>How often each case is looked at.</summary>
    public int Passes { get; init; } = 15;

    /// <summary>Into how many parts the cases are split to learn how sure to be: each is judged by what the others teach.</summary>
    public int Parts { get; init; } = 4;

    /// <summary>Weights nearer to nothing than this are not kept, before they are turned into points.</summary>
    public double Faintest { get; init; } = 0.015;

    internal bool IsPossible =>
        FewestCustomers > 0 && MostTerms > 0 && Cost > 0 && OwnWeight > 0 && Passes > 0 && Parts > 1 && Faintest >= 0;
}
