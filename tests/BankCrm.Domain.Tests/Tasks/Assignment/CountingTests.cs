using System.Text.Json;
using BankCrm.Domain.Tasks.Assignment;
using Xunit;

namespace BankCrm.Domain.Tests.Tasks.Assignment;

public sealed class CountingTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 2, 0, 0, TimeSpan.Zero);
    private static readonly string[] Words = ["lending", "wealth", "corporate", "柜面"];

    [Fact]
    public void Each_thing_gives_its_share_of_its_weight()
    {
        var candidate = new Candidate(Guid.CreateVersion7(), ["Wealth", "lending"], SpeaksIt: true, LooksAfter: false, OpenPoints: 6, Capacity: 20, null);

        var counted = Assert.Single(Counting.Of(new([], ["wealth", "lending", "corporate"], HasCustomer: true), [candidate], Weights.Usual).Candidates);

        Assert.Equal(
            [new(PointsFor.Skills, 30, 2, 3), new(PointsFor.Language, 20, 1, 1), new(PointsFor.LooksAfter, 20, 0, 1), new(PointsFor.Free, 30, 14, 20)], counted.Rows);
        Assert.Equal([20m, 20m, 0m, 21m], counted.Rows.Select(r => r.Points));
        Assert.Equal(61m, counted.Total);
    }

    [Fact]
    public void Whatever_the_candidates_the_shown_points_add_up_and_decide()
    {
        var dice = new Dice(20261126);
        var decided = 0;
        for (var round = 0; round < 2000; round++)
        {
            var weights = new Weights(dice.Next(101), dice.Next(101), dice.Next(101), dice.Next(101));
            var asked = new AskedFor(dice.Some(Words, 4), dice.Some(Words, 2), dice.Next(2) == 0);
            var candidates = Enumerable.Range(0, 1 + dice.Next(12)).Select(_ => new Candidate(
                Guid.CreateVersion7(), dice.Some(Words, 1), dice.Next(2) == 0, dice.Next(4) == 0, dice.Next(30), 1 + dice.Next(30),
                dice.Next(3) == 0 ? null : Now.AddMinutes(-dice.Next(3)), dice.Next(6) == 0 ? new(PassedOverFor.Absence, new DateOnly(2026, 12, 1)) : null)).ToList();

            var counting = Counting.Of(asked, candidates, weights);

            Assert.Equal(candidates.Select(c => c.StaffId).Order(), counting.Candidates.Select(c => c.StaffId).Order());
            foreach (var counted in counting.Candidates)
            {
                var shown = counted.Rows.Select(r => decimal.Round(r.Weight * (decimal)r.Part / r.Whole, 1, MidpointRounding.AwayFromZero)).ToList();
                Assert.Equal(shown, counted.Rows.Select(r => r.Points));
                Assert.Equal(shown.Sum(), counted.Total);
                Assert.InRange(counted.Total, 0, weights.Skills + weights.Language + weights.LooksAfter + weights.Free);
                Assert.Equal(MayHaveIt(candidates.Single(c => c.StaffId == counted.StaffId), asked), counted.PassedOver is null);
            }

            var able = counting.Candidates.Where(c => c.PassedOver is null).ToList();
            Assert.Equal(able.Count > 0, counting.Winner is not null);
            if (counting.Winner is { } winner)
            {
                decided++;
                Assert.All(able, c => Assert.True(c.Total < winner.Total || (c.Total == winner.Total && Earlier(winner, c))));
                Assert.Equal(able.Count(c => c.Total == winner.Total) > 1, counting.IsTie);
            }

            var kept = JsonSerializer.Deserialize<Counting>(JsonSerializer.Serialize(counting))!;
            Assert.Equal(counting.Print, kept.Print);
            Assert.Equal(counting.Winner?.StaffId, kept.Winner?.StaffId);
            Assert.Equal(counting.Candidates.Select(c => c.Total), kept.Candidates.Select(c => c.Total));
        }

        Assert.InRange(decided, 200, 1999);
    }

    [Fact]
    public void Of_equal_totals_who_was_given_something_the_longest_ago_gets_it()
    {
        var (first, second, never) = (At(Now.AddDays(-2)), At(Now.AddDays(-1)), At(null));

        Assert.Equal(first.StaffId, Winner(second, first));
        Assert.Equal(never.StaffId, Winner(second, first, never));
        Assert.Equal(Guid.Empty, Winner(never, never with { StaffId = Guid.Empty })); // ids follow the clock: who came first

        static Candidate At(DateTimeOffset? given) => new(Guid.CreateVersion7(), [], SpeaksIt: false, LooksAfter: false, OpenPoints: 0, Capacity: 10, given);
        static Guid? Winner(params Candidate[] all) => Counting.Of(new([], [], HasCustomer: false), all, Weights.Usual).Winner?.StaffId;
    }

    [Fact]
    public void Who_lacks_a_needed_skill_or_has_no_room_is_passed_over_and_the_reason_is_said()
    {
        var full = new Candidate(Guid.CreateVersion7(), ["lending"], SpeaksIt: true, LooksAfter: true, OpenPoints: 10, Capacity: 10, null);
        var lacking = full with { StaffId = Guid.CreateVersion7(), Skills = ["wealth"], OpenPoints = 0 };
        var away = full with { StaffId = Guid.CreateVersion7(), HeldBack = new(PassedOverFor.Absence, new DateOnly(2026, 12, 4)) };

        var counting = Counting.Of(new(["Lending"], [], HasCustomer: true), [full, lacking, away], Weights.Usual);

        Assert.Null(counting.Winner);
        Assert.Equal(PassedOverFor.Capacity, counting.Candidates.Single(c => c.StaffId == full.StaffId).PassedOver!.For);
        Assert.Equal(["Lending"], counting.Candidates.Single(c => c.StaffId == lacking.StaffId).PassedOver!.Lacking);
        Assert.Equal(new DateOnly(2026, 12, 4), counting.Candidates.Single(c => c.StaffId == away.StaffId).PassedOver!.Until);
    }

    [Fact]
    public void The_print_tells_another_sum_or_another_order()
    {
        var candidates = Enumerable.Range(0, 3).Select(i => new Candidate(Guid.CreateVersion7(), [], SpeaksIt: false, LooksAfter: false, OpenPoints: i, Capacity: 10, null)).ToList();
        var one = Counting.Of(new([], [], HasCustomer: false), candidates, Weights.Usual);
        var same = Counting.Of(new([], [], HasCustomer: false), [.. candidates.Reverse<Candidate>()], Weights.Usual);
        var other = Counting.Of(new([], [], HasCustomer: false), [candidates[0] with { OpenPoints = 1 }, .. candidates.Skip(1)], Weights.Usual);

        Assert.Equal(one.Print, same.Print);
        Assert.NotEqual(one.Print, other.Print);
    }

    [Fact]
    public void Skills_are_words_between_commas_each_once()
    {
        Assert.Equal(["lending", "理财", "corporate"], SkillWords.Read(" lending，理财、 Lending,, corporate"));
        Assert.Null(SkillWords.Check("lending, 理财"));
        Assert.Equal("At most {0} skills.", SkillWords.Check(string.Join(',', Enumerable.Range(0, 13)))!.Sentence);
        Assert.Equal("A skill has at most {0} places.", SkillWords.Check(new string('x', 31))!.Sentence);
    }

    private static bool MayHaveIt(Candidate c, AskedFor asked) =>
        c.HeldBack is null && asked.Needs.All(n => c.Skills.Contains(n)) && c.OpenPoints < c.Capacity;

    private static bool Earlier(CountedCandidate winner, CountedCandidate other) =>
        winner == other || (winner.LastGivenAt ?? DateTimeOffset.MinValue) < (other.LastGivenAt ?? DateTimeOffset.MinValue)
        || (winner.LastGivenAt == other.LastGivenAt && winner.StaffId.CompareTo(other.StaffId) < 0);

    /// <summary>The same throws in each run.</summary>
    private sealed class Dice(ulong seed)
    {
        private ulong state = seed;

        public int Next(int below)
        {
            state = (state * 6364136223846793005UL) + 1442695040888963407UL;
            return (int)((state >> 33) % (ulong)below);
        }

        /// <summary>Each of them one time in so many.</summary>
        public List<string> Some(IEnumerable<string> all, int oneIn) => [.. all.Where(_ => Next(oneIn + 1) == 0)];
    }
}
