using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Cases.ServiceLevels;
using FluentValidation;

namespace BankCrm.Application.Cases.ServiceCases;

/// <summary>Writes a note that only colleagues read. Whoever sees the case may.</summary>
[Allow(CasePermissions.Work)]
public sealed record NoteOnCase(Guid Id, uint Version, string Text) : IOnCase;

/// <summary>Writes down what the customer was told, or sends it to them.</summary>
/// <param name="Channel">How they were told. Of what is sent, the road it takes counts.</param>
/// <param name="Send">By text message or e-mail, as they can be reached.</param>
[Allow(CasePermissions.Work)]
public sealed record AnswerCase(Guid Id, uint Version, CaseChannel Channel, string Text, bool Send = false) : IOnCase;

/// <summary>Writes down what the customer said. A case that has ended is opened again by it.</summary>
[Allow(CasePermissions.Work)]
public sealed record HearCustomer(Guid Id, uint Version, CaseChannel Channel, string Text) : IOnCase;

/// <summary>Lets the clock of closure stand still while somebody else has to act.</summary>
[Allow(CasePermissions.Work)]
public sealed record PauseCase(Guid Id, uint Version, PauseReason Reason, string Text) : IOnCase;

[Allow(CasePermissions.Work)]
public sealed record ResumeCase(Guid Id, uint Version) : IOnCase;

internal sealed class NoteOnCaseValidator : AbstractValidator<NoteOnCase>
{
    public NoteOnCaseValidator() => RuleFor(c => c.Text).AsksForCaseWords();
}

internal sealed class AnswerCaseValidator : AbstractValidator<AnswerCase>
{
    public AnswerCaseValidator()
    {
        RuleFor(c => c.Channel).IsInEnum();
        RuleFor(c => c.Text).AsksForCaseWords();
    }
}

internal sealed class HearCustomerValidator : AbstractValidator<HearCustomer>
{
    public HearCustomerValidator()
    {
        RuleFor(c => c.Channel).IsInEnum();
        RuleFor(c => c.Text).AsksForCaseWords();
    }
}

internal sealed class PauseCaseValidator : AbstractValidator<PauseCase>
{
    public PauseCaseValidator()
    {
        RuleFor(c => c.Reason).IsInEnum();
        RuleFor(c => c.Text).AsksForCaseWords();
    }
}

internal sealed class ResumeCaseValidator : AbstractValidator<ResumeCase>
{
    public ResumeCaseValidator() => RuleFor(c => c.Id).NotEmpty();
}

internal sealed class NoteOnCaseHandler(CaseFile files) : ICommandHandler<NoteOnCase>
{
    public async Task HandleAsync(NoteOnCase command, CancellationToken ct)
    {
        var file = await files.ForReadersAsync(command, ct, command.Text);
        file.Case.WriteNote(file.MustBeWritten(command.Text), file.By, file.Now);
    }
}

internal sealed class AnswerCaseHandler(CrmDb db, CurrentUser user, CaseFile files, CaseMessages messages) : ICommandHandler<AnswerCase>
{
    public async Task HandleAsync(AnswerCase command, CancellationToken ct)
    {
        var file = await files.ForWorkAsync(command, ct, command.Text);
        var channel = command.Channel;
        if (command.Send)
        {
            var customer = await db.CustomerToOpenAsync(file.Case.CustomerId, user, ct);
            channel = await messages.SendAsync(db, file.Case, customer, file.Subject, command.Text.Trim(), file.By, ct);
        }

        file.Case.Answer(file.MustBeWritten(command.Text), channel, file.By, file.Now, file.Time);
    }
}

internal sealed class HearCustomerHandler(CaseFile files) : ICommandHandler<HearCustomer>
{
    public async Task HandleAsync(HearCustomer command, CancellationToken ct)
    {
        var file = await files.ForReadersAsync(command, ct, command.Text);
        file.Case.Hear(file.MustBeWritten(command.Text), command.Channel, file.Promises, file.By, file.Now, file.Time);
    }
}

internal sealed class PauseCaseHandler(CaseFile files) : ICommandHandler<PauseCase>
{
    public async Task HandleAsync(PauseCase command, CancellationToken ct)
    {
        var file = await files.ForWorkAsync(command, ct, command.Text);
        file.Case.Pause(command.Reason, file.MustBeWritten(command.Text), file.By, file.Now, file.Time);
    }
}

internal sealed class ResumeCaseHandler(CaseFile files) : ICommandHandler<ResumeCase>
{
    public async Task HandleAsync(ResumeCase command, CancellationToken ct)
    {
        var file = await files.ForWorkAsync(command, ct);
        file.Case.Resume(file.By, file.Now, file.Time);
    }
}
