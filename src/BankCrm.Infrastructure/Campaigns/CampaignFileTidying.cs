using BankCrm.Application.Campaigns.Planning;
using BankCrm.Application.Platform.Files;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Campaigns;

/// <summary>Deletes files of campaigns that go along with no text: taken off, or written and then not saved.</summary>
internal sealed class CampaignFileTidying(IServiceScopeFactory scopes, IFileStore files, TimeProvider clock) : IJob
{
    private const int AtOnce = 500;

    // One that is being attached has its file, and its row is not there yet; and a batch may be reading one that was taken off.
    private static readonly TimeSpan Grace = TimeSpan.FromHours(2);

    public TimeSpan Pause { get; } = TimeSpan.FromHours(1);

    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        await TidyAsync(clock.GetUtcNow() - Grace, ct);
        return false;
    }

    public async Task TidyAsync(DateTimeOffset before, CancellationToken ct)
    {
        foreach (var some in files.OlderThan(CampaignFiles.Area, before).Chunk(AtOnce))
        {
            var known = await scopes.AsSystemAsync("campaigns", db => db.CampaignAttachments.Where(a => some.Contains(a.Id)).Select(a => a.Id).ToListAsync(ct));
            foreach (var orphan in some.Except(known))
            {
                files.Delete(CampaignFiles.Area, orphan);
            }
        }
    }
}
