using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Domain.Cases.ServiceCases;
using FluentValidation;

namespace BankCrm.Application.Cases.Complaints;

/// <summary>A complex complaint is given 30 days in all. Beyond that the same act asks a colleague for the last extension.</summary>
[Allow(CasePermissions.Work)]
public sealed record ExtendLegalLimit(Guid Id, uint Version, string Text) : IOnCase;

/// <summary>Decides on more time beyond 30 days, as the second person.</summary>
[Allow(CasePermissions.Approve)]
public sealed record DecideOnLegalTime(Guid Id, uint Version, bool Approved, string Text) : IOnCase;

internal sealed class ExtendLegalLimitValidator : AbstractValidator<ExtendLegalLimit>
{
    public ExtendLegalLimitValidator() => RuleFor(c => c.Text).AsksForCaseWords();
}

internal sealed class DecideOnLegalTimeValidator : AbstractValidator<DecideOnLegalTime>
{
    public DecideOnLegalTimeValidator() => RuleFor(c => c.Text).MayBeCaseWords();
}

internal sealed class ExtendLegalLimitHandler(CaseFile files) : ICommandHandler<ExtendLegalLimit>
{
    public async Task HandleAsync(ExtendLegalLimit command, CancellationToken ct)
    {
        var file = await files.ForWorkAsync(command, ct, command.Text);
        if (file.Case.LegalLimit == ServiceCase.LegalDays)
        {
            file.Case.ExtendLegal(file.MustBeWritten(command.Text), file.By, file.Now, file.Time);
        }
        else
        {
            file.Case.AskForTime(file.MustBeWritten(command.Text), file.By, file.Now);
        }
    }
}

internal sealed class DecideOnLegalTimeHandler(CaseFile files) : ICommandHandler<DecideOnLegalTime>
{
    public async Task HandleAsync(DecideOnLegalTime command, CancellationToken ct)
    {
        var file = await files.ForReadersAsync(command, ct, command.Text);
        file.Case.DecideOnTime(command.Approved, file.Written(command.Text), file.By, file.Now, file.Time);
    }
}
