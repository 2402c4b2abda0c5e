using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BankCrm.Application.Platform.Channels;

namespace BankCrm.Infrastructure.Integration.Sms;

/// <summary>The gateway signs what it sends to us as we sign what we send to it. Without a gateway nothing is genuine.</summary>
internal sealed class SmsSeal(SmsOptions options, TimeProvider clock) : IGatewaySeal
{
    /// <summary>Clocks may differ by so much; an older request was seen by others, perhaps.</summary>
    private static readonly TimeSpan Leeway = TimeSpan.FromMinutes(5);

    public bool IsGenuine(string method, string path, string keyId, string moment, string signature, ReadOnlySpan<byte> body)
    {
        if (options.Address.Length == 0 || !long.TryParse(moment, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            || (clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > Leeway)
        {
            return false;
        }

        var expected = HttpSmsGateway.Sign(options.Secret, method, path, moment, body);
        return Same(keyId, options.KeyId) & Same(signature, expected);
    }

    private static bool Same(string given, string expected) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));
}
