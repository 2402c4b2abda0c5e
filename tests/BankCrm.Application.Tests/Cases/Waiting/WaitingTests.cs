using BankCrm.Application.Cases.Enquiries;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Cases.Waiting;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Customers;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Application.Tests.Cases.Waiting;

public sealed class WaitingTests(TestCrm crm) : IClassFixture<TestCrm>
{
    [Fact]
    public async Task Customers_and_others_wait_in_one_line_by_what_is_due_first_until_they_are_answered()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(TestCases.Teller);
        var (newer, outside) = (await OpenedAsync(teller, await branch.HasCustomerAsync(new() { Name = "林晓燕" }), hoursAgo: 1), await TakenInAsync(teller, hoursAgo: 2));
        var older = await OpenedAsync(teller, await branch.HasCustomerAsync(), hoursAgo: 3);

        var rows = (await ListAsync(teller)).Items;
        Assert.Equal([older, outside, newer], rows.Select(r => r.Id));
        Assert.Equal([(false, "林晓燕"), (true, "路人甲")], rows.Where(r => r.Id != older).Reverse().Select(r => (r.IsFromOthers, r.Who)));
        Assert.Equal(3, (await crm.As(teller).AskAsync<ListCases, CaseList>(new(CaseView.Open))).Tally.Unanswered);
        Assert.Equal([outside], (await ListAsync(teller, from: WaitingFrom.Others)).Items.Select(r => r.Id));
        Assert.Equal([outside], (await ListAsync(teller, kind: CaseKind.Question)).Items.Select(r => r.Id));

        await crm.As(teller).SendAsync(new AnswerCase(older, await crm.VersionAsync(older), CaseChannel.Phone, "We are at it"));
        await crm.As(teller).SendAsync(new AnswerEnquiry(outside, await crm.ReadAsync(db => db.Enquiries.Where(e => e.Id == outside).Select(e => e.Version).SingleAsync()), "Bring your passport"));

        Assert.Equal([newer], (await ListAsync(teller)).Items.Select(r => r.Id));
        Assert.Equal(1, (await crm.As(teller).AskAsync<ListCases, CaseList>(new(CaseView.Open))).Tally.Unanswered);
        Assert.Equal([true, true], (await ListAsync(teller, WaitingView.Mine)).Items.Select(r => r.IsAnswered)); // who answers has it
        Assert.Equal([newer], (await ListAsync(teller, WaitingView.Nobody)).Items.Select(r => r.Id));
        Assert.Equal(3, (await ListAsync(teller, WaitingView.Open)).Items.Count);
    }

    [Fact]
    public async Task Pages_go_on_where_the_one_before_ended_whatever_kind_stood_there()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(TestCases.Teller);
        var customer = await branch.HasCustomerAsync();
        var all = new List<Guid>();
        for (var i = 0; i < 27; i++)
        {
            all.Add(await OpenedAsync(teller, customer, hoursAgo: i));
            all.Add(await TakenInAsync(teller, hoursAgo: i));
        }

        var first = await ListAsync(teller);
        var second = await crm.As(teller).AskAsync<ListWaiting, Page<WaitingRow>>(new(After: first.Next));

        Assert.Equal((50, 4, null), (first.Items.Count, second.Items.Count, second.Next));
        Assert.Equal(all.Order(), first.Items.Concat(second.Items).Select(r => r.Id).Order());
        Assert.Equal(first.Items.Concat(second.Items).OrderBy(r => r.DueAt).ThenBy(r => r.Id).Select(r => r.Id), first.Items.Concat(second.Items).Select(r => r.Id));
    }

    [Fact]
    public async Task Nobody_sees_more_here_than_in_the_list_of_each()
    {
        var branch = crm.NewBranch();
        var (teller, adviser, concerned) = (await branch.HasStaffAsync(TestCases.Teller), await branch.HasStaffAsync(TestCases.Adviser), await branch.HasStaffAsync(TestCases.Teller));
        var stranger = await crm.NewBranch().HasStaffAsync(TestCases.Teller);
        var guarded = await branch.HasCustomerAsync();
        await crm.OpenedAsync(teller, guarded, subject: "Secret matter");
        await crm.HasChangedAsync<Customer>(guarded, c => c.Protect(true));
        var about = TestCases.Complaint(await branch.HasCustomerAsync()) with { Said = new() { Kind = CaseKind.Complaint, AboutStaff = [concerned.Id] } };
        await crm.As(teller).SendAsync(about);

        Assert.Equal(2, (await ListAsync(teller)).Items.Count);
        var row = Assert.Single((await ListAsync(concerned)).Items);
        Assert.Equal(((string?)null, (string?)null, guarded), (row.Subject, row.Who, row.CustomerId));
        Assert.Empty((await ListAsync(adviser)).Items);
        Assert.Empty((await ListAsync(stranger)).Items);
        var nobody = await branch.HasStaffAsync(CustomerPermissions.Read);
        await Assert.ThrowsAsync<ForbiddenException>(() => ListAsync(nobody));
    }

    private Task<Page<WaitingRow>> ListAsync(TestStaff by, WaitingView view = WaitingView.Answer, CaseKind? kind = null, WaitingFrom? from = null) =>
        crm.As(by).AskAsync<ListWaiting, Page<WaitingRow>>(new(view, kind, from));

    private async Task<Guid> OpenedAsync(TestStaff by, Guid customer, int hoursAgo)
    {
        var open = TestCases.Complaint(customer) with { ReceivedAt = Branch.At(TimeProvider.System.GetUtcNow().AddHours(-hoursAgo)).DateTime };
        await crm.As(by).SendAsync(open);
        return open.Id;
    }

    private async Task<Guid> TakenInAsync(TestStaff by, int hoursAgo)
    {
        var take = new TakeInEnquiry
        {
            Kind = CaseKind.Question,
            Channel = CaseChannel.Counter,
            ReceivedAt = Branch.At(TimeProvider.System.GetUtcNow().AddHours(-hoursAgo)).DateTime,
            Name = "路人甲",
            Contact = "13800001111",
            Subject = "如何开户",
            Text = "需要带什么材料",
        };
        await crm.As(by).SendAsync(take);
        return take.Id;
    }
}
