using System.Text.RegularExpressions;
using BankCrm.Domain.Platform.Outbox;

namespace BankCrm.Infrastructure.Integration.Email.Returned;

/// <summary>What a mail server says became of a mail (RFC 3464). What stands in it was written by anybody: only what it must have is read, and only to a limit.</summary>
/// <param name="Message">What stands in the id of the mail it is about. Empty: it names none of ours.</param>
/// <param name="Status">The code of RFC 3463, as 5.1.1.</param>
internal sealed partial record DeliveryNotification(string Message, ReturnedWord Word, string Status)
{
    private const int MostLines = 4000;
    private const int MostParts = 10;

    private static readonly string[] Statuses = ["message/delivery-status", "message/global-delivery-status"];
    private static readonly string[] Originals = ["message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"];

    /// <summary>That the address is none, or takes nothing for good: RFC 3463 and 7505.</summary>
    private static readonly string[] NoSuchAddress = ["5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"];

    /// <param name="mail">As it came, or its beginning.</param>
    /// <returns>Null: it is no such report. An automatic answer, for example, or what somebody wrote.</returns>
    public static DeliveryNotification? Read(ReadOnlySpan<byte> mail)
    {
        var lines = new MailLines(mail.ToArray(), MostLines);
        var (headers, from) = Mime.HeadersAt(lines, 0, lines.Count);
        var kind = headers.GetValueOrDefault("content-type", "");
        if (!Mime.TypeOf(kind).Equals("multipart/report", StringComparison.Ordinal) || !Mime.Parameter(kind, "report-type").Equals("delivery-status", StringComparison.OrdinalIgnoreCase)
            || Mime.Parameter(kind, "boundary") is not { Length: > 0 and <= 70 } boundary)
        {
            return null;
        }

        // Only the parts of the report itself: what lies deeper is what somebody put there.
        Dictionary<string, string>? recipient = null;
        var message = "";
        foreach (var (first, end) in Mime.PartsOf(lines, from, lines.Count, boundary, MostParts))
        {
            var (its, body) = Mime.HeadersAt(lines, first, end);
            var type = Mime.TypeOf(its.GetValueOrDefault("content-type", "text/plain"));
            if (recipient is null && Array.IndexOf(Statuses, type) >= 0)
            {
                recipient = RecipientOf(lines, body, end);
            }
            else if (message.Length == 0 && Array.IndexOf(Originals, type) >= 0)
            {
                message = OursIn(Mime.HeadersAt(lines, body, end).Headers.GetValueOrDefault("message-id", ""));
            }
        }

        return recipient is null ? null : new(message, WordOf(recipient), StatusOf(recipient));
    }

    // The first group is about the mail, each other one about a recipient. A mail of ours has one: a report about several speaks of another mail.
    private static Dictionary<string, string>? RecipientOf(MailLines lines, int from, int end)
    {
        var (_, at) = Mime.HeadersAt(lines, from, end);
        var (recipient, after) = Mime.HeadersAt(lines, Mime.SkipEmpty(lines, at, end), end);
        return recipient.ContainsKey("action") && Mime.SkipEmpty(lines, after, end) >= end ? recipient : null;
    }

    private static ReturnedWord WordOf(Dictionary<string, string> recipient)
    {
        var (action, status) = (recipient.GetValueOrDefault("action", "").Trim().ToLowerInvariant(), StatusOf(recipient));
        return (action, status.Length > 0 ? status[0] : ' ') switch
        {
            ("failed", '5') => Array.IndexOf(NoSuchAddress, status) >= 0 ? ReturnedWord.NoSuchAddress : ReturnedWord.Rejected,
            ("failed" or "delayed", '4') => ReturnedWord.Delayed,
            ("delivered", '2') => ReturnedWord.Delivered,
            _ => ReturnedWord.Other,
        };
    }

    private static string StatusOf(Dictionary<string, string> recipient) => StatusCode().Match(recipient.GetValueOrDefault("status", "")) is { Success: true } code ? code.Value : "";

    private static string OursIn(string id) => MessageId().Match(id) is { Success: true } ours ? ours.Groups["ours"].Value : "";

    [GeneratedRegex(@"^\s*[245]\.\d{1,3}\.\d{1,3}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex StatusCode();

    [GeneratedRegex(@"^<(?<ours>[0-9a-f]{32}\.[0-9a-f]{32})@", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MessageId();
}
