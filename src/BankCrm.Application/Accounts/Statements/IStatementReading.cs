using BankCrm.Domain.Accounts.Statements;

namespace BankCrm.Application.Accounts.Statements;

/// <summary>Reads statement files of whatever format, apart from any bank.</summary>
public interface IStatementReading
{
    /// <summary>
    /// The parts of the file, in its order, streaming. Never throws for what stands in the file: what is wrong is a part of it, or stands
    /// with the statement or entry that it concerns.
    /// </summary>
    IEnumerable<StatementPart> Read(Stream content);
}
