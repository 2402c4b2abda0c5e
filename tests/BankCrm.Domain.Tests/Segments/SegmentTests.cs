using BankCrm.Domain.Common;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Domain.Segments.Membership;
using Xunit;

namespace BankCrm.Domain.Tests.Segments;

public sealed class SegmentTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 9, 0, 0, TimeSpan.Zero);
    private static readonly Guid Maker = Guid.NewGuid();
    private static readonly SegmentCondition Vip = new("tier", SegmentTest.IsAnyOf, "Vip");
    private static readonly SegmentCondition Old = new("age", SegmentTest.AtLeast, "60");

    [Fact]
    public void What_it_asks_for_is_read_as_it_was_written()
    {
        var asks = SegmentGroup.All(Vip, SegmentGroup.None(Old, new SegmentCondition("movements", SegmentTest.Between, "3", "") { Of = ["Shopping"], Days = 90 }));

        var read = SegmentDefinition.Read(asks.ToJson());

        Assert.Equal(asks, read);
        Assert.Equal(asks.GetHashCode(), read.GetHashCode());
        Assert.NotEqual(asks, read with { Join = SegmentJoin.Any });
        Assert.Equal(["tier", "age", "movements"], read.Conditions.Select(c => c.Field));
        Assert.Equal(2, read.Depth);
    }

    [Fact]
    public void A_new_version_stands_beside_the_old_one_only_where_something_else_is_asked()
    {
        var segment = Made(SegmentGroup.All(Vip));

        segment.Change(new("Better name", "", SegmentReach.Own), null, SegmentGroup.All(Vip, SegmentGroup.All()), segment.Versions[0], Maker, Now);
        Assert.Equal((1, "Better name"), (segment.Latest, segment.Name));

        segment.Change(new("Better name", "", SegmentReach.Own), null, SegmentGroup.All(Vip, Old), segment.Versions[0], Maker, Now.AddDays(1));
        Assert.Equal(2, segment.Latest);
        Assert.Equal([1, 2], segment.Versions.Select(v => v.Number));
        Assert.Equal(SegmentGroup.All(Vip), SegmentDefinition.Read(segment.Versions[0].Definition));
        Assert.Equal(SegmentGroup.All(Vip, Old), SegmentDefinition.Read(segment.Versions[1].Definition));
    }

    [Fact]
    public void Nothing_and_too_much_are_refused()
    {
        Assert.Equal("Ask for something: a segment without a condition is everybody.", Refused(SegmentGroup.All(SegmentGroup.Any())));
        Assert.StartsWith("Groups stand in each other", Refused(SegmentGroup.All(SegmentGroup.All(SegmentGroup.All(SegmentGroup.All(SegmentGroup.All(Vip)))))), StringComparison.Ordinal);
        Assert.StartsWith("These are more than", Refused(SegmentGroup.Any([.. Enumerable.Repeat(Vip, SegmentDefinition.MaxConditions + 1)])), StringComparison.Ordinal);
        Assert.StartsWith("A condition names more than", Refused(SegmentGroup.All(Vip with { Values = [.. Enumerable.Range(0, SegmentDefinition.MaxValues + 1).Select(i => $"{i}")] })), StringComparison.Ordinal);
        Assert.Throws<RefusedException>(() => Segment.Make(Guid.NewGuid(), new("For the branch", "", SegmentReach.Branch), null, SegmentGroup.All(Vip), Maker, Now));
    }

    [Fact]
    public void Out_of_use_it_does_not_change_and_can_be_taken_up_again()
    {
        var segment = Made(SegmentGroup.All(Vip));

        Assert.Throws<RefusedException>(segment.TakeUpAgain);
        segment.Retire(Now);

        Assert.Throws<RefusedException>(() => segment.Retire(Now));
        Assert.Throws<RefusedException>(() => segment.Change(new("Other", "", SegmentReach.Own), null, SegmentGroup.All(Old), segment.Versions[0], Maker, Now));
        segment.TakeUpAgain();
        Assert.Null(segment.RetiredAt);
    }

    [Fact]
    public void A_snapshot_of_nobody_is_not_taken() =>
        Assert.Throws<RefusedException>(() => SegmentSnapshot.Take(Guid.NewGuid(), Guid.NewGuid(), 1, "Now", 0, Maker, Now));

    private static Segment Made(SegmentGroup asks) => Segment.Make(Guid.NewGuid(), new("Best", "", SegmentReach.Own), null, asks, Maker, Now);

    private static string Refused(SegmentGroup asks) => Assert.Throws<RefusedException>(() => Made(asks)).Message;
}
