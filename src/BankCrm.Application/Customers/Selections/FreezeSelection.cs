using BankCrm.Application.Common;
using BankCrm.Application.Customers.List;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Customers.Selections;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Selections;

/// <summary>Freezes which customers a list shows now, or those of them that were ticked.</summary>
/// <param name="Id">Carried by the form, so that a double click freezes once.</param>
/// <param name="Words">The filter in words.</param>
/// <param name="Address">The query of the list.</param>
/// <param name="Ticked">Null: all that match.</param>
[Allow(CustomerPermissions.Read)]
public sealed record FreezeSelection(Guid Id, CustomerFilter Filter, string Words, string Address, IReadOnlyList<Guid>? Ticked = null);

internal sealed class FreezeSelectionValidator : AbstractValidator<FreezeSelection>
{
    private const int MostTicked = 1000;

    public FreezeSelectionValidator()
    {
        RuleFor(f => f.Id).NotEmpty();
        RuleFor(f => f.Words).MaximumLength(CustomerSelection.WordsMaxLength);
        RuleFor(f => f.Address).MaximumLength(CustomerSelection.AddressMaxLength);
        RuleFor(f => f.Ticked).Must(ticked => ticked is null || ticked.Count <= MostTicked).WithMessage("Select all that match instead of so many one by one.");
    }
}

internal sealed class FreezeSelectionHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<FreezeSelection>
{
    public async Task HandleAsync(FreezeSelection command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var matching = command.Filter.Of(db.Customers, db, user, Branch.DayAt(now));
        if (command.Ticked is { } ticked)
        {
            matching = matching.Where(c => ticked.Contains(c.Id));
        }

        var leftOut = 0;
        if (!user.May(CustomerPermissions.ReadProtected))
        {
            leftOut = command.Filter.AsksOfThePerson ? 0 : await matching.CountAsync(c => c.IsProtected, ct);
            matching = matching.Where(c => !c.IsProtected);
        }

        await db.FreezeAsync(command.Id, matching, command.Words, command.Address, leftOut, user, now, ct);
    }
}
