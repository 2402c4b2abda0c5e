using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Accounts.Statements;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Accounts.Statements;

/// <summary>Has all statements of the file booked that can be, in the background. What the accounts have already stays as it is.</summary>
[Allow(StatementPermissions.Take)]
public sealed record TakeInStatements(Guid Id);

internal sealed class TakeInStatementsValidator : AbstractValidator<TakeInStatements>
{
    public TakeInStatementsValidator() => RuleFor(t => t.Id).NotEmpty();
}

internal sealed class TakeInStatementsHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<TakeInStatements>
{
    public async Task HandleAsync(TakeInStatements command, CancellationToken ct)
    {
        var file = await db.ForChangeAsync<StatementFile>(command.Id, ct);
        var isThere = await db.ReceivedStatements.AnyAsync(s => s.FileId == file.Id && s.State == StatementState.Ready, ct);
        Refuse.If(!isThere, "There is no statement in the file that can be taken in.");
        file.Start(user.Person, clock.GetUtcNow());
    }
}

/// <summary>Takes a file that nobody works at. The job's own: no page sends it.</summary>
[Allow(AccountPermissions.TakeIn)]
public sealed record LeaseStatements(Guid Id, string Worker);

internal sealed class LeaseStatementsValidator : AbstractValidator<LeaseStatements>;

internal sealed class LeaseStatementsHandler(CrmDb db, TimeProvider clock) : ICommandHandler<LeaseStatements>
{
    public async Task HandleAsync(LeaseStatements command, CancellationToken ct)
    {
        var file = await db.ForChangeAsync<StatementFile>(command.Id, ct);
        var lease = await db.StatementLeases.AsTracking().SingleAsync(l => l.FileId == command.Id, ct);
        Refuse.If(!lease.IsFree(clock.GetUtcNow()), "The file is being taken in already.");
        file.Take();
        lease.Take(command.Worker, clock.GetUtcNow());
    }
}

/// <summary>Books some entries of a statement and counts them, in one transaction. The job's own: no page sends it.</summary>
/// <param name="Lines">Where each stands in the file.</param>
/// <param name="IsFirst">Of this statement: it is counted from zero.</param>
[Allow(AccountPermissions.TakeIn)]
public sealed record TakeStatementPart(Guid FileId, string Worker, int Place, string Source, IReadOnlyList<ToldTransaction> Movements, IReadOnlyList<int> Lines, bool IsFirst, bool IsLast);

internal sealed class TakeStatementPartValidator : AbstractValidator<TakeStatementPart>;

internal sealed class TakeStatementPartHandler(CrmDb db, IAccountIntake intake, TimeProvider clock) : ICommandHandler<TakeStatementPart>
{
    public async Task HandleAsync(TakeStatementPart command, CancellationToken ct)
    {
        var lease = await db.StatementLeases.AsTracking().SingleAsync(l => l.FileId == command.FileId, ct);
        if (lease.LeasedBy != command.Worker)
        {
            throw new ConflictException();
        }

        lease.Take(command.Worker, clock.GetUtcNow());
        var statement = await db.ReceivedStatements.AsTracking().SingleAsync(s => s.FileId == command.FileId && s.Place == command.Place, ct);
        if (command.IsFirst)
        {
            statement.Begin();
        }

        var outcomes = command.Movements.Count == 0 ? [] : await intake.TakeTransactionsAsync(command.Source, command.Movements, ct);
        statement.Count(
            outcomes.Count(o => o.Result is IntakeResult.New), outcomes.Count(o => o.Result is IntakeResult.Known),
            [.. outcomes.Zip(command.Lines).Where(o => o.First.Result is not (IntakeResult.New or IntakeResult.Known)).Select(o => new StatementFault(FaultOf(o.First), o.Second))]);
        if (command.IsLast)
        {
            statement.End();
        }
    }

    private static Fault FaultOf(IntakeOutcome outcome) => outcome.Fault ?? new("The account has another entry under this reference of the bank.");
}

/// <summary>Closes a file. The job's own: no page sends it.</summary>
/// <param name="Failure">Null: it came to its end.</param>
[Allow(AccountPermissions.TakeIn)]
public sealed record EndStatements(Guid Id, string? Failure);

internal sealed class EndStatementsValidator : AbstractValidator<EndStatements>
{
    public EndStatementsValidator() => RuleFor(e => e.Failure).MaximumLength(StatementFile.FailureMaxLength);
}

internal sealed class EndStatementsHandler(CrmDb db, IAuditTrail audit, TimeProvider clock) : ICommandHandler<EndStatements>
{
    public async Task HandleAsync(EndStatements command, CancellationToken ct)
    {
        var file = await db.ForChangeAsync<StatementFile>(command.Id, ct);
        file.End(command.Failure, clock.GetUtcNow());
        (await db.StatementLeases.AsTracking().SingleAsync(l => l.FileId == file.Id, ct)).Release();
        var statements = await db.ReceivedStatements.Where(s => s.FileId == file.Id).ToListAsync(ct);
        audit.Record(new(AuditEvents.StatementsTakenIn, command.Failure is null ? AuditOutcome.Ok : AuditOutcome.Error)
        {
            ObjectType = nameof(StatementFile),
            ObjectId = file.Id,
            BranchId = file.BranchId,
            ReasonText = file.FileName,
            Changes = AuditChanges.Of(
            [
                ("Digest", null, file.Digest), ("Added", null, statements.Sum(s => s.Added)), ("Known", null, statements.Sum(s => s.Known)), ("Refused", null, statements.Sum(s => s.Refused)),
                ("Statements", null, statements.Count(s => s.State is StatementState.TakenIn)),
            ]),
        });
    }
}
