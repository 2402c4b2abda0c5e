using BankCrm.Application.Campaigns.Planning;
using BankCrm.Application.Cases.Complaints;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.AuditTrail;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Campaigns.Audiences;

/// <summary>
/// Whoever looks after a customer wants a running campaign to come to them, though its segments do not name them. Everything else holds: the segments it is not for,
/// what keeps anybody from being contacted, and the lot by which some are left in peace.
/// </summary>
[Allow(CampaignPermissions.Suggest)]
public sealed record SuggestCustomer(Guid CustomerId, Guid CampaignId);

internal sealed class SuggestCustomerValidator : AbstractValidator<SuggestCustomer>
{
    public SuggestCustomerValidator()
    {
        RuleFor(s => s.CustomerId).NotEmpty();
        RuleFor(s => s.CampaignId).NotEmpty();
    }
}

internal sealed class SuggestCustomerHandler(
    CrmDb db, CurrentUser user, IRowLock rows, CampaignAudiences audiences, ICampaignEngine engine, IAuditTrail audit, TimeProvider clock) : ICommandHandler<SuggestCustomer>
{
    private static readonly Fault IsIn = new("This customer is in the campaign already.");

    public async Task HandleAsync(SuggestCustomer command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var customer = await db.OwnCustomerAsync(command.CustomerId, user, ct);
        if (!await db.CampaignsSeenBy(user).AnyAsync(c => c.Id == command.CampaignId, ct))
        {
            throw new NotFoundException();
        }

        await rows.TakeAsync<Campaign>(command.CampaignId, ct); // it is not stopped meanwhile, and of two suggestions the second finds the first
        var campaign = await db.Campaigns.AsSplitQuery().SingleAsync(c => c.Id == command.CampaignId, ct);
        Refuse.If(campaign.State is not CampaignState.Running || campaign.Plan.StartsOn > Branch.DayAt(now) || campaign.Plan.EndsOn < Branch.DayAt(now), "This campaign does not run today.");
        Refuse.If(await db.CampaignContacts.AnyAsync(c => c.CampaignId == campaign.Id && c.CustomerId == customer.Id, ct) ? IsIn : null);

        var brief = CampaignBrief.Of(campaign) with { Segments = [.. campaign.Segments.Where(s => s.IsExcluded).Select(s => (s.SegmentId, s.IsExcluded, s.Number))] };
        var written = await engine.BringInAsync(brief, await audiences.OfAsync(db, user, brief, ct), [new(customer.Id, $"suggested-{customer.Id}")], now, ct);
        Refuse.If(written == 0, "The campaign is not for this customer: one of the segments it leaves out names them.");
        var reason = await db.CampaignContacts.Where(c => c.CampaignId == campaign.Id && c.CustomerId == customer.Id).Select(c => c.LeftOut).SingleAsync(ct);
        Refuse.If(reason is { } left ? new Fault(await MayKnowAsync(left, customer.Id, ct) ? MeansAttribute.Of(left) : "The campaign cannot come to this customer now.") : null);
        audit.Record(new(AuditEvents.Changed)
        {
            ObjectType = nameof(Campaign),
            ObjectId = campaign.Id,
            CustomerRef = customer.Id,
            BranchId = customer.BranchId,
            Changes = AuditChanges.Of([("Suggested", null, campaign.Plan.Name)]),
        });
    }

    // Of a complaint about oneself one must not learn by what it holds back.
    private async Task<bool> MayKnowAsync(LeftOut reason, Guid customerId, CancellationToken ct) =>
        reason is not LeftOut.OpenComplaint || await db.ComplaintsOpen().ToldTo(user.StaffId).AnyAsync(c => c.CustomerId == customerId, ct);
}

/// <summary>The campaigns a customer can be suggested for today.</summary>
[Allow(CampaignPermissions.Suggest)]
public sealed record ListCampaignsToSuggest(Guid CustomerId);

public sealed record CampaignToSuggest(Guid Id, string Name, string Goal, DateOnly EndsOn);

public sealed record CampaignsToSuggest(string Customer, IReadOnlyList<CampaignToSuggest> Campaigns);

internal sealed class ListCampaignsToSuggestHandler(CrmDb db, CurrentUser user, TimeProvider clock) : IQueryHandler<ListCampaignsToSuggest, CampaignsToSuggest>
{
    private const int Most = 100;

    public async Task<CampaignsToSuggest> HandleAsync(ListCampaignsToSuggest query, CancellationToken ct)
    {
        var customer = await db.OwnCustomerAsync(query.CustomerId, user, ct);
        var today = Branch.DayAt(clock.GetUtcNow());
        var (id, branch) = (customer.Id, customer.BranchId);
        return new(customer.Name, await db.CampaignsSeenBy(user)
            .Where(c => c.State == CampaignState.Running && c.Plan.StartsOn <= today && c.Plan.EndsOn >= today && (c.ForBranchId == null || c.ForBranchId == branch))
            .Where(c => !db.CampaignContacts.Any(k => k.CampaignId == c.Id && k.CustomerId == id))
            .OrderBy(c => c.Plan.EndsOn).ThenBy(c => c.Id).Take(Most)
            .Select(c => new CampaignToSuggest(c.Id, c.Plan.Name, c.Plan.Goal, c.Plan.EndsOn)).ToListAsync(ct));
    }
}

internal static class OwnCustomers
{
    /// <exception cref="ForbiddenException">Somebody else looks after them.</exception>
    public static async Task<Customer> OwnCustomerAsync(this CrmDb db, Guid id, CurrentUser user, CancellationToken ct)
    {
        var customer = await db.CustomerToOpenAsync(id, user, ct);
        return user.StaffId is { } self && customer.OwnerId == self ? customer : throw new ForbiddenException(CampaignPermissions.Suggest);
    }
}
