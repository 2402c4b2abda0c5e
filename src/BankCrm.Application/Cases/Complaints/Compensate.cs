using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Cases.Complaints;
using FluentValidation;

namespace BankCrm.Application.Cases.Complaints;

/// <summary>Proposes money for what went wrong. A colleague signs for it.</summary>
[Allow(CasePermissions.Work)]
public sealed record ProposeCompensation : IOnCase
{
    public Guid Id { get; init; }
    public uint Version { get; init; }

    /// <summary>Of the compensation; carried by the form, so that a double click proposes one.</summary>
    public Guid CompensationId { get; init; } = Guid.CreateVersion7();

    public decimal? Amount { get; init; }
    public string Currency { get; init => field = value ?? ""; } = "";
    public string Text { get; init => field = value ?? ""; } = "";
}

/// <summary>Signs for a compensation or refuses it, as the second person.</summary>
[Allow(CasePermissions.Approve)]
public sealed record DecideOnCompensation(Guid Id, uint Version, bool Approved, string Text) : IOnCase;

internal sealed class ProposeCompensationValidator : AbstractValidator<ProposeCompensation>
{
    public ProposeCompensationValidator()
    {
        RuleFor(c => c.CompensationId).NotEmpty();
        RuleFor(c => c.Amount).NotEmpty().InclusiveBetween(0, Compensation.Most);
        RuleFor(c => c.Currency).Must(code => Money.Check(code) is null).WithMessage("Choose a currency.");
        RuleFor(c => c.Text).AsksForCaseWords();
    }
}

internal sealed class DecideOnCompensationValidator : AbstractValidator<DecideOnCompensation>
{
    public DecideOnCompensationValidator()
    {
        RuleFor(c => c.Text).MayBeCaseWords();
        RuleFor(c => c.Text).NotEmpty().When(c => !c.Approved).WithMessage("Write down why not.");
    }
}

internal sealed class ProposeCompensationHandler(CaseFile files) : ICommandHandler<ProposeCompensation>
{
    public async Task HandleAsync(ProposeCompensation command, CancellationToken ct)
    {
        var file = await files.ForWorkAsync(command, ct, command.Text);
        file.Case.Compensate(command.CompensationId, command.Amount!.Value, command.Currency, file.MustBeWritten(command.Text), file.By, file.Now);
    }
}

internal sealed class DecideOnCompensationHandler(CaseFile files) : ICommandHandler<DecideOnCompensation>
{
    public async Task HandleAsync(DecideOnCompensation command, CancellationToken ct)
    {
        var file = await files.ForReadersAsync(command, ct, command.Text);
        file.Case.DecideOnCompensation(command.Approved, file.Written(command.Text), file.By, file.Now);
    }
}
