using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Relationships;
using BankCrm.Domain.Platform.Encryption;
using FluentValidation;
using FluentValidation.Results;

namespace BankCrm.Application.Customers.Relationships;

/// <summary>Writes down how another customer is related to this one.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed record AddRelation
{
    /// <summary>Carried by the form, so that a double click adds one.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid CustomerId { get; init; }
    public Guid OtherId { get; init; }

    /// <summary>What the other is to this one.</summary>
    public RelationRole Role { get; init; }

    public decimal? Share { get; init; }
    public DateOnly? Since { get; init; }
    public string Note { get; init => field = value ?? ""; } = "";
}

internal sealed class AddRelationValidator : AbstractValidator<AddRelation>
{
    public AddRelationValidator()
    {
        RuleFor(r => r.Id).NotEmpty();
        RuleFor(r => r.OtherId).NotEmpty();
        RuleFor(r => r.Role).IsInEnum();
        RuleFor(r => r.Note).MaximumLength(Relation.NoteMaxLength);
        RuleFor(r => r).Custom((r, context) => TermFaults.Add(r.Share, r.Since, r.Note, context.AddFailure));
    }
}

/// <summary>What is wrong with a share, a day or a note.</summary>
internal static class TermFaults
{
    private static readonly DateOnly Earliest = new(1900, 1, 1);

    public static void Add(decimal? share, DateOnly? since, string note, Action<ValidationFailure> add)
    {
        if (share is { } percent && decimal.Round(percent, 2) != percent)
        {
            add(new("Share", "A share has at most two decimals."));
        }

        if (since < Earliest)
        {
            add(new("Since", "The day lies too far back."));
        }

        if (CleanText.Check(note, Relation.NoteMaxLength) is { } fault)
        {
            add(new("Note", fault.Sentence) { CustomState = fault.Args });
        }
    }
}

internal sealed class AddRelationHandler(CrmDb db, CurrentUser user, CustomerCiphers ciphers, IBlindIndex index, TimeProvider clock)
    : ICommandHandler<AddRelation>
{
    public async Task HandleAsync(AddRelation command, CancellationToken ct)
    {
        var customer = await db.CustomerToChangeAsync(command.CustomerId, user, ct);
        var other = await db.OtherCustomerAsync(command.OtherId, user, ct);
        var kind = command.Role.Kind;
        var (from, to) = command.Role.IsFirst ? Relation.InOrder(kind, other, customer) : Relation.InOrder(kind, customer, other);

        await db.TakeTurnsAsync(kind, from.Id, to.Id, ct);
        var others = await db.AtOddsAsync(kind, from.Id, to.Id, ct);
        var safe = new CustomerSafe(await ciphers.OfAsync(from.Id, ct), index);
        db.Add(Relation.Record(
            command.Id, kind, from, to, new(command.Share, command.Since, command.Note.Trim()), others, Branch.DayAt(clock.GetUtcNow()), safe));
    }
}
