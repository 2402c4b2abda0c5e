using System.Text.Json;
using BankCrm.Domain.Customers;

namespace BankCrm.Application.Customers.Timeline;

internal static class ReferencedIds
{
    /// <summary>The colleagues and branches that changes of a customer name.</summary>
    public static IEnumerable<Guid> In(string changes)
    {
        using var json = JsonDocument.Parse(changes);
        return
        [
            .. json.RootElement.EnumerateObject()
                .Where(f => f.Name is nameof(Customer.OwnerId) or nameof(Customer.BranchId) && f.Value.ValueKind is JsonValueKind.Array)
                .SelectMany(f => f.Value.EnumerateArray())
                .Select(v => v.ValueKind is JsonValueKind.String && v.TryGetGuid(out var id) ? id : (Guid?)null)
                .OfType<Guid>(),
        ];
    }
}
