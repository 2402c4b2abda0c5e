using System.Collections.ObjectModel;

namespace BankCrm.Application.Customers.Registration;

/// <summary>Tags as they are typed: with commas between them, Western or Chinese.</summary>
public static class TagText
{
    private static readonly char[] Commas = [',', '，', '、', ';', '；'];

    public static IReadOnlyList<string> Split(IEnumerable<string?> texts) => new TypedTags(
    [
        .. texts.OfType<string>()
            .SelectMany(text => text.Split(Commas, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Distinct(),
    ]);

    public static string Join(IEnumerable<string> tags) => string.Join(", ", tags);

    /// <summary>A form shows them as they are typed.</summary>
    private sealed class TypedTags(IList<string> tags) : ReadOnlyCollection<string>(tags)
    {
        public override string ToString() => Join(this);
    }
}
