using BankCrm.Application.Common;
using BankCrm.Application.Customers.Registration;
using BankCrm.Application.Integration.Customers;
using BankCrm.Application.Platform.Messages;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Encryption;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Infrastructure.Integration.Customers;

/// <summary>What a message is to be applied to.</summary>
/// <param name="CustomerId">Null: a new customer.</param>
/// <param name="Fault">Why it cannot be.</param>
internal sealed record CustomerAim(DueMessage<CustomerRecord> Message, Guid BranchId, Guid? CustomerId, (string Field, Fault Fault)? Fault);

/// <summary>
/// Finds whom messages mean: whom the same number meant before; else whom an import brought under that number; else whoever has the
/// document and is nobody's yet in the other system.
/// </summary>
internal sealed class CustomerTargets(CrmDb db, CurrentUser user, ICustomerMatches matches, IBlindIndex index, TimeProvider clock)
{
    public async Task<IReadOnlyList<CustomerAim>> OfAsync(IReadOnlyList<DueMessage<CustomerRecord>> due, CancellationToken ct)
    {
        var branches = await BranchesAsync([.. due.Select(d => d.Record.Branch)], ct);
        var before = await SurvivorsAsync(due, ct);
        var imported = await ImportedAsync(due, ct);
        var today = Branch.DayAt(clock.GetUtcNow());
        var sound = due.Where(d => CustomerFacts.Faults(d.Record, d.Record.ExternalNumber, isKnown: true, today).Count == 0).ToList();
        var traits = sound.Select(d => CustomerTraits.Of(d.Record.ToRow(d.Record.ExternalNumber).Draft, index, today, migrated: true) with { NameAndBirth = null, Phones = [] });
        var met = (await matches.FindAsync([.. traits], ct)).ToLookup(m => sound[m.Asked].Sequence);
        var referenced = await ReferencesAsync([.. met.SelectMany(m => m).Select(m => m.CustomerId).OfType<Guid>()], ct);
        return
        [
            .. due.Select(d => AimOf(
                d, branches.TryGetValue(d.Record.Branch, out var branch) ? branch : null,
                Before(d) ?? (branches.TryGetValue(d.Record.Branch, out var its) && imported.TryGetValue((d.Record.ExternalNumber.Trim(), its), out var known) ? known : null),
                met[d.Sequence].FirstOrDefault(), referenced)),
        ];

        Guid? Before(DueMessage<CustomerRecord> message) => message.RecordId is { } id && before.TryGetValue(id, out var survivor) ? survivor : null;
    }

    /// <summary>Open ones in the scope of whoever is at work, by their codes.</summary>
    public async Task<IReadOnlyDictionary<string, Guid>> BranchesAsync(string[] codes, CancellationToken ct) =>
        (await db.Branches.Where(b => b.ClosedAt == null && codes.Contains(b.Code)).Select(b => new { b.Code, b.Id }).ToListAsync(ct))
            .Where(b => user.SeesAllBranches || user.Branches.Contains(b.Id)).ToDictionary(b => b.Code, b => b.Id);

    private static CustomerAim AimOf(DueMessage<CustomerRecord> message, Guid? branchId, Guid? known, CustomerMatch? met, IReadOnlyDictionary<Guid, string?> referenced)
    {
        if (branchId is not { } branch)
        {
            return new(message, Guid.Empty, known, ("branch", new("No open branch of yours has the code {0}.", message.Record.Branch)));
        }

        if (met is null || met.CustomerId == known)
        {
            return new(message, branch, known, null);
        }

        return known is not null ? new(message, branch, known, ("document", new("This document is another customer's.")))
            : met.CustomerId is not { } same ? new(message, branch, null, ("document", new("A customer of another branch has this document. Ask the head office.")))
            : referenced.TryGetValue(same, out var other) && other is not null && other != message.Record.ExternalNumber.Trim()
                ? new(message, branch, same, ("document", new("A customer of the bank has this document already.")))
            : new(message, branch, same, null);
    }

    private async Task<IReadOnlyDictionary<Guid, Guid>> SurvivorsAsync(IReadOnlyList<DueMessage<CustomerRecord>> due, CancellationToken ct)
    {
        Guid[] ids = [.. due.Select(d => d.RecordId).OfType<Guid>()];
        return ids.Length == 0 ? new Dictionary<Guid, Guid>() : await db.CustomersWithMerged
            .Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, Survivor = c.MergedIntoId ?? c.Id }).ToDictionaryAsync(c => c.Id, c => c.Survivor, ct);
    }

    private async Task<IReadOnlyDictionary<(string, Guid), Guid>> ImportedAsync(IReadOnlyList<DueMessage<CustomerRecord>> due, CancellationToken ct)
    {
        string[] numbers = [.. due.Select(d => d.Record.ExternalNumber.Trim())];
        return await db.CustomersWithMerged
            .Where(c => c.ExternalRef != null && numbers.Contains(c.ExternalRef)).Select(c => new { c.ExternalRef, c.BranchId, Id = c.MergedIntoId ?? c.Id })
            .ToDictionaryAsync(c => (c.ExternalRef!, c.BranchId), c => c.Id, ct);
    }

    private async Task<IReadOnlyDictionary<Guid, string?>> ReferencesAsync(Guid[] ids, CancellationToken ct) =>
        ids.Length == 0 ? new Dictionary<Guid, string?>() : await db.Customers.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.ExternalRef, ct);
}
