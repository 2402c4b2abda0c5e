using BankCrm.Application.Common;
using BankCrm.Domain.Segments.Scores;
using FluentValidation;

namespace BankCrm.Application.Segments.Scores;

/// <summary>Vouches for a column that it is known before the contact, or takes it out. Holds for versions that are learnt from then on.</summary>
[Allow(ScorePermissions.Vouch)]
public sealed record DecideColumn(Guid HistoryId, uint Version, int Place, HistoryColumnUse Use, string Why);

internal sealed class DecideColumnValidator : AbstractValidator<DecideColumn>
{
    public DecideColumnValidator()
    {
        RuleFor(d => d.HistoryId).NotEmpty();
        RuleFor(d => d.Place).GreaterThanOrEqualTo(0);
        RuleFor(d => d.Use).IsInEnum();
        RuleFor(d => d.Why).NotEmpty().IsClean(OutcomeHistory.WhyMaxLength);
    }
}

internal sealed class DecideColumnHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<DecideColumn>
{
    public async Task HandleAsync(DecideColumn command, CancellationToken ct) =>
        (await db.ForChangeAsync<OutcomeHistory>(command.HistoryId, command.Version, ct)).Decide(command.Place, command.Use, command.Why, user.Person, clock.GetUtcNow());
}
