using System.Text.Json;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Relationships;

namespace BankCrm.Application.Customers.Timeline;

internal static class ReferencedIds
{
    private static readonly string[] Names =
        [nameof(Customer.OwnerId), nameof(Customer.BranchId), nameof(Relation.FromId), nameof(Relation.ToId), nameof(Household.HeadId)];

    /// <summary>The colleagues, branches and customers that changes of a customer name.</summary>
    public static IEnumerable<Guid> In(string changes)
    {
        using var json = JsonDocument.Parse(changes);
        return
        [
            .. json.RootElement.EnumerateObject()
                .Where(f => Names.Contains(f.Name[(f.Name.LastIndexOf('/') + 1)..]) && f.Value.ValueKind is JsonValueKind.Array)
                .SelectMany(f => f.Value.EnumerateArray())
                .Select(v => v.ValueKind is JsonValueKind.String && v.TryGetGuid(out var id) ? id : (Guid?)null)
                .OfType<Guid>(),
        ];
    }
}
