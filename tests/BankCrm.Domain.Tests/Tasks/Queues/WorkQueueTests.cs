using BankCrm.Domain.Common;
using BankCrm.Domain.Tasks.Assignment;
using BankCrm.Domain.Tasks.Queues;
using Xunit;

namespace BankCrm.Domain.Tests.Tasks.Queues;

public sealed class WorkQueueTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 2, 0, 0, TimeSpan.Zero);
    private static readonly QueueTerms Terms = new("Call backs", QueueTakes.FollowUps, QueueWay.Claimed, ["lending"], [], Weights.Usual);

    [Fact]
    public void A_member_is_one_whatever_is_said_of_them_again()
    {
        var (queue, person) = (Opened(), Guid.CreateVersion7());

        queue.Put(person, 20, ["lending"], speaksChinese: true, speaksEnglish: false);
        queue.Put(person, 30, ["wealth"], speaksChinese: true, speaksEnglish: true);

        var member = Assert.Single(queue.Members);
        Assert.Equal((30, true), (member.Capacity, member.SpeaksEnglish));
        Assert.Equal(["wealth"], member.Skills);
        queue.Remove(person);
        Assert.Empty(queue.Members);
        Assert.Equal("This colleague is not a member any more.", Assert.Throws<RefusedException>(() => queue.Remove(person)).Message);
    }

    [Fact]
    public void It_closes_when_nothing_waits_and_takes_no_change_then()
    {
        var queue = Opened();

        Assert.Equal("{0} still wait in it: give them away first.", Assert.Throws<RefusedException>(() => queue.Close(2, Now)).Message);
        queue.Close(0, Now);
        Assert.Equal(Now, queue.ClosedAt);
        Assert.Throws<RefusedException>(() => queue.Close(0, Now));
        Assert.Throws<RefusedException>(() => queue.Change(Terms));
        Assert.Throws<RefusedException>(() => queue.Put(Guid.CreateVersion7(), 20, [], speaksChinese: true, speaksEnglish: false));
        queue.Reopen();
        Assert.Null(queue.ClosedAt);
        Assert.Throws<RefusedException>(queue.Reopen);
    }

    [Fact]
    public void It_has_at_most_a_hundred_members()
    {
        var queue = Opened();
        for (var i = 0; i < WorkQueue.MostMembers; i++)
        {
            queue.Put(Guid.CreateVersion7(), 20, [], speaksChinese: true, speaksEnglish: false);
        }

        Assert.Throws<RefusedException>(() => queue.Put(Guid.CreateVersion7(), 20, [], speaksChinese: true, speaksEnglish: false));
    }

    private static WorkQueue Opened() => WorkQueue.Open(Guid.CreateVersion7(), Guid.CreateVersion7(), Terms);
}
