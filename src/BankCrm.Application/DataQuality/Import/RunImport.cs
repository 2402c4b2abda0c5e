using BankCrm.Application.Accounts.Statements;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;
using FluentValidation;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>Lets the whole file go through without writing anything.</summary>
[Allow(CustomerPermissions.Import, StatementPermissions.Take)]
public sealed record CheckImport(Guid Id);

/// <summary>Begins the import, as soon as no other is at work. Where the bank wants two for it, whoever prepared it does not.</summary>
/// <param name="Unchecked">An operator may go without the check.</param>
[Allow(CustomerPermissions.Import, StatementPermissions.Take)]
public sealed record StartImport(Guid Id, bool Unchecked = false);

/// <summary>Stops what is at work after its chunk. What is in stays in.</summary>
[Allow(CustomerPermissions.Import, StatementPermissions.Take)]
public sealed record CancelImport(Guid Id);

/// <summary>Goes on with an import that was stopped, or failed, behind the last row that is in.</summary>
[Allow(CustomerPermissions.Import, StatementPermissions.Take)]
public sealed record ResumeImport(Guid Id);

/// <summary>Takes back what an import of customers wrote, but for customers whom somebody has changed since.</summary>
[Allow(CustomerPermissions.Import)]
public sealed record UndoImport(Guid Id);

internal sealed class CheckImportValidator : AbstractValidator<CheckImport>
{
    public CheckImportValidator() => RuleFor(c => c.Id).NotEmpty();
}

internal sealed class StartImportValidator : AbstractValidator<StartImport>
{
    public StartImportValidator() => RuleFor(c => c.Id).NotEmpty();
}

internal sealed class CancelImportValidator : AbstractValidator<CancelImport>
{
    public CancelImportValidator() => RuleFor(c => c.Id).NotEmpty();
}

internal sealed class ResumeImportValidator : AbstractValidator<ResumeImport>
{
    public ResumeImportValidator() => RuleFor(c => c.Id).NotEmpty();
}

internal sealed class UndoImportValidator : AbstractValidator<UndoImport>
{
    public UndoImportValidator() => RuleFor(c => c.Id).NotEmpty();
}

internal sealed class CheckImportHandler(CrmDb db, CurrentUser user, IImportReport report, TimeProvider clock) : ICommandHandler<CheckImport>
{
    public async Task HandleAsync(CheckImport command, CancellationToken ct)
    {
        (await db.ImportAsync(user, command.Id, ct)).Check(clock.GetUtcNow());
        await report.ForgetAsync(command.Id, ct);
    }
}

internal sealed class StartImportHandler(CrmDb db, CurrentUser user, ImportPolicy policy, IImportReport report, TimeProvider clock) : ICommandHandler<StartImport>
{
    public async Task HandleAsync(StartImport command, CancellationToken ct)
    {
        var run = await db.ImportAsync(user, command.Id, ct);
        Refuse.If(policy.NeedsSecondPerson && run.WasPreparedBy(user.StaffId), "Another colleague lets it begin: nobody alone writes into the bank what they uploaded or assigned.");
        run.Start(clock.GetUtcNow(), command.Unchecked);
        await db.LearnAsync(run, clock.GetUtcNow(), ct);
        await report.ForgetAsync(command.Id, ct);
    }
}

internal sealed class CancelImportHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<CancelImport>
{
    public async Task HandleAsync(CancelImport command, CancellationToken ct) =>
        (await db.ImportAsync(user, command.Id, ct)).Cancel(clock.GetUtcNow());
}

internal sealed class ResumeImportHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<ResumeImport>
{
    public async Task HandleAsync(ResumeImport command, CancellationToken ct) =>
        (await db.ImportAsync(user, command.Id, ct)).Resume(clock.GetUtcNow());
}

internal sealed class UndoImportHandler(CrmDb db, CurrentUser user, IImportReport report, TimeProvider clock) : ICommandHandler<UndoImport>
{
    public async Task HandleAsync(UndoImport command, CancellationToken ct)
    {
        user.DemandImport(ImportMode.CreateAndUpdate); // customers are changed, or go
        (await db.ImportAsync(user, command.Id, ct)).Undo(user.StaffId, clock.GetUtcNow());
        await report.BeginUndoAsync(command.Id, ct);
    }
}
