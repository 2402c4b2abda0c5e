using BankCrm.Domain.Cases.Queues;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Tasks.Assignment;
using BankCrm.Domain.Tasks.Queues;
using Xunit;

namespace BankCrm.Domain.Tests.Cases.Queues;

public sealed class QueueChoiceTests
{
    [Fact]
    public void The_queue_that_needs_the_skill_comes_before_one_that_wishes_for_it_and_one_for_anything()
    {
        var choice = QueueChoice.Of(Asking("Loans"), [Queue("Anything"), Queue("Wishes", wishes: ["loans"]), Queue("Loans", needs: ["loans"]), Queue("Cards", needs: ["cards"])]);

        Assert.Equal(["Loans", "Wishes", "Anything", "Cards"], choice.Queues.Select(q => q.Name));
        Assert.Equal([100m, 70m, 40m], choice.Queues.Take(3).Select(q => q.Total)); // 60+40, 30+40, 0+40
        Assert.Equal(QueuePassedOver.OtherSkill, choice.Queues[^1].PassedOver);
        Assert.Equal("Loans", choice.Winner!.Name);
    }

    [Fact]
    public void The_language_decides_between_queues_alike_but_never_against_the_skill()
    {
        var english = new QueueAsked(null, null, "Loans", CustomerLanguage.English);

        Assert.Equal("English", QueueChoice.Of(english with { Skill = null }, [Queue("Chinese"), Queue("English", speaksEnglish: true)]).Winner!.Name);
        Assert.Equal("Chinese loans", QueueChoice.Of(english, [Queue("Chinese loans", wishes: ["loans"]), Queue("English", speaksEnglish: true)]).Winner!.Name);
    }

    [Fact]
    public void Without_a_skill_only_queues_for_anything_are_chosen_and_never_an_empty_one()
    {
        var choice = QueueChoice.Of(Asking(null), [Queue("Cards", needs: ["cards"]), Queue("Empty", members: 0)]);

        Assert.Null(choice.Winner);
        Assert.Equal([QueuePassedOver.OtherSkill, QueuePassedOver.Empty], choice.Queues.Select(q => q.PassedOver).Order());
    }

    [Fact]
    public void What_was_counted_is_read_again_as_it_was()
    {
        var choice = QueueChoice.Of(Asking("Loans") with { Sureness = 0.8 }, [Queue("Loans", needs: ["loans"]), Queue("Anything")]);

        var read = QueueChoice.Read(choice.ToJson())!;

        Assert.Equal(choice.Asked, read.Asked);
        Assert.Equal(choice.Queues, read.Queues);
        Assert.Equal(choice.Queues.Select(q => q.Total), read.Queues.Select(q => q.Total));
        Assert.Null(QueueChoice.Read(null));
    }

    private static QueueAsked Asking(string? skill) => new(null, null, skill, CustomerLanguage.Chinese);

    private static WorkQueue Queue(string name, string[]? needs = null, string[]? wishes = null, int members = 2, bool speaksEnglish = false)
    {
        var queue = WorkQueue.Open(Guid.CreateVersion7(), Guid.CreateVersion7(), new(name, QueueTakes.Cases, QueueWay.Claimed, needs ?? [], wishes ?? [], Weights.Usual));
        for (var i = 0; i < members; i++)
        {
            queue.Put(Guid.CreateVersion7(), 20, [], speaksChinese: !speaksEnglish, speaksEnglish);
        }

        return queue;
    }
}
