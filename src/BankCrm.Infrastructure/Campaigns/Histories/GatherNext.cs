using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Campaigns.Histories;

public static class GatherNext
{
    /// <summary>Gathers a history that waits, in this process. False: none does, or another process has it.</summary>
    public static Task<bool> GatherNextAsync(this IServiceProvider services, CancellationToken ct) => services.GetRequiredService<HistoryGatherer>().RunNextAsync(ct);
}
