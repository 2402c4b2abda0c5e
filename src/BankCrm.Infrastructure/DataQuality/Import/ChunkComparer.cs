using BankCrm.Application.Common;
using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.DataQuality.Import;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>Compares a chunk with the bank before anything is sealed for it. What changes in between, the constraints refuse.</summary>
/// <param name="mapping">Says what becomes of rows whose customer the bank has.</param>
/// <param name="targets">Who is changed by which line so far, in the whole file.</param>
internal sealed class ChunkComparer(ImportMapping mapping, Dictionary<Guid, int> targets, ICustomerMatches matches, CrmDb db)
{
    public async Task<ReadChunk> CompareAsync(ReadChunk chunk, CancellationToken ct)
    {
        if (chunk.Candidates.Count == 0)
        {
            return chunk;
        }

        await using var transaction = await db.BeginAsync(ct);
        var imported = await ImportedBeforeAsync(chunk.Candidates, ct);
        var numbered = await NumberedAsync(chunk.Candidates, ct);
        var met = (await matches.FindAsync([.. chunk.Candidates.Select(c => c.Traits)], ct)).ToLookup(m => m.Asked);
        var (fresh, updates, alreadyThere) = (new List<Candidate>(chunk.Candidates.Count), new List<Candidate>(), 0);
        foreach (var (place, candidate) in chunk.Candidates.Index())
        {
            switch (Meets(candidate, [.. met[place]], imported, numbered))
            {
                case { Target: { } target } when Taken(candidate, target) is { } twice:
                    Instead(chunk, candidate, twice);
                    break;
                case { Target: { } target }:
                    updates.Add(candidate with { Target = target });
                    break;
                case { Finding: { } finding }:
                    Instead(chunk, candidate, finding);
                    alreadyThere += finding.Kind is ImportFindingKind.AlreadyThere ? 1 : 0;
                    break;
                default:
                    fresh.Add(candidate);
                    RemarkAlike(chunk, candidate, met[place]);
                    break;
            }
        }

        var refused = chunk.Candidates.Count - fresh.Count - updates.Count - alreadyThere;
        return chunk with { Candidates = fresh, Updates = updates, AlreadyThere = alreadyThere, Refused = chunk.Refused + refused };
    }

    private static void Instead(ReadChunk chunk, Candidate candidate, NewFinding finding)
    {
        chunk.Findings.RemoveAll(f => f.Line == candidate.Line);
        chunk.Findings.Add(finding);
    }

    private static void RemarkAlike(ReadChunk chunk, Candidate candidate, IEnumerable<CustomerMatch> met)
    {
        if (met.FirstOrDefault(m => m.Kind is CustomerMatchKind.NameAndBirth) is { } alike)
        {
            candidate.IsRemarked = true;
            chunk.Findings.Add(new(
                candidate.Line, ImportFindingKind.Remark, ImportField.Name, "A customer has the same name and date of birth. Are they the same person?", [], alike.CustomerId));
        }
    }

    private async Task<Dictionary<(string, Guid), Guid>> ImportedBeforeAsync(List<Candidate> candidates, CancellationToken ct)
    {
        var references = candidates.Where(c => c.Draft.ExternalRef.Length > 0).Select(c => c.Draft.ExternalRef).ToArray();
        return references.Length == 0 ? [] : await db.CustomersWithMerged
            .Where(c => c.ExternalRef != null && references.Contains(c.ExternalRef))
            .Select(c => new { c.ExternalRef, c.BranchId, Id = c.MergedIntoId ?? c.Id })
            .ToDictionaryAsync(c => (c.ExternalRef!, c.BranchId), c => c.Id, ct);
    }

    private async Task<Dictionary<string, Guid>> NumberedAsync(List<Candidate> candidates, CancellationToken ct)
    {
        var numbers = candidates.Where(c => c.CustomerNumber.Length > 0).Select(c => c.CustomerNumber).ToArray();
        return numbers.Length == 0 ? [] : await db.CustomersWithMerged
            .Where(c => numbers.Contains(c.Number))
            .ToDictionaryAsync(c => c.Number, c => c.MergedIntoId ?? c.Id, ct);
    }

    /// <summary>Whom the row means, or what is to be said of it. Neither: it may register a new customer.</summary>
    private (Guid? Target, NewFinding? Finding) Meets(
        Candidate candidate, CustomerMatch[] met, Dictionary<(string, Guid), Guid> imported, Dictionary<string, Guid> numbered)
    {
        if (mapping.Mode is not ImportMode.Create)
        {
            var (target, fault) = ByKey(candidate, met, imported, numbered);
            fault ??= target is null ? null : Contradiction(candidate, target.Value, met);
            if (target is not null || fault is not null)
            {
                return fault is null ? (target, null) : (null, fault);
            }

            if (mapping.Mode is ImportMode.Update)
            {
                return (null, Refused(candidate, mapping.KeyField, "No customer of yours is found by this."));
            }
        }

        return (null, candidate.Lacks ?? Known(candidate, met, imported));
    }

    private (Guid? Target, NewFinding? Fault) ByKey(
        Candidate candidate, CustomerMatch[] met, Dictionary<(string, Guid), Guid> imported, Dictionary<string, Guid> numbered) => mapping.Key switch
        {
            ImportKey.CustomerNumber => (numbered.TryGetValue(candidate.CustomerNumber, out var numberedSo) ? numberedSo : null, null),
            ImportKey.Document => Only(candidate, met.Where(m => m.Kind is CustomerMatchKind.Document)),
            ImportKey.Mobile => Only(candidate, met.Where(m => m.Kind is CustomerMatchKind.Phone)),
            _ => (imported.TryGetValue((candidate.Draft.ExternalRef, candidate.BranchId), out var before) ? before : null, null),
        };

    private (Guid?, NewFinding?) Only(Candidate candidate, IEnumerable<CustomerMatch> met) => met.Select(m => m.CustomerId).Distinct().ToList() switch
    {
        [] => (null, null),
        [{ } only] => (only, null),
        [null] => (null, Refused(candidate, mapping.KeyField, "They are another branch's customer. Ask the head office.")),
        _ => (null, Refused(candidate, mapping.KeyField, "Several customers are found by this. Choose something else by which they are found.")),
    };

    // A document that another customer has would be refused by the database, and its row with many others.
    private static NewFinding? Contradiction(Candidate candidate, Guid target, CustomerMatch[] met) =>
        Array.Find(met, m => m.Kind is CustomerMatchKind.Document && m.CustomerId != target) is not { } other ? null
        : Refused(candidate, ImportField.DocumentNumber, "This document is another customer's.") with { CustomerId = other.CustomerId };

    private NewFinding? Taken(Candidate candidate, Guid target) => targets.TryAdd(target, candidate.Line)
        ? null
        : Refused(candidate, mapping.KeyField, "Line {0} changes the same customer already.", $"{targets[target]}");

    private static NewFinding Refused(Candidate candidate, ImportField field, string sentence, params string[] args) =>
        new(candidate.Line, ImportFindingKind.Refused, field, sentence, args, null);

    private static NewFinding? Known(Candidate candidate, CustomerMatch[] met, Dictionary<(string, Guid), Guid> imported) =>
        candidate.Draft.ExternalRef.Length > 0 && imported.TryGetValue((candidate.Draft.ExternalRef, candidate.BranchId), out var before)
            ? new(candidate.Line, ImportFindingKind.AlreadyThere, ImportField.ExternalRef, "This row was imported before: a customer has its number.", [], before)
        : Array.Find(met, m => m.Kind is CustomerMatchKind.Document) is not { } same ? null
        : new(
            candidate.Line, ImportFindingKind.AlreadyThere, ImportField.DocumentNumber,
            same.CustomerId is null
                ? "A customer of another branch has this document. Ask the head office."
                : "A customer of the bank has this document already.",
            [], same.CustomerId);
}
