using System.Text.Json;
using System.Text.Json.Serialization;
using BankCrm.Application.Customers.List;

namespace BankCrm.Application.DataQuality.Export;

/// <summary>Which customers go into a file, in which order, with which columns: as the list shows them.</summary>
/// <param name="Selection">Customers that were frozen out of a list. Null: all that match.</param>
/// <param name="Words">By which filter they were chosen, in words.</param>
public sealed record ExportList(
    CustomerFilter Filter, CustomerOrder Order, IReadOnlyList<CustomerColumn> Columns, Guid? Selection = null, string Words = "")
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    };

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    internal static ExportList Of(string json) => JsonSerializer.Deserialize<ExportList>(json, Json)!;
}
