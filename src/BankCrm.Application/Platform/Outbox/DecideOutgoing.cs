using BankCrm.Application.Common;
using BankCrm.Domain.Platform.Outbox;
using FluentValidation;

namespace BankCrm.Application.Platform.Outbox;

/// <summary>Sends again what failed, was not allowed or was kept here; whether it may be sent is asked anew.</summary>
[Allow(OutboxPermissions.Operate)]
public sealed record ReplayMessage(Guid Id, uint Version);

/// <summary>Takes a message out of the outbox for good.</summary>
[Allow(OutboxPermissions.Operate)]
public sealed record DiscardMessage(Guid Id, uint Version, string Because);

internal sealed class ReplayMessageValidator : AbstractValidator<ReplayMessage>
{
    public ReplayMessageValidator() => RuleFor(m => m.Id).NotEmpty();
}

internal sealed class DiscardMessageValidator : AbstractValidator<DiscardMessage>
{
    public DiscardMessageValidator() => RuleFor(m => m.Because).NotEmpty().IsClean(OutgoingStep.NoteMaxLength);
}

internal sealed class ReplayMessageHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<ReplayMessage>
{
    public async Task HandleAsync(ReplayMessage command, CancellationToken ct) =>
        (await db.ForChangeAsync<OutgoingMessage>(command.Id, command.Version, ct)).Replay(user.Person, clock.GetUtcNow());
}

internal sealed class DiscardMessageHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<DiscardMessage>
{
    public async Task HandleAsync(DiscardMessage command, CancellationToken ct) =>
        (await db.ForChangeAsync<OutgoingMessage>(command.Id, command.Version, ct)).Discard(command.Because.Trim(), user.Person, clock.GetUtcNow());
}
