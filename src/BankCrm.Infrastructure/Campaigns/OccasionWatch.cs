using BankCrm.Application.Campaigns.Audiences;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.Occasions;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Customers.Occasions;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Campaigns;

/// <summary>
/// Looks for the occasions of campaigns that go by them, page by page, as often as <see cref="OccasionDays"/> says. What two instances find at
/// once, the database takes in once.
/// </summary>
internal sealed class OccasionWatch(IServiceScopeFactory scopes, IEnumerable<IOccasionSource> sources, TimeProvider clock) : IJob
{
    private static readonly CurrentUser Watcher = CurrentUser.System("campaigns");

    /// <summary>When this process has looked, by campaign. It begins anew when it starts.</summary>
    private readonly Dictionary<Guid, DateTimeOffset> looked = [];

    public TimeSpan Pause { get; } = TimeSpan.FromMinutes(1);

    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var campaigns = await scopes.AsSystemAsync("campaigns", db => db.Campaigns
            .Where(c => c.State == CampaignState.Running && c.Plan.Occasion != null && c.PreparedAt != null).OrderBy(c => c.Id)
            .Select(c => new { c.Id, c.ForBranchId, Occasion = c.Plan.Occasion!.Value, Days = c.Plan.OccasionDays, Since = c.PreparedAt!.Value, c.Plan.StartsOn, c.Plan.OccasionSum, c.Plan.OccasionProductId }).ToListAsync(ct));
        foreach (var campaign in campaigns.Where(c => c.StartsOn <= Branch.DayAt(now) && !(looked.TryGetValue(c.Id, out var last) && last >= c.Occasion.RoundAt(now))))
        {
            var asked = new OccasionsAsked(campaign.ForBranchId, campaign.Days, Branch.DayAt(now), Branch.DayAt(campaign.Since)) { Sum = campaign.OccasionSum, ProductId = campaign.OccasionProductId };
            string? after = null;
            do
            {
                ct.ThrowIfCancellationRequested();
                var page = await scopes.AsSystemAsync("campaigns", db => sources.Single(s => s.Kind == campaign.Occasion).FindAsync(db, asked, after, ct));
                await BringInAsync(campaign.Id, page.Items);
                after = page.Next;
            }
            while (after is not null);
            looked[campaign.Id] = now;
        }

        return false;
    }

    private async Task BringInAsync(Guid campaign, IReadOnlyList<Occasion> occasions)
    {
        if (occasions.Count == 0)
        {
            return;
        }

        await using var work = scopes.CreateWork(Watcher);
        await using var transaction = await work.ServiceProvider.GetRequiredService<CrmDb>().BeginAsync(CancellationToken.None);
        await work.ServiceProvider.GetRequiredService<OccasionBringer>().BringInAsync(campaign, occasions, CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }
}
