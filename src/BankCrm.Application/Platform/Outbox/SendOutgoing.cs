using System.Security.Cryptography;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Channels;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Platform.Outbox;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Platform.Outbox;

/// <summary>Settles what is sent to whom, or that it is not; from then on the gateway may have it.</summary>
[Allow(OutboxPermissions.Send)]
public sealed record PrepareOutgoing(Guid Id, string Worker);

/// <summary>Writes down what became of a message that was handed over.</summary>
[Allow(OutboxPermissions.Send)]
public sealed record RecordDelivery(Guid Id, string Worker, string Gateway, Delivery Delivery);

internal sealed class PrepareOutgoingValidator : AbstractValidator<PrepareOutgoing>
{
    public PrepareOutgoingValidator() => RuleFor(m => m.Worker).NotEmpty().MaximumLength(OutgoingMessage.WorkerMaxLength);
}

internal sealed class RecordDeliveryValidator : AbstractValidator<RecordDelivery>
{
    public RecordDeliveryValidator() => RuleFor(m => m.Worker).NotEmpty().MaximumLength(OutgoingMessage.WorkerMaxLength);
}

internal sealed class PrepareOutgoingHandler(CrmDb db, IEnumerable<IOutgoingContent> contents, TimeProvider clock) : ICommandHandler<PrepareOutgoing>
{
    /// <summary>Longer than any channel waits for an answer.</summary>
    private static readonly TimeSpan HandOverTime = TimeSpan.FromMinutes(2);

    public async Task HandleAsync(PrepareOutgoing command, CancellationToken ct)
    {
        var (message, now) = (await db.HeldAsync(command.Id, command.Worker, ct), clock.GetUtcNow());
        Refuse.If(message.State is not OutgoingState.Waiting, "Ask the gateway first: it may have it.");
        var rules = await db.ChannelRules.SingleAsync(r => r.Channel == message.Channel, ct);
        if (rules.StoppedAt is not null)
        {
            message.PutOff(OutgoingReason.Stopped, now, now);
            return;
        }

        var content = contents.Single(c => c.Name == message.Content);
        switch (await content.PrepareAsync(db, message, rules, now, ct))
        {
            case { Reason: { } later, Until: { } until }:
                message.PutOff(later, until, now);
                break;
            case { Reason: { } never }:
                message.RefuseBecause(never, now);
                break;
            default:
                message.HandOver(now + HandOverTime);
                break;
        }
    }
}

internal sealed class RecordDeliveryHandler(CrmDb db, IEnumerable<IOutgoingContent> contents, TimeProvider clock) : ICommandHandler<RecordDelivery>
{
    private const int Grains = 1000;

    public async Task HandleAsync(RecordDelivery command, CancellationToken ct)
    {
        var (message, now) = (await db.HeldAsync(command.Id, command.Worker, ct), clock.GetUtcNow());
        var rules = await db.ChannelRules.SingleAsync(r => r.Channel == message.Channel, ct);
        var jitter = RandomNumberGenerator.GetInt32(Grains) / (double)Grains;
        var answer = command.Delivery.Answer;
        switch (command.Delivery.Outcome)
        {
            case DeliveryOutcome.Sent:
                message.Sent(command.Gateway, now);
                break;
            case DeliveryOutcome.Kept:
                message.Kept(command.Gateway, now);
                break;
            case DeliveryOutcome.NotNow:
                message.Failed(OutgoingReason.Unreachable, answer, rules, jitter, now);
                break;
            case DeliveryOutcome.Rejected:
                message.GiveUp(OutgoingReason.Rejected, answer, now);
                break;
            case DeliveryOutcome.NoSuchAddress:
                message.GiveUp(OutgoingReason.NoSuchAddress, answer, now);
                await contents.Single(c => c.Name == message.Content).BouncedAsync(db, message, now, ct);
                break;
            case DeliveryOutcome.NotKnown:
                message.IsNotKnown(now);
                break;
            case DeliveryOutcome.Unclear when message.Channel is ChannelKind.Sms:
                message.IsUnclear(answer, rules, jitter, now);
                break;
            default:
                message.GiveUp(OutgoingReason.OutcomeUnknown, answer, now); // there is nobody to ask, and nobody shall get it twice
                break;
        }
    }
}

internal static class HeldMessages
{
    /// <exception cref="RefusedException">Another process has it by now.</exception>
    public static async Task<OutgoingMessage> HeldAsync(this CrmDb db, Guid id, string worker, CancellationToken ct)
    {
        var message = await db.ForChangeAsync<OutgoingMessage>(id, ct);
        Refuse.If(!message.IsHeldBy(worker), "Another process has this message.");
        return message;
    }
}
