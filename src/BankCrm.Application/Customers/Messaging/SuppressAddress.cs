using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Messaging;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Messaging;

/// <summary>Nothing is sent any more to the number or address this message went to, whoever's it is.</summary>
[Allow(MessagingPermissions.Suppress)]
public sealed record SuppressAddress(Guid MessageId, SuppressedBecause? Because);

/// <summary>Something may be sent to it again.</summary>
[Allow(MessagingPermissions.Suppress)]
public sealed record LiftSuppression(Guid Id, uint Version, Guid MessageId);

internal sealed class SuppressAddressValidator : AbstractValidator<SuppressAddress>
{
    public SuppressAddressValidator() => RuleFor(s => s.Because).NotNull().IsInEnum();
}

internal sealed class LiftSuppressionValidator : AbstractValidator<LiftSuppression>
{
    public LiftSuppressionValidator() => RuleFor(s => s.Id).NotEmpty();
}

internal sealed class SuppressAddressHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<SuppressAddress>
{
    public async Task HandleAsync(SuppressAddress command, CancellationToken ct)
    {
        var message = await db.MessageToReadAsync(command.MessageId, user, ct);
        Refuse.If(message.RecipientLookup is null, "It is not settled yet where this message goes.");
        var now = clock.GetUtcNow();
        db.Add(SuppressedAddress.Of(Guid.CreateVersion7(now), message.Channel, message.RecipientLookup, command.Because!.Value, user.Person, now));
    }
}

internal sealed class LiftSuppressionHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<LiftSuppression>
{
    public async Task HandleAsync(LiftSuppression command, CancellationToken ct)
    {
        var message = await db.MessageToReadAsync(command.MessageId, user, ct);
        var suppressed = await db.ForChangeAsync<SuppressedAddress>(command.Id, command.Version, ct);
        if (message.RecipientLookup is null || !suppressed.Lookup.AsSpan().SequenceEqual(message.RecipientLookup))
        {
            throw new NotFoundException(); // of another number, which they may not even see
        }

        suppressed.Lift(user.Person, clock.GetUtcNow());
    }
}

internal static class MessagesToRead
{
    /// <summary>A message of a customer whose record they may open.</summary>
    /// <exception cref="NotFoundException">There is none, or it is another branch's.</exception>
    public static async Task<CustomerMessage> MessageToReadAsync(this CrmDb db, Guid id, CurrentUser user, CancellationToken ct)
    {
        var message = await db.CustomerMessages.SingleOrDefaultAsync(m => m.Id == id, ct) ?? throw new NotFoundException();
        await db.CustomerToOpenAsync(message.CustomerId, user, ct);
        return message;
    }
}
