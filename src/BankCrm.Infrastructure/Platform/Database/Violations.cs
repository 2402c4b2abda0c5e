using Npgsql;

namespace BankCrm.Infrastructure.Platform.Database;

/// <summary>What a refusal of the database means to the user: constraint → sentence. A feature adds its own as a class that is found.</summary>
public interface IViolations
{
    IReadOnlyDictionary<string, string> Sentences { get; }
}

internal static class Violations
{
    private static readonly Dictionary<string, string> Known = typeof(Violations).Assembly.GetTypes()
        .Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IViolations)))
        .SelectMany(t => ((IViolations)Activator.CreateInstance(t)!).Sentences)
        .ToDictionary(s => s.Key, s => s.Value);

    /// <summary>Null: no user can have caused it, so it is a fault of ours.</summary>
    public static string? Sentence(PostgresException e) =>
        e.ConstraintName is { } name && Known.TryGetValue(name, out var sentence) ? sentence
        : e.SqlState switch
        {
            PostgresErrorCodes.UniqueViolation => "There is such a record already.",
            PostgresErrorCodes.ForeignKeyViolation => "Something this record refers to is not there any more, or is still needed by another record.",
            _ => null,
        };
}
