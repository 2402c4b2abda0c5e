using BankCrm.Application.Platform;

namespace BankCrm.Infrastructure.Integration.Email.Returned;

/// <summary>The mailbox to which e-mails come back that were not delivered, by POP3: BankCrm:Email:Returned. Without a host nobody looks there.</summary>
public sealed record ReturnedMailOptions
{
    public string Host { get; init; } = "";

    /// <summary>Of the mailbox: the envelope of each e-mail names it, so that what cannot be delivered comes there, and what customers answer does not.</summary>
    public string Address { get; init; } = "";

    public int Port { get; init; } = 995;
    public string User { get; init; } = "";
    public string Password { get; init; } = "";

    /// <summary>From the first byte. Off only for a server on the same machine.</summary>
    public bool Tls { get; init; } = true;

    public int SecondsToAnswer { get; init; } = 20;

    public bool IsSetUp => Host.Length > 0;

    public override string ToString() => $"{Host}:{Port}";

    /// <exception cref="StartUpException">They cannot be used.</exception>
    internal void Check()
    {
        if ((IsSetUp || Address.Length > 0) && !System.Net.Mail.MailAddress.TryCreate(Address, out _))
        {
            throw new StartUpException("BankCrm:Email:Returned:Address is no e-mail address.");
        }

        if (!IsSetUp)
        {
            return;
        }

        if (!IsOneLine(User) || !IsOneLine(Password))
        {
            throw new StartUpException("BankCrm:Email:Returned needs the User and the Password of a mailbox that only this product reads: what is read is deleted.");
        }

        if (!Tls && Host is not ("localhost" or "127.0.0.1" or "::1"))
        {
            throw new StartUpException("BankCrm:Email:Returned:Tls can be off only for a mail server on this machine.");
        }

        if (Port is < 1 or > 65535 || SecondsToAnswer is < 1 or > 300)
        {
            throw new StartUpException("BankCrm:Email:Returned: Port is between 1 and 65535, SecondsToAnswer between 1 and 300.");
        }
    }

    private static bool IsOneLine(string text) => text.Length > 0 && !text.Any(char.IsControl);
}
