using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Infrastructure.DataQuality.Import.Ledger;

/// <summary>The customers that rows of accounts name, as far as whoever imports sees them.</summary>
internal sealed class CustomersSeen
{
    private readonly Dictionary<string, Found> byNumber = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Found>> byReference = new(StringComparer.Ordinal);

    public static async Task<CustomersSeen> OfAsync(CrmDb db, IReadOnlyList<ToldHolder> holders, CancellationToken ct)
    {
        string[] numbers = [.. holders.Select(h => h.CustomerNumber).OfType<string>().Distinct()];
        string[] references = [.. holders.Select(h => h.ExternalRef).OfType<string>().Distinct()];
        var named = await db.CustomersWithMerged.Where(c => numbers.Contains(c.Number) || (c.ExternalRef != null && references.Contains(c.ExternalRef)))
            .Select(c => new { c.Number, c.ExternalRef, Id = c.MergedIntoId ?? c.Id }).ToListAsync(ct);
        var ids = named.Select(n => n.Id).Distinct().ToList();
        var found = await db.Customers.Where(c => ids.Contains(c.Id)).Select(c => new Found(c.Id, c.Number, c.Name, c.OtherName)).ToDictionaryAsync(c => c.Id, ct);
        var seen = new CustomersSeen();
        foreach (var one in named.Where(n => found.ContainsKey(n.Id)))
        {
            var customer = found[one.Id];
            seen.byNumber[one.Number] = customer;
            if (one.ExternalRef is { } reference)
            {
                var same = seen.byReference.TryGetValue(reference, out var others) ? others : seen.byReference[reference] = [];
                if (!same.Contains(customer))
                {
                    same.Add(customer);
                }
            }
        }

        return seen;
    }

    /// <summary>The row with its holders by our numbers. Null: it was refused.</summary>
    public RowToTell<ToldAccount>? Seen(LedgerChunk chunk, RowToTell<ToldAccount> row)
    {
        var holders = new List<ToldHolder>();
        foreach (var holder in row.Told.Holders)
        {
            var (customer, fault) = Find(holder);
            var field = holder.Role is Domain.Accounts.HolderRole.JointOwner ? ImportField.JointOwners
                : holder.CustomerNumber is not null ? ImportField.CustomerNumber
                : ImportField.ExternalRef;
            fault ??= holder.Role is Domain.Accounts.HolderRole.Owner && !customer!.IsCalled(row.Row.HolderName)
                ? new("The customer of this number has another name. If both are the same person, leave out the column of names.")
                : null;
            if (fault is not null)
            {
                chunk.Refuse(row.Row.Line, field, fault);
                return null;
            }

            holders.Add(holder with { CustomerNumber = customer!.Number, ExternalRef = null });
        }

        return row with { Told = row.Told with { Holders = holders } };
    }

    private (Found? Customer, Fault? Fault) Find(ToldHolder holder) => (holder.CustomerNumber, holder.ExternalRef) switch
    {
        ({ } number, _) => byNumber.TryGetValue(number, out var found) ? (found, null) : (null, new("No customer that you see has the number {0}.", number)),
        (_, { } other) => !byReference.TryGetValue(other, out var found) ? (null, new("No customer that you see has the number {0} in the other system.", other))
            : found.Count > 1 ? (null, new("Several customers have the number {0} in the other system: name them by our own number.", other))
            : (found[0], null),
        _ => (null, new("The number of the customer is missing.")),
    };

    private sealed record Found(Guid Id, string Number, string Name, string OtherName)
    {
        /// <summary>Also where the file does not say how.</summary>
        public bool IsCalled(string name) => name.Length == 0 || Plain(name) == Plain(Name) || (OtherName.Length > 0 && Plain(name) == Plain(OtherName));

        private static string Plain(string name) => string.Concat(HalfWidth.Of(name).Where(char.IsLetterOrDigit)).ToUpperInvariant();
    }
}
