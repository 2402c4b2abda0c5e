using BankCrm.Domain.Common;
using BankCrm.Domain.Segments.Scores;
using Xunit;

namespace BankCrm.Domain.Tests.Segments.Scores;

public sealed class ScoreFiguresTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Figures_are_those_of_the_books()
    {
        var figures = ScoreFigures.Of([0.9, 0.8, 0.7, 0.4, 0.4, 0.2], [true, false, true, true, false, false], 0.5);

        Assert.Equal(6.5 / 9, figures.Auc, 1e-12); // pairs: 3 + 2 + 1.5 of 9
        Assert.Equal(1.0 / 3, figures.Ks, 1e-12);
        Assert.Equal((0.01 + 0.64 + 0.09 + 0.36 + 0.16 + 0.04) / 6, figures.Brier, 1e-12);
        Assert.Equal(0.25, figures.BrierOfRate, 1e-12);
        Assert.Equal((3, 6), (figures.Came, figures.Rows));
    }

    [Fact]
    public void Equal_scores_rank_by_chance_and_one_kind_of_outcome_ranks_nothing()
    {
        Assert.Equal(0.5, ScoreFigures.AucOf([0.3, 0.3, 0.3, 0.3], [true, false, true, false]));
        Assert.Equal(0.5, ScoreFigures.AucOf([0.1, 0.9], [true, true]));
        Assert.Equal(1, ScoreFigures.AucOf([0.1, 0.9], [false, true]));
    }

    [Fact]
    public void Whoever_had_a_score_learnt_does_not_decide_about_it_and_one_version_replaces_the_other()
    {
        var (maker, other) = (Guid.NewGuid(), Guid.NewGuid());
        var history = Ready();
        var first = ScoreVersion.Ask(Guid.NewGuid(), history, maker, Now);
        Refused("There is nothing to decide about this version.", () => first.Approve(null, "Good", other, Now));
        first.End("{}", "{}", 0, Now);
        Refused("You had it learnt: a colleague decides.", () => first.Approve(null, "Good", maker, Now));
        Refused("It has been learnt already.", () => first.Fail(Now));
        first.Approve(null, " Good ", other, Now);
        Refused("There is nothing to decide about this version.", () => first.TurnDown("No", other, Now));

        var second = ScoreVersion.Ask(Guid.NewGuid(), history, other, Now);
        second.End("{}", "{}", 0, Now);
        second.Approve(first, "Better", maker, Now);

        Assert.Equal((ScoreState.Replaced, ScoreState.InUse, "Good", 2), (first.State, second.State, first.Remark, second.Number));
        Refused("This version scores nobody.", () => first.Withdraw("Old", other, Now));
        second.Withdraw("Drift", other, Now);
        Assert.Equal(ScoreState.Replaced, second.State);
    }

    [Fact]
    public void A_column_is_vouched_for_with_a_reason_and_what_numbers_rows_never_speaks()
    {
        var history = Ready();
        history.Decide(1, HistoryColumnUse.Before, "It is the length of the call before", Guid.NewGuid(), Now);

        Assert.Equal(HistoryColumnUse.Before, history.Columns[1].Use);
        Refused("It is so already.", () => history.Decide(1, HistoryColumnUse.Before, "Again", Guid.NewGuid(), Now));
        Refused("Such a column never speaks.", () => history.Decide(2, HistoryColumnUse.Before, "Please", Guid.NewGuid(), Now));
        Refused("There is no such column.", () => history.Decide(7, HistoryColumnUse.Before, "Please", Guid.NewGuid(), Now));
    }

    [Fact]
    public void Of_few_rows_nothing_is_learnt()
    {
        var history = OutcomeHistory.Receive(Guid.NewGuid(), "Few", "few.csv", "stored", ["age", "answer"], null, Now);
        Refused("The history has not been read yet.", () => history.NextVersion());
        history.ReadAs("{}", HistoryOrder.None);
        history.TakeIn([(0, Column("age", HistoryColumnUse.Before, ColumnDoubt.None))], new(150, 150, 40, 0, 0), Now);

        Refused("Nothing would hold that is learnt of so few: at least {0} rows are needed, and {1} of either outcome.", () => history.NextVersion());
        Refused("The history has been read already. Bring it again under another name.", () => history.ReadAs("{}", HistoryOrder.None));
    }

    private static OutcomeHistory Ready()
    {
        var history = OutcomeHistory.Receive(Guid.NewGuid(), "Calls", "calls.csv", "stored", ["age", "duration", "id", "answer"], null, Now);
        history.ReadAs("{}", HistoryOrder.AsListed);
        history.TakeIn(
            [(0, Column("age", HistoryColumnUse.Before, ColumnDoubt.None)), (1, Column("duration", HistoryColumnUse.After, ColumnDoubt.NamedLater)), (2, Column("id", HistoryColumnUse.NotUsed, ColumnDoubt.Identifier))],
            new(1000, 1000, 200, 0, 0), Now);
        return history;
    }

    private static FoundColumn Column(string name, HistoryColumnUse use, ColumnDoubt doubt) => new(name, HistoryColumnKind.Number, use, doubt, 0.6, 0, 40);

    private static void Refused(string sentence, Action act) => Assert.Equal(sentence, Assert.Throws<RefusedException>(act).Message);
}
