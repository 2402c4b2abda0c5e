using BankCrm.Domain.Common;

namespace BankCrm.Domain.Accounts.Statements;

/// <summary>What must hold of every statement, whatever its format: it names its account, is no other's twin, and adds up.</summary>
public static class StatementChecks
{
    public static IEnumerable<StatementPart> Of(IEnumerable<StatementPart> parts)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var tally = new StatementTally(new() { Kind = "", Line = 0 });
        var (statements, stopped, line) = (0, false, 0);
        foreach (var part in parts)
        {
            switch (part)
            {
                case StatementBegun begun:
                    statements++;
                    tally = new(begun.Header);
                    yield return part;
                    break;
                case EntryRead read:
                    tally.Add(read.Entry);
                    yield return part;
                    break;
                case StatementEnded ended:
                    yield return tally.End(ended, seen);
                    break;
                case FileFaulty faulty:
                    stopped |= faulty.Stopped;
                    line = faulty.Fault.Line;
                    yield return part;
                    break;
                default:
                    yield return part;
                    break;
            }
        }

        if (statements == 0 && !stopped)
        {
            yield return new FileFaulty(new(new Fault("The file holds no statement."), line), Stopped: false);
        }
    }
}
