using BankCrm.Application.Common;
using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Customers.Names;
using BankCrm.Domain.Platform.Encryption;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Duplicates;

/// <summary>Why two records may be of one customer, the surest first.</summary>
public enum TwinRule
{
    /// <summary>One document belongs to one customer: it is the same.</summary>
    [Means("Same identity document")]
    Document,

    [Means("Same name and date of birth")]
    NameAndBirth,

    [Means("Same name and telephone number")]
    NameAndPhone,
}

/// <summary>All that is told of another branch's customer: that there is one.</summary>
public sealed class TwinHit
{
    public TwinRule Rule { get; private init; }
    public Guid BranchId { get; private init; }
}

/// <summary>Somebody who may be the same customer.</summary>
/// <param name="CustomerId">Null: a customer of another branch, of whom the user may know only that.</param>
/// <param name="Name">Empty in another branch, and for protected records that the user may not open.</param>
public sealed record CustomerTwin(TwinRule Rule, Guid? CustomerId, string Name, string Number, string Branch);

/// <summary>Finds who may be the same as a customer to be registered, in the whole bank.</summary>
public static class CustomerTwins
{
    private const int MostShown = 5;

    /// <summary>The surest first; each customer, and each other branch, once.</summary>
    public static async Task<IReadOnlyList<CustomerTwin>> FindAsync(
        CrmDb db, CurrentUser user, IBlindIndex index, CustomerDraft draft, DateOnly today, CancellationToken ct)
    {
        var marks = TwinMarks.Of(draft, today, index);
        if (marks.AreNone)
        {
            return [];
        }

        var hits = await db.TwinHits(marks.Document, marks.Kind, marks.Country, marks.NameAndBirth, marks.NameKey, marks.Mobile, marks.Landline)
            .ToListAsync(ct);
        var foreign = hits.Where(h => !user.SeesAllBranches && !user.Branches.Contains(h.BranchId)).ToList();
        var twins = new List<CustomerTwin>();
        if (hits.Count > foreign.Count)
        {
            twins.AddRange(await OwnAsync(db, user, marks, ct));
        }

        if (foreign.Count > 0)
        {
            var ids = foreign.Select(h => h.BranchId).Distinct().ToList();
            var names = await db.Branches.Where(b => ids.Contains(b.Id)).ToDictionaryAsync(b => b.Id, b => b.Name, ct);
            twins.AddRange(foreign.GroupBy(h => h.BranchId)
                .Select(same => new CustomerTwin(same.Min(h => h.Rule), CustomerId: null, "", "", names.GetValueOrDefault(same.Key, ""))));
        }

        return [.. twins.OrderBy(t => t.Rule)];
    }

    private static async Task<IEnumerable<CustomerTwin>> OwnAsync(CrmDb db, CurrentUser user, TwinMarks marks, CancellationToken ct)
    {
        var found = new List<(TwinRule Rule, Guid Id)>();
        if (marks.Document is not null)
        {
            var kind = Enum.Parse<IdentityDocumentKind>(marks.Kind!);
            found.AddRange((await db.IdentityDocuments
                .Where(d => d.Lookup == marks.Document && d.Kind == kind && d.Country == marks.Country)
                .Select(d => d.CustomerId).ToListAsync(ct)).Select(id => (TwinRule.Document, id)));
        }

        if (marks.NameAndBirth is not null)
        {
            found.AddRange((await db.Customers.Where(c => c.NameAndBirth == marks.NameAndBirth)
                .Take(MostShown).Select(c => c.Id).ToListAsync(ct)).Select(id => (TwinRule.NameAndBirth, id)));
        }

        if (marks.Mobile is not null || marks.Landline is not null)
        {
            found.AddRange((await db.ContactPoints
                .Where(p => p.EndedOn == null && (p.Lookup == marks.Mobile || p.Lookup == marks.Landline))
                .Where(p => db.NameKeys.Any(k => k.Key == marks.NameKey && k.BranchId == p.BranchId && k.CustomerId == p.CustomerId && !k.IsPart))
                .Select(p => p.CustomerId).Distinct().Take(MostShown).ToListAsync(ct)).Select(id => (TwinRule.NameAndPhone, id)));
        }

        var ids = found.Select(f => f.Id).Distinct().ToList();
        var rows = await db.Customers.Where(c => ids.Contains(c.Id))
            .Join(db.Branches, c => c.BranchId, b => b.Id, (c, b) => new { c.Id, c.Name, c.Number, c.IsProtected, Branch = b.Name })
            .ToListAsync(ct);
        return rows.Select(r => new CustomerTwin(
            found.Where(f => f.Id == r.Id).Min(f => f.Rule), r.Id,
            r.IsProtected && !user.May(CustomerPermissions.ReadProtected) ? "" : r.Name, r.Number, r.Branch));
    }
}

/// <summary>By what the same customer would be found under another record: hashes only, and the name.</summary>
internal sealed record TwinMarks(
    byte[]? Document, string? Kind, string? Country, byte[]? NameAndBirth, string? NameKey, byte[]? Mobile, byte[]? Landline)
{
    public bool AreNone => Document is null && NameAndBirth is null && Mobile is null && Landline is null;

    /// <summary>What is not (yet) right in a draft marks nothing.</summary>
    public static TwinMarks Of(CustomerDraft draft, DateOnly today, IBlindIndex index)
    {
        var complete = draft.Completed(today);
        var document = complete.DocumentKind is { } kind && IdentityNumber.Check(kind, complete.DocumentNumber, today) is null
            ? index.Of(IdentityDocument.LookupColumn, IdentityNumber.Normalise(kind, complete.DocumentNumber))
            : null;
        var nameKey = string.IsNullOrWhiteSpace(complete.Name) ? null : NameKeys.Prefix(complete.Name)?.From;
        return new(
            document,
            document is null ? null : complete.DocumentKind.ToString(),
            document is null ? null : complete.DocumentCountry,
            nameKey is not null && complete.BirthDate is { } born ? Customer.NameAndBirthOf(complete.Name.Trim(), born, index) : null,
            nameKey,
            nameKey is null ? null : Phone(ContactKind.Mobile, complete.Mobile, complete, index),
            nameKey is null ? null : Phone(ContactKind.Landline, complete.Landline, complete, index));
    }

    private static byte[]? Phone(ContactKind kind, string text, CustomerDraft draft, IBlindIndex index) =>
        text.Length == 0 || !Countries.Exists(draft.PhoneCountry) || ContactValue.Check(kind, text, draft.PhoneCountry) is not null
            ? null
            : index.Of(ContactPoint.LookupColumn, ContactValue.Parse(kind, text, draft.PhoneCountry).Key);
}
