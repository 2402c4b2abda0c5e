namespace BankCrm.Application.DataQuality.Export;

/// <summary>Settings under BankCrm:Export.</summary>
public sealed record ExportLimits
{
    /// <summary>What sheets of Excel hold, and more than anybody should carry out at once.</summary>
    public const int MostRows = 1_000_000;

    /// <summary>Rows that who exports their own portfolio may have without a second person.</summary>
    public int PortfolioRows { get; init; } = 200;

    /// <summary>Rows that others may have without a second person.</summary>
    public int BranchRows { get; init; } = 5_000;

    /// <summary>Exports one colleague may ask for in 24 hours.</summary>
    public int PerDay { get; init; } = 5;

    /// <summary>A file that nobody picks up is deleted after as many hours.</summary>
    public int KeepHours { get; init; } = 24;
}
