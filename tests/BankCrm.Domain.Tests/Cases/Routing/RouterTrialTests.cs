using BankCrm.Domain.Cases.Routing;
using static BankCrm.Domain.Tests.Cases.Routing.MadeUpCases;

namespace BankCrm.Domain.Tests.Cases.Routing;

public sealed class RouterTrialTests
{
    [Fact]
    public void Tries_every_case_on_what_the_others_taught()
    {
        var trial = RouterTrial.CrossValidate(Of(), folds: 4);

        Assert.Equal(240, trial.Cases);
        Assert.Equal(240, trial.Answered);
        Assert.True(trial.RightFirst > 0.95);
        Assert.True(trial.RightAmongFive >= trial.RightFirst);
        Assert.InRange(trial.CalibrationError, 0, 0.1);
        Assert.Equal(240, trial.Bands.Sum(b => b.Cases));
        Assert.Equal(6, trial.Categories.Count);
        Assert.All(trial.Categories, c => Assert.Equal(40, c.Cases));
        Assert.Equal(trial.RightFirst, trial.Categories.Sum(c => c.Cases * c.RightFirst) / 240, precision: 10);
        Assert.Equal(240 * (1 - trial.RightFirst), trial.Confusions.Sum(c => c.Cases), precision: 10);
    }

    [Fact]
    public void Is_right_by_chance_only_where_the_text_says_nothing_and_shows_it()
    {
        var random = new Random(9);
        var cases = Of().ConvertAll(c => c with { CategoryId = Id(1 + random.Next(6)) });

        var trial = RouterTrial.CrossValidate(cases);

        Assert.InRange(trial.RightFirst, 0, 0.35);
        Assert.InRange(trial.CalibrationError, 0, 0.15);
        Assert.All(trial.Bands.Where(b => b.Cases > 20), b => Assert.True(b.Shown < 0.5));
    }

    [Fact]
    public void Does_not_recognise_a_customer_by_what_they_wrote_before()
    {
        var random = new Random(4);
        string[] words = ["red", "tree", "moon", "salt", "bell", "iron", "leaf", "wind", "coal", "fish", "milk", "drum"];
        var customers = Enumerable.Range(0, 30).Select(i => (Category: Id(1 + (i % 6)), Words: random.GetItems(words, 6))).ToList();
        var cases = Enumerable.Range(0, 240).Select(i =>
            new TaughtCase(Id(1_000 + i), customers[i % 30].Category, Id(5_000 + (i % 30)), string.Join(", ", customers[i % 30].Words))).ToList();

        var apart = RouterTrial.CrossValidate(cases);
        var mixed = RouterTrial.CrossValidate(cases.ConvertAll(c => c with { Customer = null }));

        Assert.True(apart.RightFirst < 0.4); // the words say nothing: a sixth is right by chance
        Assert.True(mixed.RightFirst > 0.8);
    }

    [Fact]
    public void Counts_what_had_no_suggestion_as_wrong()
    {
        var router = CaseRouter.Learn(Of());
        TaughtCase[] cases = [new(Id(1), LostCard, null, "the card was stolen"), new(Id(2), LostCard, null, "xylophone"), new(Id(3), Mortgage, null, "my card is lost")];

        var trial = RouterTrial.Of(router, cases);

        Assert.Equal((3, 2), (trial.Cases, trial.Answered));
        Assert.Equal(1.0 / 3, trial.RightFirst, precision: 10);
        Assert.Equal([new(Mortgage, LostCard, 1)], trial.Confusions);
        Assert.Equal([new(Mortgage, 1, 0), new(LostCard, 2, 0.5)], trial.Categories);
    }

    [Fact]
    public void Is_the_same_each_time()
    {
        var (one, other) = (RouterTrial.CrossValidate(Of(each: 12)), RouterTrial.CrossValidate(Enumerable.Reverse(Of(each: 12)).ToList()));

        Assert.Equivalent(one, other, strict: true);
    }

    [Fact]
    public void Needs_two_parts() => Assert.Throws<ArgumentOutOfRangeException>(() => RouterTrial.CrossValidate(Of(), folds: 1));
}
