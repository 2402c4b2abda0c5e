using BankCrm.Application.Platform;

namespace BankCrm.Infrastructure.Integration.Email;

/// <summary>A mailbox that is read by POP3 and by this product alone: what is read is deleted. Without a host nobody looks there.</summary>
public record MailboxOptions
{
    public string Host { get; init; } = "";
    public int Port { get; init; } = 995;
    public string User { get; init; } = "";
    public string Password { get; init; } = "";

    /// <summary>From the first byte. Off only for a server on the same machine.</summary>
    public bool Tls { get; init; } = true;

    /// <summary>From 1 to 300.</summary>
    public int SecondsToAnswer { get; init; } = 20;

    public bool IsSetUp => Host.Length > 0;

    /// <summary>Never the password, of no kind of mailbox.</summary>
    public sealed override string ToString() => $"{Host}:{Port}";

    /// <param name="section">Where they stand.</param>
    /// <exception cref="StartUpException">They cannot be used.</exception>
    internal void Check(string section)
    {
        if (!IsSetUp)
        {
            return;
        }

        if (!IsOneLine(User) || !IsOneLine(Password))
        {
            throw new StartUpException($"{section} needs the User and the Password of a mailbox that only this product reads: what is read is deleted.");
        }

        if (!Tls && Host is not ("localhost" or "127.0.0.1" or "::1"))
        {
            throw new StartUpException($"{section}:Tls can be off only for a mail server on this machine.");
        }

        if (Port is < 1 or > 65535 || SecondsToAnswer is < 1 or > 300)
        {
            throw new StartUpException($"{section}: Port is between 1 and 65535, SecondsToAnswer between 1 and 300.");
        }
    }

    private static bool IsOneLine(string text) => text.Length > 0 && !text.Any(char.IsControl);
}
