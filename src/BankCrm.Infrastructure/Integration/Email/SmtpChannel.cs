using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using System.Text;
using BankCrm.Application.Platform.Channels;
using BankCrm.Infrastructure.Integration.Email.Returned;

namespace BankCrm.Infrastructure.Integration.Email;

/// <summary>
/// By the bank's mail server, over STARTTLS. A server that has everything and does not answer may have taken it; none can be asked, so such an outcome is
/// unclear and left to people.
/// </summary>
internal sealed class SmtpChannel(EmailOptions options, MailIds ids) : IEmailChannel
{
    // Where nothing but the connection failed, the server cannot have anything.
    private static readonly SocketError[] NeverConnected =
        [SocketError.ConnectionRefused, SocketError.HostNotFound, SocketError.HostUnreachable, SocketError.NetworkUnreachable, SocketError.TryAgain, SocketError.NoData];

    // What a server says of an address, not of itself.
    private static readonly SmtpStatusCode[] NoSuchAddress =
        [SmtpStatusCode.MailboxUnavailable, SmtpStatusCode.MailboxNameNotAllowed, SmtpStatusCode.UserNotLocalTryAlternatePath];

    public bool IsSetUp => options.Host.Length > 0;

    public string Gateway => "smtp";

    public async Task<Delivery> SendAsync(Letter letter, CancellationToken ct)
    {
        using var mail = Written(letter);
        using var client = new SmtpClient(options.Host, options.Port) { EnableSsl = options.StartTls };
        if (options.User.Length > 0)
        {
            client.Credentials = new NetworkCredential(options.User, options.Password);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(options.SecondsToAnswer));
        try
        {
            await client.SendMailAsync(mail, limit.Token);
            return new(DeliveryOutcome.Sent);
        }
        catch (OperationCanceledException)
        {
            return new(DeliveryOutcome.Unclear);
        }
        catch (SmtpFailedRecipientException e)
        {
            return new(Array.IndexOf(NoSuchAddress, e.StatusCode) >= 0 ? DeliveryOutcome.NoSuchAddress : OfCode(e.StatusCode), Answer(e.StatusCode));
        }
        catch (SmtpException e)
        {
            return OfFailure(e);
        }
    }

    // The library encodes what is not ASCII and refuses line breaks in headers.
    private MailMessage Written(Letter letter)
    {
        var from = new MailAddress(options.From, options.FromName, Encoding.UTF8);
        var mail = new MailMessage(from, new MailAddress(letter.Recipient))
        {
            Subject = letter.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = letter.Text,
            BodyEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        if (options.Returned.Address.Length > 0)
        {
            mail.Sender = new(options.Returned.Address); // stands in the envelope: mails that cannot be delivered go there
        }

        mail.Headers.Add("Message-ID", $"<{ids.Of(letter.MessageId)}@{from.Host}>");
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        foreach (var file in letter.Files)
        {
            mail.Attachments.Add(new(file.Open(), file.Name, file.ContentType) { NameEncoding = Encoding.UTF8 }); // the mail disposes of them
        }

        return mail;
    }

    private static Delivery OfFailure(SmtpException e) =>
        e.StatusCode is not SmtpStatusCode.GeneralFailure ? new(OfCode(e.StatusCode), Answer(e.StatusCode))
        : Causes(e).OfType<SocketException>().Any(s => Array.IndexOf(NeverConnected, s.SocketErrorCode) >= 0) ? new(DeliveryOutcome.NotNow)
        : Causes(e).Any(c => c is System.Security.Authentication.AuthenticationException) ? new(DeliveryOutcome.NotNow, "TLS")
        : new(DeliveryOutcome.Unclear);

    // Below 500 it may go later; what is wrong with ourselves (530, 535: who we are) is put right by whoever runs the channel.
    private static DeliveryOutcome OfCode(SmtpStatusCode code) =>
        (int)code is >= 500 and not (530 or 534 or 535 or 538) && code is not SmtpStatusCode.ExceededStorageAllocation ? DeliveryOutcome.Rejected : DeliveryOutcome.NotNow;

    private static string Answer(SmtpStatusCode code) => $"SMTP {(int)code}";

    private static IEnumerable<Exception> Causes(Exception e)
    {
        for (Exception? cause = e; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}
