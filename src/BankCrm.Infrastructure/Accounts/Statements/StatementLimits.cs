namespace BankCrm.Infrastructure.Accounts.Statements;

/// <summary>How much of a hostile or broken file is read before it is refused.</summary>
/// <param name="Run">Letters in a row without a line break, in XML and SGML without a tag.</param>
/// <param name="Text">Letters of one value.</param>
/// <param name="Depth">Elements within elements.</param>
/// <param name="Details">Transactions within one entry.</param>
/// <param name="Faults">Of one statement or entry that are told.</param>
internal sealed record StatementLimits(long Letters = 2_000_000_000, int Run = 64 * 1024, int Text = 16 * 1024, int Depth = 64, int Nodes = 200_000, int Details = 100_000, int Faults = 100);
