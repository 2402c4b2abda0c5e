using System.Security.Cryptography;
using System.Text;
using BankCrm.Application.Campaigns.Audiences;
using BankCrm.Application.Campaigns.HandOvers;
using BankCrm.Application.Campaigns.Responses;
using BankCrm.Application.Campaigns.Results;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Tests.Cases;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Application.Tests.Campaigns.HandOvers;

/// <summary>Who gets a letter, what is in the file, and what follows from it.</summary>
public sealed class HandOverTests(CampaignCrm crm) : HandOverTestBase(crm)
{
    [Fact]
    public async Task Who_agreed_to_post_and_has_an_address_gets_a_letter_others_come_by_the_next_way_or_are_left_out()
    {
        var (marketing, tag, branch) = (await Crm.MarketingAsync(), Crm.NewTag(), Crm.NewBranch());
        var byPost = await branch.HasCustomerAsync(Letter(tag, "张伟"));
        var byWeChat = await branch.HasCustomerAsync(CampaignCrm.Person(tag) with { Name = "李娜", WeChat = "lina_88" });
        var refusesPost = await branch.HasCustomerAsync(Letter(tag, "王强") with { WeChat = "wang_q", RefusedChannels = [ConsentChannel.Post] });
        var moved = await branch.HasCustomerAsync(CampaignCrm.Person(tag));
        await AgreesAsync(branch, moved, ConsentChannel.Post);
        var byPhone = await branch.HasCustomerAsync(CampaignCrm.Person(tag, "13812350001"));

        var id = await Crm.LaunchAsync(marketing, tag, Crm.Plan with { LetterCost = 2, WeChatCost = 0.5m }, CampaignChannel.Letter, CampaignChannel.WeChat);
        var foreseen = await Crm.As(await Crm.ComplianceAsync()).AskAsync<ForecastCampaign, CampaignForecast>(new(id));
        await Crm.RunAsync();

        var contacts = (await Crm.ContactsAsync(id)).ToDictionary(c => c.CustomerId);
        Assert.Equal((CampaignChannel.Letter, ContactState.Planned), (contacts[byPost].Channel, contacts[byPost].State));
        Assert.Equal(CampaignChannel.WeChat, contacts[byWeChat].Channel);
        Assert.Equal(CampaignChannel.WeChat, contacts[refusesPost].Channel);
        Assert.Equal(LeftOut.NoAddress, contacts[moved].LeftOut);
        Assert.Equal(LeftOut.NoConsent, contacts[byPhone].LeftOut);
        Assert.Equal((5, 3, 1, 3m), (foreseen.Audience, foreseen.Reached, foreseen.HandedDays, foreseen.Cost)); // one letter at 2, two messages at 0.5
    }

    [Fact]
    public async Task So_many_letters_are_due_each_day_as_the_plan_says()
    {
        var (marketing, tag, branch) = (await Crm.MarketingAsync(), Crm.NewTag(), Crm.NewBranch());
        for (var i = 0; i < 5; i++)
        {
            await branch.HasCustomerAsync(Letter(tag, $"客户{i}"));
        }

        var id = await Crm.LaunchAsync(marketing, tag, Crm.Plan with { HandedADay = 2 }, CampaignChannel.Letter);
        await Crm.RunAsync();

        Assert.Equal([2, 2, 1], (await Crm.ContactsAsync(id)).GroupBy(c => c.DueAt).OrderBy(g => g.Key).Select(g => g.Count()));
        var manager = await ManagerAsync(branch);
        var shown = await Crm.As(manager).AskAsync<GetHandOvers, HandOversShown>(new(id));
        Assert.Equal(new WaitingToHandOver(CampaignChannel.Letter, 1, 2), Assert.Single(shown.Waiting));
    }

    [Fact]
    public async Task The_file_has_name_address_code_link_and_words_with_the_way_out_and_says_how_many_and_whose()
    {
        var (marketing, tag, branch) = (await Crm.MarketingAsync(), Crm.NewTag(), Crm.NewBranch());
        var chinese = await branch.HasCustomerAsync(Letter(tag, "=张伟"));
        var english = await branch.HasCustomerAsync(Letter(tag, "Eleanor Vance") with { Language = CustomerLanguage.English });
        var manager = await ManagerAsync(branch);
        var id = await RunsAsync(marketing, tag, CampaignChannel.Letter);

        var file = await WrittenAsync(manager, id);
        var bytes = await TakenAsync(manager, file);

        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var text = Encoding.UTF8.GetString(bytes[3..]);
        Assert.StartsWith("Name,Address,Code of the message,Link,Subject,Text\r\n", text);
        var contacts = (await Crm.ContactsAsync(id)).ToDictionary(c => c.CustomerId);
        var code = contacts[chinese].Code;
        Assert.Contains(
            $"'=张伟,广东省深圳市南山区迎宾大道66号 518000,{code},https://bank.example/o/{code},春季存款,\"'=张伟，春季存款 A\n了解详情或退订：https://bank.example/o/{code}\n{branch.Name}。您收到本信", text);
        Assert.Contains($"Eleanor Vance，春季存款 A\n了解详情或退订", text); // there is no English text: better in the other language than not at all
        Assert.Contains($"\"2 customers. Exported by {manager.Name} on ", text);
        var handOver = await ReadAsync(file);
        Assert.Contains($"reference {handOver.Reference}. Confidential.\"\r\n", text);
        Assert.Equal((2, ContactState.Sent, ContactState.Sent), (handOver.Rows, contacts[chinese].State, contacts[english].State));
        Assert.All(contacts.Values, c => Assert.Equal((file, Crm.Now.Date), (c.HandOverId, c.SentAt!.Value.Date)));

        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var entries = await Crm.ReadAsync(db => db.AuditEntries.Where(e => e.ObjectId == file).ToListAsync());
        var exported = Assert.Single(entries, e => e.Event == AuditEvents.Exported);
        Assert.Equal((manager.Id, Reason, branch.Id), (exported.Actor, exported.ReasonText, exported.BranchId));
        Assert.Contains(digest, exported.Changes);
        Assert.Contains(digest, Assert.Single(entries, e => e.Event == AuditEvents.Downloaded).Changes);
        Assert.DoesNotContain(entries, e => e.Changes?.Contains("迎宾大道", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_WeChat_file_has_the_name_they_have_there_and_a_mailing_address_goes_before_the_main_one()
    {
        var (marketing, tag, branch) = (await Crm.MarketingAsync(), Crm.NewTag(), Crm.NewBranch());
        await branch.HasCustomerAsync(CampaignCrm.Person(tag) with { Name = "李娜", WeChat = "lina_88" });
        var moved = await branch.HasCustomerAsync(Letter(tag, "张伟"));
        var adviser = await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Change);
        await Crm.As(adviser).SendAsync(new Application.Customers.Contacts.AddAddress
        {
            Id = Guid.CreateVersion7(),
            CustomerId = moved,
            Kind = AddressKind.Mailing,
            Address = Home with { Line1 = "和平路12号" },
        });
        var manager = await ManagerAsync(branch);
        var id = await RunsAsync(marketing, tag, CampaignChannel.WeChat, CampaignChannel.Letter);

        var weChat = Encoding.UTF8.GetString(await TakenAsync(manager, await WrittenAsync(manager, id, CampaignChannel.WeChat)));
        var letters = Encoding.UTF8.GetString(await TakenAsync(manager, await WrittenAsync(manager, id)));

        Assert.Contains("Name,WeChat,Code of the message,Link,Text\r\n李娜,lina_88,", weChat);
        Assert.Contains("和平路12号", letters);
        Assert.DoesNotContain("迎宾大道", letters);
    }

    [Fact]
    public async Task Who_may_not_be_written_to_any_more_is_held_back_and_counted_by_reason()
    {
        var (marketing, tag, branch) = (await Crm.MarketingAsync(), Crm.NewTag(), Crm.NewBranch());
        var stays = await branch.HasCustomerAsync(Letter(tag, "张伟"));
        var objects = await branch.HasCustomerAsync(Letter(tag, "李强"));
        var complains = await branch.HasCustomerAsync(Letter(tag, "王芳"));
        var guarded = await branch.HasCustomerAsync(Letter(tag, "赵六"));
        var ended = await branch.HasCustomerAsync(Letter(tag, "孙七"));
        var manager = await ManagerAsync(branch);
        var id = await RunsAsync(marketing, tag, CampaignChannel.Letter);
        await ObjectsAsync(branch, objects);
        await Crm.As(await branch.HasStaffAsync(TestCases.Teller)).SendAsync(TestCases.Complaint(complains));
        await Crm.HasChangedAsync<Customer>(guarded, c => c.Protect(true));
        await Crm.WorkAsync(async (db, _) => db.Entry(await db.Customers.AsTracking().SingleAsync(c => c.Id == ended)).Property(c => c.Stage).CurrentValue = LifeCycleStage.Closed);

        var file = await WrittenAsync(manager, id);

        var text = Encoding.UTF8.GetString(await TakenAsync(manager, file));
        Assert.Contains("张伟", text);
        Assert.DoesNotContain("李强", text);
        var contacts = (await Crm.ContactsAsync(id)).ToDictionary(c => c.CustomerId);
        Assert.Equal(ContactState.Sent, contacts[stays].State);
        Assert.Equal((ContactState.Refused, NotContacted.NoConsent), (contacts[objects].State, contacts[objects].Reason));
        Assert.Equal(NotContacted.OpenComplaint, contacts[complains].Reason);
        Assert.Equal(NotContacted.Protected, contacts[guarded].Reason);
        Assert.Equal(NotContacted.Ended, contacts[ended].Reason);
        var row = Assert.Single((await Crm.As(manager).AskAsync<GetHandOvers, HandOversShown>(new(id))).Made.Items);
        Assert.Equal((1, 4), (row.Rows, row.HeldBack.Values.Sum()));
        Assert.Equal(1, row.HeldBack[NotContacted.Protected]);
        var results = await Crm.As(await Crm.ComplianceAsync()).AskAsync<GetCampaignResults, CampaignResults>(new(id));
        Assert.Equal((5, 1, 4, 0), (results.Funnel.Planned, results.Funnel.Sent, results.Funnel.NotSent, results.Funnel.Delivered));
        Assert.Equal(Crm.Plan.FixedCost + Crm.Plan.LetterCost, results.Money.Spent);
    }

    [Fact]
    public async Task Objections_after_it_are_counted_as_handed_over_already_and_by_the_code_they_answer()
    {
        var (marketing, tag, branch) = (await Crm.MarketingAsync(), Crm.NewTag(), Crm.NewBranch());
        var (objects, answers, _) = (await branch.HasCustomerAsync(Letter(tag, "张伟")), await branch.HasCustomerAsync(Letter(tag, "李强")), await branch.HasCustomerAsync(Letter(tag, "王芳")));
        var manager = await ManagerAsync(branch);
        var id = await RunsAsync(marketing, tag, CampaignChannel.Letter);
        var file = await WrittenAsync(manager, id);
        Assert.Equal(0, (await Crm.As(manager).AskAsync<CountObjections, Objections>(new(file))).Customers);
        var contacts = (await Crm.ContactsAsync(id)).ToDictionary(c => c.CustomerId);

        await ObjectsAsync(branch, objects);
        await Crm.Services.GetRequiredService<Offers>().OptOutAsync(contacts[answers].Code!, null, CancellationToken.None);

        Assert.Equal(2, (await Crm.As(manager).AskAsync<CountObjections, Objections>(new(file))).Customers);
        Assert.Null((await Crm.As(marketing).AskAsync<CountObjections, Objections>(new(file))).Customers); // so few
        await Assert.ThrowsAsync<NotFoundException>(async () => await Crm.As(await ManagerAsync(Crm.NewBranch())).AskAsync<CountObjections, Objections>(new(file)));
        var refusal = await Crm.ReadAsync(db => db.Consents.Where(c => c.CustomerId == answers && !c.IsGiven).SingleAsync());
        Assert.Equal((ConsentChannel.Post, ConsentPurpose.Marketing), (refusal.Channel, refusal.Purpose)); // by this way only
    }

    [Fact]
    public async Task Who_does_not_answer_a_letter_is_reminded_by_another_in_a_file_of_its_own()
    {
        var (marketing, tag, branch) = (await Crm.MarketingAsync(), Crm.NewTag(), Crm.NewBranch());
        await branch.HasCustomerAsync(Letter(tag, "张伟"));
        var manager = await ManagerAsync(branch);
        var id = await Crm.LaunchAsync(marketing, tag, Crm.Plan with { Reminders = 1, ReminderDays = 7 }, CampaignChannel.Letter);
        await Crm.RunAsync();
        await TakenAsync(manager, await WrittenAsync(manager, id));

        Crm.Pass(TimeSpan.FromDays(8));
        await Crm.RunAsync();

        Assert.Equal(new WaitingToHandOver(CampaignChannel.Letter, 2, 1), Assert.Single((await Crm.As(manager).AskAsync<GetHandOvers, HandOversShown>(new(id))).Waiting));
        Assert.Equal(2, (await ReadAsync(await WrittenAsync(manager, id, wave: 2))).Wave);
        Crm.Pass(TimeSpan.FromDays(-8));
    }
}
