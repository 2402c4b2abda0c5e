using System.Text.Json;
using BankCrm.Application.Common;
using BankCrm.Domain.Platform.AuditTrail;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.AuditLog;

/// <summary>One entry of the trail with all it says, and its place in the chain.</summary>
[Allow(AllowAttribute.Everyone)]
public sealed record GetAuditEntry(Guid Id);

/// <param name="Seal">Null: it waits for its seal, which takes a second.</param>
public sealed record AuditEntryShown(
    AuditEntry Entry, string? Branch, string? ActorBranch, string? CustomerNumber, AuditSealShown? Seal, IReadOnlyList<AuditChangeShown> Changes);

public sealed record AuditSealShown(long Seq, string Hash, DateTimeOffset SealedAt);

/// <summary>What one field was and is. Sealed values show as such.</summary>
public sealed record AuditChangeShown(string Field, string? Old, string? New);

internal sealed class GetAuditEntryHandler(CrmDb db, CurrentUser user) : IQueryHandler<GetAuditEntry, AuditEntryShown>
{
    private const string Sealed = "••••";
    private const int ShortestEnvelope = 33; // version, key id, nonce, tag

    public async Task<AuditEntryShown> HandleAsync(GetAuditEntry query, CancellationToken ct)
    {
        var entry = await db.AuditEntries.ReadableBy(user).SingleOrDefaultAsync(e => e.Id == query.Id, ct) ?? throw new NotFoundException();
        var seal = await db.AuditSeals.SingleOrDefaultAsync(s => s.EntryId == entry.Id, ct);
        var branches = await db.Branches.Where(b => b.Id == entry.BranchId || b.Id == entry.ActorBranch).ToDictionaryAsync(b => b.Id, b => b.Name, ct);
        var number = await db.CustomersWithMerged.Where(c => c.Id == entry.CustomerRef).Select(c => c.Number).SingleOrDefaultAsync(ct);
        return new(
            entry, NameOf(branches, entry.BranchId), NameOf(branches, entry.ActorBranch), number,
            seal is null ? null : new(seal.Seq, Convert.ToHexStringLower(seal.Hash), seal.SealedAt),
            ChangesOf(entry.Changes, isAboutCustomer: entry.CustomerRef is not null));
    }

    private static string? NameOf(Dictionary<Guid, string> branches, Guid? id) =>
        id is { } known && branches.TryGetValue(known, out var name) ? name : null;

    private static List<AuditChangeShown> ChangesOf(string? changes, bool isAboutCustomer)
    {
        if (changes is null)
        {
            return [];
        }

        using var json = JsonDocument.Parse(changes);
        return
        [
            .. json.RootElement.EnumerateObject().Select(field => field.Value.ValueKind is JsonValueKind.Array && field.Value.GetArrayLength() == 2
                ? new AuditChangeShown(field.Name, Shown(field.Value[0], isAboutCustomer), Shown(field.Value[1], isAboutCustomer))
                : new AuditChangeShown(field.Name, null, field.Value.ToString())),
        ];
    }

    private static string? Shown(JsonElement value, bool isAboutCustomer) =>
        value.ValueKind is JsonValueKind.Null ? null
        : isAboutCustomer && IsEnvelope(value.ToString()) ? Sealed
        : value.ToString();

    private static bool IsEnvelope(string text)
    {
        Span<byte> bytes = stackalloc byte[256];
        return text.Length >= ShortestEnvelope * 4 / 3
            && (text.Length > 340 ? text[0] == 'A' : Convert.TryFromBase64String(text, bytes, out var count) && count >= ShortestEnvelope && bytes[0] == 1);
    }
}
