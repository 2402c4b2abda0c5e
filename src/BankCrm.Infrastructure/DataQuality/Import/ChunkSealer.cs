using BankCrm.Application.Common;
using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.DataQuality.Import;
using Microsoft.Extensions.Logging;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>Makes customers of candidates, each under a key of their own.</summary>
internal sealed partial class ChunkSealer(ICustomerBulkWriter writer, CustomerMaker maker, CurrentUser user, TimeProvider clock, ILogger<ChunkSealer> log)
{
    private readonly DateTimeOffset now = clock.GetUtcNow();

    /// <summary>A candidate who cannot become a customer goes to the findings; the others go on.</summary>
    public SealedChunk Seal(ReadChunk chunk)
    {
        if (chunk.Candidates is not [{ Number: not null }, ..])
        {
            return new(chunk, null);
        }

        var failed = new HashSet<Candidate>();
        var prepared = writer.Prepare(Keyed(chunk.Candidates, failed));
        chunk.Findings.RemoveAll(f => failed.Any(c => c.Line == f.Line));
        chunk.Findings.AddRange(failed.Select(c => new NewFinding(c.Line, ImportFindingKind.Refused, null, ChunkReader.Unforeseen, [], null)));
        return new(
            chunk with { Candidates = [.. chunk.Candidates.Where(c => !failed.Contains(c))], Refused = chunk.Refused + failed.Count }, prepared);
    }

    /// <summary>Once more, for some of them.</summary>
    public IPreparedCustomers Again(IEnumerable<Candidate> candidates) => writer.Prepare(candidates.Select(Keyed));

    private IEnumerable<KeyedCustomer> Keyed(List<Candidate> candidates, HashSet<Candidate> failed)
    {
        foreach (var candidate in candidates)
        {
            KeyedCustomer? keyed = null;
            try
            {
                keyed = Keyed(candidate);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                LogUnforeseen(e, candidate.Line);
                failed.Add(candidate);
            }

            if (keyed is not null)
            {
                yield return keyed;
            }
        }
    }

    private KeyedCustomer Keyed(Candidate candidate) =>
        maker.Make(candidate.Draft, candidate.Number!, candidate.BranchId, user.StaffId, now, Branch.DayAt(now), migrated: true);

    [LoggerMessage(LogLevel.Error, "The import could not make a customer of line {Line}")]
    private partial void LogUnforeseen(Exception e, int line);
}
