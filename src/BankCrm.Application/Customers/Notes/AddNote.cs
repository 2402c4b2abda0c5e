using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Notes;
using BankCrm.Domain.Platform.Encryption;
using FluentValidation;

namespace BankCrm.Application.Customers.Notes;

/// <summary>Writes down something about a customer.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed record AddNote
{
    /// <summary>Carried by the form, so that a double click writes one.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid CustomerId { get; init; }
    public string Text { get; init => field = value ?? ""; } = "";

    public Audience Audience { get; init; }

    /// <summary>The user was told that the text holds the number of a document or card, and wants it so.</summary>
    public bool KeepsNumbers { get; init; }
}

internal sealed class AddNoteValidator : AbstractValidator<AddNote>
{
    public AddNoteValidator()
    {
        RuleFor(n => n.Id).NotEmpty();
        RuleFor(n => n.Text).NotEmpty();
        RuleFor(n => n.Audience).IsInEnum();
        RuleFor(n => n.Text).IsClean(Note.MaxLength, manyLines: true);
    }
}

internal sealed class AddNoteHandler(CrmDb db, CurrentUser user, CustomerCiphers ciphers, IBlindIndex index, TimeProvider clock) : ICommandHandler<AddNote>
{
    public async Task HandleAsync(AddNote command, CancellationToken ct)
    {
        var customer = await db.CustomerToChangeAsync(command.CustomerId, user, ct);
        var now = clock.GetUtcNow();
        Refuse.If(
            !command.KeepsNumbers && NumbersInText.Has(command.Text, Branch.DayAt(now)),
            "The text holds the number of an identity document or a card. Take it out: others read notes.");
        var safe = new CustomerSafe(await ciphers.OfAsync(customer.Id, ct), index);
        db.Add(Note.Write(command.Id, customer, command.Text.Trim(), user.Person, now, safe, command.Audience));
    }
}
