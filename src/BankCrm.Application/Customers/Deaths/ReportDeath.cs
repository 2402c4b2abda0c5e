using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Deaths;
using BankCrm.Domain.Platform.Encryption;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Deaths;

/// <summary>Says that a customer has died. A colleague confirms it.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn, CustomerPermissions.ChangeIdentity)]
public sealed record ReportDeath
{
    /// <summary>Carried by the form, so that a double click reports once.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid CustomerId { get; init; }
    public DateOnly? Day { get; init; }
    public DeathKnownBy? KnownBy { get; init; }

    /// <summary>Of the document. Empty: none was given.</summary>
    public string Number { get; init => field = value ?? ""; } = "";
}

/// <summary>The second pair of eyes agrees: from now on the customer has died.</summary>
[Allow(CustomerPermissions.ChangeIdentity)]
public sealed record ConfirmDeath(Guid Id, uint Version);

/// <summary>The second pair of eyes does not agree.</summary>
[Allow(CustomerPermissions.ChangeIdentity)]
public sealed record TurnDownDeath(Guid Id, uint Version, string Reason);

/// <summary>Who reported it takes it back.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn, CustomerPermissions.ChangeIdentity)]
public sealed record WithdrawDeath(Guid Id, uint Version);

/// <summary>It was a mistake, wherever the bank had it from: they live.</summary>
/// <param name="Version">Of the customer.</param>
[Allow(CustomerPermissions.ChangeIdentity)]
public sealed record UndoDeath(Guid CustomerId, uint Version, string Reason);

internal sealed class ReportDeathValidator : AbstractValidator<ReportDeath>
{
    public ReportDeathValidator()
    {
        RuleFor(d => d.Id).NotEmpty();
        RuleFor(d => d.CustomerId).NotEmpty();
        RuleFor(d => d.Day).NotNull();
        RuleFor(d => d.KnownBy).NotNull().IsInEnum();
        RuleFor(d => d.Number).IsClean(DeathReport.NumberMaxLength);
    }
}

internal sealed class ConfirmDeathValidator : AbstractValidator<ConfirmDeath>
{
    public ConfirmDeathValidator() => RuleFor(d => d.Id).NotEmpty();
}

internal sealed class TurnDownDeathValidator : AbstractValidator<TurnDownDeath>
{
    public TurnDownDeathValidator()
    {
        RuleFor(d => d.Reason).NotEmpty().IsClean(DeathReport.ReasonMaxLength, manyLines: true);
    }
}

internal sealed class WithdrawDeathValidator : AbstractValidator<WithdrawDeath>
{
    public WithdrawDeathValidator() => RuleFor(d => d.Id).NotEmpty();
}

internal sealed class UndoDeathValidator : AbstractValidator<UndoDeath>
{
    public UndoDeathValidator()
    {
        RuleFor(d => d.CustomerId).NotEmpty();
        RuleFor(d => d.Reason).NotEmpty().IsClean(DeathReport.ReasonMaxLength, manyLines: true);
    }
}

internal sealed class ReportDeathHandler(CrmDb db, CurrentUser user, CustomerCiphers ciphers, IEnumerable<IHearsOfDeaths> hearers, TimeProvider clock) : ICommandHandler<ReportDeath>
{
    public async Task HandleAsync(ReportDeath command, CancellationToken ct)
    {
        var customer = await db.CustomerToOpenAsync(command.CustomerId, user, ct);
        user.DemandReportDeath(customer);
        var (now, cipher) = (clock.GetUtcNow(), await ciphers.OfAsync(customer.Id, ct));
        var report = DeathReport.Of(
            command.Id, customer, command.Day!.Value, command.KnownBy!.Value,
            command.Number.Trim() is { Length: > 0 } number ? cipher.Seal(DeathReport.NumberColumn, command.Id, number) : null, user.Person, now, Branch.DayAt(now));
        db.Add(report);
        foreach (var hearer in hearers)
        {
            await hearer.HearAsync(db, report, customer, user.Person, now, ct);
        }
    }
}

internal sealed class ConfirmDeathHandler(CrmDb db, CurrentUser user, IEnumerable<IHearsOfDeaths> hearers, TimeProvider clock) : ICommandHandler<ConfirmDeath>
{
    public async Task HandleAsync(ConfirmDeath command, CancellationToken ct)
    {
        var (report, now) = (await db.ForChangeAsync<DeathReport>(command.Id, command.Version, ct), clock.GetUtcNow());
        var customer = await db.ForChangeAsync<Customer>(report.CustomerId, ct);
        user.DemandChangeIdentity(customer);
        report.Confirm(customer, user.Person, now, Branch.DayAt(now));
        foreach (var hearer in hearers)
        {
            await hearer.HearAsync(db, report, customer, user.Person, now, ct);
        }
    }
}

internal sealed class TurnDownDeathHandler(CrmDb db, CurrentUser user, CustomerCiphers ciphers, TimeProvider clock) : ICommandHandler<TurnDownDeath>
{
    public async Task HandleAsync(TurnDownDeath command, CancellationToken ct)
    {
        var report = await db.ForChangeAsync<DeathReport>(command.Id, command.Version, ct);
        user.DemandChangeIdentity(await db.CustomerAsync(report.CustomerId, ct));
        var cipher = await ciphers.OfAsync(report.CustomerId, ct);
        report.TurnDown(cipher.Seal(DeathReport.AnswerColumn, report.Id, command.Reason.Trim()), user.Person, clock.GetUtcNow());
    }
}

internal sealed class WithdrawDeathHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<WithdrawDeath>
{
    public async Task HandleAsync(WithdrawDeath command, CancellationToken ct)
    {
        var report = await db.ForChangeAsync<DeathReport>(command.Id, command.Version, ct);
        user.DemandOpen(await db.CustomerAsync(report.CustomerId, ct));
        report.Withdraw(user.Person, clock.GetUtcNow());
    }
}

internal sealed class UndoDeathHandler(CrmDb db, CurrentUser user, CustomerCiphers ciphers, TimeProvider clock) : ICommandHandler<UndoDeath>
{
    public async Task HandleAsync(UndoDeath command, CancellationToken ct)
    {
        var customer = await db.ForChangeAsync<Customer>(command.CustomerId, command.Version, ct);
        user.DemandChangeIdentity(customer);
        var (now, cipher) = (clock.GetUtcNow(), await ciphers.OfAsync(customer.Id, ct));
        Refuse.If(customer.DiedOn is null, "Nothing says that they have died.");
        var report = await db.DeathReports.AsTracking().Where(d => d.CustomerId == customer.Id && d.State == DeathReportState.Confirmed).OrderByDescending(d => d.ReportedAt).FirstOrDefaultAsync(ct);
        if (report is null)
        {
            report = DeathReport.Told(Guid.CreateVersion7(now), customer, user.Person, now); // by an import or another system
            db.Add(report);
        }

        report.Undo(customer, cipher.Seal(DeathReport.AnswerColumn, report.Id, command.Reason.Trim()), user.Person, now);
    }
}
