using BankCrm.Application.Common;
using BankCrm.Domain.Cases.ServiceCases;

namespace BankCrm.Application.Cases.ServiceCases;

/// <summary>The open cases of a customer whose page the user has open.</summary>
[Allow(CasePermissions.Work, CasePermissions.ReadAll)]
public sealed record GetCasesOf(Guid CustomerId);

internal sealed class GetCasesOfHandler(CrmDb db, CurrentUser user, CaseRows rows) : IQueryHandler<GetCasesOf, IReadOnlyList<CaseRow>>
{
    private const int Shown = 5;

    public Task<IReadOnlyList<CaseRow>> HandleAsync(GetCasesOf query, CancellationToken ct) => rows.OfAsync(
        db.CasesSeenBy(user).Where(c => c.CustomerId == query.CustomerId && c.EndedAt == null).OrderBy(c => c.DueAt).ThenBy(c => c.Id).Take(Shown), ct);
}

/// <summary>What waits among cases, for the home page.</summary>
[Allow(CasePermissions.Work, CasePermissions.ReadAll)]
public sealed record GetCasesAtHome;

/// <param name="Next">One's own whose promises are due first; of who has none, the branch's.</param>
public sealed record CasesAtHomeShown(CaseTally Tally, IReadOnlyList<CaseRow> Next);

internal sealed class GetCasesAtHomeHandler(CrmDb db, CurrentUser user, CaseRows rows) : IQueryHandler<GetCasesAtHome, CasesAtHomeShown>
{
    private const int Shown = 6;

    public async Task<CasesAtHomeShown> HandleAsync(GetCasesAtHome query, CancellationToken ct)
    {
        var tally = await rows.TallyAsync(ct);
        var open = db.CasesSeenBy(user).Where(c => c.EndedAt == null);
        var next = tally.Mine > 0 ? open.Where(c => c.OwnerId == user.StaffId) : open;
        return new(tally, await rows.OfAsync(next.OrderBy(c => c.DueAt).ThenBy(c => c.Id).Take(Shown), ct));
    }
}
