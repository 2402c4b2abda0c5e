using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Platform.Encryption;
using BankCrm.Domain.Tasks.Interactions;
using FluentValidation;

namespace BankCrm.Application.Tasks.Interactions;

/// <summary>Changes what one has written down oneself, within a day.</summary>
[Allow(InteractionPermissions.Log)]
public sealed record EditInteraction : ISaysInteraction
{
    public Guid Id { get; init; }
    public uint Version { get; init; }
    public InteractionInput Said { get; init; } = new();
}

/// <summary>Adds to an interaction that stays as it was written.</summary>
[Allow(InteractionPermissions.Log)]
public sealed record CorrectInteraction
{
    /// <summary>Of the correction; carried by the form.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid InteractionId { get; init; }
    public string Text { get; init => field = value ?? ""; } = "";
}

/// <summary>Says that an interaction was written down by mistake. One's own, or with a permission those of colleagues.</summary>
[Allow(InteractionPermissions.Log, InteractionPermissions.Withdraw)]
public sealed record WithdrawInteraction(Guid Id, uint Version, string Reason);

internal sealed class EditInteractionValidator : AbstractValidator<EditInteraction>
{
    public EditInteractionValidator() => RuleFor(i => i.Said).NotNull().SetValidator(new InteractionInputValidator());
}

internal sealed class CorrectInteractionValidator : AbstractValidator<CorrectInteraction>
{
    public CorrectInteractionValidator()
    {
        RuleFor(c => c.Id).NotEmpty();
        RuleFor(c => c.Text).NotEmpty();
        RuleFor(c => c.Text).IsClean(Interaction.TextMaxLength, manyLines: true);
    }
}

internal sealed class WithdrawInteractionValidator : AbstractValidator<WithdrawInteraction>
{
    public WithdrawInteractionValidator()
    {
        RuleFor(w => w.Reason).NotEmpty();
        RuleFor(w => w.Reason).IsClean(Interaction.ReasonMaxLength);
    }
}

internal sealed class EditInteractionHandler(CrmDb db, CurrentUser user, CustomerCiphers ciphers, IBlindIndex index, TimeProvider clock) : ICommandHandler<EditInteraction>
{
    public async Task HandleAsync(EditInteraction command, CancellationToken ct)
    {
        var interaction = await db.ForChangeAsync<Interaction>(command.Id, command.Version, ct);
        await db.CustomerToOpenAsync(interaction.CustomerId, user, ct);
        var now = clock.GetUtcNow();
        interaction.Edit(await db.ContentOfAsync(command.Said, now, ct), user.Person, now, new(await ciphers.OfAsync(interaction.CustomerId, ct), index));
    }
}

internal sealed class CorrectInteractionHandler(CrmDb db, CurrentUser user, CustomerCiphers ciphers, IBlindIndex index, TimeProvider clock) : ICommandHandler<CorrectInteraction>
{
    public async Task HandleAsync(CorrectInteraction command, CancellationToken ct)
    {
        var interaction = await db.ForChangeAsync<Interaction>(command.InteractionId, ct);
        await db.CustomerToOpenAsync(interaction.CustomerId, user, ct);
        var safe = new CustomerSafe(await ciphers.OfAsync(interaction.CustomerId, ct), index);
        db.Add(interaction.Correct(command.Id, command.Text.Trim(), user.Person, clock.GetUtcNow(), safe));
    }
}

internal sealed class WithdrawInteractionHandler(CrmDb db, CurrentUser user, CustomerCiphers ciphers, IBlindIndex index, TimeProvider clock) : ICommandHandler<WithdrawInteraction>
{
    public async Task HandleAsync(WithdrawInteraction command, CancellationToken ct)
    {
        var interaction = await db.ForChangeAsync<Interaction>(command.Id, command.Version, ct);
        await db.CustomerToOpenAsync(interaction.CustomerId, user, ct);
        if (interaction.WrittenBy != user.Person)
        {
            user.Demand(InteractionPermissions.Withdraw);
        }

        interaction.Withdraw(command.Reason.Trim(), user.Person, clock.GetUtcNow(), new(await ciphers.OfAsync(interaction.CustomerId, ct), index));
    }
}
