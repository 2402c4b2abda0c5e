using BankCrm.Application.Common;
using BankCrm.Application.Platform.Outbox;
using BankCrm.Domain.Cases.Mails;
using BankCrm.Domain.Common;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.Mails;

/// <summary>Says what becomes of mails.</summary>
/// <param name="BranchId">Which takes in what people write whom the bank does not know.</param>
/// <param name="Confirms">A customer of whom a case was opened is told so.</param>
/// <param name="MostOfSender">Mails of one sender in 24 hours.</param>
/// <param name="TrustedHost">The bank's mail server whose word on senders counts. Empty: nobody's does.</param>
[Allow(OutboxPermissions.Operate)]
[StepUp(StepUpPurpose.Channels)]
public sealed record ChangeMailRules(Guid Id, uint Version, Guid BranchId, bool Confirms, int MostOfSender, string? TrustedHost);

/// <summary>The mailbox is read from now on, and what was read is deleted there.</summary>
[Allow(OutboxPermissions.Operate)]
[StepUp(StepUpPurpose.Channels)]
public sealed record StartMailbox(Guid Id, uint Version);

/// <summary>The mailbox is not read any more, at once: no password is asked for first.</summary>
[Allow(OutboxPermissions.Operate)]
public sealed record StopMailbox(Guid Id, uint Version);

internal sealed class ChangeMailRulesValidator : AbstractValidator<ChangeMailRules>
{
    public ChangeMailRulesValidator()
    {
        RuleFor(m => m.BranchId).NotEmpty();
        RuleFor(m => m.MostOfSender).InclusiveBetween(1, MailRules.MostOfSenderEver);
        RuleFor(m => m.TrustedHost).Must(h => h is null || h.Trim().Length == 0 || Uri.CheckHostName(h.Trim()) is UriHostNameType.Dns)
            .WithMessage("This is no name of a mail server, as mx.bank.example.");
        RuleFor(m => m.TrustedHost).MaximumLength(MailRules.HostMaxLength);
    }
}

internal sealed class StartMailboxValidator : AbstractValidator<StartMailbox>
{
    public StartMailboxValidator() => RuleFor(m => m.Id).NotEmpty();
}

internal sealed class StopMailboxValidator : AbstractValidator<StopMailbox>
{
    public StopMailboxValidator() => RuleFor(m => m.Id).NotEmpty();
}

internal sealed class ChangeMailRulesHandler(CrmDb db) : ICommandHandler<ChangeMailRules>
{
    public async Task HandleAsync(ChangeMailRules command, CancellationToken ct)
    {
        Refuse.If(!await db.Branches.AnyAsync(b => b.Id == command.BranchId && b.ClosedAt == null, ct), "Choose a branch that is open.");
        (await db.ForChangeAsync<MailRules>(command.Id, command.Version, ct)).Change(command.BranchId, command.Confirms, command.MostOfSender, command.TrustedHost?.Trim().ToLowerInvariant() ?? "");
    }
}

internal sealed class StartMailboxHandler(CrmDb db, IIncomingMailbox mailbox, CurrentUser user, TimeProvider clock) : ICommandHandler<StartMailbox>
{
    public async Task HandleAsync(StartMailbox command, CancellationToken ct)
    {
        Refuse.If(!mailbox.IsSetUp, "No mailbox is set up: whoever runs the program names one in the settings.");
        (await db.ForChangeAsync<MailRules>(command.Id, command.Version, ct)).Start(user.Person, clock.GetUtcNow());
    }
}

internal sealed class StopMailboxHandler(CrmDb db) : ICommandHandler<StopMailbox>
{
    public async Task HandleAsync(StopMailbox command, CancellationToken ct) => (await db.ForChangeAsync<MailRules>(command.Id, command.Version, ct)).Stop();
}
