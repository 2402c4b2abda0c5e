namespace BankCrm.Web.Platform.TagHelpers;

/// <summary>What of a list's address a view keeps: filters, order and columns, not the place in it.</summary>
internal static class ViewAddress
{
    private static readonly string[] NotKept = [Address.View, Address.After, Address.Count, "handler"];

    /// <summary>With its question mark; empty where there is nothing to keep.</summary>
    public static string Of(HttpRequest request) =>
        new Uri("http://list" + Address.With(request, [.. NotKept.Select(name => (name, (string?)null))])).Query;
}
