using BankCrm.Application.Campaigns;
using BankCrm.Application.Campaigns.HandOvers;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Consents;
using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.Campaigns.HandOvers;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Infrastructure.Campaigns.HandOvers;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Application.Tests.Campaigns.HandOvers;

/// <summary>People who hand letters and WeChat messages over, and the job that writes their files.</summary>
public abstract class HandOverTestBase(CampaignCrm crm) : IClassFixture<CampaignCrm>
{
    protected const string Reason = "For the printing house";

    protected static readonly PostalAddress Home = new("CN", "广东省", "深圳市", "南山区", "迎宾大道66号", "", "518000");

    protected CampaignCrm Crm => crm;

    protected static CustomerDraft Letter(string tag, string name) => CampaignCrm.Person(tag) with { Name = name, Address = Home };

    protected static Task<TestStaff> ManagerAsync(TestBranch branch) =>
        branch.HasStaffAsync(CampaignPermissions.Read, CampaignPermissions.HandOver, Application.Segments.SegmentPermissions.Members);

    protected async Task AgreesAsync(TestBranch branch, Guid customer, ConsentChannel channel) => await SayAsync(branch, customer, channel, isGiven: true);

    protected async Task ObjectsAsync(TestBranch branch, Guid customer) => await SayAsync(branch, customer, ConsentChannel.Post, isGiven: false);

    protected async Task SayAsync(TestBranch branch, Guid customer, ConsentChannel channel, bool isGiven) =>
        await Crm.As(await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Change)).SendAsync(
            new RecordConsent { CustomerId = customer, Purpose = ConsentPurpose.Marketing, Channel = channel, IsGiven = isGiven, Proof = isGiven ? "Form" : "" });

    protected async Task<Guid> RunsAsync(TestStaff marketing, string tag, params CampaignChannel[] channels)
    {
        var id = await Crm.LaunchAsync(marketing, tag, Crm.Plan, channels);
        await Crm.RunAsync();
        return id;
    }

    protected async Task<Guid> RequestedAsync(TestStaff staff, Guid campaign, CampaignChannel channel = CampaignChannel.Letter, int wave = 1, string reason = Reason)
    {
        var id = Guid.CreateVersion7();
        await Crm.As(staff).SendAsync(new RequestHandOver { Id = id, CampaignId = campaign, Channel = channel, Wave = wave, Language = "en", Reason = reason });
        return id;
    }

    protected async Task<Guid> WrittenAsync(TestStaff staff, Guid campaign, CampaignChannel channel = CampaignChannel.Letter, int wave = 1)
    {
        var id = await RequestedAsync(staff, campaign, channel, wave);
        await RunAsync();
        return id;
    }

    /// <summary>Works off what waits, of this test and of others.</summary>
    protected async Task RunAsync()
    {
        var runner = ActivatorUtilities.CreateInstance<HandOverRunner>(Crm.Services);
        while (await runner.RunNextAsync(CancellationToken.None))
        {
        }
    }

    protected async Task<byte[]> TakenAsync(TestStaff staff, Guid id)
    {
        using var file = new TakenHandOver();
        await Crm.As(staff).SendAsync(new PickUpHandOver(id, file));
        using var content = new MemoryStream();
        await file.Content.CopyToAsync(content);
        return content.ToArray();
    }

    protected Task<CampaignHandOver> ReadAsync(Guid id) => Crm.ReadAsync(db => db.CampaignHandOvers.SingleAsync(h => h.Id == id));
}
