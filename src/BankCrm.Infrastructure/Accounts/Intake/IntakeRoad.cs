using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Platform.AuditTrail;

namespace BankCrm.Infrastructure.Accounts.Intake;

/// <summary>What all that is taken in has in common: permitted, in one transaction, on record.</summary>
internal sealed class IntakeRoad(CrmDb db, CurrentUser user, IAuditTrail audit)
{
    /// <param name="record">Stores what was told, and says of each what became of it.</param>
    public async Task<IReadOnlyList<IntakeOutcome>> TakeAsync(
        string source, string what, int count, Func<IntakeOutcome[], Task> record, CancellationToken ct)
    {
        user.Demand(AccountPermissions.TakeIn);
        user.DemandAllBranches(AccountPermissions.TakeIn); // an account's holders may be of any branch

        var outcomes = new IntakeOutcome[count];
        if (db.Database.CurrentTransaction is not null)
        {
            await RecordAsync();
            return outcomes;
        }

        await using var transaction = await db.BeginAsync(ct);
        await RecordAsync();
        await transaction.CommitAsync(ct);
        return outcomes;

        async Task RecordAsync()
        {
            await record(outcomes);
            await audit.WriteAsync(
                new(AuditEvents.TakenIn)
                {
                    ObjectType = what,
                    Changes = AuditChanges.Of(
                        [("Source", null, source), .. outcomes.CountBy(o => o.Result).OrderBy(r => r.Key).Select(r => (r.Key.ToString(), (object?)null, (object?)r.Value))]),
                },
                ct);
        }
    }
}
