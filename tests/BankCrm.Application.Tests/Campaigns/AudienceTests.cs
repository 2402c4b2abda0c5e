using BankCrm.Application.Campaigns;
using BankCrm.Application.Campaigns.Audiences;
using BankCrm.Application.Campaigns.Planning;
using BankCrm.Application.Campaigns.Results;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Consents;
using BankCrm.Application.Customers.Registration;
using BankCrm.Application.Segments.Membership;
using BankCrm.Application.Tests.Cases;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Customers.Occasions;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Application.Tests.Campaigns;

public sealed class AudienceTests(CampaignCrm crm) : IClassFixture<CampaignCrm>
{
    [Fact]
    public async Task Everybody_of_the_segment_is_contacted_or_left_out_for_the_first_reason_that_holds()
    {
        var (marketing, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        var good = await branch.HasCustomerAsync(CampaignCrm.Person(tag, "13812340001"));
        var byEmail = await branch.HasCustomerAsync(CampaignCrm.Person(tag, email: "wang@bank.example"));
        var said = await branch.HasCustomerAsync(CampaignCrm.Person(tag, "13812340002", agrees: false));
        var silent = await branch.HasCustomerAsync(CampaignCrm.Person(tag, "13812340003", agrees: null));
        var unreached = await branch.HasCustomerAsync(CampaignCrm.Person(tag));
        await crm.As(await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Change)).SendAsync(new RecordConsent
        {
            CustomerId = unreached,
            Purpose = ConsentPurpose.Marketing,
            Channel = ConsentChannel.Email,
            IsGiven = true,
            Proof = "Form",
        });
        var ended = await branch.HasCustomerAsync(CampaignCrm.Person(tag, "13812340004") with { Stage = LifeCycleStage.Closed });
        var died = await branch.HasCustomerAsync(CampaignCrm.Person(tag, "13812340006") with { DiedOn = new(2026, 1, 5) });
        await branch.HasCustomerAsync(CampaignCrm.Person(crm.NewTag(), "13812340005"));

        var id = await crm.LaunchAsync(marketing, tag, crm.Plan, CampaignChannel.Sms, CampaignChannel.Email);
        var foreseen = await crm.As(await crm.ComplianceAsync()).AskAsync<ForecastCampaign, CampaignForecast>(new(id));
        Assert.True((await crm.As(marketing).AskAsync<ForecastCampaign, CampaignForecast>(new(id))).IsHidden); // so few are told to those who may see them only
        await crm.RunAsync();

        var contacts = (await crm.ContactsAsync(id)).ToDictionary(c => c.CustomerId);
        Assert.Equal(7, contacts.Count);
        Assert.Equal((CampaignChannel.Sms, null), (contacts[good].Channel, contacts[good].LeftOut));
        Assert.Equal(CampaignChannel.Email, contacts[byEmail].Channel);
        Assert.Equal(LeftOut.NoConsent, contacts[said].LeftOut);
        Assert.Equal(LeftOut.NoConsent, contacts[silent].LeftOut);
        Assert.Equal(LeftOut.NoAddress, contacts[unreached].LeftOut);
        Assert.Equal(LeftOut.Ended, contacts[ended].LeftOut);
        Assert.Equal(LeftOut.Died, contacts[died].LeftOut);

        Assert.Equal((7, 2), (foreseen.Audience, foreseen.Reached));
        Assert.Equal(new Dictionary<LeftOut, int> { [LeftOut.Died] = 1, [LeftOut.Ended] = 1, [LeftOut.NoConsent] = 2, [LeftOut.NoAddress] = 1 }, foreseen.LeftOut);
        var results = await crm.As(await crm.ComplianceAsync()).AskAsync<GetCampaignResults, CampaignResults>(new(id));
        Assert.Equal(foreseen.LeftOut, results.LeftOut);
        Assert.Equal((7, 2, 2), (results.Audience, results.Funnel.Planned, results.Funnel.Sent));
    }

    [Fact]
    public async Task Marketing_is_told_tens_that_add_up_and_money_that_follows_them()
    {
        var (marketing, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        for (var i = 0; i < 27; i++)
        {
            await branch.HasCustomerAsync(CampaignCrm.Person(tag, $"13812341{i:000}"));
        }

        for (var i = 0; i < 24; i++)
        {
            await branch.HasCustomerAsync(CampaignCrm.Person(tag, $"13812342{i:000}", agrees: false));
        }

        var id = await crm.DraftAsync(marketing, tag, crm.Plan with { FixedCost = 100, SmsCost = 0.05m }, CampaignChannel.Sms);

        var told = await crm.As(marketing).AskAsync<ForecastCampaign, CampaignForecast>(new(id));
        var exact = await crm.As(await crm.ComplianceAsync()).AskAsync<ForecastCampaign, CampaignForecast>(new(id));

        Assert.Equal((50, 30, 101.5m, false), (told.Audience, told.Reached, told.Cost, told.IsHidden));
        Assert.Equal(new Dictionary<LeftOut, int> { [LeftOut.NoConsent] = 20 }, told.LeftOut);
        Assert.Equal((51, 27, 101.35m), (exact.Audience, exact.Reached, exact.Cost));
        Assert.Equal(new Dictionary<LeftOut, int> { [LeftOut.NoConsent] = 24 }, exact.LeftOut);
    }

    [Theory]
    [InlineData("40 30", "40 30", 0)]
    [InlineData("40 30 5", "40", 35)] // 5 with the next smallest, or it could be told by subtraction
    [InlineData("40 12 9", "40", 21)]
    [InlineData("7", "", 7)]
    public void Small_parts_are_told_together(string parts, string told, int others)
    {
        var groups = parts.Split(' ').Select((p, i) => (i, Customers: int.Parse(p, System.Globalization.CultureInfo.InvariantCulture))).ToDictionary(p => p.i, p => p.Customers);

        var folded = FewCustomers.Fold(groups, 20);

        Assert.Equal((told, others), (string.Join(' ', folded.Told.Values), folded.Others));
    }

    [Fact]
    public async Task The_lot_falls_the_same_way_each_time_and_about_as_often_as_was_said()
    {
        var (marketing, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        for (var i = 0; i < 120; i++)
        {
            await branch.HasCustomerAsync(CampaignCrm.Person(tag, $"1390000{i:0000}"));
        }

        var id = await crm.LaunchAsync(marketing, tag, crm.Plan with { ControlPercent = 30, BPercent = 50 }, CampaignChannel.Counter);
        await crm.RunAsync();

        var contacts = await crm.ContactsAsync(id);
        Assert.Equal(120, contacts.Count);
        Assert.InRange(contacts.Count(c => c.Arm is CampaignArm.Control), 18, 54);
        Assert.InRange(contacts.Count(c => c.Arm is CampaignArm.B), 24, 60);
        var elsewhere = await crm.ReadAsync(db => db.Database.SqlQuery<int>(
            $"""
            select count(*)::int as "Value" from campaign_contacts
            where campaign_id = {id} and (('x' || left(md5(campaign_id::text || customer_id::text), 8))::bit(32)::bigint % 100 < 30) <> (arm = 'Control')
            """).SingleAsync());
        Assert.Equal(0, elsewhere); // drawn from who they are, not when
        Assert.All(contacts.Where(c => c.Arm is CampaignArm.Control), c => Assert.Equal((ContactState.None, null, null), (c.State, c.Code, c.DueAt)));
    }

    [Fact]
    public async Task Who_was_contacted_often_enough_or_complains_is_left_in_peace()
    {
        var (marketing, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        var often = await branch.HasCustomerAsync(CampaignCrm.Person(tag, "13812340011"));
        await crm.LaunchAsync(marketing, tag, crm.Plan, CampaignChannel.Sms);
        await crm.RunAsync();
        var fresh = await branch.HasCustomerAsync(CampaignCrm.Person(tag, "13812340012"));
        var angry = await branch.HasCustomerAsync(CampaignCrm.Person(tag, "13812340013"));
        var handler = await branch.HasStaffAsync(TestCases.Teller);
        await crm.As(handler).SendAsync(TestCases.Complaint(angry));

        var id = await crm.LaunchAsync(marketing, tag, crm.Plan with { MostContacts = 1 }, CampaignChannel.Sms);
        await crm.RunAsync();

        var contacts = (await crm.ContactsAsync(id)).ToDictionary(c => c.CustomerId, c => c.LeftOut);
        Assert.Equal(LeftOut.TooOften, contacts[often]);
        Assert.Equal(LeftOut.OpenComplaint, contacts[angry]);
        Assert.Null(contacts[fresh]);
    }

    [Fact]
    public async Task A_branch_sees_its_own_part_and_marketing_no_small_number()
    {
        var (marketing, tag) = (await crm.MarketingAsync(), crm.NewTag());
        var (north, south) = (crm.NewBranch(), crm.NewBranch());
        await north.HasCustomerAsync(CampaignCrm.Person(tag, "13812340021"));
        await north.HasCustomerAsync(CampaignCrm.Person(tag, "13812340022"));
        await south.HasCustomerAsync(CampaignCrm.Person(tag, "13812340023"));
        var manager = await north.HasStaffAsync(CampaignPermissions.Read, Application.Segments.SegmentPermissions.Members);

        var id = await crm.LaunchAsync(marketing, tag, crm.Plan, CampaignChannel.Sms);
        await crm.RunAsync();

        var seen = await crm.As(manager).AskAsync<GetCampaignResults, CampaignResults>(new(id));
        Assert.Equal((2, 2), (seen.Audience, seen.Funnel.Sent));
        Assert.Equal(north.Name, Assert.Single(seen.Rows).Name);
        Assert.True((await crm.As(marketing).AskAsync<GetCampaignResults, CampaignResults>(new(id))).Hidden);
    }

    [Fact]
    public async Task Counts_agree_with_the_contacts_whatever_happens_to_them()
    {
        var (marketing, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        for (var i = 0; i < 12; i++)
        {
            await branch.HasCustomerAsync(CampaignCrm.Person(tag, $"1370000{i:0000}", agrees: i % 3 != 0));
        }

        var id = await crm.LaunchAsync(marketing, tag, crm.Plan with { BPercent = 50 }, CampaignChannel.Counter, CampaignChannel.Sms);
        await crm.RunAsync();
        var some = (await crm.ContactsAsync(id)).Where(c => c.State is ContactState.WithColleague).Take(5).ToList();
        foreach (var (contact, place) in some.Select((c, i) => (c, i)))
        {
            await crm.HasChangedAsync<CampaignContact>(contact.Id, c =>
            {
                c.Opened(crm.Now);
                c.Answers(place % 2 == 0 ? ContactAnswer.Interested : ContactAnswer.NotInterested, AnswerBy.Counter, null, crm.Now);
            });
            await crm.HasChangedAsync<CampaignContact>(contact.Id, c => c.Answers(ContactAnswer.Bought, AnswerBy.Counter, null, crm.Now.AddDays(1)));
        }

        var contacts = await crm.ContactsAsync(id);
        var tallies = await crm.ReadAsync(db => db.CampaignTallies.Where(t => t.CampaignId == id).ToListAsync());
        Assert.DoesNotContain(tallies, t => t.Contacts < 0);
        Assert.Equal(contacts.Count(c => c.LeftOut is not null), tallies.Where(t => t.Step is TallyStep.LeftOut).Sum(t => t.Contacts));
        Assert.Equal(contacts.Count(c => c.SentAt is not null), tallies.Where(t => t.Step is TallyStep.Sent).Sum(t => t.Contacts));
        Assert.Equal(5, tallies.Where(t => t.Step is TallyStep.Answered && t.Detail == nameof(ContactAnswer.Bought)).Sum(t => t.Contacts));
        Assert.Equal(0, tallies.Where(t => t.Step is TallyStep.Answered && t.Detail != nameof(ContactAnswer.Bought)).Sum(t => t.Contacts));
    }

    [Fact]
    public async Task An_occasion_brings_each_of_the_audience_in_once()
    {
        var (marketing, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        await branch.HasCustomerAsync(CampaignCrm.Person(tag, "13812340040")); // somebody must be in the segment to propose it
        var id = await crm.LaunchAsync(marketing, tag, crm.Plan with { Occasion = OccasionKind.NewCustomer }, CampaignChannel.Sms);
        await crm.RunAsync();
        Assert.Empty(await crm.ContactsAsync(id));
        var welcome = await JoinsAsync(CampaignCrm.Person(tag, "13812340041"));
        var silent = await JoinsAsync(CampaignCrm.Person(tag, "13812340042", agrees: null));
        await JoinsAsync(CampaignCrm.Person(crm.NewTag(), "13812340043"));

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => crm.NewOccasionWatch().RunNextAsync(CancellationToken.None)));
        await crm.NewOccasionWatch().RunNextAsync(CancellationToken.None);
        await crm.RunAsync();

        var contacts = (await crm.ContactsAsync(id)).ToDictionary(c => c.CustomerId);
        Assert.Equal((ContactState.Sent, $"new:{welcome}", 1), (contacts[welcome].State, contacts[welcome].Occasion, contacts[welcome].Wave));
        Assert.Equal(LeftOut.NoConsent, contacts[silent].LeftOut);
        Assert.DoesNotContain(contacts.Values, c => c.CustomerId != welcome && c.CustomerId != silent && c.Occasion is null);

        // By the clock of the campaigns, which is a day ahead in the evening: ids follow the day on which somebody is registered.
        Task<Guid> JoinsAsync(CustomerDraft person) => branch.HasCustomerAsync(person with { Id = Guid.CreateVersion7(crm.Now) }, crm.Now);
    }

    [Fact]
    public async Task The_calendar_tells_which_campaigns_meet_and_whom_they_share()
    {
        var (marketing, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        await branch.HasCustomerAsync(CampaignCrm.Person(tag, "13812340051"));
        await branch.HasCustomerAsync(CampaignCrm.Person(tag, "13812340052"));
        var (one, other) = (await crm.LaunchAsync(marketing, tag, crm.Plan, CampaignChannel.Counter), await crm.LaunchAsync(marketing, tag, crm.Plan, CampaignChannel.Counter));
        await crm.RunAsync();
        var compliance = crm.As(await crm.ComplianceAsync());

        var calendar = await compliance.AskAsync<GetCampaignCalendar, CampaignCalendar>(new());
        Assert.Contains(calendar.Collisions, c => new[] { c.One.Id, c.Other.Id }.Order().SequenceEqual(new[] { one, other }.Order()) && c.CanCount && !c.ShareSegments);
        Assert.Equal(2, (await compliance.AskAsync<GetSharedCustomers, SharedCustomers>(new(one, other))).Customers);
        Assert.Null((await crm.As(marketing).AskAsync<GetSharedCustomers, SharedCustomers>(new(one, other))).Customers);
        Assert.Empty((await compliance.AskAsync<GetCampaignCalendar, CampaignCalendar>(new(calendar.From.AddYears(-2)))).Campaigns);
    }

    [Fact]
    public async Task Only_somebody_else_with_the_right_approves()
    {
        var (marketing, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        await branch.HasCustomerAsync(CampaignCrm.Person(tag, "13812340031"));
        var id = await crm.DraftAsync(marketing, tag, crm.Plan, CampaignChannel.Sms);
        await crm.As(marketing).SendAsync(new ProposeCampaign(id, await crm.VersionAsync(id)));
        var manager = await branch.HasStaffAsync(CampaignPermissions.Read, CampaignPermissions.Approve);
        var version = await crm.VersionAsync(id);

        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(marketing).SendAsync(new ApproveCampaign(id, version)));
        var refused = await Assert.ThrowsAsync<RefusedException>(() => crm.As(manager).SendAsync(new ApproveCampaign(id, version)));
        Assert.Equal("A campaign for the whole bank is decided on by compliance.", refused.Message);
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(marketing).SendAsync(new LaunchCampaign(id, version)));

        await crm.As(await crm.ComplianceAsync()).SendAsync(new ApproveCampaign(id, version));
        await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(await crm.ComplianceAsync()).SendAsync(new SendBackCampaign(id, version, "Late")));
    }
}
