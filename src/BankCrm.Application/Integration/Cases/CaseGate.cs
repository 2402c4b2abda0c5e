using BankCrm.Application.Cases;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

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
public interface ICaseGate
{
    /// <param name="beforeCommit">What must be saved with it: what the call is answered.</param>
    Task ReceiveAsync(IReadOnlyList<CaseRecord> told, Func<IReadOnlyList<CaseResult>, CancellationToken, Task> beforeCommit, CancellationToken ct);
}

internal sealed class CaseGate(CrmDb db, CurrentUser user, CaseTaking taking, IValidator<CaseRecord> validator, IAuditTrail audit) : ICaseGate
{
    public async Task ReceiveAsync(IReadOnlyList<CaseRecord> told, Func<IReadOnlyList<CaseResult>, CancellationToken, Task> beforeCommit, CancellationToken ct)
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
        await audit.WriteAsync(new(AuditEvents.ApiUsed) { ObjectType = "cases", ReasonText = summary }, ct);
        await beforeCommit(results, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private async Task<CaseResult> TakeAsync(CaseRecord record, string source, CancellationToken ct)
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
            return await KnownAsync(record, source, ct) is { } taken ? taken with { Outcome = CaseTaken.New } : throw new InvalidOperationException("A case was taken in and is not there.");
        }
        catch (ValidationException e)
        {
            return new(record.Reference, CaseTaken.Refused, null, [.. e.Errors.Select(f => (FieldOf(f.PropertyName), new Fault(f.ErrorMessage, f.CustomState as object[] ?? [])))]);
        }
        catch (RefusedException e)
        {
            db.ChangeTracker.Clear(); // what was refused must not be saved with the next one

            // Another call may have brought it at the same moment.
            return await KnownAsync(record, source, ct) ?? new(record.Reference, CaseTaken.Refused, null, [("", new Fault(e.Message, e.Args))]);
        }
    }

    private async Task<CaseResult?> KnownAsync(CaseRecord record, string source, CancellationToken ct)
    {
        var reference = record.Reference.Trim();
        var number = await db.ServiceCases.Where(c => c.Source == source && c.Reference == reference).Select(c => (long?)c.Number).SingleOrDefaultAsync(ct)
            ?? await db.Enquiries.Where(e => e.Source == source && e.Reference == reference).Select(e => (long?)e.Number).SingleOrDefaultAsync(ct);
        return number is null ? null : new(record.Reference, CaseTaken.Known, number, []);
    }

    // "Person.Name" of the record is "name".
    private static string FieldOf(string property) => property[(property.LastIndexOf('.') + 1)..] is { Length: > 0 } name ? char.ToLowerInvariant(name[0]) + name[1..] : "";
}
