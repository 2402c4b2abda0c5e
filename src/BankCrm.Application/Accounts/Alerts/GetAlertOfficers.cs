using BankCrm.Application.Admin;
using BankCrm.Application.Common;

namespace BankCrm.Application.Accounts.Alerts;

/// <summary>To whom an alert can be given.</summary>
[Allow(AlertPermissions.Work)]
public sealed record GetAlertOfficers;

internal sealed class GetAlertOfficersHandler(CrmDb db) : IQueryHandler<GetAlertOfficers, IReadOnlyList<Choice>>
{
    public async Task<IReadOnlyList<Choice>> HandleAsync(GetAlertOfficers query, CancellationToken ct) =>
        [.. (await db.AlertOfficersAsync(ct)).Select(o => new Choice(o.Id, o.Name))];
}
