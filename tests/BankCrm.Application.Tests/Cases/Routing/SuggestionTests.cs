using BankCrm.Application.Cases.Queues;
using BankCrm.Application.Cases.Routing;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Domain.Cases.Queues;
using BankCrm.Domain.Cases.Routing;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Tasks.Assignment;
using BankCrm.Domain.Tasks.Queues;
using BankCrm.Infrastructure.Cases.Routing;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Application.Tests.Cases.Routing;

public sealed class SuggestionTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly (string Topic, string[] Said)[] Taught =
    [
        ("Cash machine", ["The cash machine swallowed my card", "取款机吞卡了", "The machine at the station kept my card", "机器把我的卡吞了", "My card is stuck in the cash machine"]),
        ("Transfer did not arrive", ["The transfer to my son has not arrived", "转账还没有到账", "My transfer is missing since Monday", "汇款三天没到账", "Where is my transfer"]),
        ("Waiting time", ["I had to wait in the queue for an hour", "排队等了一个小时", "The queue was endless and I had to wait", "等候时间太长", "Long wait, one window open"]),
    ];

    [Fact]
    public async Task What_colleagues_settled_teaches_what_a_new_case_is_about()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(TestCases.Teller);
        Assert.Equal(0, (await crm.As(teller).AskAsync<SuggestCategory, CategorySuggestions>(new("The machine has my card"))).Cases);
        var cause = await crm.TopicAsync(TopicTree.Cause, "Fault or outage");
        for (var round = 0; round < 3; round++)
        {
            foreach (var (topic, said) in Taught)
            {
                var category = await crm.TopicAsync(TopicTree.Category, topic);
                foreach (var words in said)
                {
                    var open = TestCases.Complaint(await branch.HasCustomerAsync(), words, words);
                    await crm.As(teller).SendAsync(open with { Said = open.Said with { CategoryId = category } });
                    await crm.As(teller).SendAsync(new ResolveCase(open.Id, await crm.VersionAsync(open.Id), cause, "Done"));
                }
            }
        }

        var job = crm.Services.GetRequiredService<RouterLearning>();
        await job.RunNextAsync(CancellationToken.None);
        await job.RunNextAsync(CancellationToken.None);

        var learnt = Assert.Single(await crm.ReadAsync(db => db.LearntRouters.ToListAsync()));
        Assert.Equal((45, 3), (learnt.Cases, learnt.Categories));
        Assert.True(learnt.RightFirst > 0.9);
        var router = CaseRouter.FromBytes(learnt.Model);
        Assert.Equal(await crm.TopicAsync(TopicTree.Category, "Cash machine"), router.Suggest("自助取款机又吞卡了")[0].CategoryId);
        Assert.Equal(await crm.TopicAsync(TopicTree.Category, "Waiting time"), router.Suggest("We had to wait in a long queue")[0].CategoryId);

        var queue = WorkQueue.Open(Guid.CreateVersion7(), branch.Id, new("Machines", QueueTakes.Cases, QueueWay.Claimed, ["machines"], [], Weights.Usual));
        queue.Put(teller.Id, 20, ["machines"], speaksChinese: true, speaksEnglish: false);
        await crm.HasAsync(queue);
        await crm.HasChangedAsync<CaseTopic>(
            await crm.TopicAsync(TopicTree.Category, "Cash machine"), t => t.Change(new(t.Name, t.ChineseName, t.Priority, t.AnswerHours, t.ClosureHours, "machines")));
        var chosen = await ChosenAsync("自助取款机又吞卡了");
        Assert.Equal((queue.Id, "machines"), (chosen.Winner!.Id, chosen.Asked.Skill));
        Assert.InRange(chosen.Asked.Sureness!.Value, 0.5, 1);
        Assert.Null((await ChosenAsync("We had to wait in a long queue")).Winner); // sure enough of another category, which asks for nothing
        Assert.Null((await ChosenAsync("xyz")).Asked.CategoryId);

        var stranger = await crm.NewBranch().HasStaffAsync(Application.Customers.CustomerPermissions.Read);
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(stranger).AskAsync<SuggestCategory, CategorySuggestions>(new("card")));

        // With a desk of its own: what was learnt is kept for minutes.
        Task<QueueChoice> ChosenAsync(string words) => crm.ReadAsync(db =>
            new QueueFinder(new(TimeProvider.System)).ChooseAsync(db, branch.Id, categoryId: null, Domain.Customers.CustomerLanguage.Chinese, words, CancellationToken.None));
    }
}
