using BankCrm.Domain.Common;
using BankCrm.Domain.Tasks.Assignment;

namespace BankCrm.Domain.Tasks.Queues;

/// <summary>Work of one kind that waits for whoever of some colleagues gets it.</summary>
[Class(DataClass.C1)]
public sealed class WorkQueue : Entity, IBranchScoped
{
    public const int NameMaxLength = 60;
    public const int MostMembers = 100;

    private readonly List<QueueMember> members = [];
    private List<string> needs = [];
    private List<string> wishes = [];

    private WorkQueue() { } // EF Core

    public Guid BranchId { get; private set; }
    public string Name { get; private set; } = "";
    public QueueTakes Takes { get; private set; }
    public QueueWay Way { get; private set; }

    /// <summary>Skills without which nobody gets anything out of it.</summary>
    public IReadOnlyList<string> Needs => needs;

    /// <summary>Skills that count.</summary>
    public IReadOnlyList<string> Wishes => wishes;

    public Weights Weights { get; private set; } = Weights.Usual;

    /// <summary>Null: it takes work.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    public IReadOnlyList<QueueMember> Members => members;

    public static WorkQueue Open(Guid id, Guid branchId, QueueTerms terms)
    {
        var queue = new WorkQueue { Id = id, BranchId = branchId };
        queue.Change(terms);
        return queue;
    }

    public void Change(QueueTerms terms)
    {
        RefuseIfClosed();
        (Name, Takes, Way, needs, wishes, Weights) = (terms.Name, terms.Takes, terms.Way, [.. terms.Needs], [.. terms.Wishes], terms.Weights);
    }

    /// <summary>Adds a colleague, or changes what they do here.</summary>
    public void Put(Guid staffId, int capacity, IReadOnlyList<string> skills, bool speaksChinese, bool speaksEnglish)
    {
        RefuseIfClosed();
        if (members.Find(m => m.StaffId == staffId) is { } known)
        {
            known.Change(capacity, skills, speaksChinese, speaksEnglish);
            return;
        }

        Refuse.If(members.Count == MostMembers, "A queue has at most {0} members.", MostMembers);
        members.Add(QueueMember.Of(this, staffId, capacity, skills, speaksChinese, speaksEnglish));
    }

    public void Remove(Guid staffId) => Refuse.If(members.RemoveAll(m => m.StaffId == staffId) == 0, "This colleague is not a member any more.");

    /// <summary>How well it suits work that asks for a skill: it needs it, it wishes for it, or neither.</summary>
    public QueueFit FitFor(string skill) => needs.Knows(skill) ? QueueFit.Needs : wishes.Knows(skill) ? QueueFit.Wishes : QueueFit.None;

    /// <param name="waiting">How much is still in it.</param>
    public void Close(int waiting, DateTimeOffset now)
    {
        RefuseIfClosed();
        Refuse.If(waiting > 0, "{0} still wait in it: give them away first.", waiting);
        ClosedAt = now;
    }

    public void Reopen()
    {
        Refuse.If(ClosedAt is null, "The queue is open already.");
        ClosedAt = null;
    }

    private void RefuseIfClosed() => Refuse.If(ClosedAt is not null, "The queue is closed: open it again first.");
}

/// <summary>What kind of work waits in a queue.</summary>
public enum QueueTakes
{
    [Means("Takes follow-ups")] FollowUps,
    [Means("Takes cases")] Cases,
    [Means("Takes both")] Both,
}

/// <summary>A piece of work that waits.</summary>
public enum QueuedKind
{
    FollowUp,
    Case,

    /// <summary>Of somebody who is no customer; it waits where cases do.</summary>
    Enquiry,
}

/// <summary>How work leaves a queue.</summary>
public enum QueueWay
{
    [Means("Members take the next")] Claimed,
    [Means("It is dealt out by rule")] Dealt,
}

/// <summary>What a queue has to do with a skill.</summary>
public enum QueueFit
{
    None,
    Wishes,
    Needs,
}

/// <summary>How a queue is set up.</summary>
public sealed record QueueTerms(string Name, QueueTakes Takes, QueueWay Way, IReadOnlyList<string> Needs, IReadOnlyList<string> Wishes, Weights Weights);

/// <summary>That a colleague gets work out of a queue.</summary>
[Class(DataClass.C1)]
public sealed class QueueMember : Entity, IBranchScoped
{
    public const int MostCapacity = 500;
    public const int UsualCapacity = 20;

    private List<string> skills = [];

    private QueueMember() { } // EF Core

    public Guid QueueId { get; private init; }
    public Guid BranchId { get; private set; }
    public Guid StaffId { get; private init; }

    /// <summary>How many points of work they can have at once.</summary>
    public int Capacity { get; private set; }

    public IReadOnlyList<string> Skills => skills;
    public bool SpeaksChinese { get; private set; }
    public bool SpeaksEnglish { get; private set; }

    internal static QueueMember Of(WorkQueue queue, Guid staffId, int capacity, IReadOnlyList<string> skills, bool speaksChinese, bool speaksEnglish)
    {
        var member = new QueueMember { Id = Guid.CreateVersion7(), QueueId = queue.Id, BranchId = queue.BranchId, StaffId = staffId };
        member.Change(capacity, skills, speaksChinese, speaksEnglish);
        return member;
    }

    internal void Change(int capacity, IReadOnlyList<string> words, bool speaksChinese, bool speaksEnglish) =>
        (Capacity, skills, SpeaksChinese, SpeaksEnglish) = (capacity, [.. words], speaksChinese, speaksEnglish);
}
