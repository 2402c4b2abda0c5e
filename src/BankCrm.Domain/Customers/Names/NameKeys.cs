namespace BankCrm.Domain.Customers.Names;

/// <summary>Whether a key begins where the name begins. Found by a part, a name ranks lower.</summary>
public enum NameKeyKind
{
    Whole,
    Part,
}

/// <summary>One spelling under which a name is found, by its beginning.</summary>
public sealed record NameKey(string Text, NameKeyKind Kind);

/// <summary>The keys from <see cref="From"/>, inclusive, up to <see cref="Below"/>, in the order of code points (collation "C").</summary>
public sealed record NamePrefix(string From, string Below);

/// <summary>
/// The keys of a name, looked up by their beginnings. Keys and what is typed are written alike: small letters without accents, spaces,
/// dots and apostrophes, so that "Zhang Wei" and "zhangwei" find the same.
/// </summary>
public static class NameKeys
{
    public const int MaxCount = 24;
    public const int MaxLength = 64;

    /// <summary>Sorts after every key that begins as the typed text does; no text may contain it.</summary>
    private const string Last = "\U0010FFFF";

    /// <param name="pinyinReadings">As <see cref="IPinyin.Readings"/> gives them.</param>
    public static IReadOnlyList<NameKey> Of(string name, IReadOnlyList<string> pinyinReadings)
    {
        var normalised = NameText.Normalise(name);
        var keys = NameText.HasHan(normalised)
            ? HanNameKeys.Of(normalised, pinyinReadings)
            : LatinNameKeys.Of(normalised);
        return [.. keys
            .Select(key => key with { Text = Cut(key.Text) })
            .Where(key => key.Text.Length > 0)
            .DistinctBy(key => key.Text)
            .Take(MaxCount)];
    }

    /// <summary>What a user typed as the bounds of the keys that begin with it. Null: nothing of it can be part of a name.</summary>
    public static NamePrefix? Prefix(string typed)
    {
        var prefix = Cut(Compact(NameText.Normalise(typed)));
        return prefix.Length == 0 ? null : new(prefix, prefix + Last);
    }

    internal static string Compact(string normalised) =>
        normalised.Replace(" ", "", StringComparison.Ordinal).Replace("·", "", StringComparison.Ordinal);

    private static string Cut(string key) =>
        key.Length <= MaxLength ? key : key[..(char.IsHighSurrogate(key[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];
}
