using BankCrm.Application.Cases;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using FluentValidation;

namespace BankCrm.Application.Integration.Cases;

/// <summary>What became of a case that another system told of.</summary>
public enum CaseTaken
{
    /// <summary>It is a case of ours now.</summary>
    New,

    /// <summary>It came in before, and is left as it is.</summary>
    Known,

    /// <summary>Against a rule: send it again, mended.</summary>
    Refused,
}

/// <param name="Number">By which the case is spoken of. Null: it was refused.</param>
public sealed record CaseResult(string Reference, CaseTaken Outcome, long? Number, IReadOnlyList<(string Field, Fault Fault)> Faults);

/// <summary>
/// The road of cases that another system tells of: each once by its number there, all of a call in one transaction with what the call is answered. One that is refused
/// takes no other with it. Nothing about customers is given back.
/// </summary>
/// <typeparam name="TRecord">A case, or an answer.</typeparam>
public interface ICaseGate<TRecord>
{
    /// <param name="beforeCommit">What must be saved with it: what the call is answered.</param>
    Task ReceiveAsync(IReadOnlyList<TRecord> told, Func<IReadOnlyList<CaseResult>, CancellationToken, Task> beforeCommit, CancellationToken ct);
}

/// <summary>Makes something of ours of what another system tells.</summary>
internal interface ICaseTaking<TRecord>
{
    /// <summary>What the audit trail calls it.</summary>
    string Name { get; }

    string ReferenceOf(TRecord record);

    /// <summary>Whether it came in before, and the number of its case, if there is one.</summary>
    Task<(bool IsThere, long? Number)> KnownAsync(string reference, string source, CancellationToken ct);

    /// <exception cref="RefusedException">It is against a rule, or names nobody the client may reach.</exception>
    Task AddAsync(TRecord record, CancellationToken ct);
}

internal sealed class CaseGate<TRecord>(CrmDb db, CurrentUser user, ICaseTaking<TRecord> taking, IValidator<TRecord> validator, IAuditTrail audit) : ICaseGate<TRecord>
{
    public async Task ReceiveAsync(IReadOnlyList<TRecord> told, Func<IReadOnlyList<CaseResult>, CancellationToken, Task> beforeCommit, CancellationToken ct)
    {
        user.Demand(CaseScopes.Write);
        var source = user.Source ?? throw new ForbiddenException(CaseScopes.Write);
        await using var transaction = await db.BeginAsync(ct);
        var results = new List<CaseResult>(told.Count);
        foreach (var record in told)
        {
            results.Add(await TakeAsync(record, source, ct));
        }

        var summary = string.Join(", ", results.GroupBy(r => r.Outcome).OrderBy(g => g.Key).Select(g => $"{g.Count()} {g.Key.ToString().ToLowerInvariant()}"));
        await audit.WriteAsync(new(AuditEvents.ApiUsed) { ObjectType = taking.Name, ReasonText = summary }, ct);
        await beforeCommit(results, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private async Task<CaseResult> TakeAsync(TRecord record, string source, CancellationToken ct)
    {
        if (await KnownAsync(record, source, ct) is { } known)
        {
            return known;
        }

        try
        {
            await validator.ValidateAndThrowAsync(record, ct);
            await taking.AddAsync(record, ct);
            await db.SaveChangesAsync(ct); // goes back to where it began, should the database refuse it
            return await KnownAsync(record, source, ct) is { } taken ? taken with { Outcome = CaseTaken.New } : throw new InvalidOperationException("What was taken in is not there.");
        }
        catch (ValidationException e)
        {
            return new(taking.ReferenceOf(record), CaseTaken.Refused, null, [.. e.Errors.Select(f => (FieldOf(f.PropertyName), new Fault(f.ErrorMessage, f.CustomState as object[] ?? [])))]);
        }
        catch (RefusedException e)
        {
            db.ChangeTracker.Clear(); // what was refused must not be saved with the next one

            // Another call may have brought it at the same moment.
            return await KnownAsync(record, source, ct) ?? new(taking.ReferenceOf(record), CaseTaken.Refused, null, [("", new Fault(e.Message, e.Args))]);
        }
    }

    private async Task<CaseResult?> KnownAsync(TRecord record, string source, CancellationToken ct)
    {
        var known = await taking.KnownAsync(taking.ReferenceOf(record).Trim(), source, ct);
        return known.IsThere ? new(taking.ReferenceOf(record), CaseTaken.Known, known.Number, []) : null;
    }

    // "Person.Name" of the record is "name".
    private static string FieldOf(string property) => property[(property.LastIndexOf('.') + 1)..] is { Length: > 0 } name ? char.ToLowerInvariant(name[0]) + name[1..] : "";
}
