using BankCrm.Application.Common;
using BankCrm.Application.Customers.Messaging;
using BankCrm.Application.Platform.Channels;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Platform.Outbox;

namespace BankCrm.Application.Cases.ServiceCases;

/// <summary>What customers are sent about their cases.</summary>
[Policy]
internal sealed class CaseMessages(CustomerMessages messages, CaseMarks marks) : IMessageKinds
{
    private const string Received = "case.received";
    private const string Number = "case.number";
    private const string Mark = "case.mark";

    public IReadOnlyList<MessageKind> Kinds { get; } = [new(Received, "The case was taken in", MessagePurpose.Answer, ByHand: false, Number, Mark)];

    /// <summary>That it was taken in, with its number.</summary>
    /// <exception cref="RefusedException">The bank knows neither a mobile telephone nor an e-mail address of theirs.</exception>
    public async Task ConfirmAsync(CrmDb db, ServiceCase opened, Customer customer, Guid by, CancellationToken ct) =>
        await ConfirmAsync(db, opened, customer, await ReachedByAsync(db, customer.Id, ct), MessagePurpose.Answer, by, ct);

    /// <summary>The same by e-mail, to the address the bank has of them, because they wrote one. Nobody waits for it at night.</summary>
    public Task ConfirmMailAsync(CrmDb db, ServiceCase opened, Customer customer, CancellationToken ct) => ConfirmAsync(db, opened, customer, ChannelKind.Email, MessagePurpose.Service, by: null, ct);

    /// <summary>What a colleague answers, in their words.</summary>
    /// <returns>By which road.</returns>
    /// <exception cref="RefusedException">The bank knows neither a mobile telephone nor an e-mail address of theirs, or it is too long.</exception>
    public async Task<CaseChannel> SendAsync(CrmDb db, ServiceCase about, Customer customer, string subject, string words, Guid by, CancellationToken ct)
    {
        Refuse.If(words.Length > MessageTemplate.TextMaxLength, "To be sent it may have {0} characters at most.", MessageTemplate.TextMaxLength);
        var channel = await ReachedByAsync(db, customer.Id, ct);
        await messages.AddAsync(db, customer, MessageToCustomer.InWords(channel, MessagePurpose.Answer, channel is ChannelKind.Email ? marks.On(subject, about.Number) : "", words, PathOf(about.Id)), by, ct);
        return channel is ChannelKind.Email ? CaseChannel.Email : CaseChannel.Sms;
    }

    private Task<Guid> ConfirmAsync(CrmDb db, ServiceCase opened, Customer customer, ChannelKind channel, MessagePurpose purpose, Guid? by, CancellationToken ct) => messages.AddAsync(
        db, customer, new(channel, purpose, Received, new Dictionary<string, string> { [Number] = $"{opened.Number}", [Mark] = marks.Of(opened.Number) }, PathOf(opened.Id)), by, ct);

    private static async Task<ChannelKind> ReachedByAsync(CrmDb db, Guid customerId, CancellationToken ct) =>
        await CustomerMessages.ChannelOfAsync(db, customerId, ct) ?? throw new RefusedException("The bank knows neither a mobile telephone nor an e-mail address of this customer.");

    private static string PathOf(Guid caseId) => $"/cases/{caseId}";
}
