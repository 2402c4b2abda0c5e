using BankCrm.Domain.Common;
using BankCrm.Domain.Products.Catalogue;
using BankCrm.Domain.Segments.Scores;
using Xunit;

namespace BankCrm.Domain.Tests.Segments.Scores;

public sealed class GatheredHistoryTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly GatherTerms Terms = new(GatheredOutcome.Either, [new(Guid.NewGuid(), "Spring")], null);
    private static readonly FoundColumn Age = new("Age", HistoryColumnKind.Number, HistoryColumnUse.Before, ColumnDoubt.None, 0.6, 0, 40);
    private static readonly FoundColumn Channel = new("Channel", HistoryColumnKind.Word, HistoryColumnUse.NotUsed, ColumnDoubt.Constant, null, 0, 1);

    [Fact]
    public void What_is_gathered_again_stands_behind_what_was_there_and_a_decision_about_a_column_stays()
    {
        var history = OutcomeHistory.Gather(Guid.NewGuid(), " Deposits ", Terms, Guid.NewGuid(), Now);
        Assert.Equal(("Deposits", HistoryState.Waiting, HistoryOrder.ByDay), (history.Name, history.State, history.Order));
        Assert.Equal(Terms.Campaigns, GatherTerms.FromJson(history.Gathers!).Campaigns);
        Assert.Equal("It is being gathered already.", Assert.Throws<RefusedException>(history.GatherAgain).Message);

        history.Gathered([Age, Channel], new(300, 300, 90, 300, 0), 20, 300, Now);
        history.Decide(0, HistoryColumnUse.NotUsed, "Not fair", Guid.NewGuid(), Now);
        history.GatherAgain();
        history.Gathered([Age with { Distinct = 50 }, Channel with { Use = HistoryColumnUse.Before, Doubt = ColumnDoubt.None, Distinct = 2 }], new(420, 420, 100, 420, 0), 0, 421, Now);

        Assert.Equal((HistoryState.Ready, 420, 421, 0), (history.State, history.Rows, history.Places, history.Open));
        Assert.Equal([(HistoryColumnUse.NotUsed, 50), (HistoryColumnUse.Before, 2)], history.Columns.Select(c => (c.Use, c.Distinct)));
    }

    [Fact]
    public void What_cannot_be_gathered_is_refused()
    {
        Assert.Equal("Choose campaigns, or a kind of product.", Assert.Throws<RefusedException>(() => OutcomeHistory.Gather(Guid.NewGuid(), "A", Terms with { Campaigns = [] }, Guid.NewGuid(), Now)).Message);
        Assert.Equal(ProductClass.Loan, GatherTerms.FromJson(OutcomeHistory.Gather(Guid.NewGuid(), "A", Terms with { Campaigns = [], AllOf = ProductClass.Loan }, Guid.NewGuid(), Now).Gathers!).AllOf);
        var many = Enumerable.Range(0, GatherTerms.MostCampaigns + 1).Select(i => new GatheredCampaign(Guid.NewGuid(), $"{i}")).ToList();
        Assert.Equal("Choose at most {0} campaigns.", Assert.Throws<RefusedException>(() => OutcomeHistory.Gather(Guid.NewGuid(), "A", Terms with { Campaigns = many }, Guid.NewGuid(), Now)).Message);
        var file = OutcomeHistory.Receive(Guid.NewGuid(), "A", "a.csv", "x", ["age", "answer"], null, Now);
        Assert.StartsWith("This history was brought as a file.", Assert.Throws<RefusedException>(file.GatherAgain).Message, StringComparison.Ordinal);
        Assert.Equal("It is not being gathered.", Assert.Throws<RefusedException>(() => file.Gathered([], new(0, 0, 0, 0, 0), 0, 0, Now)).Message);
    }

    [Fact]
    public void A_version_is_judged_by_rows_it_has_not_seen_and_only_by_enough_of_them()
    {
        // The figure speaks for the outcome.
        var cells = Enumerable.Range(0, 600).Select(i => $"{i * 37 % 100}").ToArray();
        var outcomes = Enumerable.Range(0, 600).Select(i => i * 37 % 100 > 50 == (i % 7 > 0)).ToArray();
        var table = new HistoryTable([new("x", HistoryColumnKind.Number, cells)], outcomes, [.. Enumerable.Range(0, 600)], IsInOrder: true);
        var model = ScoreTraining.Train(table with { Columns = [new("x", HistoryColumnKind.Number, cells[..400])], Outcomes = outcomes[..400], Whose = [.. Enumerable.Range(0, 400)] }).Model;

        var report = ScoreCheckReport.Of(model, table, [.. Enumerable.Range(400, 200)], new(2026, 1, 1), new(2026, 2, 1))!;

        Assert.Equal((200, true), (report.Figures.Rows, report.Figures.Auc > 0.75));
        Assert.True(report.ScoreDrift < 0.1);
        Assert.Null(ScoreCheckReport.Of(model, table, [.. Enumerable.Range(400, ScoreCheck.FewestRows - 1)], new(2026, 1, 1), new(2026, 2, 1)));
        Assert.Equal(report.Figures.Auc, ScoreCheckReport.FromJson(report.ToJson()).Figures.Auc);
    }
}
