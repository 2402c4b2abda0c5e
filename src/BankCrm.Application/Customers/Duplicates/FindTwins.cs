using BankCrm.Application.Common;
using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Application.Customers.Duplicates;

/// <summary>What is known about a draft while it is typed: what its document says, and who may be the same.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed record FindTwins(CustomerDraft Draft) : IRecorded<DraftFindings>
{
    // Whoever learns that somebody is a customer, of whatever branch, has searched for them.
    public AuditRecord? Record(DraftFindings result) =>
        result.Twins.Count == 0 ? null : new(AuditEvents.Searched) { ReasonCode = "twins", CustomerRef = result.Twins[0].CustomerId };
}

/// <param name="DocumentFault">Why the number cannot be right; null where none was typed.</param>
/// <param name="BirthDate">Told by the document.</param>
/// <param name="Sex">Told by the document.</param>
public sealed record DraftFindings(IReadOnlyList<CustomerTwin> Twins, Fault? DocumentFault, DateOnly? BirthDate, Sex? Sex)
{
    public bool IsRefused => Twins.Any(t => t.Rule is TwinRule.Document);
}

internal sealed class FindTwinsHandler(CrmDb db, CurrentUser user, IBlindIndex index, TimeProvider clock) : IQueryHandler<FindTwins, DraftFindings>
{
    public async Task<DraftFindings> HandleAsync(FindTwins query, CancellationToken ct)
    {
        var today = Branch.DayAt(clock.GetUtcNow());
        var draft = query.Draft;
        var fault = draft is { DocumentKind: { } kind, DocumentNumber.Length: > 0 } ? IdentityNumber.Check(kind, draft.DocumentNumber, today) : null;
        var told = (draft with { BirthDate = null, Sex = null }).Completed(today);
        return new(await CustomerTwins.FindAsync(db, user, index, draft, today, ct), fault, told.BirthDate, told.Sex);
    }
}
