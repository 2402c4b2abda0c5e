using BankCrm.Application.Common;
using BankCrm.Domain.DataQuality.Duplicates;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.DataQuality.Duplicates;

/// <summary>Says that two records are of two customers; or, on second thought, that somebody should look again.</summary>
/// <param name="Version">As the user saw it.</param>
/// <param name="AreTwo">False: back into the queue.</param>
/// <param name="Remark">How they know.</param>
[Allow(DataQualityPermissions.Duplicates)]
public sealed record DecideDuplicate(Guid Id, uint Version, bool AreTwo, string Remark = "");

internal sealed class DecideDuplicateValidator : AbstractValidator<DecideDuplicate>
{
    public DecideDuplicateValidator() => RuleFor(d => d.Remark).MaximumLength(DuplicatePair.RemarkMaxLength);
}

internal sealed class DecideDuplicateHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<DecideDuplicate>
{
    public async Task HandleAsync(DecideDuplicate command, CancellationToken ct)
    {
        var pair = await db.ForChangeAsync<DuplicatePair>(command.Id, command.Version, ct);
        if (await db.Customers.CountAsync(c => c.Id == pair.FirstId || c.Id == pair.SecondId, ct) < 2)
        {
            throw new NotFoundException(); // one of them is not the user's to see
        }

        if (command.AreTwo)
        {
            pair.AreTwo(user.Person, clock.GetUtcNow(), command.Remark ?? "");
        }
        else
        {
            pair.LookAgain();
        }
    }
}
