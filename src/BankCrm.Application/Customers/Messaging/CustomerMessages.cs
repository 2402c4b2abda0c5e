using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.Messaging;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Messaging;

/// <summary>What a feature wants to tell a customer.</summary>
/// <param name="Template">The key of an approved text, as one of the feature's own <c>IMessageKinds</c> says it.</param>
/// <param name="Values">What fills its places beside the customer's name and the branch: "case.number" → "K0000123".</param>
/// <param name="About">A path to where there is more: /cases/….</param>
public sealed record MessageToCustomer(
    ChannelKind Channel, MessagePurpose Purpose, string? Template, IReadOnlyDictionary<string, string> Values, string About = "")
{
    /// <summary>Instead of a template.</summary>
    public string Subject { get; init; } = "";

    public string Text { get; init; } = "";

    /// <summary>In words of its own, in the customer's language. Whoever writes them answers for them: nobody approves them.</summary>
    public static MessageToCustomer InWords(ChannelKind channel, MessagePurpose purpose, string subject, string text, string about = "") =>
        new(channel, purpose, null, new Dictionary<string, string>(), about) { Subject = subject, Text = text };
}

/// <summary>
/// Writes to customers. A message is written down in the transaction of what it tells about, and sent after it; whether it may be sent, to which number or
/// address and in which language, is settled then.
/// </summary>
[Policy]
public sealed class CustomerMessages(ICustomerVault vault, TimeProvider clock)
{
    internal const string Content = "customer";

    /// <summary>Adds a message to the unit of work. Never a reason to refuse what it tells about: what is amiss shows in the outbox.</summary>
    /// <param name="by">Null: the system.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="NotFoundException">The customer was erased.</exception>
    public async Task<Guid> AddAsync(CrmDb db, Customer customer, MessageToCustomer message, Guid? by, CancellationToken ct, Guid? id = null)
    {
        if (message.Template is null && (message.Text.Length == 0 || CleanText.Check(message.Subject, MessageTemplate.SubjectMaxLength) is not null
            || CleanText.Check(message.Text, MessageTemplate.TextMaxLength, manyLines: true) is not null))
        {
            throw new ArgumentException("A message needs a template, or a subject and text that are clean.", nameof(message));
        }

        var now = clock.GetUtcNow();
        var cipher = await new CustomerCiphers(db, vault).OfAsync(customer.Id, ct);
        var outgoing = OutgoingMessage.Add(id ?? Guid.CreateVersion7(now), Content, message.Channel, message.Purpose, now);
        db.Add(outgoing);
        db.Add(CustomerMessage.Of(outgoing, customer, new(message.Template, message.Values, message.Subject, message.Text), message.About, by, cipher));
        return outgoing.Id;
    }

    /// <summary>By what they are reached: a text message where they have a mobile telephone, else an e-mail. Null: by neither.</summary>
    public static async Task<ChannelKind?> ChannelOfAsync(CrmDb db, Guid customerId, CancellationToken ct)
    {
        var kinds = await db.ContactPoints.Where(p => p.CustomerId == customerId && p.EndedOn == null).Select(p => p.Kind).Distinct().ToListAsync(ct);
        return kinds.Contains(ContactKind.Mobile) ? ChannelKind.Sms : kinds.Contains(ContactKind.Email) ? ChannelKind.Email : null;
    }
}
