using System.Globalization;
using System.Text;
using BankCrm.Application.Common;
using BankCrm.Application.Platform;
using BankCrm.Application.Platform.Channels;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Platform.Localisation;
using BankCrm.Application.Platform.Outbox;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Platform.Outbox;
using BankCrm.Domain.Tasks.Digests;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Digests;

/// <param name="Address">Where staff open the product, as https://crm.example.com. Empty: links are paths.</param>
public sealed record DigestRules(string Address)
{
    /// <exception cref="StartUpException">It is none.</exception>
    public static DigestRules Of(string? address) =>
        string.IsNullOrEmpty(address) || (Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback))
            ? new(address?.TrimEnd('/') ?? "")
            : throw new StartUpException("BankCrm:Address must begin with https://; http only on this machine.");
}

/// <summary>Writes the digest of a colleague into the outbox, once a day. For the clock.</summary>
/// <param name="IsSent">False: nothing waits, or they are away; then it is settled for the day, and nothing is sent.</param>
[Allow(TaskPermissions.Work)]
public sealed record SendDigest(Guid StaffId, DateOnly Day, bool IsSent);

internal sealed class SendDigestValidator : AbstractValidator<SendDigest>
{
    public SendDigestValidator() => RuleFor(d => d.StaffId).NotEmpty();
}

internal sealed class SendDigestHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<SendDigest>
{
    private const int KeptDays = 30;
    private const int MostAtOnce = 10;

    public async Task HandleAsync(SendDigest command, CancellationToken ct)
    {
        if (!user.IsSystem)
        {
            throw new ForbiddenException(TaskPermissions.Work);
        }

        var now = clock.GetUtcNow();
        var digest = Digest.Of(Guid.CreateVersion7(now), command.StaffId, command.Day, command.IsSent);
        db.Add(digest);
        if (command.IsSent)
        {
            db.Add(OutgoingMessage.Add(digest.Id, DigestContent.Content, ChannelKind.Email, MessagePurpose.Service, now));
        }

        // Each day brings one and takes one away: what waited a month ago is of use to nobody.
        var old = command.Day.AddDays(-KeptDays);
        db.RemoveRange(await db.Digests.AsTracking().Where(d => d.StaffId == command.StaffId && d.Day < old).OrderBy(d => d.Day).Take(MostAtOnce).ToListAsync(ct));
    }
}

/// <summary>Settles the digest in the moment it is sent: to whom, and what waits then.</summary>
[Policy]
internal sealed class DigestContent(DigestCounts counts, IColumnCipher cipher, IWording wording, DigestRules rules) : IOutgoingContent
{
    internal const string Content = "digest";

    private const int MostAbsent = 10;

    public string Name => Content;

    public async Task<Readiness> PrepareAsync(CrmDb db, OutgoingMessage message, ChannelRules channel, DateTimeOffset now, CancellationToken ct)
    {
        if (!await db.Digests.AnyAsync(d => d.Id == message.Id, ct))
        {
            return Readiness.No(OutgoingReason.NotWanted); // sent again after a month: it is not kept so long
        }

        var digest = await db.ForChangeAsync<Digest>(message.Id, ct);
        if (await counts.ReaderAsync(db, digest.StaffId, ct) is not { } reader)
        {
            return Readiness.No(OutgoingReason.NotAtWork);
        }

        if (digest.Day != Branch.DayAt(now) || await db.DigestSettings.SingleOrDefaultAsync(s => s.StaffId == digest.StaffId, ct) is not { } setting)
        {
            return Readiness.No(OutgoingReason.NotWanted);
        }

        var numbers = await counts.OfAsync(reader, ct);
        if (numbers.IsNothing)
        {
            return Readiness.No(OutgoingReason.NotWanted);
        }

        var words = wording.In(setting.Language is TextLanguage.Chinese ? "zh-Hans" : "en");
        var recipient = cipher.Seal(Digest.RecipientColumn, digest.Id, cipher.Open(DigestSetting.AddressColumn, setting.Id, setting.Address));
        digest.Say(recipient, words["BankCrm: {0} overdue, {1} due today", numbers.Overdue, numbers.Today], TextOf(words, numbers));
        return Readiness.Ready;
    }

    public async Task<Letter> OpenAsync(CrmDb db, Guid messageId, CancellationToken ct)
    {
        var digest = await db.Digests.SingleAsync(d => d.Id == messageId, ct);
        return new(messageId, cipher.Open(Digest.RecipientColumn, digest.Id, digest.Recipient!), digest.Subject, digest.Text);
    }

    /// <summary>Nothing is sent there any more; they see it where they asked for it.</summary>
    public async Task BouncedAsync(CrmDb db, OutgoingMessage message, DateTimeOffset now, CancellationToken ct)
    {
        var staffId = await db.Digests.Where(d => d.Id == message.Id).Select(d => d.StaffId).SingleAsync(ct);
        if (await db.DigestSettings.AsTracking().SingleOrDefaultAsync(s => s.StaffId == staffId, ct) is { } setting)
        {
            db.Remove(setting);
        }
    }

    private string TextOf(IWords words, DigestNumbers numbers)
    {
        var text = new StringBuilder();
        Line(words["What waits for you this morning:"], null);
        Line(words["{0} overdue", numbers.Overdue], numbers.Overdue > 0 ? "/tasks?show=Mine&when=Overdue" : null);
        Line(words["{0} due today", numbers.Today], numbers.Today > 0 ? "/tasks?show=Mine&when=Today" : null);
        Line(words["{0} new notices", numbers.InBell], numbers.InBell > 0 ? "/notices" : null);
        Line(words["{0} in your queues", numbers.InQueues], numbers.InQueues > 0 ? "/tasks/queues" : null);
        foreach (var absent in numbers.StandsInFor.Where(a => a.Overdue + a.Today > 0).Take(MostAbsent))
        {
            Line(words["You stand in for {0}: {1} overdue, {2} due today", absent.Name, absent.Overdue, absent.Today], $"/tasks?show=Everybody&ownerId={absent.StaffId}");
        }

        Line(words["You have asked for this message. Here you change it or switch it off:"], "/tasks/digest");
        return text.ToString().TrimEnd();

        void Line(string said, string? path)
        {
            text.Append(said).Append('\n');
            if (path is not null)
            {
                text.Append(CultureInfo.InvariantCulture, $"{rules.Address}{path}\n");
            }

            text.Append('\n');
        }
    }
}
