using BankCrm.Application.Platform;

namespace BankCrm.Infrastructure.Integration.Email.Returned;

/// <summary>The mailbox to which e-mails come back that were not delivered: BankCrm:Email:Returned.</summary>
public sealed record ReturnedMailOptions : MailboxOptions
{
    private const string Section = "BankCrm:Email:Returned";

    /// <summary>Of the mailbox: the envelope of each e-mail names it, so that what cannot be delivered comes there, and what customers answer does not.</summary>
    public string Address { get; init; } = "";

    /// <exception cref="StartUpException">They cannot be used.</exception>
    internal void Check()
    {
        if ((IsSetUp || Address.Length > 0) && !System.Net.Mail.MailAddress.TryCreate(Address, out _))
        {
            throw new StartUpException($"{Section}:Address is no e-mail address.");
        }

        Check(Section);
    }
}
