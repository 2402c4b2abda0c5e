using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Domain.Cases.ServiceLevels;
using FluentValidation;

namespace BankCrm.Application.Cases.Enquiries;

/// <summary>Lets the clock of closure stand still while somebody else has to act.</summary>
[Allow(CasePermissions.Work)]
public sealed record PauseEnquiry(Guid Id, uint Version, PauseReason Reason, string Text);

[Allow(CasePermissions.Work)]
public sealed record ResumeEnquiry(Guid Id, uint Version);

/// <summary>A complaint is complex: 30 days in all. Of one that has them already, asks a colleague for 60.</summary>
[Allow(CasePermissions.Work)]
public sealed record ExtendEnquiry(Guid Id, uint Version, string Text);

/// <summary>The second signature for 60 days in all.</summary>
[Allow(CasePermissions.Approve)]
public sealed record DecideOnEnquiryTime(Guid Id, uint Version, bool Approved, string Text);

internal sealed class PauseEnquiryValidator : AbstractValidator<PauseEnquiry>
{
    public PauseEnquiryValidator()
    {
        RuleFor(e => e.Reason).IsInEnum();
        RuleFor(e => e.Text).AsksForCaseWords();
    }
}

internal sealed class ResumeEnquiryValidator : AbstractValidator<ResumeEnquiry>
{
    public ResumeEnquiryValidator() => RuleFor(e => e.Id).NotEmpty();
}

internal sealed class ExtendEnquiryValidator : AbstractValidator<ExtendEnquiry>
{
    public ExtendEnquiryValidator() => RuleFor(e => e.Text).AsksForCaseWords();
}

internal sealed class DecideOnEnquiryTimeValidator : AbstractValidator<DecideOnEnquiryTime>
{
    public DecideOnEnquiryTimeValidator()
    {
        RuleFor(e => e.Text).MayBeCaseWords();
        RuleFor(e => e.Text).NotEmpty().When(e => !e.Approved).WithMessage("Write down why not.");
    }
}

internal sealed class PauseEnquiryHandler(EnquiryFile files) : ICommandHandler<PauseEnquiry>
{
    public async Task HandleAsync(PauseEnquiry command, CancellationToken ct)
    {
        var file = await files.ForWorkAsync(command.Id, command.Version, ct, command.Text);
        file.It.Pause(command.Reason, file.Words(command.Text), file.By, file.Now, file.Time);
    }
}

internal sealed class ResumeEnquiryHandler(EnquiryFile files) : ICommandHandler<ResumeEnquiry>
{
    public async Task HandleAsync(ResumeEnquiry command, CancellationToken ct)
    {
        var file = await files.ForWorkAsync(command.Id, command.Version, ct);
        file.It.Resume(file.By, file.Now, file.Time);
    }
}

internal sealed class ExtendEnquiryHandler(EnquiryFile files) : ICommandHandler<ExtendEnquiry>
{
    public async Task HandleAsync(ExtendEnquiry command, CancellationToken ct)
    {
        var file = await files.ForWorkAsync(command.Id, command.Version, ct, command.Text);
        file.It.ExtendLegal(file.Words(command.Text), file.By, file.Now, file.Time);
    }
}

internal sealed class DecideOnEnquiryTimeHandler(EnquiryFile files) : ICommandHandler<DecideOnEnquiryTime>
{
    public async Task HandleAsync(DecideOnEnquiryTime command, CancellationToken ct)
    {
        var file = await files.ForReadersAsync(command.Id, command.Version, ct, command.Text);
        file.It.DecideOnTime(command.Approved, file.Written(command.Text), file.By, file.Now, file.Time);
    }
}
