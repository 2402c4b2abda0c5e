using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Domain.Accounts;

namespace BankCrm.Application.DataQuality.Import.Ledger;

/// <summary>
/// Names movements that come without a reference by what they say, and by how many like them stood before them in the file. Whichever file
/// tells of them so, they are the same.
/// </summary>
internal sealed class MovementIdentity
{
    // Eight bytes of a million hashes meet by chance once in 37 million files; a million rows shall not fill the memory.
    private readonly Dictionary<ulong, int> seen = [];

    public ToldTransaction Named(ToldTransaction told)
    {
        if (told.Reference.Length > 0)
        {
            return told;
        }

        var said = string.Join(
            '\u001F', AccountNumber.Normalise(told.AccountNumber), Day(told.BookedOn), Amount(told.Amount), told.Currency, told.ValueOn is { } on ? Day(on) : "",
            told.BookedAt?.UtcTicks.ToString(CultureInfo.InvariantCulture), told.BalanceAfter is { } after ? Amount(after) : "", told.Kind, told.Channel, told.Counterparty,
            told.CounterpartyAccount, told.Text);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(said));
        var key = BinaryPrimitives.ReadUInt64BigEndian(hash);
        var count = seen[key] = seen.GetValueOrDefault(key) + 1;
        var made = "F-" + Convert.ToHexStringLower(hash.AsSpan(0, 16));
        return told with { Reference = count == 1 ? made : string.Create(CultureInfo.InvariantCulture, $"{made}-{count}") };
    }

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private static string Amount(decimal amount) => amount.ToString("0.####", CultureInfo.InvariantCulture);
}
