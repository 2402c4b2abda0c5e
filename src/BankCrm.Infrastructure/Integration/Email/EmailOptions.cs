using BankCrm.Application.Platform;
using BankCrm.Infrastructure.Integration.Email.Returned;

namespace BankCrm.Infrastructure.Integration.Email;

/// <summary>The bank's mail server: BankCrm:Email. Without a host no e-mail is sent.</summary>
public sealed record EmailOptions
{
    public string Host { get; init; } = "";
    public int Port { get; init; } = 587;
    public string User { get; init; } = "";
    public string Password { get; init; } = "";

    /// <summary>From whom customers get it; its domain stands in the ids of messages.</summary>
    public string From { get; init; } = "";

    public string FromName { get; init; } = "";

    /// <summary>Off only for a server on the same machine.</summary>
    public bool StartTls { get; init; } = true;

    public int SecondsToAnswer { get; init; } = 20;

    /// <summary>By which whoever reads the mails that come back signs what it reports. Empty: nobody reports.</summary>
    public string ReportKeyId { get; init; } = "";

    /// <summary>At least 32 places.</summary>
    public string ReportSecret { get; init; } = "";

    /// <summary>The mailbox of mails that come back.</summary>
    public ReturnedMailOptions Returned { get; init; } = new();

    /// <summary>The mailbox to which customers write: what is sent to From must come there.</summary>
    public MailboxOptions Incoming { get; init; } = new();

    public override string ToString() => $"{Host}:{Port}";

    /// <exception cref="StartUpException">They cannot be used.</exception>
    internal void Check()
    {
        if ((ReportKeyId.Length > 0) != (ReportSecret.Length >= 32))
        {
            throw new StartUpException("BankCrm:Email needs both a ReportKeyId and a ReportSecret of at least 32 places, or neither.");
        }

        Returned.Check();
        Incoming.Check("BankCrm:Email:Incoming");
        if (Incoming.IsSetUp && (Incoming.Host, Incoming.User) == (Returned.Host, Returned.User))
        {
            throw new StartUpException("BankCrm:Email:Incoming is the mailbox of BankCrm:Email:Returned: one of them would delete what the other waits for.");
        }

        if (Host.Length == 0)
        {
            return;
        }

        if (!System.Net.Mail.MailAddress.TryCreate(From, out _))
        {
            throw new StartUpException("BankCrm:Email:From is no e-mail address.");
        }

        if (!StartTls && Host is not ("localhost" or "127.0.0.1" or "::1"))
        {
            throw new StartUpException("BankCrm:Email:StartTls can be off only for a mail server on this machine.");
        }
    }
}
