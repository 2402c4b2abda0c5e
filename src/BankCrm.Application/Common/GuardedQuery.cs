using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;

namespace BankCrm.Application.Common;

/// <summary>
/// A query whose answer shows customers' data. What it records is committed before the answer is given: without a record no data.
/// </summary>
/// <typeparam name="TResult">The answer, of which the record may speak: how many were found, for example.</typeparam>
public interface IRecorded<in TResult>
{
    /// <summary>Null: this answer is no access worth a record.</summary>
    AuditRecord? Record(TResult result);
}

/// <summary>The road every query takes: permitted, answered in one transaction under the user's scope, recorded where it must be.</summary>
internal sealed class GuardedQuery<TQuery, TResult>(
    IQueryHandler<TQuery, TResult> handler, CurrentUser user, StepUp stepUp, CrmDb db, IAuditTrail audit) : IQueryHandler<TQuery, TResult>
{
    private static readonly string Permission = AllowAttribute.On(typeof(TQuery));
    private static readonly StepUpPurpose? Purpose = StepUpAttribute.On(typeof(TQuery));

    public async Task<TResult> HandleAsync(TQuery query, CancellationToken ct)
    {
        user.Demand(Permission);
        stepUp.Demand(Purpose);
        if (db.Database.CurrentTransaction is not null)
        {
            return await AnswerAsync(query, ct); // of a reading that commits as one
        }

        await using var transaction = await db.BeginReadingAsync(ct);
        var result = await AnswerAsync(query, ct);
        await transaction.CommitAsync(ct);
        return result;
    }

    private async Task<TResult> AnswerAsync(TQuery query, CancellationToken ct)
    {
        var result = await handler.HandleAsync(query, ct);
        if (query is IRecorded<TResult> recorded && recorded.Record(result) is { } record)
        {
            await audit.WriteAsync(record, ct);
        }

        return result;
    }
}
