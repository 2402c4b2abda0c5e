using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.Common;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>
/// Brings the rows of one customer together at the first of them, however far apart they stand. Only the further rows are held in memory, so
/// the file is read three times instead.
/// </summary>
internal static class JoinedRows
{
    private const int MaxFurther = 300_000;

    /// <param name="read">From the beginning, each time.</param>
    /// <param name="keyOf">Null: the row stands for itself.</param>
    public static IEnumerable<CsvRow> Of(Func<IEnumerable<CsvRow>> read, Func<CsvRow, string?> keyOf)
    {
        var (once, twice) = (new HashSet<ulong>(), new HashSet<ulong>());
        foreach (var key in read().Select(Key).OfType<ulong>())
        {
            if (!once.Add(key))
            {
                twice.Add(key);
            }
        }

        return twice.Count == 0 ? read() : Joined(read, Key, twice);

        ulong? Key(CsvRow row) => keyOf(row) is { } key ? BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(key))) : null;
    }

    private static IEnumerable<CsvRow> Joined(Func<IEnumerable<CsvRow>> read, Func<CsvRow, ulong?> keyOf, HashSet<ulong> twice)
    {
        var further = Further(read, keyOf, twice);
        foreach (var row in read())
        {
            if (keyOf(row) is not { } key || !twice.Contains(key))
            {
                yield return row;
            }
            else if (further.Remove(key, out var others))
            {
                yield return row with { Further = others };
            }
        }
    }

    private static Dictionary<ulong, List<CsvRow>> Further(Func<IEnumerable<CsvRow>> read, Func<CsvRow, ulong?> keyOf, HashSet<ulong> twice)
    {
        var (further, count) = (new Dictionary<ulong, List<CsvRow>>(twice.Count), 0);
        foreach (var row in read())
        {
            if (keyOf(row) is not { } key || !twice.Contains(key))
            {
                continue;
            }

            if (!further.TryGetValue(key, out var others))
            {
                further[key] = [];
                continue;
            }

            Refuse.If(++count > MaxFurther, "More than {0} rows belong to customers of other rows. Split the file by customers.", MaxFurther);
            others.Add(row);
        }

        return further;
    }
}
