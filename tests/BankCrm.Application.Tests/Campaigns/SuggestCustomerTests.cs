using BankCrm.Application.Campaigns;
using BankCrm.Application.Campaigns.Audiences;
using BankCrm.Application.Campaigns.Planning;
using BankCrm.Application.Campaigns.Responses;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Tests.Cases;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Application.Tests.Campaigns;

public sealed class SuggestCustomerTests(CampaignCrm crm) : IClassFixture<CampaignCrm>
{
    private static readonly string[] Answerer = [.. TestCases.Teller, ResponsePermissions.Answer];
    private static readonly string[] Adviser = [CustomerPermissions.Read, CampaignPermissions.Read, CampaignPermissions.Suggest];

    [Fact]
    public async Task Somebody_outside_the_segments_is_contacted_once_and_it_is_on_record_who_suggested_them()
    {
        var (branch, adviser, customer, campaign) = await RunningAsync("13651110001");
        Assert.Contains((await crm.As(adviser).AskAsync<ListCampaignsToSuggest, CampaignsToSuggest>(new(customer))).Campaigns, c => c.Id == campaign);

        await crm.As(adviser).SendAsync(new SuggestCustomer(customer, campaign));
        await crm.RunAsync();

        var contact = Assert.Single(await crm.ContactsAsync(campaign), c => c.CustomerId == customer);
        Assert.Equal((ContactState.Sent, 1), (contact.State, contact.Wave));
        Assert.EndsWith(contact.Code!, crm.Only(contact.Id).Text, StringComparison.Ordinal);
        Assert.Equal(1, await crm.ReadAsync(db => db.AuditEntries.CountAsync(e => e.ObjectId == campaign && e.CustomerRef == customer && e.Actor == adviser.Id)));
        await RefusesAsync("This customer is in the campaign already.", () => crm.As(adviser).SendAsync(new SuggestCustomer(customer, campaign)));
        Assert.DoesNotContain((await crm.As(adviser).AskAsync<ListCampaignsToSuggest, CampaignsToSuggest>(new(customer))).Campaigns, c => c.Id == campaign);
        Assert.Equal(branch.Id, contact.BranchId);
    }

    [Fact]
    public async Task What_keeps_anybody_from_being_contacted_holds_for_them_too_and_nothing_is_written()
    {
        var (_, adviser, customer, campaign) = await RunningAsync("13651110002", agrees: false);

        await RefusesAsync("They have not agreed to marketing", () => crm.As(adviser).SendAsync(new SuggestCustomer(customer, campaign)));

        Assert.DoesNotContain(await crm.ContactsAsync(campaign), c => c.CustomerId == customer);
    }

    [Fact]
    public async Task Whom_a_complaint_is_about_is_not_told_that_it_holds_the_campaign_back()
    {
        var (branch, adviser, customer, campaign) = await RunningAsync("13651110004");
        var teller = await branch.HasStaffAsync(TestCases.Teller);
        await crm.As(teller).SendAsync(TestCases.Complaint(customer) with { Said = new() { Kind = CaseKind.Complaint, AboutStaff = [adviser.Id] } });
        await RefusesAsync("The campaign cannot come to this customer now.", () => crm.As(adviser).SendAsync(new SuggestCustomer(customer, campaign)));

        await crm.As(teller).SendAsync(TestCases.Complaint(customer));
        await RefusesAsync("An open complaint", () => crm.As(adviser).SendAsync(new SuggestCustomer(customer, campaign)));
        Assert.DoesNotContain(await crm.ContactsAsync(campaign), c => c.CustomerId == customer);
    }

    [Fact]
    public async Task Nor_does_a_contact_tell_them_that_a_complaint_held_it_back()
    {
        var (branch, adviser, customer, campaign) = await RunningAsync("13651110005");
        await crm.As(adviser).SendAsync(new SuggestCustomer(customer, campaign));
        await crm.RunAsync();
        var contact = Assert.Single(await crm.ContactsAsync(campaign), c => c.CustomerId == customer);
        var (teller, concerned) = (await branch.HasStaffAsync(Answerer), await branch.HasStaffAsync(Answerer));
        await crm.As(teller).SendAsync(TestCases.Complaint(customer) with { Said = new() { Kind = CaseKind.Complaint, AboutStaff = [concerned.Id] } });
        await crm.WorkAsync((db, _) => db.CampaignContacts.Where(c => c.Id == contact.Id)
            .ExecuteUpdateAsync(c => c.SetProperty(k => k.State, ContactState.Refused).SetProperty(k => k.Reason, NotContacted.OpenComplaint)));

        Assert.Equal(NotContacted.OpenComplaint, (await crm.As(teller).AskAsync<GetContact, ContactShown>(new(contact.Id))).Reason);
        Assert.Null((await crm.As(concerned).AskAsync<GetContact, ContactShown>(new(contact.Id))).Reason);
    }

    [Fact]
    public async Task The_lot_of_the_control_group_falls_for_them_as_for_others_and_the_colleague_is_not_told()
    {
        var (branch, adviser, first, campaign) = await RunningAsync("13651110100", control: 50);
        List<Guid> customers = [first];
        for (var i = 1; i < 24; i++)
        {
            customers.Add(await branch.HasCustomerAsync(CampaignCrm.Person(crm.NewTag(), $"1365111{100 + i:0000}") with { OwnerId = adviser.Id }));
        }

        foreach (var customer in customers)
        {
            await crm.As(adviser).SendAsync(new SuggestCustomer(customer, campaign));
        }

        var arms = (await crm.ContactsAsync(campaign)).Where(c => customers.Contains(c.CustomerId)).Select(c => c.Arm).ToList();
        Assert.Equal(24, arms.Count);
        Assert.Contains(CampaignArm.Control, arms);
        Assert.Contains(CampaignArm.A, arms);
    }

    [Fact]
    public async Task Only_whoever_looks_after_them_suggests_and_only_while_the_campaign_runs()
    {
        var (branch, adviser, customer, campaign) = await RunningAsync("13651110003");
        var (colleague, teller) = (await branch.HasStaffAsync(Adviser), await branch.HasStaffAsync(CustomerPermissions.Read, CampaignPermissions.Read));
        var stranger = await crm.NewBranch().HasStaffAsync(Adviser);

        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(colleague).SendAsync(new SuggestCustomer(customer, campaign)));
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(teller).SendAsync(new SuggestCustomer(customer, campaign)));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(stranger).SendAsync(new SuggestCustomer(customer, campaign)));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(adviser).SendAsync(new SuggestCustomer(customer, Guid.CreateVersion7())));

        var compliance = await crm.ComplianceAsync();
        await crm.As(compliance).SendAsync(new StopCampaign(campaign, await crm.VersionAsync(campaign), "Wrong rate"));
        await RefusesAsync("This campaign does not run today.", () => crm.As(adviser).SendAsync(new SuggestCustomer(customer, campaign)));
        Assert.DoesNotContain(await crm.ContactsAsync(campaign), c => c.CustomerId == customer);
    }

    private async Task<(TestBranch Branch, TestStaff Adviser, Guid Customer, Guid Campaign)> RunningAsync(string mobile, bool agrees = true, int control = 0)
    {
        var (marketing, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        var adviser = await branch.HasStaffAsync(Adviser);
        await branch.HasCustomerAsync(CampaignCrm.Person(tag, $"{mobile[..^4]}9{mobile[^3..]}"));
        var customer = await branch.HasCustomerAsync(CampaignCrm.Person(crm.NewTag(), mobile, agrees: agrees ? true : null) with { OwnerId = adviser.Id });
        var campaign = await crm.LaunchAsync(marketing, tag, crm.Plan with { ControlPercent = control }, CampaignChannel.Sms);
        await crm.RunAsync();
        return (branch, adviser, customer, campaign);
    }

    private static async Task RefusesAsync(string sentence, Func<Task> act) => Assert.Equal(sentence, (await Assert.ThrowsAsync<RefusedException>(act)).Message);
}
