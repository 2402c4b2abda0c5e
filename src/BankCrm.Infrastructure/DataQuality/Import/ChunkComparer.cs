using BankCrm.Application.Common;
using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.DataQuality.Import;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>Compares a chunk with the bank before anything is sealed for it. What changes in between, the constraints refuse.</summary>
internal sealed class ChunkComparer(ICustomerMatches matches, CrmDb db)
{
    public async Task<ReadChunk> CompareAsync(ReadChunk chunk, CancellationToken ct)
    {
        if (chunk.Candidates.Count == 0)
        {
            return chunk;
        }

        await using var transaction = await db.BeginAsync(ct);
        var imported = await ImportedBeforeAsync(chunk.Candidates, ct);
        var met = (await matches.FindAsync([.. chunk.Candidates.Select(c => c.Traits)], ct)).ToLookup(m => m.Asked);
        var fresh = new List<Candidate>(chunk.Candidates.Count);
        foreach (var (place, candidate) in chunk.Candidates.Index())
        {
            if (Known(candidate, met[place], imported) is { } finding)
            {
                chunk.Findings.RemoveAll(f => f.Line == candidate.Line);
                chunk.Findings.Add(finding);
                continue;
            }

            fresh.Add(candidate);
            if (met[place].FirstOrDefault(m => m.Kind is CustomerMatchKind.NameAndBirth) is { } alike)
            {
                candidate.IsRemarked = true;
                chunk.Findings.Add(new(
                    candidate.Line, ImportFindingKind.Remark, ImportField.Name, "A customer has the same name and date of birth. Are they the same person?", [], alike.CustomerId));
            }
        }

        return chunk with { Candidates = fresh, AlreadyThere = chunk.Candidates.Count - fresh.Count };
    }

    private async Task<Dictionary<(string, Guid), Guid>> ImportedBeforeAsync(List<Candidate> candidates, CancellationToken ct)
    {
        var references = candidates.Where(c => c.Draft.ExternalRef.Length > 0).Select(c => c.Draft.ExternalRef).ToArray();
        return references.Length == 0 ? [] : await db.CustomersWithMerged
            .Where(c => c.ExternalRef != null && references.Contains(c.ExternalRef))
            .Select(c => new { c.ExternalRef, c.BranchId, Id = c.MergedIntoId ?? c.Id })
            .ToDictionaryAsync(c => (c.ExternalRef!, c.BranchId), c => c.Id, ct);
    }

    private static NewFinding? Known(Candidate candidate, IEnumerable<CustomerMatch> met, Dictionary<(string, Guid), Guid> imported) =>
        candidate.Draft.ExternalRef.Length > 0 && imported.TryGetValue((candidate.Draft.ExternalRef, candidate.BranchId), out var before)
            ? new(candidate.Line, ImportFindingKind.AlreadyThere, ImportField.ExternalRef, "This row was imported before: a customer has its number.", [], before)
        : met.FirstOrDefault(m => m.Kind is CustomerMatchKind.Document) is not { } same ? null
        : new(
            candidate.Line, ImportFindingKind.AlreadyThere, ImportField.DocumentNumber,
            same.CustomerId is null
                ? "A customer of another branch has this document. Ask the head office."
                : "A customer of the bank has this document already.",
            [], same.CustomerId);
}
