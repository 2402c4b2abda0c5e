using BankCrm.Domain.Accounts.Statements;
using BankCrm.Domain.Common;

namespace BankCrm.Infrastructure.Accounts.Statements;

/// <summary>Reading the file cannot go on from here.</summary>
internal sealed class UnreadableStatement(Fault fault, int line) : Exception(fault.Sentence)
{
    public StatementFault Fault { get; } = new(fault, line);
}
