using System.Security.Cryptography;
using System.Text.RegularExpressions;
using BankCrm.Application.Cases.Mails;
using BankCrm.Domain.Cases.Enquiries;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Attachments;

namespace BankCrm.Infrastructure.Integration.Email.Incoming;

/// <summary>Reads a mail that somebody wrote: its words without markup, and the files that may be kept. Whatever is broken in it, something is read.</summary>
internal sealed partial class WrittenMail
{
    private const int MostLines = 1_000_000;
    private const int MostParts = 50;
    private const int Deepest = 6;
    private const int MostOfName = 90;
    private const int LongestText = 256 * 1024;
    private const int LargestFile = 30 * 1024 * 1024; // as it travels: a third more than it is

    private readonly MailLines lines;
    private readonly bool isWhole;
    private readonly List<MailFile> files = [];
    private readonly List<string> leftOut = [];
    private string plain = "";
    private string html = "";
    private int parts;

    private WrittenMail(byte[] mail, bool isWhole) => (lines, this.isWhole) = (new(mail, MostLines), isWhole);

    /// <param name="mail">As it came, or its beginning.</param>
    /// <param name="isWhole">Nothing of it is missing.</param>
    /// <param name="size">In bytes, as the mailbox says.</param>
    /// <param name="answers">Finds the messages of ours that it answers, by what stands in their ids.</param>
    public static TakeMail Read(byte[] mail, bool isWhole, long size, Guid id, Func<string, Guid?> answers) => new WrittenMail(mail, isWhole).Read(id, size, answers);

    private TakeMail Read(Guid id, long size, Func<string, Guid?> answers)
    {
        var (fields, body) = Mime.HeadersAt(lines, 0, lines.Count);
        var head = new MailHead(fields);
        var (address, name) = head.From;
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(head.Identity);
        digest.AppendData(lines.From(body));
        if (!head.IsAutomatic)
        {
            Walk(fields, body, lines.Count, 0);
        }

        var text = ManyBreaks().Replace(CleanText.Kept(plain.Trim().Length > 0 ? plain : HtmlWords.Read(html), int.MaxValue, manyLines: true), "\n\n").Trim();
        return new()
        {
            Id = id,
            Digest = digest.GetHashAndReset(),
            Size = size,
            IsAutomatic = head.IsAutomatic,
            Sender = CleanText.Kept(address, Domain.Customers.Contacts.EmailAddress.MaxLength),
            Name = CleanText.Kept(name, Enquiry.NameMaxLength).Trim(),
            Subject = CleanText.Kept(head.Subject, ServiceCase.SubjectMaxLength).Trim(),
            Text = CleanText.Kept(text, CaseStep.TextMaxLength, manyLines: true),
            IsCut = text.Length > CaseStep.TextMaxLength || !isWhole,
            ReceivedAt = head.ReceivedAt,
            ConfirmedBy = head.ConfirmedBy,
            Answers = [.. head.Answered.Select(answers).OfType<Guid>()],
            Files = files,
            LeftOut = leftOut,
        };
    }

    private void Walk(IReadOnlyDictionary<string, string> fields, int first, int end, int depth)
    {
        var its = new MailHead(fields);
        var (kind, disposition) = (its["content-type"], its["content-disposition"]);
        var type = kind.Length == 0 ? "text/plain" : Mime.TypeOf(kind);
        if (type.StartsWith("multipart/", StringComparison.Ordinal))
        {
            if (depth < Deepest && Mime.Parameter(kind, "boundary") is { Length: > 0 and <= 70 } boundary)
            {
                foreach (var (from, until) in Mime.PartsOf(lines, first, end, boundary, MostParts).TakeWhile(_ => parts++ < MostParts))
                {
                    var (head, body) = Mime.HeadersAt(lines, from, until);
                    Walk(head, body, until, depth + 1);
                }
            }

            return;
        }

        var name = NameOf(kind, disposition);
        var isText = name.Length == 0 && !Mime.TypeOf(disposition).Equals("attachment", StringComparison.Ordinal);
        switch (type)
        {
            case "text/plain" when isText:
                plain += (plain.Length > 0 ? "\n" : "") + TextOf(its, kind, first, end);
                break;
            case "text/html" when isText:
                html += TextOf(its, kind, first, end);
                break;
            default:
                TakeFile(name.Length > 0 ? name : type.Replace('/', '-'), its["content-transfer-encoding"], first, end);
                break;
        }
    }

    private string TextOf(MailHead its, string kind, int first, int end) =>
        plain.Length + html.Length >= LongestText ? "" : Charsets.Read(Transfer.Decode(lines, first, end, its["content-transfer-encoding"], LongestText), Mime.Parameter(kind, "charset"));

    private void TakeFile(string name, string encoding, int first, int end)
    {
        var size = first < end ? lines.From(first).Length - lines.From(end).Length : 0;
        var isCutOff = !isWhole && end == lines.Count;
        if (!isCutOff && files.Count < TakeMail.MostFiles && size <= LargestFile && AttachmentKinds.Named(name) is not null)
        {
            files.Add(new(name, new MemoryStream(Transfer.Decode(lines, first, end, encoding, LargestFile), writable: false)));
        }
        else if (leftOut.Count < TakeMail.MostNames)
        {
            leftOut.Add(CleanText.Kept($"{name} ({Math.Max(1, size / 1024)} KB)", TakeMail.NameMaxLength));
        }
    }

    /// <summary>Of a file, without folders. Empty: it has none.</summary>
    private static string NameOf(string kind, string disposition)
    {
        var named = Mime.Words(disposition, "filename") is { Length: > 0 } given ? given : Mime.Words(kind, "name");
        var clean = CleanText.Kept(named, int.MaxValue).Trim();
        clean = clean[(clean.LastIndexOfAny(['/', '\\']) + 1)..];
        return clean.Length <= MostOfName ? clean : clean[^MostOfName..]; // its ending says what it is
    }

    [GeneratedRegex(@"\n([ \t]*\n){2,}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex ManyBreaks();
}
