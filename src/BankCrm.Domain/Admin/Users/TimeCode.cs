using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BankCrm.Domain.Admin.Users;

/// <summary>
/// Codes of six digits that an authenticator app shows, each for half a minute: RFC 6238 with HMAC-SHA-1, which is the one kind that every app knows.
/// </summary>
public static class TimeCode
{
    public const int Digits = 6;

    /// <summary>For so long an app shows one code.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    /// <summary>A phone's clock may be off by so many steps, either way.</summary>
    private const int Tolerance = 1;

    private const int SeedBytes = 20;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A key of 160 random bits as an app takes it: 32 letters and figures of Base32.</summary>
    public static string NewKey()
    {
        var (key, held, bits) = (new StringBuilder(), 0, 0);
        foreach (var octet in RandomNumberGenerator.GetBytes(SeedBytes))
        {
            (held, bits) = ((held << 8) | octet, bits + 8);
            for (; bits >= 5; bits -= 5)
            {
                key.Append(Letters[(held >> (bits - 5)) & 31]);
            }
        }

        return key.ToString();
    }

    /// <summary>The half minute a moment is in, counted from 1970.</summary>
    public static long StepAt(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / (long)Period.TotalSeconds;

    /// <param name="key">Base32.</param>
    public static string Of(string key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // the algorithm of the RFC: a keyed hash, for which collisions do not matter
        var hash = HMACSHA1.HashData(Bytes(key), counter);
#pragma warning restore CA5350
        var cut = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & 0x7FFF_FFFF;
        return (cut % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step whose code was typed, with or without spaces. Null: of none near this moment. All near ones are compared, whichever is right.</summary>
    public static long? StepOf(string key, string? typed, DateTimeOffset moment)
    {
        var code = Encoding.UTF8.GetBytes(Normal(typed));
        long? found = null;
        for (var step = StepAt(moment) - Tolerance; step <= StepAt(moment) + Tolerance; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Of(key, step)), code))
            {
                found = step;
            }
        }

        return found;
    }

    /// <summary>What the picture says that an app reads.</summary>
    public static string Address(string issuer, string userName, string key) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(userName)}?secret={key}&issuer={Uri.EscapeDataString(issuer)}&digits={Digits}&period={Period.TotalSeconds}";

    /// <summary>Without what people put between digits; the digits of a Chinese keyboard are digits.</summary>
    private static string Normal(string? typed) =>
        string.Concat((PasswordRules.Normal(typed ?? "") ?? "").Where(c => !char.IsWhiteSpace(c) && c is not '-'));

    private static byte[] Bytes(string key)
    {
        var (bytes, held, bits) = (new List<byte>(SeedBytes), 0, 0);
        foreach (var letter in key)
        {
            (held, bits) = (((held << 5) | Letters.IndexOf(letter, StringComparison.Ordinal)) & 0xFFF, bits + 5);
            if (bits >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(held >> bits));
            }
        }

        return [.. bytes];
    }
}
