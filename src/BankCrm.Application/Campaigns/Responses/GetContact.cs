using BankCrm.Application.Admin.Users;
using BankCrm.Application.Campaigns.Sending;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Products.Catalogue;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Platform.Channels;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Campaigns.Responses;

/// <summary>One contact of a campaign with what a colleague says, and what came of it.</summary>
[Allow(ResponsePermissions.Answer)]
public sealed record GetContact(Guid Id) : IRecorded<ContactShown>
{
    public AuditRecord? Record(ContactShown shown) => new(AuditEvents.CustomerViewed)
    {
        ObjectType = nameof(CampaignContact),
        ObjectId = Id,
        CustomerRef = shown.CustomerId,
        BranchId = shown.BranchId,
    };
}

/// <param name="Reason">Null: none, or a complaint that may be about whoever looks.</param>
/// <param name="Text">What a colleague says, or what was written. Null: the campaign says nothing by this way any more.</param>
/// <param name="TakenBy">Null: they themselves, or a file.</param>
/// <param name="FollowUpId">The call that is still to be made. Null: there is none.</param>
public sealed record ContactShown(
    Guid Id, uint Version, Guid CustomerId, Guid BranchId, string Customer, string Campaign, string? Product, CampaignChannel Channel, ContactState State, NotContacted? Reason, string Code,
    string Subject, string? Text, DateTimeOffset? SentAt, DateTimeOffset? DeliveredAt, DateTimeOffset? BouncedAt, DateTimeOffset? OpenedAt, ContactAnswer? Answer, AnswerBy? AnsweredBy,
    DateTimeOffset? AnsweredAt, string? TakenBy, DateTimeOffset? OptedOutAt, DateOnly? BoughtOn, Guid? FollowUpId, int WindowDays, bool MayAnswer)
{
    public bool HasDied { get; init; }
}

internal sealed class GetContactHandler(CrmDb db, CurrentUser user, StaffNames staff, TimeProvider clock) : IQueryHandler<GetContact, ContactShown>
{
    public async Task<ContactShown> HandleAsync(GetContact query, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var found = await db.CampaignContacts.Where(c => c.Id == query.Id && c.Code != null)
            .Join(db.Branches, c => c.BranchId, b => b.Id, (c, b) => new { Contact = c, Branch = b.Name })
            .LeftJoin(db.FollowUps.Where(f => f.EndedAt == null), c => c.Contact.FollowUpId, f => f.Id, (c, f) => new { c.Contact, c.Branch, FollowUpId = (Guid?)f!.Id })
            .SingleOrDefaultAsync(ct) ?? throw new NotFoundException();
        var contact = found.Contact;
        var customer = await ContactAnswers.CustomerOfAsync(db, contact, ct);
        user.DemandOpen(customer);
        var campaign = await db.Campaigns.AsSplitQuery().SingleAsync(c => c.Id == contact.CampaignId, ct);
        var language = customer.Language is CustomerLanguage.English ? TextLanguage.English : TextLanguage.Chinese;
        var product = await db.VersionsShownOn(Branch.DayAt(now)).Where(v => v.ProductId == campaign.Plan.ProductId).Select(v => new { v.Terms.Name, v.Terms.ChineseName }).SingleOrDefaultAsync(ct);
        var text = campaign.TextFor(new(contact.Channel!.Value, contact.Arm!.Value, language));
        var productName = text?.Language is TextLanguage.English ? product?.Name : product?.ChineseName;
        var names = new ContactNames(customer.Name, found.Branch, productName ?? "", contact.Code!);
        var me = user.Person;
        // It may be answered since, and still is nothing for whom it was about.
        var reason = contact.Reason is NotContacted.OpenComplaint && await db.ServiceCases.AnyAsync(c => c.CustomerId == customer.Id && c.AboutStaff.Contains(me), ct) ? null : contact.Reason;
        var taker = contact.TakenBy is { } by ? (await staff.OfAsync(db, [by], ct)).GetValueOrDefault(by) : null;
        return new(
            contact.Id, contact.Version, customer.Id, contact.BranchId, customer.Name, campaign.Plan.Name, productName, contact.Channel.Value, contact.State, reason, contact.Code!,
            text is null ? "" : CampaignWords.Subject(text, names, now), text is null ? null : CampaignWords.Script(text, names, now),
            contact.SentAt, contact.DeliveredAt, contact.BouncedAt, contact.OpenedAt, contact.Answer, contact.AnsweredBy, contact.AnsweredAt, taker, contact.OptedOutAt, contact.BoughtOn,
            found.FollowUpId, campaign.Plan.WindowDays, contact.MayAnswer)
        {
            HasDied = customer.DiedOn is not null,
        };
    }
}

/// <summary>Whose a code is that a customer names.</summary>
[Allow(ResponsePermissions.Answer)]
public sealed record FindContact(string Code);

/// <summary>What a code leads to.</summary>
/// <param name="Id">Null: to nothing in the colleague's branches.</param>
public sealed record ContactFound(Guid? Id);

internal sealed class FindContactHandler(CrmDb db, CurrentUser user) : IQueryHandler<FindContact, ContactFound>
{
    public async Task<ContactFound> HandleAsync(FindContact query, CancellationToken ct)
    {
        var code = HalfWidth.Of(query.Code).Trim().ToLowerInvariant();
        var opens = user.MayOpen(isProtected: true);
        return new(code.Length != CampaignContact.CodeLength ? null : await db.CampaignContacts.Where(c => c.Code == code)
            .Join(db.CustomersWithMerged, c => c.CustomerId, k => k.Id, (c, k) => new { c.Id, k.IsProtected }).Where(c => opens || !c.IsProtected).Select(c => (Guid?)c.Id).SingleOrDefaultAsync(ct));
    }
}

/// <summary>For which contact a follow-up stands.</summary>
[Allow(ResponsePermissions.Answer)]
public sealed record GetContactOfFollowUp(Guid FollowUpId);

internal sealed class GetContactOfFollowUpHandler(CrmDb db) : IQueryHandler<GetContactOfFollowUp, ContactFound>
{
    public async Task<ContactFound> HandleAsync(GetContactOfFollowUp query, CancellationToken ct) =>
        new(await db.CampaignContacts.Where(c => c.FollowUpId == query.FollowUpId).Select(c => (Guid?)c.Id).FirstOrDefaultAsync(ct));
}

/// <summary>What campaigns said to a customer lately, and what waits to be said at the counter.</summary>
[Allow(ResponsePermissions.Answer)]
public sealed record ListContactsOf(Guid CustomerId);

/// <param name="Waits">Somebody is to speak of it: at this visit, or in a call.</param>
public sealed record ContactRow(Guid Id, string Campaign, CampaignChannel Channel, ContactState State, DateTimeOffset At, ContactAnswer? Answer, bool OptedOut, DateOnly? BoughtOn, bool Waits);

internal sealed class ListContactsOfHandler(CrmDb db, CurrentUser user) : IQueryHandler<ListContactsOf, IReadOnlyList<ContactRow>>
{
    private const int Most = 6;

    public async Task<IReadOnlyList<ContactRow>> HandleAsync(ListContactsOf query, CancellationToken ct)
    {
        var opens = user.MayOpen(isProtected: true);
        return await db.CustomersWithMerged.Where(k => k.Id == query.CustomerId || k.MergedIntoId == query.CustomerId) // what was offered to a record that was merged stays with it
            .Join(db.CampaignContacts, k => k.Id, c => c.CustomerId, (k, c) => c)
            .Where(c => c.Code != null && c.State != ContactState.Planned && db.Customers.Any(k => k.Id == query.CustomerId && (opens || !k.IsProtected)))
            .OrderByDescending(c => c.PlannedAt).ThenByDescending(c => c.Id).Take(Most)
            .Join(db.Campaigns, c => c.CampaignId, g => g.Id, (c, g) => new ContactRow(
                c.Id, g.Plan.Name, c.Channel!.Value, c.State, c.SentAt ?? c.DueAt!.Value, c.Answer, c.OptedOutAt != null, c.BoughtOn,
                c.State == ContactState.WithColleague && g.State == CampaignState.Running))
            .ToListAsync(ct);
    }
}
