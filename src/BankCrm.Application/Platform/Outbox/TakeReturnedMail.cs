using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Platform.Outbox;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Platform.Outbox;

/// <summary>Takes what a mail that came back says. Sent by the job that reads the mailbox.</summary>
/// <param name="Digest">SHA-256 of the mail.</param>
/// <param name="Word">Null: it is no report.</param>
/// <param name="MessageId">Null: it does not prove that it is about a mail of ours.</param>
[Allow(OutboxPermissions.Send)]
public sealed record TakeReturnedMail(Guid Id, byte[] Digest, ReturnedWord? Word, string Status, Guid? MessageId);

internal sealed class TakeReturnedMailValidator : AbstractValidator<TakeReturnedMail>
{
    public TakeReturnedMailValidator()
    {
        RuleFor(m => m.Id).NotEmpty();
        RuleFor(m => m.Digest).Must(d => d is { Length: ReturnedMail.DigestLength });
        RuleFor(m => m.Word).IsInEnum();
        RuleFor(m => m.Status).IsClean(ReturnedMail.StatusMaxLength);
    }
}

internal sealed class TakeReturnedMailHandler(CrmDb db, DeliveryReporter reporter, TimeProvider clock) : ICommandHandler<TakeReturnedMail>
{
    public async Task HandleAsync(TakeReturnedMail command, CancellationToken ct)
    {
        Refuse.If(await db.ReturnedMails.AnyAsync(m => m.Digest == command.Digest, ct), "This mail was read already.");
        var now = clock.GetUtcNow();
        var outcome = await OutcomeAsync(command, now, ct);
        db.Add(ReturnedMail.Of(command.Id, command.Digest, command.Word, outcome, command.Status, outcome is ReturnedOutcome.NotOurs ? null : command.MessageId, now));
    }

    private async Task<ReturnedOutcome> OutcomeAsync(TakeReturnedMail command, DateTimeOffset now, CancellationToken ct)
    {
        DeliveryWord? word = command.Word switch
        {
            ReturnedWord.NoSuchAddress => DeliveryWord.NoSuchAddress,
            ReturnedWord.Rejected => DeliveryWord.Failed,
            ReturnedWord.Delivered => DeliveryWord.Delivered,
            _ => null,
        };
        if (command.Word is null || command.MessageId is not { } message)
        {
            return command.Word is null ? ReturnedOutcome.NoReport : ReturnedOutcome.NotOurs;
        }

        if (word is not { } said)
        {
            return ReturnedOutcome.Shown;
        }

        try
        {
            return await reporter.ReportAsync(db, new(message, said, now, ChannelKind.Email), now, ct) ? ReturnedOutcome.Taken : ReturnedOutcome.NotOurs;
        }
        catch (RefusedException)
        {
            db.ChangeTracker.Clear(); // nothing of the message changes: that a mail came back about it stays on record
            return ReturnedOutcome.Known;
        }
    }
}
