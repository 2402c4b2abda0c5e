using System.Globalization;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Channels;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Platform.Outbox;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.Messaging;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Platform.Encryption;
using BankCrm.Domain.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Messaging;

/// <summary>Settles messages to customers in the moment they are sent.</summary>
[Policy]
internal sealed class CustomerMessageContent(ICustomerVault vault) : IOutgoingContent
{
    public string Name => CustomerMessages.Content;

    public async Task<Readiness> PrepareAsync(CrmDb db, OutgoingMessage message, ChannelRules rules, DateTimeOffset now, CancellationToken ct)
    {
        var words = await db.ForChangeAsync<CustomerMessage>(message.Id, ct);
        var customerId = words.CustomerId;
        var customer = await db.Customers.SingleOrDefaultAsync(c => c.Id == customerId, ct);
        if (customer is null || await db.CustomerKeys.SingleOrDefaultAsync(k => k.CustomerId == customerId, ct) is not { } key)
        {
            return Readiness.No(OutgoingReason.Erased);
        }

        if (customer.DiedOn is not null)
        {
            return Readiness.No(OutgoingReason.Died);
        }

        if (customer.Stage is LifeCycleStage.Closed)
        {
            return Readiness.No(OutgoingReason.Closed);
        }

        // A first try has settled the words.
        var template = words.Text is null ? await TemplateAsync(db, words, customer, ct) : null;
        if ((message.Purpose is MessagePurpose.Marketing || template?.Purpose is MessagePurpose.Marketing) && !await AgreedAsync(db, customerId, message.Channel, ct))
        {
            return Readiness.No(OutgoingReason.NoConsent);
        }

        if (await db.PointToUseAsync(customerId, message.Channel, ct) is not { } point)
        {
            return Readiness.No(OutgoingReason.NoAddress);
        }

        if (await db.SuppressedAddresses.AnyAsync(s => s.Channel == message.Channel && s.Lookup == point.Lookup && s.LiftedAt == null, ct))
        {
            return Readiness.No(OutgoingReason.Suppressed);
        }

        if (message.Purpose is not MessagePurpose.Answer && rules.QuietEnds(Branch.At(now)) is { } morning)
        {
            return Readiness.Later(OutgoingReason.QuietHours, morning.ToUniversalTime());
        }

        var cipher = new CustomerCiphers(db, vault).Open(customerId, key.Wrapped);
        if (words.Text is null && await SayAsync(db, words, template, customer, cipher, now, ct) is { } reason)
        {
            return Readiness.No(reason);
        }

        words.Address(cipher.Open(ContactPoint.ValueColumn, point.Id, point.Value), point.Lookup, cipher);
        return Readiness.Ready;
    }

    public async Task<Letter> OpenAsync(CrmDb db, Guid messageId, CancellationToken ct)
    {
        var message = await db.CustomerMessages.SingleAsync(m => m.Id == messageId, ct);
        var cipher = await new CustomerCiphers(db, vault).OfAsync(message.CustomerId, ct);
        return new(
            message.Id, cipher.Open(CustomerMessage.RecipientColumn, message.Id, message.Recipient!),
            message.Subject is { } subject ? cipher.Open(CustomerMessage.SubjectColumn, message.Id, subject) : "",
            cipher.Open(CustomerMessage.TextColumn, message.Id, message.Text!));
    }

    public async Task BouncedAsync(CrmDb db, OutgoingMessage message, DateTimeOffset now, CancellationToken ct)
    {
        var lookup = await db.CustomerMessages.Where(m => m.Id == message.Id).Select(m => m.RecipientLookup).SingleAsync(ct);
        if (lookup is not null)
        {
            await db.SuppressBouncedAsync(message.Channel, lookup, now, ct);
        }
    }

    private static async Task<bool> AgreedAsync(CrmDb db, Guid customerId, ChannelKind channel, CancellationToken ct)
    {
        var by = channel is ChannelKind.Email ? ConsentChannel.Email : ConsentChannel.Sms;
        return await db.Consents.Where(c => c.CustomerId == customerId && c.Purpose == ConsentPurpose.Marketing && c.Channel == by)
            .OrderByDescending(c => c.At).ThenByDescending(c => c.Id).Select(c => c.IsGiven).FirstOrDefaultAsync(ct);
    }

    /// <summary>Null: it says what it has to, from now on.</summary>
    private static async Task<OutgoingReason?> SayAsync(
        CrmDb db, CustomerMessage words, MessageTemplate? template, Customer customer, ICustomerCipher cipher, DateTimeOffset now, CancellationToken ct)
    {
        if (template is null)
        {
            return OutgoingReason.NoTemplate;
        }

        var values = new Dictionary<string, string>(words.OpenValues(cipher))
        {
            ["customer.name"] = customer.Name,
            ["branch.name"] = await db.Branches.Where(b => b.Id == customer.BranchId).Select(b => b.Name).SingleAsync(ct),
            ["today"] = Today(template.Language, now),
        };
        if (MessageText.Check(template.Subject, values.Keys) is not null || MessageText.Check(template.Text, values.Keys) is not null)
        {
            return OutgoingReason.Unfilled;
        }

        words.Say(MessageText.Fill(template.Subject, values), MessageText.Fill(template.Text, values), template.Number, cipher);
        return null;
    }

    // Better in the other language than not at all.
    private static async Task<MessageTemplate?> TemplateAsync(CrmDb db, CustomerMessage words, Customer customer, CancellationToken ct)
    {
        var language = LanguageOf(customer.Language);
        return await db.MessageTemplates.Where(t => t.Key == words.Template && t.Channel == words.Channel && t.State == TemplateState.Approved)
            .OrderBy(t => t.Language == language ? 0 : 1).ThenByDescending(t => t.Number).FirstOrDefaultAsync(ct);
    }

    internal static TextLanguage LanguageOf(CustomerLanguage language) => language is CustomerLanguage.English ? TextLanguage.English : TextLanguage.Chinese;

    internal static string Today(TextLanguage language, DateTimeOffset now) => language is TextLanguage.English
        ? Branch.DayAt(now).ToString("d MMMM yyyy", CultureInfo.InvariantCulture)
        : Branch.DayAt(now).ToString("yyyy年M月d日", CultureInfo.InvariantCulture);
}
