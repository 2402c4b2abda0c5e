using System.Collections.Concurrent;
using System.Reflection;

namespace BankCrm.Application.Common;

/// <summary>Changes things and returns nothing: the ids a command creates are in the command.</summary>
public interface ICommandHandler<in TCommand>
{
    Task HandleAsync(TCommand command, CancellationToken ct);
}

/// <summary>Answers with a record made for one page.</summary>
public interface IQueryHandler<in TQuery, TResult>
{
    Task<TResult> HandleAsync(TQuery query, CancellationToken ct);
}

/// <summary>
/// Who may make this request, or open this page: whoever has one of the permissions. A request without one stops the application at
/// start. Where a permission holds for some records only, the handler looks at the record.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AllowAttribute(params string[] anyOf) : Attribute
{
    internal const string Or = " or ";

    private static readonly ConcurrentDictionary<Type, string> Known = new();

    /// <summary>For what everybody who is signed in may do: change one's own password, for example.</summary>
    public const string Everyone = "everyone";

    public string Permission { get; } = AnyOf(anyOf);

    /// <summary>One name for several permissions of which one is enough.</summary>
    public static string AnyOf(params string[] permissions) => string.Join(Or, permissions);

    /// <exception cref="InvalidOperationException">The type has none.</exception>
    public static string On(Type type) => Known.GetOrAdd(type, static type =>
        type.GetCustomAttribute<AllowAttribute>()?.Permission
        ?? throw new InvalidOperationException($"{type.Name} says nobody may use it: give it an [Allow]."));
}

/// <summary>There is no such record, or it belongs to another branch: the user cannot tell which.</summary>
public sealed class NotFoundException() : Exception("There is no such record, or it is not yours to see.");

public sealed class ForbiddenException(string permission) : Exception($"Needs {permission}.")
{
    public string Permission { get; } = permission;
}

/// <summary>Somebody else changed the record after the user opened it.</summary>
public sealed class ConflictException() : Exception("Someone else has changed this record since you opened it.");
