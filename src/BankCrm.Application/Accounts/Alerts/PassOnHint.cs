using BankCrm.Application.Accounts.Holdings;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Alerts;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Accounts.Alerts;

/// <summary>
/// Passes on to compliance what looked odd. It becomes an alert behind the wall: from then on the writer sees it as little as anybody else, so that nobody
/// can tell the customer of it.
/// </summary>
/// <param name="Id">Carried by the form: sent twice it is passed on once.</param>
/// <param name="AccountId">Null: not about a certain account.</param>
/// <param name="Day">When it happened. Null: today.</param>
[Allow(AlertPermissions.Hint)]
public sealed record PassOnHint(Guid Id, Guid CustomerId, Guid? AccountId, DateOnly? Day, string Text)
{
    public const int LeastText = 10;
}

/// <summary>A hint about to be put behind the wall.</summary>
public sealed record HintToPassOn(Guid Id, Guid CustomerId, Guid? AccountId, DateOnly Day, AlertWords Words);

/// <summary>The slot in compliance's wall: one puts in, nobody looks.</summary>
public interface IHintBox
{
    /// <summary>In the transaction that is open; recorded under whoever is at work, where only compliance and auditors read it.</summary>
    /// <exception cref="RefusedException">It was put in before.</exception>
    Task PutAsync(HintToPassOn hint, CancellationToken ct);
}

internal sealed class PassOnHintValidator : AbstractValidator<PassOnHint>
{
    public PassOnHintValidator()
    {
        RuleFor(h => h.Id).NotEmpty();
        RuleFor(h => h.Text).NotEmpty().MinimumLength(PassOnHint.LeastText);
        RuleFor(h => h.Text).IsClean(AlertStep.TextMaxLength, manyLines: true);
    }
}

internal sealed class PassOnHintHandler(CrmDb db, CurrentUser user, IHintBox box, IColumnCipher cipher, TimeProvider clock) : ICommandHandler<PassOnHint>
{
    private const int OldestInYears = 10;

    public async Task HandleAsync(PassOnHint command, CancellationToken ct)
    {
        await db.DemandOpenCustomerAsync(user, command.CustomerId, ct);
        var today = Branch.DayAt(clock.GetUtcNow());
        var day = command.Day ?? today;
        Refuse.If(day > today || day < today.AddYears(-OldestInYears), "The day {0} cannot be right.", day);
        Refuse.If(
            command.AccountId is { } account && !await db.HoldingsSeenBy(user, command.CustomerId).AnyAsync(h => h.AccountId == account, ct),
            "Choose one of the customer's accounts.");

        var step = Guid.CreateVersion7();
        await box.PutAsync(
            new(command.Id, command.CustomerId, command.AccountId, day, new(step, cipher.Seal(AlertStep.TextColumn, step, command.Text.Trim()))), ct);
    }
}
