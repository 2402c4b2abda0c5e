using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Platform.Outbox;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Platform.Outbox;

/// <summary>Takes the gateway's word of what became of a message it was given.</summary>
/// <param name="At">When it was so, by the gateway's clock.</param>
/// <param name="By">Whose word it is: it counts for messages of this channel only.</param>
[Allow(OutboxPermissions.Send)]
public sealed record ReportDelivery(Guid Id, DeliveryWord Word, DateTimeOffset At, ChannelKind By = ChannelKind.Sms);

internal sealed class ReportDeliveryValidator : AbstractValidator<ReportDelivery>
{
    public ReportDeliveryValidator()
    {
        RuleFor(m => m.Word).IsInEnum();
        RuleFor(m => m.By).IsInEnum();
    }
}

/// <summary>Messages that are sent past the outbox. The feature whose they are writes a class with [Policy].</summary>
public interface IReportedMessages
{
    /// <summary>False: it is none of them.</summary>
    /// <exception cref="RefusedException">Nothing is open about it.</exception>
    Task<bool> ReportAsync(CrmDb db, ReportDelivery report, DateTimeOffset now, CancellationToken ct);
}

internal sealed class ReportDeliveryHandler(CrmDb db, DeliveryReporter reporter, TimeProvider clock) : ICommandHandler<ReportDelivery>
{
    public async Task HandleAsync(ReportDelivery command, CancellationToken ct)
    {
        if (!await reporter.ReportAsync(db, command, clock.GetUtcNow(), ct))
        {
            throw new NotFoundException();
        }
    }
}

/// <summary>Takes what is said of a message, wherever it was sent from.</summary>
[Policy]
internal sealed class DeliveryReporter(IEnumerable<IOutgoingContent> contents, IEnumerable<IReportedMessages> others)
{
    /// <summary>False: there is no such message of this channel.</summary>
    /// <exception cref="RefusedException">Nothing is open about it.</exception>
    public async Task<bool> ReportAsync(CrmDb db, ReportDelivery report, DateTimeOffset now, CancellationToken ct)
    {
        if (!await db.OutgoingMessages.AnyAsync(m => m.Id == report.Id && m.Channel == report.By, ct))
        {
            foreach (var other in others)
            {
                if (await other.ReportAsync(db, report, now, ct))
                {
                    return true;
                }
            }

            return false;
        }

        var message = await db.ForChangeAsync<OutgoingMessage>(report.Id, ct);
        message.Report(report.Word, report.At, now);
        if (report.Word is DeliveryWord.NoSuchAddress)
        {
            await contents.Single(c => c.Name == message.Content).BouncedAsync(db, message, now, ct);
        }

        return true;
    }
}
