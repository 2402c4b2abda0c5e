using BankCrm.Application.Platform.Channels;

namespace BankCrm.Infrastructure.Integration;

/// <summary>In Development: sends nothing. What would have gone lies in the outbox, where it can be looked at.</summary>
internal sealed class NoGateway : IEmailChannel, ISmsGateway
{
    public bool IsSetUp => true;

    public string Gateway => "none";

    public Task<Delivery> SendAsync(Letter letter, CancellationToken ct) => Task.FromResult(new Delivery(DeliveryOutcome.Kept));

    public Task<Delivery> AskAsync(Guid messageId, CancellationToken ct) => Task.FromResult(new Delivery(DeliveryOutcome.NotKnown));
}
