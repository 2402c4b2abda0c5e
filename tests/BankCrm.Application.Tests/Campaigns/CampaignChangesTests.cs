using BankCrm.Application.Campaigns.Planning;
using BankCrm.Application.Campaigns.Results;
using BankCrm.Application.Common;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Campaigns.Results;
using BankCrm.Domain.Platform.Channels;
using Npgsql;
using Xunit;

namespace BankCrm.Application.Tests.Campaigns;

public sealed class CampaignChangesTests(CampaignCrm crm) : IClassFixture<CampaignCrm>
{
    [Fact]
    public async Task Those_contacted_after_a_change_are_set_beside_those_before_it()
    {
        var (marketing, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        for (var i = 0; i < 60; i++)
        {
            await branch.HasCustomerAsync(CampaignCrm.Person(tag, $"1360000{i:0000}"));
        }

        var id = await crm.LaunchAsync(marketing, tag, crm.Plan, CampaignChannel.Sms);
        await crm.RunAsync();
        var compliance = crm.As(await crm.ComplianceAsync());
        Assert.Empty((await compliance.AskAsync<GetCampaignChanges, CampaignChanges>(new(id))).Stretches.Skip(1));

        await crm.As(marketing).SendAsync(new PauseCampaign(id, await crm.VersionAsync(id)));
        await crm.As(marketing).SendAsync(new WriteCampaignText(
            id, await crm.VersionAsync(id), Guid.CreateVersion7(), new(CampaignChannel.Sms, CampaignArm.A, TextLanguage.Chinese), "", "{customer.name}，利率更高"));
        await crm.As(marketing).SendAsync(new ProposeCampaign(id, await crm.VersionAsync(id)));
        await compliance.SendAsync(new ApproveCampaign(id, await crm.VersionAsync(id)));
        await crm.As(marketing).SendAsync(new LaunchCampaign(id, await crm.VersionAsync(id)));
        Assert.Equal([0, 0], (await compliance.AskAsync<GetCampaignChanges, CampaignChanges>(new(id))).Stretches.Select(s => s.Contacts)); // nobody's week is over

        // It ran as it was from the 30th day ago, and so since the 15th: 40 contacts before, 2 of them interested; 19 after it, 12 of them, and one within this week.
        await ExecuteAsync("update campaign_steps set at = now() - interval '30 days' where campaign_id = $1 and kind = 'Prepared'", id);
        await ExecuteAsync("update campaign_steps set at = now() - interval '16 days' where campaign_id = $1 and kind = 'TextChanged'", id);
        await ExecuteAsync("update campaign_steps set at = now() - interval '15 days' where campaign_id = $1 and kind = 'Resumed'", id);
        await ExecuteAsync(
            """
            with numbered as (select id, row_number() over (order by id) as n from campaign_contacts where campaign_id = $1)
            update campaign_contacts c set
              sent_at = now() - case when n <= 40 then interval '20 days' when n = 60 then interval '2 days' else interval '10 days' end,
              answer = case when n in (1, 2, 3) or n between 41 and 52 then 'Interested' end,
              answered_by = case when n in (1, 2, 3) or n between 41 and 52 then 'Link' end,
              answered_at = case when n = 3 then now() when n in (1, 2) then now() - interval '19 days' when n between 41 and 52 then now() - interval '9 days' end
            from numbered where numbered.id = c.id
            """, id);

        var changes = (await compliance.AskAsync<GetCampaignChanges, CampaignChanges>(new(id))).Stretches;
        Assert.Equal([(40, 2), (19, 12)], changes.Select(s => (s.Contacts!.Value, s.Interested))); // the third of the first answered after his week
        Assert.Equal([CampaignStepKind.TextChanged], changes[1].Stretch.Changes);
        Assert.Equal(UpliftVerdict.More, changes[1].AgainstBefore!.Verdict);

        var told = (await crm.As(marketing).AskAsync<GetCampaignChanges, CampaignChanges>(new(id))).Stretches;
        Assert.Equal([40, null], told.Select(s => s.Contacts)); // 19 are too few for marketing
        Assert.Null(told[1].AgainstBefore);
        var stranger = await crm.NewBranch().HasStaffAsync();
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(stranger).AskAsync<GetCampaignChanges, CampaignChanges>(new(id)));
    }

    private async Task ExecuteAsync(string sql, Guid campaign)
    {
        await using var owner = NpgsqlDataSource.Create(crm.Database.OwnerConnectionString);
        await using var command = owner.CreateCommand(sql);
        command.Parameters.Add(new() { Value = campaign });
        await command.ExecuteNonQueryAsync();
    }
}
