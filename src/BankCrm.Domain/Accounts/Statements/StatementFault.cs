using BankCrm.Domain.Common;

namespace BankCrm.Domain.Accounts.Statements;

/// <summary>What is wrong with a statement, and where in the file.</summary>
/// <param name="Line">Counted from 1. 0: with the file as a whole.</param>
public sealed record StatementFault(Fault Fault, int Line);
