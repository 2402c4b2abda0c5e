using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BankCrm.Application.Platform.Channels;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Infrastructure.Integration.Email;
using BankCrm.Infrastructure.Integration.Sms;

namespace BankCrm.Infrastructure.Integration;

/// <summary>
/// The gateway for text messages signs what it sends to us as we sign what we send to it, and whoever reads the mails that come back does so with a key of their own.
/// Where neither is set up nothing is genuine.
/// </summary>
internal sealed class GatewaySeal(SmsOptions sms, EmailOptions email, TimeProvider clock) : IGatewaySeal
{
    /// <summary>Clocks may differ by so much; an older request was seen by others, perhaps.</summary>
    private static readonly TimeSpan Leeway = TimeSpan.FromMinutes(5);

    public ChannelKind? SignedBy(string method, string path, string keyId, string moment, string signature, ReadOnlySpan<byte> body)
    {
        if (!long.TryParse(moment, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            || (clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() > Leeway)
        {
            return null;
        }

        var isSms = sms.Address.Length > 0 & Same(keyId, sms.KeyId) & Same(signature, HttpSmsGateway.Sign(sms.Secret, method, path, moment, body));
        var isEmail = email.ReportKeyId.Length > 0 & Same(keyId, email.ReportKeyId) & Same(signature, HttpSmsGateway.Sign(email.ReportSecret, method, path, moment, body));
        return isSms ? ChannelKind.Sms : isEmail ? ChannelKind.Email : null;
    }

    private static bool Same(string given, string expected) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));
}
