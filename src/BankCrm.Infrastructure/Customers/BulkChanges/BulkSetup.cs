using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Customers.BulkChanges;

public static class BulkSetup
{
    /// <summary>Works at the next change of many until it has ended, in this process. False: there is none, or another process has it.</summary>
    public static Task<bool> RunBulkChangeAsync(this IServiceProvider services, CancellationToken ct) =>
        services.GetRequiredService<BulkRunner>().RunNextAsync(ct);
}
