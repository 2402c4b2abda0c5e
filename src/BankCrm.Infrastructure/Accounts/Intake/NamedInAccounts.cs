using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Infrastructure.Accounts.Intake;

internal sealed record NamedCustomer(Guid Id, Guid BranchId);

/// <summary>The customers, branches and products that told accounts name.</summary>
internal sealed class NamedInAccounts
{
    private readonly Dictionary<string, NamedCustomer> byNumber = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<NamedCustomer>> byExternalRef = new(StringComparer.Ordinal);
    private Dictionary<string, Guid> branches = [];
    private Dictionary<string, Guid> products = [];

    public static async Task<NamedInAccounts> ReadAsync(CrmDb db, IReadOnlyList<ToldAccount> told, CancellationToken ct)
    {
        var named = new NamedInAccounts();
        string[] numbers = [.. told.SelectMany(a => a.Holders).Select(h => h.CustomerNumber).OfType<string>().Distinct()];
        string[] refs = [.. told.SelectMany(a => a.Holders).Where(h => h.CustomerNumber is null).Select(h => h.ExternalRef).OfType<string>().Distinct()];
        foreach (var (number, externalRef, customer) in await CustomersAsync(db, numbers, refs, ct))
        {
            named.byNumber[number] = customer;
            if (externalRef is not null)
            {
                var same = named.byExternalRef.TryGetValue(externalRef, out var others) ? others : named.byExternalRef[externalRef] = [];
                if (!same.Contains(customer))
                {
                    same.Add(customer);
                }
            }
        }

        string[] codes = [.. told.Select(a => a.OpenedAt).OfType<string>().Distinct()];
        if (codes.Length > 0)
        {
            named.branches = await db.Branches.Where(b => codes.Contains(b.Code)).ToDictionaryAsync(b => b.Code, b => b.Id, ct);
        }

        string[] productCodes = [.. told.Select(a => a.Product).OfType<string>().Distinct()];
        if (productCodes.Length > 0)
        {
            named.products = await db.Products.Where(p => productCodes.Contains(p.Code)).ToDictionaryAsync(p => p.Code, p => p.Id, ct);
        }

        return named;
    }

    public Fault? Fault(ToldAccount told) =>
        told.OpenedAt is { } branch && !branches.ContainsKey(branch) ? new("No branch has the code {0}.", branch)
        : told.Product is { } product && !products.ContainsKey(product) ? new("No product of the catalogue has the code {0}.", product)
        : told.Holders.Select(Fault).FirstOrDefault(fault => fault is not null)
            ?? (told.Holders.Select(Customer).Distinct().Count() == told.Holders.Count ? null : new("Two of the holders are the same customer."));

    public NamedCustomer Customer(ToldHolder holder) =>
        holder.CustomerNumber is { } number ? byNumber[number] : byExternalRef[holder.ExternalRef!][0];

    public Guid? Branch(string? code) => code is null ? null : branches[code];

    public Guid? Product(string? code) => code is null ? null : products[code];

    private Fault? Fault(ToldHolder holder) => (holder.CustomerNumber, holder.ExternalRef) switch
    {
        (null, null) => new("A holder needs the number of a customer."),
        ({ } number, _) => byNumber.ContainsKey(number) ? null : new("No customer has the number {0}: send the customer first.", number),
        (_, { } other) => !byExternalRef.TryGetValue(other, out var found) ? new("No customer has the number {0} in the other system: send the customer first.", other)
            : found.Count > 1 ? new("Several branches have a customer with the number {0}: say which by our own number.", other)
            : null,
    };

    // Whoever was merged into another holds through that one.
    private static async Task<IReadOnlyList<(string Number, string? ExternalRef, NamedCustomer Customer)>> CustomersAsync(
        CrmDb db, string[] numbers, string[] refs, CancellationToken ct) =>
        await db.ReadAsync(
            """
            with recursive named as (
              select c.number, c.external_ref, c.id, c.branch_id, c.merged_into_id from customers c where c.number = any ($1)
              union
              select c.number, c.external_ref, c.id, c.branch_id, c.merged_into_id from customers c where c.external_ref = any ($2)
              union
              select n.number, n.external_ref, c.id, c.branch_id, c.merged_into_id from named n join customers c on c.id = n.merged_into_id)
            select number, external_ref, id, branch_id from named where merged_into_id is null
            """,
            row => (row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1), new NamedCustomer(row.GetGuid(2), row.GetGuid(3))),
            ct, numbers, refs);
}
