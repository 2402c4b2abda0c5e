using BankCrm.Application.Common;
using BankCrm.Application.Platform.Channels;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Platform.Files;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Customers.Attachments;

namespace BankCrm.Application.Campaigns.Planning;

/// <summary>The files that go along with e-mails of campaigns.</summary>
[Policy]
internal sealed class CampaignFiles(IFileStore files, IColumnCipher cipher)
{
    public const string Area = "campaigns";

    public Stream Open(CampaignAttachment attachment) => files.Open(Area, attachment.Id, cipher.Open(CampaignAttachment.FileKeyColumn, attachment.Id, attachment.FileKey));

    /// <summary>Read whole, once for however many messages they go along with; at most a few megabytes.</summary>
    /// <returns>By the text they belong to.</returns>
    public async Task<ILookup<Guid, LetterFile>> ReadAsync(IEnumerable<CampaignAttachment> attachments, CancellationToken ct)
    {
        var read = new List<(Guid Text, LetterFile File)>();
        foreach (var attachment in attachments.OrderBy(a => a.AddedAt).ThenBy(a => a.Id))
        {
            await using var content = Open(attachment);
            var bytes = new byte[attachment.Size];
            await content.ReadExactlyAsync(bytes, ct);
            read.Add((attachment.TextId, new(attachment.Name, attachment.Kind.ContentType, () => new MemoryStream(bytes, writable: false))));
        }

        return read.ToLookup(r => r.Text, r => r.File);
    }
}
