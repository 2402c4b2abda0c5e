using BankCrm.Application.Common;
using BankCrm.Application.Segments.Membership;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Campaigns.Planning;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Campaigns.Planning;

/// <summary>Which campaigns there are at the same time.</summary>
/// <param name="From">Any day of the first month. Null: this month.</param>
[Allow(CampaignPermissions.Read)]
public sealed record GetCampaignCalendar(DateOnly? From = null);

public sealed record CalendarCampaign(Guid Id, string Name, CampaignState State, DateOnly StartsOn, DateOnly EndsOn, bool IsPrepared);

/// <param name="From">The first day of both.</param>
/// <param name="ShareSegments">Both are for the same segment.</param>
/// <param name="CanCount">The audiences of both are written down.</param>
public sealed record CampaignCollision(CalendarCampaign One, CalendarCampaign Other, DateOnly From, DateOnly To, bool ShareSegments, bool CanCount);

/// <param name="To">The last day shown.</param>
public sealed record CampaignCalendar(DateOnly From, DateOnly To, DateOnly Today, IReadOnlyList<CalendarCampaign> Campaigns, IReadOnlyList<CampaignCollision> Collisions);

/// <summary>How many customers two campaigns both contact, of those the user counts.</summary>
[Allow(CampaignPermissions.Read)]
public sealed record GetSharedCustomers(Guid One, Guid Other);

/// <param name="Customers">Rounded where <paramref name="Least"/> is not 0. Null: fewer than that, and the user is not told how few.</param>
public sealed record SharedCustomers(int? Customers, int Least);

internal sealed class GetCampaignCalendarHandler(CrmDb db, CurrentUser user, TimeProvider clock) : IQueryHandler<GetCampaignCalendar, CampaignCalendar>
{
    private const int Months = 3;
    private const int Most = 100;

    public async Task<CampaignCalendar> HandleAsync(GetCampaignCalendar query, CancellationToken ct)
    {
        var today = Branch.DayAt(clock.GetUtcNow());
        var day = query.From ?? today;
        var from = new DateOnly(day.Year, day.Month, 1);
        var to = from.AddMonths(Months).AddDays(-1);
        var found = await db.CampaignsSeenBy(user).Where(c => c.Plan.StartsOn <= to && c.Plan.EndsOn >= from && c.State != CampaignState.Stopped)
            .OrderBy(c => c.Plan.StartsOn).ThenBy(c => c.Id).Take(Most)
            .Select(c => new CalendarCampaign(c.Id, c.Plan.Name, c.State, c.Plan.StartsOn, c.Plan.EndsOn, c.PreparedAt != null)).ToListAsync(ct);
        var ids = found.ConvertAll(c => c.Id);
        var segments = (await db.CampaignSegments.Where(s => ids.Contains(s.CampaignId) && !s.IsExcluded).Select(s => new { s.CampaignId, s.SegmentId }).ToListAsync(ct))
            .ToLookup(s => s.CampaignId, s => s.SegmentId);
        var collisions = from place in Enumerable.Range(0, found.Count)
                         from other in found.Skip(place + 1)
                         let one = found[place]
                         let first = one.StartsOn > other.StartsOn ? one.StartsOn : other.StartsOn
                         let last = one.EndsOn < other.EndsOn ? one.EndsOn : other.EndsOn
                         where first <= last
                         select new CampaignCollision(one, other, first, last, segments[one.Id].Intersect(segments[other.Id]).Any(), one.IsPrepared && other.IsPrepared);
        return new(from, to, today, found, [.. collisions]);
    }
}

internal sealed class GetSharedCustomersHandler(CrmDb db, CurrentUser user) : IQueryHandler<GetSharedCustomers, SharedCustomers>
{
    public async Task<SharedCustomers> HandleAsync(GetSharedCustomers query, CancellationToken ct)
    {
        if (await db.CampaignsSeenBy(user).CountAsync(c => c.Id == query.One || c.Id == query.Other, ct) != 2)
        {
            throw new NotFoundException();
        }

        var shared = await Contacted(query.One).CountAsync(c => Contacted(query.Other).Any(o => o.CustomerId == c.CustomerId), ct);
        return new(shared == 0 ? 0 : user.Told(shared), user.LeastTold);
    }

    private IQueryable<Domain.Campaigns.Contacts.CampaignContact> Contacted(Guid campaign) =>
        db.CampaignContacts.Where(c => c.CampaignId == campaign && c.Wave == 1 && c.LeftOut == null && c.Arm != CampaignArm.Control);
}
