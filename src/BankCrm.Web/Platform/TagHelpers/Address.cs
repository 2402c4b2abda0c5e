using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Primitives;

namespace BankCrm.Web.Platform.TagHelpers;

/// <summary>The address of the page, with some of its query changed: filters, order and place live there.</summary>
internal static class Address
{
    public const string Sort = "sort";
    public const string After = "after";
    public const string Count = "count";
    public const string Columns = "columns";
    public const string View = "view";

    /// <summary>How a list is shown, which stays when its filters change.</summary>
    public static IReadOnlyList<string> Kept { get; } = [Sort, Columns, View];

    public static bool IsNoFilter(string name) =>
        Kept.Append(After).Append(Count).Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Where ~/ begins: the framework resolves it in its own elements only.</summary>
    public static string Resolved(HttpRequest request, string address) => address.StartsWith("~/", StringComparison.Ordinal) ? request.PathBase + address[1..] : address;

    /// <summary>This page with the query values given; null takes one out.</summary>
    public static string With(HttpRequest request, params (string Name, string? Value)[] changes)
    {
        var kept = request.Query.Where(q => changes.All(c => !string.Equals(c.Name, q.Key, StringComparison.OrdinalIgnoreCase)));
        var added = changes.Where(c => c.Value is not null).Select(c => KeyValuePair.Create(c.Name, new StringValues(c.Value)));
        return request.PathBase + request.Path + new QueryBuilder(kept.Concat(added)).ToQueryString();
    }

    /// <summary>The query of this page, for another; without some of it.</summary>
    public static string QueryOf(HttpRequest request, params string[] without) => new QueryBuilder(
        request.Query.Where(q => !without.Contains(q.Key, StringComparer.OrdinalIgnoreCase))).ToQueryString().Value!;
}
