using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Application.Tasks.Queues;
using BankCrm.Domain.Tasks.Queues;
using FluentValidation;

namespace BankCrm.Application.Cases.Enquiries;

/// <summary>Takes on what lies with the branch.</summary>
[Allow(CasePermissions.Work)]
public sealed record ClaimEnquiry(Guid Id, uint Version);

/// <summary>Lets it wait in a queue, or lie with the branch again.</summary>
/// <param name="QueueId">Null: out of its queue.</param>
[Allow(CasePermissions.Work)]
public sealed record MoveEnquiryToQueue(Guid Id, uint Version, Guid? QueueId, string Text);

[Allow(CasePermissions.Work)]
public sealed record NoteOnEnquiry(Guid Id, uint Version, string Text);

/// <summary>Writes down what they were told.</summary>
[Allow(CasePermissions.Work)]
public sealed record AnswerEnquiry(Guid Id, uint Version, string Text);

[Allow(CasePermissions.Work)]
public sealed record EndEnquiry(Guid Id, uint Version, string Text);

/// <summary>They are a customer, or have become one: it goes on as a case of theirs, with the clocks of the day it came in.</summary>
/// <param name="CaseId">Carried by the form, so that a double click opens one.</param>
/// <param name="CustomerNumber">Ours.</param>
[Allow(CasePermissions.Work)]
public sealed record LinkEnquiry(Guid Id, uint Version, Guid CaseId, string CustomerNumber);

internal sealed class ClaimEnquiryValidator : AbstractValidator<ClaimEnquiry>
{
    public ClaimEnquiryValidator() => RuleFor(e => e.Id).NotEmpty();
}

internal sealed class MoveEnquiryToQueueValidator : AbstractValidator<MoveEnquiryToQueue>
{
    public MoveEnquiryToQueueValidator() => RuleFor(e => e.Text).AsksForCaseWords();
}

internal sealed class NoteOnEnquiryValidator : AbstractValidator<NoteOnEnquiry>
{
    public NoteOnEnquiryValidator() => RuleFor(e => e.Text).AsksForCaseWords();
}

internal sealed class AnswerEnquiryValidator : AbstractValidator<AnswerEnquiry>
{
    public AnswerEnquiryValidator() => RuleFor(e => e.Text).AsksForCaseWords();
}

internal sealed class EndEnquiryValidator : AbstractValidator<EndEnquiry>
{
    public EndEnquiryValidator() => RuleFor(e => e.Text).AsksForCaseWords();
}

internal sealed class LinkEnquiryValidator : AbstractValidator<LinkEnquiry>
{
    public LinkEnquiryValidator()
    {
        RuleFor(e => e.CaseId).NotEmpty();
        RuleFor(e => e.CustomerNumber).NotEmpty();
        RuleFor(e => e.CustomerNumber).IsClean(40);
    }
}

internal sealed class ClaimEnquiryHandler(EnquiryFile files) : ICommandHandler<ClaimEnquiry>
{
    public async Task HandleAsync(ClaimEnquiry command, CancellationToken ct)
    {
        var file = await files.ForWorkAsync(command.Id, command.Version, ct);
        file.It.Claim(file.By, file.Now);
    }
}

internal sealed class MoveEnquiryToQueueHandler(CrmDb db, EnquiryFile files, IRowLock rows) : ICommandHandler<MoveEnquiryToQueue>
{
    public async Task HandleAsync(MoveEnquiryToQueue command, CancellationToken ct)
    {
        if (command.QueueId is { } held)
        {
            await rows.TakeAsync<WorkQueue>(held, ct); // it is not closed meanwhile
        }

        var file = await files.ForWorkAsync(command.Id, command.Version, ct, command.Text);
        if (command.QueueId is not { } queue)
        {
            file.It.TakeOut(file.Words(command.Text), file.By, file.Now);
            return;
        }

        await db.DemandQueueAsync(queue, file.It.BranchId, QueueTakes.Cases, ct);
        file.It.PutInto(queue, file.Words(command.Text), file.By, file.Now);
    }
}

internal sealed class NoteOnEnquiryHandler(EnquiryFile files) : ICommandHandler<NoteOnEnquiry>
{
    public async Task HandleAsync(NoteOnEnquiry command, CancellationToken ct)
    {
        var file = await files.ForWorkAsync(command.Id, command.Version, ct, command.Text);
        file.It.WriteNote(file.Words(command.Text), file.By, file.Now);
    }
}

internal sealed class AnswerEnquiryHandler(EnquiryFile files) : ICommandHandler<AnswerEnquiry>
{
    public async Task HandleAsync(AnswerEnquiry command, CancellationToken ct)
    {
        var file = await files.ForWorkAsync(command.Id, command.Version, ct, command.Text);
        file.It.Answer(file.Words(command.Text), file.By, file.Now, file.Time);
    }
}

internal sealed class EndEnquiryHandler(EnquiryFile files) : ICommandHandler<EndEnquiry>
{
    public async Task HandleAsync(EndEnquiry command, CancellationToken ct)
    {
        var file = await files.ForWorkAsync(command.Id, command.Version, ct, command.Text);
        file.It.End(file.Words(command.Text), file.By, file.Now, file.Time);
    }
}
