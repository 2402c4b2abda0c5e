using System.Text;

namespace BankCrm.Domain.DataQuality.Duplicates;

/// <summary>An address as it is compared: its letters in pairs, and its numbers in their order.</summary>
public sealed class AddressFact
{
    private readonly int[] pairs;

    /// <param name="line">The whole address.</param>
    public AddressFact(string line)
    {
        var letters = new StringBuilder(line.Length);
        var numbers = new StringBuilder();
        foreach (var letter in line)
        {
            if (char.IsAsciiDigit(letter))
            {
                numbers.Append(letter);
            }
            else if (numbers.Length > 0 && numbers[^1] != ' ')
            {
                numbers.Append(' ');
            }

            if (char.IsLetterOrDigit(letter))
            {
                letters.Append(char.ToLowerInvariant(letter));
            }
        }

        Numbers = numbers.ToString().TrimEnd();
        pairs = new int[Math.Max(0, letters.Length - 1)];
        for (var i = 0; i < pairs.Length; i++)
        {
            pairs[i] = (letters[i] << 16) | letters[i + 1];
        }

        Array.Sort(pairs);
    }

    /// <summary>House, entrance, flat, postal code: "152 5 4 301".</summary>
    public string Numbers { get; }

    /// <summary>Twice the pairs of letters they share over all they have (Dice's coefficient), 0 to 1.</summary>
    public double LikenessTo(AddressFact other)
    {
        if (pairs.Length + other.pairs.Length == 0)
        {
            return 0;
        }

        var shared = 0;
        for (int i = 0, j = 0; i < pairs.Length && j < other.pairs.Length;)
        {
            var order = pairs[i].CompareTo(other.pairs[j]);
            shared += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return 2.0 * shared / (pairs.Length + other.pairs.Length);
    }
}
