using BankCrm.Application.Campaigns.Planning;
using BankCrm.Application.Common;
using BankCrm.Application.Platform;
using BankCrm.Application.Platform.Channels;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Platform.Outbox;
using BankCrm.Application.Products.Catalogue;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Platform.Outbox;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Campaigns.Sending;

/// <summary>Where tests may go, and nowhere else: BankCrm:Campaigns:TestDomains, TestNumbers.</summary>
/// <param name="Domains">Of e-mail addresses: the bank's own.</param>
/// <param name="Numbers">Of telephones that are the bank's, as +8613800138000.</param>
public sealed record TestRecipients(IReadOnlyList<string> Domains, IReadOnlyList<string> Numbers)
{
    /// <exception cref="StartUpException">One of them is none.</exception>
    public static TestRecipients Of(IReadOnlyList<string> domains, IReadOnlyList<string> numbers) =>
        domains.FirstOrDefault(d => EmailAddress.Check($"somebody@{d}") is not null) is { } domain ? throw new StartUpException($"BankCrm:Campaigns:TestDomains: {domain} is no domain of e-mail addresses.")
        : numbers.Any(n => n.Length is < 8 or > 16 || n[0] != '+' || !n[1..].All(char.IsAsciiDigit)) ? throw new StartUpException("BankCrm:Campaigns:TestNumbers: write each number as +8613800138000.")
        : new(domains, numbers);

    /// <returns>As it is sent to.</returns>
    /// <exception cref="RefusedException">It is nobody's of the bank, so it may be a customer's.</exception>
    public string Demand(ChannelKind channel, string typed)
    {
        var to = HalfWidth.Of(typed).Trim();
        if (channel is ChannelKind.Sms)
        {
            Refuse.If(Numbers.Count == 0, "No telephone for tests is set up. Ask whoever runs the product to name one of the bank's.");
            Refuse.If(!Numbers.Contains(to), "Choose one of the bank's telephones for tests.");
            return to;
        }

        Refuse.If(Domains.Count == 0, "No domain for tests is set up. Ask whoever runs the product to name the bank's.");
        Refuse.If(EmailAddress.Check(to));
        Refuse.If(!Domains.Contains(to[(to.LastIndexOf('@') + 1)..], StringComparer.OrdinalIgnoreCase), "A test goes to addresses of the bank only: {0}.", string.Join(", ", Domains));
        return to;
    }
}

/// <summary>Sends a text of a campaign, as it is kept, to the colleague themselves. It counts nowhere.</summary>
/// <param name="Id">Carried by the form, so that a double click sends one.</param>
/// <param name="To">An address of the bank, or one of its telephones for tests.</param>
[Allow(CampaignPermissions.Write)]
public sealed record SendCampaignTest(Guid Id, Guid CampaignId, CampaignTextPlace Place, string To);

internal sealed class SendCampaignTestValidator : AbstractValidator<SendCampaignTest>
{
    public SendCampaignTestValidator()
    {
        RuleFor(t => t.Id).NotEmpty();
        RuleFor(t => t.Place.Channel).IsInEnum();
        RuleFor(t => t.Place.Arm).IsInEnum();
        RuleFor(t => t.Place.Language).IsInEnum();
        RuleFor(t => t.To).NotEmpty().MaximumLength(EmailAddress.MaxLength);
    }
}

internal sealed class SendCampaignTestHandler(
    CrmDb db, CurrentUser user, TestRecipients recipients, OutgoingChannels channels, CampaignLinks links, IColumnCipher cipher, IRowLock rows, TimeProvider clock) : ICommandHandler<SendCampaignTest>
{
    public async Task HandleAsync(SendCampaignTest command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var campaign = await db.CampaignsSeenBy(user).AsSplitQuery().SingleOrDefaultAsync(c => c.Id == command.CampaignId, ct) ?? throw new NotFoundException();
        Refuse.If(!command.Place.Channel.IsWritten, "Only what is written to customers can be tried out.");
        var text = campaign.TextAt(command.Place);
        Refuse.If(text is null, "This text is not written yet. Save it first.");
        await RefuseWhereNothingIsSentAsync(text.Channel.Kind, ct);
        var recipient = recipients.Demand(text.Channel.Kind, command.To);
        await RefuseTooManyAsync(now, ct);

        var product = await db.VersionsShownOn(Branch.DayAt(now)).Where(v => v.ProductId == campaign.Plan.ProductId).Select(v => v.Terms).SingleOrDefaultAsync(ct);
        var names = CampaignWords.SampleNames(text.Language, product, CampaignTest.CodeOf(command.Id)[CampaignTest.CodeMark.Length..]);
        db.Add(CampaignTest.Of(
            command.Id, campaign.Id, text, (CampaignWords.Subject(text, names, now), CampaignWords.Script(text, names, now)),
            cipher.Seal(CampaignTest.RecipientColumn, command.Id, recipient), user.Person, now));
        db.Add(OutgoingMessage.Add(command.Id, CampaignTestContent.Content, text.Channel.Kind, MessagePurpose.Answer, now));
    }

    private async Task RefuseWhereNothingIsSentAsync(ChannelKind channel, CancellationToken ct)
    {
        Refuse.If(!channels.Of(channel).IsSetUp, "This channel is not set up, so nothing can be sent. Ask whoever runs the product.");
        Refuse.If(!links.IsSetUp, "The address of links is not set up: without it nobody could answer or opt out. Ask whoever runs the product.");
        Refuse.If(await db.ChannelRules.AnyAsync(r => r.Channel == channel && r.StoppedAt != null, ct), "This channel is stopped: nothing is sent by it, no test either.");
    }

    private async Task RefuseTooManyAsync(DateTimeOffset now, CancellationToken ct)
    {
        await rows.TakeAsync<StaffMember>(user.Person, ct); // of many that are sent at once each is counted
        var since = now.AddHours(-1);
        var sent = await db.CampaignTests.CountAsync(t => t.SentBy == user.Person && t.SentAt > since, ct);
        Refuse.If(sent >= CampaignTest.MostAnHour, "You have sent {0} tests within an hour. Wait a while before the next.", CampaignTest.MostAnHour);
    }
}

/// <summary>Where one may send a test to, and the last ones of one's own of a campaign, with what became of them.</summary>
[Allow(CampaignPermissions.Write)]
public sealed record ListCampaignTests(Guid CampaignId);

public sealed record CampaignTestRow(Guid Id, CampaignChannel Channel, TextLanguage Language, DateTimeOffset SentAt, OutgoingState State, OutgoingReason? Reason);

public sealed record CampaignTests(TestRecipients Recipients, IReadOnlyList<CampaignTestRow> Last);

internal sealed class ListCampaignTestsHandler(CrmDb db, CurrentUser user, TestRecipients recipients) : IQueryHandler<ListCampaignTests, CampaignTests>
{
    private const int Most = 5;

    public async Task<CampaignTests> HandleAsync(ListCampaignTests query, CancellationToken ct) => new(
        recipients,
        await db.CampaignTests.Where(t => t.SentBy == user.Person && t.CampaignId == query.CampaignId).OrderByDescending(t => t.SentAt).ThenByDescending(t => t.Id).Take(Most)
            .Join(db.OutgoingMessages, t => t.Id, m => m.Id, (t, m) => new CampaignTestRow(t.Id, t.Channel, t.Language, t.SentAt, m.State, m.Reason)).ToListAsync(ct));
}

/// <summary>What a test says, and to whom: it was settled when it was asked for.</summary>
[Policy]
internal sealed class CampaignTestContent(CampaignWords words, CampaignFiles files, IColumnCipher cipher) : IOutgoingContent
{
    internal const string Content = "campaign-test";

    public string Name => Content;

    public Task<Readiness> PrepareAsync(CrmDb db, OutgoingMessage message, ChannelRules rules, DateTimeOffset now, CancellationToken ct) => Task.FromResult(Readiness.Ready);

    public async Task<Letter> OpenAsync(CrmDb db, Guid messageId, CancellationToken ct)
    {
        var test = await db.CampaignTests.SingleAsync(t => t.Id == messageId, ct);
        var (subject, text) = words.OfTest(test);
        var attachments = await db.CampaignAttachments.Where(a => a.TextId == test.TextId).ToListAsync(ct);
        return new(messageId, cipher.Open(CampaignTest.RecipientColumn, test.Id, test.Recipient), subject, text)
        {
            Files = [.. (await files.ReadAsync(attachments, ct)).SelectMany(f => f)],
        };
    }

    /// <summary>Whoever sent it sees it in the state of the test; the list of suppressed addresses is for customers.</summary>
    public Task BouncedAsync(CrmDb db, OutgoingMessage message, DateTimeOffset now, CancellationToken ct) => Task.CompletedTask;
}
