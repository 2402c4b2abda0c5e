using BankCrm.Domain.Common;

namespace BankCrm.Application.Customers.List;

/// <summary>What can be shown of each customer in a list. Its sentence is its [Means], else its own name; the rest <see cref="CustomerColumns"/> says.</summary>
public enum CustomerColumn
{
    Name,
    [Means("Customer number")] Number,
    Kind,
    Tier,
    Stage,
    Owner,
    City,
    Born,
    Branch,
    Phone,
    Sex,
    Tags,
    Occupation,
    [Means("Speaks")] Language,
    [Means("Risk appetite")] Appetite,
    [Means("Customer since")] Added,
    [Means("Last changed")] Changed,
    [Means("Date of death")] Died,
}

/// <summary>Which columns there are, which are shown where nobody chose, and how a choice is written in an address.</summary>
public static class CustomerColumns
{
    public static IReadOnlyList<CustomerColumn> All { get; } = Enum.GetValues<CustomerColumn>();

    /// <summary>The branch is shown to those only who see more than one.</summary>
    public static IReadOnlyList<CustomerColumn> Usual { get; } =
    [
        CustomerColumn.Name, CustomerColumn.Number, CustomerColumn.Kind, CustomerColumn.Tier, CustomerColumn.Stage, CustomerColumn.Owner,
        CustomerColumn.City, CustomerColumn.Born, CustomerColumn.Branch,
    ];

    private static readonly Dictionary<string, CustomerColumn> ByKey = All.ToDictionary(c => c.Key, StringComparer.OrdinalIgnoreCase);

    extension(CustomerColumn column)
    {
        /// <summary>What stands for it in an address.</summary>
        public string Key => column.ToString().ToLowerInvariant();

        /// <summary>By what the list is ordered where one orders by this column. Null: no index knows that order, so it is not offered.</summary>
        public string? SortKey => column switch
        {
            CustomerColumn.Name => "name",
            CustomerColumn.Number => "number",
            _ => null,
        };
    }

    /// <summary>The columns that the text names, in its order; the name is always among them. Null: it names one that is not there.</summary>
    /// <param name="text">As <see cref="Write"/> writes them; empty: the usual ones.</param>
    public static IReadOnlyList<CustomerColumn>? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Usual;
        }

        var columns = new List<CustomerColumn>();
        foreach (var key in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!ByKey.TryGetValue(key, out var column))
            {
                return null;
            }

            columns.Add(column);
        }

        return columns.Contains(CustomerColumn.Name) ? [.. columns.Distinct()] : [CustomerColumn.Name, .. columns.Distinct()];
    }

    public static string Write(IEnumerable<CustomerColumn> columns) => string.Join(',', columns.Select(c => c.Key));
}
