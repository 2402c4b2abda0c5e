using System.Collections.Concurrent;
using System.Threading.Channels;
using BankCrm.Application.Common;

namespace BankCrm.Application.Tasks.Notices;

/// <summary>
/// Rings at the browsers of colleagues whose notices changed. One connection of this instance listens to the database for all of them; while it does,
/// counts are kept here, and no page asks for them.
/// </summary>
[Policy]
public sealed class Bell
{
    private readonly ConcurrentDictionary<Guid, Person> people = new();
    private readonly ConcurrentDictionary<Ear, byte> ears = new();
    private long times;

    /// <summary>Whether the database is being listened to. If not, who wants to know must ask.</summary>
    public bool IsLive { get; private set; }

    /// <summary>How many browsers are listening.</summary>
    public int Listeners => ears.Count;

    /// <param name="sessionId">Whose end ends the listening.</param>
    public Ear Listen(Guid staffId, Guid? sessionId)
    {
        var ear = new Ear(this, staffId, sessionId);
        ears[ear] = 0;
        return ear;
    }

    /// <summary>What is known of somebody's count. Null: nothing.</summary>
    public int? KnownFor(Guid staffId) => IsLive && people.TryGetValue(staffId, out var person) ? person.Count : null;

    /// <summary>To be asked before counting, and given back with the count: a count during which it rang is not kept.</summary>
    public long RungFor(Guid staffId) => people.GetOrAdd(staffId, _ => new(Interlocked.Increment(ref times), null)).Rung;

    public void Keep(Guid staffId, long rung, int count) => people.TryUpdate(staffId, new(rung, count), new(rung, null));

    /// <summary>Somebody's notices changed.</summary>
    public void Ring(Guid staffId)
    {
        Doubt(staffId);
        foreach (var ear in ears.Keys.Where(e => e.StaffId == staffId))
        {
            ear.Rings();
        }
    }

    /// <summary>Somebody is about to change their own notices: what is known of them is not given to the page that comes next.</summary>
    public void Doubt(Guid staffId) => people[staffId] = new(Interlocked.Increment(ref times), null);

    /// <summary>A session ended.</summary>
    public void End(Guid sessionId)
    {
        foreach (var ear in ears.Keys.Where(e => e.SessionId == sessionId))
        {
            ear.Ends();
        }
    }

    /// <summary>From now on the database is listened to. What happened before nobody heard.</summary>
    public void Begin() => Restart(isLive: true);

    /// <summary>It is no longer.</summary>
    public void Fail() => Restart(isLive: false);

    internal void Forget(Ear ear) => ears.TryRemove(ear, out _);

    private void Restart(bool isLive)
    {
        IsLive = isLive;
        people.Clear();
        foreach (var ear in ears.Keys)
        {
            ear.Rings();
        }
    }

    /// <param name="Count">Null: not known since it rang.</param>
    private sealed record Person(long Rung, int? Count);
}

/// <summary>One browser that listens.</summary>
public sealed class Ear(Bell bell, Guid staffId, Guid? sessionId) : IDisposable
{
    // It rang at least once since one looked: how often does not matter.
    private readonly Channel<byte> rung = Channel.CreateBounded<byte>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public Guid StaffId => staffId;

    public Guid? SessionId => sessionId;

    /// <summary>True: it rang. False: the session is over. Null: neither, for so long.</summary>
    public async Task<bool?> WaitAsync(TimeSpan patience, TimeProvider clock, CancellationToken ct)
    {
        using var enough = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, ct);
        try
        {
            if (!await rung.Reader.WaitToReadAsync(either.Token))
            {
                return false;
            }

            rung.Reader.TryRead(out _);
            return true;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose() => bell.Forget(this);

    internal void Rings() => rung.Writer.TryWrite(0);

    internal void Ends() => rung.Writer.TryComplete();
}
