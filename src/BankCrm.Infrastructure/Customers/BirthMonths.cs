using System.Globalization;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Customers;
using BankCrm.Infrastructure.Platform.Database;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Customers;

/// <summary>Reads the month out of birth dates that were sealed before it was kept: a migration has no keys.</summary>
internal sealed class BirthMonths(IServiceScopeFactory scopes, ICustomerVault vault) : IJob
{
    private const int AtOnce = 500;

    public TimeSpan Pause { get; } = TimeSpan.FromHours(1);

    public Task<bool> RunNextAsync(CancellationToken ct) => scopes.AsSystemAsync("birth months", async db =>
    {
        var unread = await db.CustomersWithMerged
            .Where(c => c.BirthYear != null && c.BirthMonth == null && c.BirthDate != null)
            .OrderBy(c => c.Id)
            .Join(db.CustomerKeys, c => c.Id, k => k.CustomerId, (c, k) => new { c.Id, BirthDate = c.BirthDate!, k.Wrapped })
            .Take(AtOnce)
            .ToListAsync(ct);
        var months = unread.ConvertAll(c => short.Parse(vault.Open(c.Id, c.Wrapped).Open(Customer.BirthDateColumn, c.Id, c.BirthDate).AsSpan(5, 2), CultureInfo.InvariantCulture));
        await db.ExecuteAsync(
            "update customers c set birth_month = m.month from unnest($1, $2) as m(id, month) where c.id = m.id and c.birth_month is null",
            ct, unread.Select(c => c.Id).ToArray(), months.ToArray());
        return unread.Count == AtOnce;
    });
}
