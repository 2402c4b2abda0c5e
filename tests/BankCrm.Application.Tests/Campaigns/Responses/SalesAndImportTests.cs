using System.Text;
using BankCrm.Application.Campaigns.Responses;
using BankCrm.Application.Common;
using BankCrm.Application.Tests.Accounts;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using BankCrm.Domain.Products.Catalogue;
using BankCrm.Infrastructure.Campaigns.Responses;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Application.Tests.Campaigns.Responses;

/// <summary>Sales that are found by themselves, and answers that come as a file.</summary>
public sealed class SalesAndImportTests(CampaignCrm crm) : IClassFixture<CampaignCrm>
{
    private static int numbers = 8000;

    [Fact]
    public async Task An_account_opened_in_time_by_its_first_holder_counts_once()
    {
        var (marketing, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        var product = await ProductAsync();
        var (buys, late, other, joint) = (await PersonAsync(branch, tag, 1), await PersonAsync(branch, tag, 2), await PersonAsync(branch, tag, 3), await PersonAsync(branch, tag, 4));
        var plan = crm.Plan with { ProductId = product.Id, SkipsHolders = false, WindowDays = 10 };
        var (first, second) = (await crm.LaunchAsync(marketing, tag, plan, CampaignChannel.Sms), await crm.LaunchAsync(marketing, tag, plan, CampaignChannel.Sms));
        await crm.RunAsync();
        var today = Branch.DayAt(crm.Now);
        await OpenAsync(product.Code, buys, today.AddDays(2));
        await OpenAsync(product.Code, buys, today.AddDays(3));
        await OpenAsync(product.Code, late, today.AddDays(11));
        await OpenAsync("", other, today.AddDays(2));
        await OpenAsync(product.Code, late, today.AddDays(1), joint);

        await Task.WhenAll(Watch().RunNextAsync(default), Watch().RunNextAsync(default));
        await Watch().RunNextAsync(default);

        var contacts = (await crm.ContactsAsync(first)).Concat(await crm.ContactsAsync(second)).ToList();
        var sold = contacts.Where(c => c.BoughtOn is not null).ToList();
        Assert.Equal(3, sold.Count); // both of the buyer's accounts, each for one campaign; the joint account for its owner
        Assert.Equal(3, sold.Select(c => c.BoughtAccountId).Distinct().Count());
        Assert.Equal(2, sold.Count(c => c.CustomerId == buys));
        Assert.Equal(today.AddDays(1), sold.Single(c => c.CustomerId == late).BoughtOn);
        Assert.DoesNotContain(sold, c => c.CustomerId == other || c.CustomerId == joint);
    }

    [Fact]
    public async Task The_control_group_is_looked_at_in_the_same_way()
    {
        var (marketing, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        var product = await ProductAsync();
        for (var i = 21; i < 41; i++)
        {
            await PersonAsync(branch, tag, i);
        }

        var id = await crm.LaunchAsync(marketing, tag, crm.Plan with { ProductId = product.Id, SkipsHolders = false, ControlPercent = 50 }, CampaignChannel.Sms);
        await crm.RunAsync();
        var control = (await crm.ContactsAsync(id)).First(c => c.Arm is CampaignArm.Control);
        await OpenAsync(product.Code, control.CustomerId, Branch.DayAt(crm.Now));

        await Watch().RunNextAsync(default);

        Assert.Equal(control.Id, Assert.Single(await crm.ContactsAsync(id), c => c.BoughtOn is not null).Id);
        Assert.Equal(1, await crm.ReadAsync(db => db.CampaignTallies.Where(t => t.CampaignId == id && t.Step == TallyStep.Bought && t.Arm == "Control").SumAsync(t => t.Contacts)));
    }

    [Fact]
    public async Task Who_was_reminded_counts_once_for_the_last_contact_before_the_sale()
    {
        var (marketing, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        var product = await ProductAsync();
        var (buys, buysLater) = (await PersonAsync(branch, tag, 6), await PersonAsync(branch, tag, 7));
        var day = Branch.DayAt(crm.Now);
        var id = await crm.LaunchAsync(marketing, tag, crm.Plan with { ProductId = product.Id, SkipsHolders = false, Reminders = 1, ReminderDays = 2 }, CampaignChannel.Sms);
        await crm.RunAsync();
        crm.Pass(TimeSpan.FromDays(3));
        await crm.RunAsync();
        Assert.Equal(4, (await crm.ContactsAsync(id)).Count); // each of them twice
        await OpenAsync(product.Code, buys, day.AddDays(1));      // before the reminder
        await OpenAsync(product.Code, buys, day.AddDays(4));      // after it
        await OpenAsync(product.Code, buysLater, day.AddDays(5));

        await Watch().RunNextAsync(default);
        await OpenAsync(product.Code, buysLater, day.AddDays(6));
        await Watch().RunNextAsync(default);
        await Watch().RunNextAsync(default);
        crm.Pass(TimeSpan.FromDays(-3));

        var sold = (await crm.ContactsAsync(id)).Where(c => c.BoughtOn is not null).ToDictionary(c => c.CustomerId); // one for each of them, or this throws
        Assert.Equal((1, day.AddDays(1)), (sold[buys].Wave, sold[buys].BoughtOn));
        Assert.Equal((2, day.AddDays(5)), (sold[buysLater].Wave, sold[buysLater].BoughtOn));
        Assert.Equal(2, await crm.ReadAsync(db => db.CampaignTallies.Where(t => t.CampaignId == id && t.Step == TallyStep.Bought).SumAsync(t => t.Contacts)));
    }

    [Fact]
    public async Task Of_two_contacts_the_later_one_has_the_sale()
    {
        var (marketing, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        var product = await ProductAsync();
        var buys = await PersonAsync(branch, tag, 5);
        var plan = crm.Plan with { ProductId = product.Id, SkipsHolders = false };
        var first = await crm.LaunchAsync(marketing, tag, plan, CampaignChannel.Sms);
        await crm.RunAsync();
        var second = await crm.LaunchAsync(marketing, tag, plan, CampaignChannel.Sms);
        await crm.RunAsync();
        await OpenAsync(product.Code, buys, Branch.DayAt(crm.Now).AddDays(1));

        await Watch().RunNextAsync(default);

        Assert.Null(Assert.Single(await crm.ContactsAsync(first)).BoughtOn);
        Assert.NotNull(Assert.Single(await crm.ContactsAsync(second)).BoughtOn);
    }

    [Fact]
    public async Task A_file_is_looked_at_first_refused_by_line_and_comes_in_once()
    {
        var (marketing, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        List<Guid> people = [];
        for (var i = 11; i < 16; i++)
        {
            people.Add(await PersonAsync(branch, tag, i));
        }

        var id = await crm.LaunchAsync(marketing, tag, crm.Plan, CampaignChannel.Sms);
        await crm.RunAsync();
        var contacts = people.ConvertAll(p => crm.ContactsAsync(id).Result.Single(c => c.CustomerId == p));
        var number = await crm.ReadAsync(db => db.Customers.Where(c => c.Id == people[1]).Select(c => c.Number).SingleAsync());
        var today = $"{Branch.DayAt(crm.Now):yyyy-MM-dd}";
        var importer = await branch.HasStaffAsync(RoleReach.AllBranches, ResponsePermissions.Import);
        var list = $"""
            code,answer,day
            {contacts[0].Code},interested,{today}
            {number};no more offers;{today}
            {contacts[2].Code},无意向,{today}
            {contacts[2].Code},interested,{today}
            {contacts[3].Code},perhaps,{today}
            {contacts[3].Code},bought,2020-01-01
            {contacts[3].Code},bought,2099-01-01
            ffffffffffff,interested,{today}
            only two,{today}
            """;

        var looked = await crm.As(importer).AskAsync<CheckAnswers, AnswersChecked>(new(id, list));
        Assert.Equal((3, 0), (looked.New, looked.Known));
        Assert.Equal([5, 6, 7, 8, 9, 10], looked.Refused.Select(l => l.Number));
        Assert.All(await crm.ContactsAsync(id), c => Assert.Null(c.AnsweredAt));

        await crm.As(importer).SendAsync(new ImportAnswers(id, list));
        var again = await crm.As(importer).AskAsync<CheckAnswers, AnswersChecked>(new(id, list));
        Assert.Equal((0, 3), (again.New, again.Known));
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(importer).SendAsync(new ImportAnswers(id, list)));

        var answered = (await crm.ContactsAsync(id)).ToDictionary(c => c.CustomerId);
        Assert.Equal((ContactAnswer.Interested, AnswerBy.File, (Guid?)importer.Id), (answered[people[0]].Answer, answered[people[0]].AnsweredBy, answered[people[0]].TakenBy));
        Assert.NotNull(answered[people[1]].OptedOutAt);
        Assert.Equal(ContactAnswer.NotInterested, answered[people[2]].Answer);
        Assert.Equal(1, await crm.ReadAsync(db => db.FollowUps.CountAsync(f => f.CustomerId == people[0])));
        Assert.Equal(1, await crm.ReadAsync(db => db.Consents.CountAsync(c => c.CustomerId == people[1] && !c.IsGiven)));
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(marketing).SendAsync(new ImportAnswers(id, list)));
    }

    [Theory]
    [InlineData(',', "utf-8")]
    [InlineData(';', "utf-8")]
    [InlineData('\t', "GB18030")]
    [InlineData(';', "utf-16")]
    public async Task A_file_is_read_whatever_parts_its_cells_and_however_its_letters_are_written(char separator, string encoding)
    {
        var (marketing, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        var (one, two) = (await PersonAsync(branch, tag, 51), await PersonAsync(branch, tag, 52));
        var id = await crm.LaunchAsync(marketing, tag, crm.Plan, CampaignChannel.Sms);
        await crm.RunAsync();
        var codes = (await crm.ContactsAsync(id)).ToDictionary(c => c.CustomerId, c => c.Code);
        var today = $"{Branch.DayAt(crm.Now):yyyy-MM-dd}";
        var importer = await branch.HasStaffAsync(RoleReach.AllBranches, ResponsePermissions.Import);
        string[] lines =
        [
            string.Join(separator, "客户编码", "回应结果", "\"日期\n与时间\""), string.Join(separator, $"\"{codes[one]}\"", "\"有意向\"", today), string.Join(separator, codes[two], "\"never \"\"closed", today),
            string.Join(separator, codes[two], "无意向", $" {today} "),
        ];
        using var file = new MemoryStream();
        await using (var writer = new StreamWriter(file, encoding == "GB18030" ? CodePagesEncodingProvider.Instance.GetEncoding(encoding)! : Encoding.GetEncoding(encoding), leaveOpen: true))
        {
            await writer.WriteAsync(string.Join("\r\n", lines));
        }

        file.Position = 0;
        var list = (await crm.As(importer).AskAsync<ReadAnswers, AnswersRead>(new(file))).List;
        var looked = await crm.As(importer).AskAsync<CheckAnswers, AnswersChecked>(new(id, list));

        Assert.Equal(2, looked.New);
        Assert.Equal(4, Assert.Single(looked.Refused).Number); // the name of a column takes two lines
        await crm.As(importer).SendAsync(new ImportAnswers(id, list));
        var answered = (await crm.ContactsAsync(id)).ToDictionary(c => c.CustomerId, c => c.Answer);
        Assert.Equal((ContactAnswer.Interested, ContactAnswer.NotInterested), (answered[one], answered[two]));
    }

    [Fact]
    public async Task What_is_no_text_or_too_long_is_refused_and_ten_thousand_lines_come_in()
    {
        var (marketing, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        var person = await PersonAsync(branch, tag, 61);
        var id = await crm.LaunchAsync(marketing, tag, crm.Plan, CampaignChannel.Sms);
        await crm.RunAsync();
        var code = Assert.Single(await crm.ContactsAsync(id)).Code;
        var importer = await branch.HasStaffAsync(RoleReach.AllBranches, ResponsePermissions.Import);
        var today = $"{Branch.DayAt(crm.Now):yyyy-MM-dd}";
        var strangers = string.Concat(Enumerable.Range(0, 9999).Select(i => $"{i:x12},interested,{today}\n"));

        await RefusesAsync("This is a PDF, whatever its name says. Import CSV, an Excel workbook or vCards.", () => ReadAsync("%PDF-1.7"u8.ToArray()));
        await RefusesAsync("The file is larger than {0} kB: bring it in as several files.", () => ReadAsync(new byte[3_000_000]));
        await RefusesAsync("At most {0} lines at once: bring them in one file after the other.", () => crm.As(importer).AskAsync<CheckAnswers, AnswersChecked>(new(id, strangers + strangers)));

        var looked = await crm.As(importer).AskAsync<CheckAnswers, AnswersChecked>(new(id, strangers + $"{code},interested,{today}"));
        Assert.Equal((1, 9999), (looked.New, looked.Refused.Count));
        await crm.As(importer).SendAsync(new ImportAnswers(id, strangers + $"{code},interested,{today}"));
        Assert.Equal(1, await crm.ReadAsync(db => db.FollowUps.CountAsync(f => f.CustomerId == person)));

        Task<AnswersRead> ReadAsync(byte[] bytes) => crm.As(importer).AskAsync<ReadAnswers, AnswersRead>(new(new MemoryStream(bytes)));
    }

    private static async Task RefusesAsync(string sentence, Func<Task> act) => Assert.Equal(sentence, (await Assert.ThrowsAsync<RefusedException>(act)).Message);

    private SalesWatch Watch() => ActivatorUtilities.CreateInstance<SalesWatch>(crm.Services);

    private static Task<Guid> PersonAsync(TestBranch branch, string tag, int place) => branch.HasCustomerAsync(CampaignCrm.Person(tag, $"1369222{place:0000}"));

    private Task<Product> ProductAsync() => crm.HasAsync(Product.Launch(
        Guid.CreateVersion7(), Guid.CreateVersion7(), $"SAV-{Interlocked.Increment(ref numbers)}", ProductClass.Savings, "CNY", new(2025, 1, 1),
        new() { Name = "Savings", ChineseName = "储蓄", Channels = SalesChannels.Branch }, new(2025, 1, 1)));

    private async Task OpenAsync(string product, Guid owner, DateOnly day, Guid? joint = null)
    {
        var intakes = new Intakes(crm);
        var told = Intakes.Account($"621700000{Interlocked.Increment(ref numbers):0000000}", await intakes.NumberOfAsync(owner), AccountKind.Savings) with { OpenedOn = day, Product = product.Length > 0 ? product : null };
        await intakes.TakeAsync(joint is { } also ? told with { Holders = [.. told.Holders, new(HolderRole.JointOwner, await intakes.NumberOfAsync(also), null)] } : told);
    }
}
