using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace BankCrm.Application.Tests.Campaigns;

/// <summary>What the database keeps right in place of foreign keys.</summary>
public sealed class ContactsOfCustomersTests(CampaignCrm crm) : IClassFixture<CampaignCrm>
{
    // With all that holds a customer of these tests; the undoing of an import takes the rest too.
    private const string Taken = "with points as (delete from contact_points where customer_id = $1), keys as (delete from customer_keys where customer_id = $1) delete from customers where id = $1";

    [Fact]
    public async Task No_contact_is_written_with_nobody_or_for_no_campaign()
    {
        var (campaign, contact) = await ContactAsync("13812350001");
        await using var owner = await OwnerAsync();

        foreach (var (customer, of, constraint) in new[]
        {
            (Guid.NewGuid(), campaign, "fk_campaign_contacts_customers_customer_id"),
            (contact.CustomerId, Guid.NewGuid(), "fk_campaign_tallies_campaigns_campaign_id"),
        })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => WriteAsync(owner, of, customer, contact.BranchId));
            Assert.Equal((PostgresErrorCodes.ForeignKeyViolation, constraint), (refused.SqlState, refused.ConstraintName));
        }
    }

    [Fact]
    public async Task A_customer_who_is_taken_away_takes_the_contacts_along_and_their_counts()
    {
        var (campaign, contact) = await ContactAsync("13812350002");
        await using var owner = await OwnerAsync();

        Assert.Equal(1, await CountedAsync(campaign));
        await ExecuteAsync(owner, Taken, contact.CustomerId);

        Assert.Empty(await crm.ContactsAsync(campaign));
        Assert.Equal(0, await CountedAsync(campaign));
    }

    [Fact]
    public async Task Whoever_takes_a_customer_away_waits_for_contacts_that_are_being_written()
    {
        var (campaign, contact) = await ContactAsync("13812350003");
        await using var writer = await OwnerAsync();
        await using var taker = await OwnerAsync();
        await using var written = await writer.BeginTransactionAsync();
        await WriteAsync(writer, campaign, contact.CustomerId, contact.BranchId);

        var taking = ExecuteAsync(taker, Taken, contact.CustomerId);
        Assert.NotSame(taking, await Task.WhenAny(taking, Task.Delay(300)));
        await written.CommitAsync();
        await taking;

        Assert.Empty(await crm.ContactsAsync(campaign));
    }

    private Task<int> CountedAsync(Guid campaign) => crm.ReadAsync(db => db.CampaignTallies.Where(t => t.CampaignId == campaign).SumAsync(t => t.Contacts));

    // Consents are proofs: nothing takes them along.
    private async Task<(Guid Campaign, CampaignContact Contact)> ContactAsync(string mobile)
    {
        var (marketing, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        await branch.HasCustomerAsync(CampaignCrm.Person(tag, mobile, agrees: null));
        var campaign = await crm.LaunchAsync(marketing, tag, crm.Plan, CampaignChannel.Counter);
        await crm.RunAsync();
        return (campaign, Assert.Single(await crm.ContactsAsync(campaign)));
    }

    private async Task<NpgsqlConnection> OwnerAsync()
    {
        var owner = new NpgsqlConnection(crm.Database.OwnerConnectionString);
        await owner.OpenAsync();
        await ExecuteAsync(owner, "select set_config('crm.scope', 'all', false)");
        return owner;
    }

    private static Task WriteAsync(NpgsqlConnection owner, Guid campaign, Guid customer, Guid branch) => ExecuteAsync(
        owner,
        """
        insert into campaign_contacts (id, campaign_id, customer_id, branch_id, wave, arm, channel, state, code, planned_at, due_at, tries, changed_at)
        values ($1, $2, $3, $4, 2, 'A', 'Counter', 'Planned', right($1::text, 12), now(), now(), 0, now())
        """, Guid.NewGuid(), campaign, customer, branch);

    private static async Task ExecuteAsync(NpgsqlConnection owner, string sql, params Guid[] values)
    {
        await using var command = new NpgsqlCommand(sql, owner);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        await command.ExecuteNonQueryAsync();
    }
}
