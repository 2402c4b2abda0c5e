using BankCrm.Application.Platform;

namespace BankCrm.Infrastructure.Integration.Sms;

/// <summary>The bank's gateway for text messages: BankCrm:Sms. Without an address no text message is sent.</summary>
public sealed record SmsOptions
{
    /// <summary>Messages are posted below it: {Address}/messages.</summary>
    public string Address { get; init; } = "";

    /// <summary>By which the gateway finds the secret.</summary>
    public string KeyId { get; init; } = "";

    /// <summary>At least 32 places, shared with the gateway; requests are signed with it.</summary>
    public string Secret { get; init; } = "";

    /// <summary>The signature customers see before the text: 【示例银行】. Empty: the gateway adds its own.</summary>
    public string Signature { get; init; } = "";

    public int SecondsToAnswer { get; init; } = 5;

    public override string ToString() => Address;

    /// <exception cref="StartUpException">They cannot be used.</exception>
    internal void Check()
    {
        if (Address.Length == 0)
        {
            return;
        }

        if (!Uri.TryCreate(Address, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttps && !(uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)))
        {
            throw new StartUpException("BankCrm:Sms:Address must begin with https://; http only to this machine.");
        }

        if (Secret.Length < 32 || KeyId.Length == 0)
        {
            throw new StartUpException("BankCrm:Sms needs a KeyId and a Secret of at least 32 places.");
        }
    }
}
