using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Encryption;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Interactions;
using FluentValidation;

namespace BankCrm.Application.Tasks.Interactions;

/// <summary>Writes down that somebody of the bank was in touch with a customer.</summary>
[Allow(InteractionPermissions.Log)]
public sealed record LogInteraction : ISaysInteraction, IPlansNext
{
    /// <summary>Unless the user was told and wants it so.</summary>
    public const string HoldsNumber = "The text holds the number of an identity document or a card. Take it out: others read notes.";

    /// <summary>Carried by the form, so that a double click writes one.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid CustomerId { get; init; }
    public InteractionInput Said { get; init; } = new();
    public Audience Audience { get; init; }
    public string NextSubject { get; init => field = value ?? ""; } = "";
    public string NextDue { get; init => field = value ?? ""; } = "";
    public FollowUpKind NextKind { get; init; }
}

internal sealed class LogInteractionValidator : AbstractValidator<LogInteraction>
{
    public LogInteractionValidator(TimeProvider clock)
    {
        RuleFor(i => i.Said).NotNull().SetValidator(new InteractionInputValidator());
        RuleFor(i => i.Id).NotEmpty();
        RuleFor(i => i.CustomerId).NotEmpty();
        RuleFor(i => i.Audience).IsInEnum();
        this.AsksWhatNext(clock);
    }
}

internal sealed class LogInteractionHandler(CrmDb db, CurrentUser user, CustomerCiphers ciphers, IBlindIndex index, TimeProvider clock) : ICommandHandler<LogInteraction>
{
    public async Task HandleAsync(LogInteraction command, CancellationToken ct)
    {
        var customer = await db.CustomerToOpenAsync(command.CustomerId, user, ct);
        var now = clock.GetUtcNow();
        var content = await db.ContentOfAsync(command.Said, now, ct);
        var safe = new CustomerSafe(await ciphers.OfAsync(customer.Id, ct), index);
        db.Add(Interaction.Log(command.Id, customer, content, command.Audience, user.Person, now, safe));
        if (command.Plan(FollowUpPriority.Normal, now) is { } next)
        {
            user.Demand(TaskPermissions.Work);
            db.Add(FollowUp.For(Guid.CreateVersion7(now), customer.BranchId, customer.Id, next, user.Person, user.Person, now));
        }
    }
}
