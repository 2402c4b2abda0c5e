using BankCrm.Application.Common;
using BankCrm.Domain.Accounts.Alerts;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Accounts.Alerts;

/// <summary>The open alerts on a customer, and on records that go on in theirs, for their own page, which has recorded that it was opened. One statement.</summary>
[Allow(AudiencePermissions.Alerts)]
public sealed record GetAlertsOf(Guid CustomerId);

public sealed record AlertOnCustomer(Guid Id, AlertRule Rule, AlertDirection Direction, DateOnly Day, decimal? Amount, DateTimeOffset DueAt, AlertStatus Status);

internal sealed class GetAlertsOfHandler(CrmDb db) : IQueryHandler<GetAlertsOf, IReadOnlyList<AlertOnCustomer>>
{
    private const int Most = 20;

    public async Task<IReadOnlyList<AlertOnCustomer>> HandleAsync(GetAlertsOf query, CancellationToken ct) =>
        await db.MovementAlerts
            .Where(a => a.Status != AlertStatus.Closed)
            .Where(a => a.CustomerId == query.CustomerId || db.CustomersWithMerged.Any(c => c.Id == a.CustomerId && c.MergedIntoId == query.CustomerId))
            .OrderBy(a => a.DueAt).Take(Most)
            .Select(a => new AlertOnCustomer(a.Id, a.Rule, a.Direction, a.Day, a.Amount, a.DueAt, a.Status))
            .ToListAsync(ct);
}
