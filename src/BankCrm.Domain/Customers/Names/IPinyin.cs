namespace BankCrm.Domain.Customers.Names;

/// <summary>How Chinese names are read aloud.</summary>
public interface IPinyin
{
    /// <summary>
    /// Every usual reading of a name, syllables separated by spaces, lower case, no tones, the likeliest first: 单雄信 → "shan xiong xin",
    /// "dan xiong xin". Empty for a name without Chinese letters.
    /// </summary>
    IReadOnlyList<string> Readings(string name);
}
