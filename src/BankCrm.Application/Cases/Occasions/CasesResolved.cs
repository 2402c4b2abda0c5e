using BankCrm.Application.Common;
using BankCrm.Application.Customers.Occasions;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Customers.Occasions;

namespace BankCrm.Application.Cases.Occasions;

/// <summary>Customers whose question or request was resolved since. One that is opened again and resolved again is the same.</summary>
[Policy]
internal sealed class CasesResolved : IOccasionSource
{
    private const int Size = 500;

    public OccasionKind Kind => OccasionKind.CaseResolved;

    public async Task<Page<Occasion>> FindAsync(CrmDb db, OccasionsAsked asked, string? after, CancellationToken ct)
    {
        var since = Branch.StartOf(asked.HappenedSince).ToUniversalTime();
        var cases = db.ServiceCases.Where(c => c.EndedAt >= since);
        if (Cursor.TryRead<(DateTimeOffset At, Guid Id)>(after, out var last))
        {
            cases = cases.Where(c => c.EndedAt >= last.At && (c.EndedAt > last.At || c.Id > last.Id));
        }

        var page = await cases.OrderBy(c => c.EndedAt).ThenBy(c => c.Id)
            .Select(c => new { c.Id, c.CustomerId, c.BranchId, c.Kind, c.Status, At = c.EndedAt!.Value })
            .ToPageAsync(Size, c => (c.At, c.Id), ct);
        return new(
            [
                .. page.Items.Where(c => c.Kind is not CaseKind.Complaint && c.Status is CaseStatus.Resolved && (asked.BranchId is null || c.BranchId == asked.BranchId))
                    .Select(c => new Occasion(c.CustomerId, $"case:{c.Id}")),
            ],
            page.Next);
    }
}
