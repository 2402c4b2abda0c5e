using BankCrm.Application.Campaigns.Planning;
using BankCrm.Application.Common;
using BankCrm.Application.Segments.Membership;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Results;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Campaigns.Results;

/// <summary>What was changed while a campaign ran, and how those answered who were contacted after it. Reads all its contacts where there was a change.</summary>
[Allow(CampaignPermissions.Read)]
public sealed record GetCampaignChanges(Guid Id);

/// <param name="Contacts">Contacted in it at least <see cref="CampaignChanges.Days"/> days ago. Null: so few that the user is not told.</param>
/// <param name="Interested">Of them, who were interested or bought within so many days.</param>
/// <param name="AgainstBefore">Against the stretch before. Null: one of the two has no contact that is old enough, or so few that nothing is told.</param>
public sealed record StretchShown(CampaignStretch Stretch, int? Contacts, int Interested, Uplift? AgainstBefore);

/// <param name="Stretches">One only: nothing was changed, and nobody was counted.</param>
/// <param name="Few">The user is told no number under this; 0: every one.</param>
public sealed record CampaignChanges(IReadOnlyList<StretchShown> Stretches, int Few)
{
    /// <summary>So long a contact has to be answered, in each stretch alike; later ones would otherwise seem worse than they are.</summary>
    public const int Days = 7;
}

internal sealed class GetCampaignChangesHandler(CrmDb db, CurrentUser user, TimeProvider clock) : IQueryHandler<GetCampaignChanges, CampaignChanges>
{
    public async Task<CampaignChanges> HandleAsync(GetCampaignChanges query, CancellationToken ct)
    {
        if (!await db.CampaignsSeenBy(user).AnyAsync(c => c.Id == query.Id, ct))
        {
            throw new NotFoundException();
        }

        var steps = await db.CampaignSteps.Where(s => s.CampaignId == query.Id).Select(s => new { s.Kind, s.At }).ToListAsync(ct);
        var stretches = CampaignStretch.Of(steps.Select(s => (s.Kind, s.At)));
        var counted = stretches.Count > 1 ? await CountAsync(query.Id, [.. stretches.Skip(1).Select(s => s.From)], ct) : [];
        return new([.. Shown(stretches, counted, user.LeastTold)], user.LeastTold);
    }

    private static IEnumerable<StretchShown> Shown(IReadOnlyList<CampaignStretch> stretches, Dictionary<int, (int Contacts, int Interested)> counted, int few)
    {
        (int Contacts, int Interested) before = default;
        for (var number = 0; number < stretches.Count; number++)
        {
            var now = counted.GetValueOrDefault(number);
            yield return now.Contacts > 0 && now.Contacts < few
                ? new(stretches[number], null, 0, null)
                : new(stretches[number], now.Contacts, now.Interested, before.Contacts < few ? null : Uplift.Of(now.Interested, now.Contacts, before.Interested, before.Contacts));
            before = now;
        }
    }

    /// <param name="starts">Of all stretches but the first, in order.</param>
    /// <returns>By the number of the stretch, from 0.</returns>
    private async Task<Dictionary<int, (int Contacts, int Interested)>> CountAsync(Guid campaign, DateTimeOffset[] starts, CancellationToken ct)
    {
        var until = clock.GetUtcNow().AddDays(-CampaignChanges.Days);
        var found = await db.CampaignContacts.Where(c => c.CampaignId == campaign && c.SentAt <= until)
            .Select(c => new ContactCounted
            {
                Stretch = starts.Count(s => s <= c.SentAt),
                IsInterested = (c.Answer == ContactAnswer.Interested || c.Answer == ContactAnswer.Bought) && c.AnsweredAt <= c.SentAt!.Value.AddDays(CampaignChanges.Days),
            })
            .GroupBy(c => c.Stretch)
            .Select(g => new { g.Key, Contacts = g.Count(), Interested = g.Count(c => c.IsInterested) })
            .ToListAsync(ct);
        return found.ToDictionary(f => f.Key, f => (f.Contacts, f.Interested));
    }

    // Set by its properties, for the database groups by them.
    private sealed class ContactCounted
    {
        public int Stretch { get; init; }
        public bool IsInterested { get; init; }
    }
}
