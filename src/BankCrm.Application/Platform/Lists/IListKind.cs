namespace BankCrm.Application.Platform.Lists;

/// <summary>A list whose views can be saved and whose columns can be chosen. A feature writes a sealed class with an empty constructor; it is found.</summary>
public interface IListKind
{
    /// <summary>What it is called in addresses and in the database: "customers".</summary>
    string Key { get; }

    /// <summary>Who may open it.</summary>
    string Permission { get; }

    /// <summary>Its page.</summary>
    string Path { get; }

    /// <summary>The English word: "Customers".</summary>
    string Sentence { get; }
}

public static class ListKinds
{
    private static readonly Dictionary<string, IListKind> ByKey = typeof(ListKinds).Assembly.GetTypes()
        .Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IListKind)))
        .Select(t => (IListKind)Activator.CreateInstance(t)!)
        .ToDictionary(k => k.Key);

    /// <summary>Null: there is no such list.</summary>
    public static IListKind? Find(string key) => ByKey.GetValueOrDefault(key);
}
