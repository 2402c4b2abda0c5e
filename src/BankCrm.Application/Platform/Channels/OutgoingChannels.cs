using BankCrm.Domain.Platform.Channels;

namespace BankCrm.Application.Platform.Channels;

/// <summary>Sends e-mail for the bank.</summary>
public interface IEmailChannel : IChannel
{
    Task<Delivery> SendAsync(Letter letter, CancellationToken ct);
}

/// <summary>Sends text messages for the bank. It can be asked what became of one.</summary>
public interface ISmsGateway : IChannel
{
    Task<Delivery> SendAsync(Letter letter, CancellationToken ct);

    /// <summary>What became of the message with this id.</summary>
    Task<Delivery> AskAsync(Guid messageId, CancellationToken ct);
}

public interface IChannel
{
    /// <summary>Without it nothing is taken out of the outbox.</summary>
    bool IsSetUp { get; }

    /// <summary>What it sends by, for the outbox: smtp, http.</summary>
    string Gateway { get; }
}

/// <summary>What is to be sent to one person.</summary>
/// <param name="MessageId">The other side knows it by this, however often it is given to it.</param>
/// <param name="Recipient">A number in international form, or an address.</param>
/// <param name="Subject">Of an e-mail only.</param>
public sealed record Letter(Guid MessageId, string Recipient, string Subject, string Text)
{
    /// <summary>That go along with an e-mail.</summary>
    public IReadOnlyList<LetterFile> Files { get; init; } = [];

    public override string ToString() => $"{nameof(Letter)} {MessageId}";
}

/// <param name="Name">As the recipient sees it, with its ending.</param>
/// <param name="Open">From the beginning, for each message.</param>
public sealed record LetterFile(string Name, string ContentType, Func<Stream> Open);

public enum DeliveryOutcome
{
    /// <summary>The other side has taken it.</summary>
    Sent,

    /// <summary>It went nowhere, and is not meant to: there is no gateway here.</summary>
    Kept,

    /// <summary>Certainly not sent; later it may go.</summary>
    NotNow,

    /// <summary>Certainly not sent, nor will it ever be.</summary>
    Rejected,

    /// <summary>There is no such number or address.</summary>
    NoSuchAddress,

    /// <summary>It may have been sent or not.</summary>
    Unclear,

    /// <summary>Asked, the gateway does not know it: it never had it.</summary>
    NotKnown,
}

/// <param name="Answer">As the other side numbers it: "SMTP 550", "HTTP 503". Never a text of theirs, which may name the customer.</param>
public sealed record Delivery(DeliveryOutcome Outcome, string Answer = "");

/// <summary>Both channels as one, by their kind.</summary>
public sealed class OutgoingChannels(IEmailChannel email, ISmsGateway sms)
{
    public IReadOnlyList<ChannelKind> SetUp => [.. Enum.GetValues<ChannelKind>().Where(kind => Of(kind).IsSetUp)];

    public IChannel Of(ChannelKind kind) => kind is ChannelKind.Email ? email : sms;

    public Task<Delivery> SendAsync(ChannelKind kind, Letter letter, CancellationToken ct) =>
        kind is ChannelKind.Email ? email.SendAsync(letter, ct) : sms.SendAsync(letter, ct);

    /// <summary>Of an e-mail nobody knows: there is no one to ask.</summary>
    public Task<Delivery> AskAsync(ChannelKind kind, Guid messageId, CancellationToken ct) =>
        kind is ChannelKind.Email ? Task.FromResult(new Delivery(DeliveryOutcome.Unclear)) : sms.AskAsync(messageId, ct);
}
