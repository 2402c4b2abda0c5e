using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BankCrm.Domain.Customers.Contacts;

namespace BankCrm.Infrastructure.Integration.Email.Incoming;

/// <summary>What the head of a mail says. Whoever wrote it may have written anything.</summary>
internal sealed partial class MailHead(IReadOnlyDictionary<string, string> fields)
{
    private const int MostIds = 20;

    private static readonly string[] Bulk = ["bulk", "list", "junk", "auto_reply"];
    private static readonly string[] OfLists = ["list-id", "list-unsubscribe", "list-post", "x-autoreply", "x-autorespond", "x-loop"];
    private static readonly string[] Machines = ["mailer-daemon", "postmaster"];

    public string this[string name] => fields.TryGetValue(name, out var value) ? value : "";

    public string Subject => EncodedWords.Decode(this["subject"]);

    /// <summary>The one address it says it is from, and what stands beside it. Empty: it names none, or several.</summary>
    public (string Address, string Name) From
    {
        get
        {
            var bare = Quoted().Replace(this["from"], m => new string('_', m.Length)); // brackets in a name are none
            var (open, close) = (bare.IndexOf('<', StringComparison.Ordinal), bare.LastIndexOf('>'));
            if (open < 0)
            {
                var address = Comment().Replace(bare, "").Trim();
                return (EmailAddress.Check(address) is null ? address : "", "");
            }

            if (close < open || bare.LastIndexOf('<') != open || EmailAddress.Check(bare[(open + 1)..close].Trim()) is not null)
            {
                return ("", "");
            }

            return (bare[(open + 1)..close].Trim(), EncodedWords.Decode(this["from"][..open].Trim().Trim('"')).Trim('"', ' '));
        }
    }

    /// <summary>An automatic answer (RFC 3834), what a mail server tells, or a mail of a list: an answer to it would come back.</summary>
    public bool IsAutomatic =>
        (this["auto-submitted"].Trim() is { Length: > 0 } submitted && !submitted.StartsWith("no", StringComparison.OrdinalIgnoreCase))
        || Array.IndexOf(Bulk, this["precedence"].Trim().ToLowerInvariant()) >= 0
        || Array.Exists(OfLists, fields.ContainsKey)
        || this["return-path"].Replace(" ", "", StringComparison.Ordinal) == "<>"
        || Mime.TypeOf(this["content-type"]) == "multipart/report"
        || Array.IndexOf(Machines, From.Address.Split('@')[0].ToLowerInvariant()) >= 0;

    /// <summary>When the last server took it, which is the bank's. Null: nothing says so.</summary>
    public DateTimeOffset? ReceivedAt =>
        this["received"] is { Length: > 0 } trace
        && DateTimeOffset.TryParse(Comment().Replace(trace[(trace.LastIndexOf(';') + 1)..], ""), CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var at) ? at : null;

    /// <summary>Who says that the domain it is from sent it (RFC 8601), as the topmost such field has it: the bank's own server puts its word above all others. Empty: nobody.</summary>
    public string ConfirmedBy
    {
        get
        {
            var said = Comment().Replace(this["authentication-results"], "");
            return said.Split(';') is [var host, .. var results] && Array.Exists(results, r => Passed().IsMatch(r)) ? host.Trim().Split(' ')[0].ToLowerInvariant() : "";
        }
    }

    /// <summary>What stands before the @ in the ids of the mails it answers, the last first.</summary>
    public IEnumerable<string> Answered =>
        MailId().Matches($"{this["references"]} {this["in-reply-to"]}").Select(m => m.Groups["ours"].Value).Reverse().Distinct(StringComparer.Ordinal).Take(MostIds);

    /// <summary>What makes it this mail, by whichever servers it came.</summary>
    public byte[] Identity => Encoding.UTF8.GetBytes(string.Join('\n', this["message-id"], this["from"], this["subject"], ""));

    [GeneratedRegex("\"[^\"]{0,500}\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\([^()]{0,500}\)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^\s*dmarc\s*=\s*pass\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Passed();

    [GeneratedRegex(@"<(?<ours>[0-9a-f]{32}\.[0-9a-f]{32})@", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MailId();
}
