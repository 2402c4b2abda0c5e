using System.Globalization;

namespace BankCrm.Domain.DataQuality.Duplicates;

/// <summary>
/// Under what a record meets those it is compared with: comparing each with each would take a lifetime. A pair is compared where the
/// weights of the keys it shares come to <see cref="Enough"/>.
/// </summary>
public static class BlockingKeys
{
    public const int Enough = 2;

    /// <summary>More records under one key say nothing of them: a company's telephone, a street without a number.</summary>
    public const int LargestBlock = 40;

    private const int Strong = 2;
    private const int Weak = 1;

    public static IEnumerable<(string Key, int Weight)> Of(PersonFacts facts)
    {
        var words = facts.IsHan ? [facts.Sound] : facts.Words;
        foreach (var (kind, number, _) in facts.Documents)
        {
            yield return ($"d {kind} {number}", Strong);
            foreach (var half in new[] { number[..(number.Length / 2)], number[(number.Length / 2)..] }) // one wrong place leaves the other half
            {
                foreach (var word in words)
                {
                    yield return ($"dw {kind} {half} {word}", Strong);
                }

                if (facts.BirthDate is { } same)
                {
                    yield return ($"db {kind} {half} {Of(same, "yyyyMMdd")}", Strong);
                }
            }
        }

        foreach (var contact in facts.Contacts)
        {
            yield return ($"c {contact}", Strong);
        }

        var sound = facts.Sound.Length > 0 ? facts.Sound : string.Concat(facts.Words);
        var numbers = facts.Addresses.Select(address => address.Numbers).Where(n => n.Length > 2).Distinct().ToList();
        if (sound.Length > 0 && facts.BirthDate is { } born)
        {
            yield return ($"nb {sound} {Of(born, "yyyyMMdd")}", Strong);
            yield return ($"ny {sound} {Of(born, "yyyyMM")}", Weak);
            yield return ($"nm {sound} {Of(born, "MMdd")}", Weak);
            yield return ($"nd {sound} {Of(born, "yyyydd")}", Weak);
        }

        if (facts.BirthDate is { } day)
        {
            foreach (var word in words.Where(_ => words.Length > 1))
            {
                yield return ($"wb {word} {Of(day, "yyyyMMdd")}", Strong);
            }

            foreach (var number in numbers)
            {
                yield return ($"ab {number} {Of(day, "yyyyMMdd")}", Strong);
            }
        }

        foreach (var number in numbers)
        {
            foreach (var word in words)
            {
                yield return ($"wa {number} {word}", Strong);
            }
        }
    }

    private static string Of(DateOnly day, string format) => day.ToString(format, CultureInfo.InvariantCulture);
}
