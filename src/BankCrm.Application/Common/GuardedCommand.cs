using BankCrm.Domain.Common;
using FluentValidation;

namespace BankCrm.Application.Common;

/// <summary>The road every command takes: permitted, valid, shown to come from the colleague themselves where that is asked for, handled, saved, in one transaction under the user's scope.</summary>
internal sealed class GuardedCommand<TCommand>(
    ICommandHandler<TCommand> handler, IValidator<TCommand> validator, CurrentUser user, StepUp stepUp, CrmDb db) : ICommandHandler<TCommand>
{
    private static readonly string Permission = AllowAttribute.On(typeof(TCommand));
    private static readonly StepUpPurpose? Purpose = StepUpAttribute.On(typeof(TCommand));

    public async Task HandleAsync(TCommand command, CancellationToken ct)
    {
        user.Demand(Permission);
        await validator.ValidateAndThrowAsync(command, ct);
        stepUp.Demand(Purpose);

        try
        {
            await using var transaction = await db.BeginAsync(ct);
            await handler.HandleAsync(command, ct);
            if (await db.SaveChangesAsync(ct) == 0)
            {
                throw new InvalidOperationException($"{typeof(TCommand).Name} changed nothing. Did it load with ForChangeAsync?");
            }

            await transaction.CommitAsync(ct);
        }
        catch
        {
            db.ChangeTracker.Clear(); // a refused change must not be saved by whatever runs next
            throw;
        }
    }
}
