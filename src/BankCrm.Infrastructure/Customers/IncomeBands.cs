using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Customers;
using BankCrm.Infrastructure.Platform.Database;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Customers;

/// <summary>Reads income bands that were sealed before they were kept for counting: a migration has no keys.</summary>
internal sealed class IncomeBands(IServiceScopeFactory scopes, ICustomerVault vault) : IJob
{
    private const int AtOnce = 500;

    public TimeSpan Pause { get; } = TimeSpan.FromHours(1);

    public Task<bool> RunNextAsync(CancellationToken ct) => scopes.AsSystemAsync("income bands", async db =>
    {
        var unread = await db.CustomersWithMerged
            .Where(c => c.Income != null && c.IncomeBand == null)
            .OrderBy(c => c.Id)
            .Join(db.CustomerKeys, c => c.Id, k => k.CustomerId, (c, k) => new { c.Id, Income = c.Income!, k.Wrapped })
            .Take(AtOnce)
            .ToListAsync(ct);
        var bands = unread.ConvertAll(c => vault.Open(c.Id, c.Wrapped).Open(Customer.IncomeColumn, c.Id, c.Income));
        await db.ExecuteAsync(
            "update customers c set income_band = b.band from unnest($1, $2) as b(id, band) where c.id = b.id and c.income_band is null",
            ct, unread.Select(c => c.Id).ToArray(), bands.ToArray());
        return unread.Count == AtOnce;
    });
}
