using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Domain.Tasks.FollowUps;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Testing;

/// <summary>A customer whom a campaign contacted, as its sender leaves them; nothing but the database makes such rows.</summary>
public sealed record TestContact(Guid Id, string Code, Guid CustomerId, Guid? FollowUpId);

public static class TestContacts
{
    public static Task<TestContact> HasContactAsync(this TestBank bank, Guid customerId, CampaignChannel channel = CampaignChannel.Sms, ContactState state = ContactState.Sent, string name = "Spring") => bank.WorkAsync(async (db, _) =>
    {
        var now = TimeProvider.System.GetUtcNow();
        var today = Branch.DayAt(now);
        var customer = await db.Customers.Where(c => c.Id == customerId).Select(c => new { c.BranchId, c.Language }).SingleAsync();
        var owner = await db.Staff.OrderBy(s => s.Id).Select(s => s.Id).FirstAsync();
        var segment = Segment.Make(
            Guid.CreateVersion7(), new($"For {customerId}", "", SegmentReach.Bank), null, SegmentGroup.All(new SegmentCondition("tags", SegmentTest.HasAnyOf, "x")), owner, now);
        var campaign = Campaign.Draft(Guid.CreateVersion7(), null, new() { Name = name, StartsOn = today, EndsOn = today.AddDays(20) }, new([segment.Id], [], [channel]), today, owner, now);
        foreach (var place in campaign.Places)
        {
            var isEnglish = place.Language is TextLanguage.English;
            campaign.Say(Guid.CreateVersion7(), place, isEnglish ? "Spring <b>for you</b>" : "春季", isEnglish ? "Dear {customer.name}, 3 % until June" : "{customer.name}，存款", owner, now);
        }

        db.Add(segment);
        db.Add(campaign).Property(c => c.State).CurrentValue = CampaignState.Running;
        var id = Guid.NewGuid();
        var code = id.ToString()[^CampaignContact.CodeLength..];
        var call = channel is not CampaignChannel.Call ? null
            : FollowUp.For(Guid.CreateVersion7(now), customer.BranchId, customerId, new($"{name} · {code}", FollowUpKind.Call, FollowUpPriority.Normal, new(today.AddDays(1), null)), null, null, now);
        if (call is not null)
        {
            db.Add(call);
        }

        var contact = (CampaignContact)Activator.CreateInstance(typeof(CampaignContact), nonPublic: true)!;
        var row = db.Entry(contact);
        row.Property(c => c.Id).CurrentValue = id;
        row.Property(c => c.CampaignId).CurrentValue = campaign.Id;
        row.Property(c => c.CustomerId).CurrentValue = customerId;
        row.Property(c => c.BranchId).CurrentValue = customer.BranchId;
        row.Property(c => c.Wave).CurrentValue = 1;
        row.Property(c => c.Arm).CurrentValue = CampaignArm.A;
        row.Property(c => c.Channel).CurrentValue = channel;
        row.Property(c => c.State).CurrentValue = state;
        row.Property(c => c.Code).CurrentValue = code;
        row.Property(c => c.FollowUpId).CurrentValue = call?.Id;
        row.Property(c => c.PlannedAt).CurrentValue = now;
        row.Property(c => c.DueAt).CurrentValue = now;
        row.Property(c => c.SentAt).CurrentValue = state is ContactState.Sent ? now : null;
        row.State = EntityState.Added;
        return new TestContact(id, code, customerId, call?.Id);
    });
}
