using BankCrm.Application.Tasks.Notices;
using Xunit;

namespace BankCrm.Application.Tests.Tasks.Notices;

public sealed class BellTests
{
    private static readonly TimeSpan AMoment = TimeSpan.FromMilliseconds(50);
    private readonly Bell bell = new();
    private readonly Guid me = Guid.CreateVersion7();

    [Fact]
    public async Task It_rings_at_those_whose_notices_changed_and_ends_with_the_session()
    {
        var session = Guid.CreateVersion7();
        using var mine = bell.Listen(me, session);
        using var others = bell.Listen(Guid.CreateVersion7(), Guid.CreateVersion7());

        bell.Ring(me);
        bell.Ring(me);

        Assert.True(await HeardAsync(mine));
        Assert.Null(await HeardAsync(mine));
        Assert.Null(await HeardAsync(others));

        bell.End(session);

        Assert.False(await HeardAsync(mine));
        Assert.Null(await HeardAsync(others));
    }

    [Fact]
    public void A_count_is_known_until_it_rings_and_only_while_the_database_is_heard()
    {
        bell.Keep(me, bell.RungFor(me), 3);
        Assert.Null(bell.KnownFor(me));

        bell.Begin();
        bell.Keep(me, bell.RungFor(me), 3);
        Assert.Equal(3, bell.KnownFor(me));

        bell.Ring(me);
        Assert.Null(bell.KnownFor(me));

        bell.Keep(me, bell.RungFor(me), 4);
        bell.Fail();
        Assert.Null(bell.KnownFor(me));
    }

    [Fact]
    public void A_count_during_which_it_rang_is_not_kept()
    {
        bell.Begin();
        var before = bell.RungFor(me);

        bell.Ring(me);
        bell.Keep(me, before, 3);

        Assert.Null(bell.KnownFor(me));
    }

    [Fact]
    public async Task Whoever_stops_listening_is_forgotten()
    {
        var ear = bell.Listen(me, null);
        Assert.Equal(1, bell.Listeners);

        ear.Dispose();
        bell.Begin();

        Assert.Equal(0, bell.Listeners);
        Assert.Null(await HeardAsync(ear));
    }

    private static Task<bool?> HeardAsync(Ear ear) => ear.WaitAsync(AMoment, TimeProvider.System, CancellationToken.None);
}
