using BankCrm.Application.Common;
using BankCrm.Application.Platform.Channels;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.Notes;
using BankCrm.Domain.Platform.Channels;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Messaging;

/// <summary>Sends a customer a message in approved words.</summary>
[Allow(MessagingPermissions.Send)]
public sealed record SendMessage
{
    /// <summary>Carried by the form, so that a double click sends one.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid CustomerId { get; init; }

    /// <summary>The approved text, by its id: what the user read is what is meant.</summary>
    public Guid? TemplateId { get; init; }

    /// <summary>What fills the place {detail}, where the text has one.</summary>
    public string Detail { get; init => field = value ?? ""; } = "";

    /// <summary>The customer asked for it just now: it goes at night too.</summary>
    public bool TheyAskedForIt { get; init; }
}

internal sealed class SendMessageValidator : AbstractValidator<SendMessage>
{
    public SendMessageValidator()
    {
        RuleFor(m => m.Id).NotEmpty();
        RuleFor(m => m.TemplateId).NotEmpty();
        RuleFor(m => m.Detail).IsClean(MessageText.ValueMaxLength);
        RuleFor(m => m.Detail).Must(d => !MessageText.HasLink(d)).WithMessage("Links are not sent: customers could not tell ours from others'.");
    }
}

internal sealed class SendMessageHandler(CrmDb db, CurrentUser user, CustomerMessages messages, MessageKinds kinds, TimeProvider clock) : ICommandHandler<SendMessage>
{
    public async Task HandleAsync(SendMessage command, CancellationToken ct)
    {
        var customer = await db.CustomerToOpenAsync(command.CustomerId, user, ct);
        var template = await db.MessageTemplates.SingleOrDefaultAsync(t => t.Id == command.TemplateId, ct) ?? throw new NotFoundException();
        Refuse.If(template.State is not TemplateState.Approved, "This text is not in use any more. Choose another one.");
        Refuse.If(!kinds.IsByHand(template.Key), "This text is sent by the product itself only.");
        var hasDetail = MessageText.Places(template.Subject).Concat(MessageText.Places(template.Text)).Contains(StaffMessages.Detail);
        Refuse.If(hasDetail && string.IsNullOrWhiteSpace(command.Detail), "This text has a place to fill: write what belongs there.");
        Refuse.If(NumbersInText.Has(command.Detail, Branch.DayAt(clock.GetUtcNow())), "The text holds the number of an identity document or a card. Take it out: it leaves the bank.");
        var purpose = template.Purpose is MessagePurpose.Service && command.TheyAskedForIt ? MessagePurpose.Answer : template.Purpose;
        var values = hasDetail ? new Dictionary<string, string> { [StaffMessages.Detail] = command.Detail.Trim() } : [];
        await messages.AddAsync(
            db, customer, new(template.Channel, purpose, template.Key, values), user.Person, ct, command.Id);
    }
}

/// <summary>The messages colleagues send by hand.</summary>
[Policy]
internal sealed class StaffMessages : IMessageKinds
{
    /// <summary>What the colleague writes into a text.</summary>
    public const string Detail = "detail";

    public IReadOnlyList<MessageKind> Kinds { get; } =
    [
        new("appointment.reminder", "Reminder of an appointment", MessagePurpose.Service, ByHand: true, Detail),
        new("call.missed", "We could not reach you", MessagePurpose.Service, ByHand: true),
        new("card.ready", "The card can be collected", MessagePurpose.Service, ByHand: true),
        new("documents.missing", "Documents are missing", MessagePurpose.Service, ByHand: true, Detail),
    ];
}

internal static class MessagesByHand
{
    /// <summary>A text that no feature sends is there for colleagues.</summary>
    public static bool IsByHand(this MessageKinds kinds, string key) => kinds.Find(key) is not { ByHand: false };
}

/// <summary>What can be written to a customer.</summary>
[Allow(MessagingPermissions.Send)]
public sealed record GetMessageForm(Guid CustomerId);

/// <param name="Sample">As this customer gets it; {detail} stays.</param>
/// <param name="HasDetail">It has a place to fill.</param>
public sealed record TextToSend(Guid Id, string Name, ChannelKind Channel, TextLanguage Language, MessagePurpose Purpose, string Subject, string Sample, bool HasDetail);

/// <param name="Texts">For the channels by which they are reached; for all, where they are reached by none.</param>
/// <param name="Reached">By which channels they are.</param>
public sealed record MessageForm(string Customer, IReadOnlyList<TextToSend> Texts, IReadOnlyList<ChannelKind> Reached);

internal sealed class GetMessageFormHandler(CrmDb db, CurrentUser user, MessageKinds kinds, TimeProvider clock) : IQueryHandler<GetMessageForm, MessageForm>
{
    private const int MostTexts = 200;

    public async Task<MessageForm> HandleAsync(GetMessageForm query, CancellationToken ct)
    {
        var customer = await db.CustomerToOpenAsync(query.CustomerId, user, ct);
        var templates = await db.MessageTemplates.Where(t => t.State == TemplateState.Approved).OrderBy(t => t.Key).ThenByDescending(t => t.Number).Take(MostTexts).ToListAsync(ct);
        var points = await db.ContactPoints.Where(p => p.CustomerId == customer.Id && p.EndedOn == null).Select(p => p.Kind).Distinct().ToListAsync(ct);
        var branch = await db.Branches.Where(b => b.Id == customer.BranchId).Select(b => b.Name).SingleAsync(ct);
        var theirs = CustomerMessageContent.LanguageOf(customer.Language);
        ChannelKind[] reached = [.. points.Select(p => p switch { ContactKind.Mobile => ChannelKind.Sms, ContactKind.Email => ChannelKind.Email, _ => (ChannelKind?)null }).OfType<ChannelKind>().Order()];
        return new(
            customer.Name,
            [
                .. templates.Where(t => kinds.IsByHand(t.Key) && (reached.Length == 0 || reached.Contains(t.Channel)))
                    .GroupBy(t => (t.Key, t.Channel)).Select(same => same.OrderByDescending(t => t.Language == theirs).ThenByDescending(t => t.Number).First()) // as it is sent
                    .Select(t => new TextToSend(
                        t.Id, t.Name, t.Channel, t.Language, t.Purpose, Filled(t.Subject, t.Language), Filled(t.Text, t.Language),
                        MessageText.Places(t.Subject).Concat(MessageText.Places(t.Text)).Contains(StaffMessages.Detail))),
            ],
            reached);

        string Filled(string text, TextLanguage language) => MessageText.Fill(text, new Dictionary<string, string>
        {
            ["customer.name"] = customer.Name,
            ["branch.name"] = branch,
            ["today"] = CustomerMessageContent.Today(language, clock.GetUtcNow()),
            [StaffMessages.Detail] = "…",
        });
    }
}
