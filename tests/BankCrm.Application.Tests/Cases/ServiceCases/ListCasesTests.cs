using BankCrm.Application.Cases;
using BankCrm.Application.Cases.Queues;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.Queues;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Tasks.Queues;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Application.Tests.Cases.ServiceCases;

public sealed class ListCasesTests(TestCrm crm) : IClassFixture<TestCrm>
{
    [Fact]
    public async Task Each_order_goes_through_all_of_them_once_page_after_page()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(TestCases.Teller);
        var customer = await branch.HasCustomerAsync();
        for (var i = 0; i < 53; i++)
        {
            await crm.As(teller).SendAsync(Complaint(customer, hoursAgo: i * 7 % 40) with { Said = new() { Kind = CaseKind.Request, Priority = (CasePriority)(i % 4) } });
        }

        foreach (var order in Enum.GetValues<CaseOrder>())
        {
            var first = await ListAsync(teller, new(CaseView.Open) { Order = order });
            var second = await ListAsync(teller, new(CaseView.Open) { Order = order, After = first.Cases.Next });

            List<CaseRow> all = [.. first.Cases.Items, .. second.Cases.Items];
            Assert.Equal((50, 53, null), (first.Cases.Items.Count, all.Select(c => c.Id).Distinct().Count(), second.Cases.Next));
            var expected = order switch
            {
                CaseOrder.SoonestFirst => all.OrderBy(c => c.DueAt),
                CaseOrder.LatestFirst => all.OrderByDescending(c => c.DueAt),
                CaseOrder.OldestFirst => all.OrderBy(c => c.ReceivedAt),
                CaseOrder.NewestFirst => all.OrderByDescending(c => c.ReceivedAt),
                _ => all.OrderByDescending(c => c.Priority).ThenBy(c => c.DueAt),
            };
            Assert.Equal(expected.Select(c => (c.Priority, c.DueAt)), all.Select(c => (c.Priority, c.DueAt)));
        }
    }

    [Fact]
    public async Task It_is_narrowed_by_topic_with_what_stands_under_it_channel_owner_queue_and_deadline()
    {
        var branch = crm.NewBranch();
        var (teller, manager) = (await branch.HasStaffAsync(TestCases.Teller), await branch.HasStaffAsync([.. TestCases.Manager, TaskPermissions.Work, TaskPermissions.KeepQueues]));
        var customer = await branch.HasCustomerAsync();
        var (cards, lost) = (await crm.TopicAsync(TopicTree.Category, "Cards"), await crm.TopicAsync(TopicTree.Category, "Card does not work"));
        var queue = new KeepQueue { Name = "Cards", Takes = QueueTakes.Cases };
        await crm.As(manager).SendAsync(queue);
        var late = Complaint(customer, hoursAgo: 49) with { Mine = true, Channel = CaseChannel.Letter };
        var card = Complaint(customer) with { Said = new() { Kind = CaseKind.Request, CategoryId = lost }, QueueId = queue.Id };
        await crm.As(teller).SendAsync(late);
        await crm.As(teller).SendAsync(card);

        Assert.Equal(card.Id, await OnlyAsync(new(CaseView.Open) { CategoryId = cards }));
        Assert.Equal(card.Id, await OnlyAsync(new(CaseView.Open) { CategoryId = lost }));
        Assert.Equal(card.Id, await OnlyAsync(new(CaseView.Open) { QueueId = queue.Id }));
        Assert.Equal(card.Id, await OnlyAsync(new(CaseView.Open) { Kind = CaseKind.Request }));
        Assert.Equal(late.Id, await OnlyAsync(new(CaseView.Open) { Channel = CaseChannel.Letter }));
        Assert.Equal(late.Id, await OnlyAsync(new(CaseView.Open) { OwnerId = teller.Id }));
        Assert.Equal(late.Id, await OnlyAsync(new(CaseView.Open) { Due = CaseDue.Late }));
        Assert.Empty((await ListAsync(manager, new(CaseView.Open) { Due = CaseDue.Late, QueueId = queue.Id })).Cases.Items);

        async Task<Guid> OnlyAsync(ListCases query) => Assert.Single((await ListAsync(manager, query)).Cases.Items).Id;
    }

    [Fact]
    public async Task A_text_is_found_in_the_sealed_subject_the_name_and_the_number_and_in_no_protected_record()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(TestCases.Teller);
        var (lin, hidden) = (await branch.HasCustomerAsync(new() { Name = "林晓燕" }), await branch.HasCustomerAsync(new() { Name = "林大伟" }));
        var fund = await crm.OpenedAsync(teller, lin, subject: "基金赎回未到账");
        var card = await crm.OpenedAsync(teller, await branch.HasCustomerAsync(new() { Name = "Ann Lee" }), subject: "Card LOST abroad");
        await crm.OpenedAsync(teller, hidden, subject: "基金");
        await crm.HasChangedAsync<Customer>(hidden, c => c.Protect(true));

        Assert.Equal([fund], await FoundAsync("赎回"));
        Assert.Equal([fund], await FoundAsync("林"));
        Assert.Equal([fund], await FoundAsync("基金"));
        Assert.Equal([card], await FoundAsync("lost"));
        Assert.Equal([card], await FoundAsync($" {(await crm.SeenAsync(teller, card)).Number} "));
        Assert.Empty(await FoundAsync("nothing of the kind"));

        async Task<IEnumerable<Guid>> FoundAsync(string text) => (await ListAsync(teller, new(CaseView.Open) { Text = text })).Cases.Items.Select(c => c.Id);
    }

    [Fact]
    public async Task A_text_that_is_rare_goes_on_where_the_last_page_stopped()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(TestCases.Teller);
        var customer = await branch.HasCustomerAsync();
        for (var i = 0; i < 57; i++)
        {
            await crm.OpenedAsync(teller, customer, subject: $"Fee {i}");
            await crm.OpenedAsync(teller, customer, subject: $"Card {i}");
        }

        var first = await ListAsync(teller, new(CaseView.Open) { Text = "fee" });
        var second = await ListAsync(teller, new(CaseView.Open) { Text = "fee", After = first.Cases.Next });

        Assert.Equal((50, 7, null), (first.Cases.Items.Count, second.Cases.Items.Count, second.Cases.Next));
        Assert.Equal(57, first.Cases.Items.Concat(second.Cases.Items).Select(c => c.Subject).Distinct().Count());
    }

    [Fact]
    public async Task Several_are_chosen_with_what_can_be_done_with_all_and_none_of_another_branch()
    {
        var (branch, elsewhere) = (crm.NewBranch(), crm.NewBranch());
        var (teller, other) = (await branch.HasStaffAsync(TestCases.Teller), await elsewhere.HasStaffAsync(TestCases.Teller));
        var (mine, theirs) = (await crm.OpenedAsync(teller, await branch.HasCustomerAsync()), await crm.OpenedAsync(other, await elsewhere.HasCustomerAsync()));

        var chosen = await crm.As(teller).AskAsync<GetCasesToChange, CasesToChange>(new([theirs, mine, mine]));

        Assert.Equal([mine], chosen.Cases.Select(c => c.Id));
        Assert.Contains(teller.Id, chosen.Colleagues.Select(c => c.Id));
        await crm.As(teller).SendAsync(new RaiseCasePriority(mine, chosen.Cases[0].Version, CasePriority.High, "The press has called"));
        var seen = await crm.SeenAsync(teller, mine);
        Assert.Equal((CasePriority.High, "The press has called"), (seen.Priority, seen.Steps[^1].Text));
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(teller).SendAsync(new RaiseCasePriority(mine, seen.Version, CasePriority.High, "Less")));
        await Assert.ThrowsAsync<ConflictException>(() => crm.As(teller).SendAsync(new RaiseCasePriority(mine, chosen.Cases[0].Version, CasePriority.Urgent, "Again")));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(teller).SendAsync(new RaiseCasePriority(theirs, 1, CasePriority.Urgent, "Theirs")));
    }

    private static OpenCase Complaint(Guid customer, int hoursAgo = 0) =>
        TestCases.Complaint(customer) with { ReceivedAt = Branch.At(TimeProvider.System.GetUtcNow().AddHours(-hoursAgo)).DateTime };

    private Task<CaseList> ListAsync(TestStaff by, ListCases query) => crm.As(by).AskAsync<ListCases, CaseList>(query);
}
