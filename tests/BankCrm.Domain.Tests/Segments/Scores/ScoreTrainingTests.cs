using BankCrm.Domain.Segments.Scores;
using BankCrm.Testing;
using Xunit;

namespace BankCrm.Domain.Tests.Segments.Scores;

public sealed class ScoreTrainingTests
{
    private const int Rows = 4000;

    private static readonly HistorySettings Settings = new("answer", ["yes"], HistoryOrder.AsListed, CustomerColumn: "customer");
    private static readonly Lazy<TrainedScore> InOrder = new(() => ScoreTraining.Train(Table(Read(Rows, 1), HistoryOrder.AsListed)));

    [Fact]
    public void A_score_of_a_list_in_order_is_judged_on_the_later_rows_and_ranks_them_better_than_chance()
    {
        var report = InOrder.Value.Report;

        Assert.True(report.IsInOrder);
        Assert.Equal((3000, 1000), (report.LearntRows, report.Figures.Rows));
        Assert.InRange(report.Figures.Auc - report.Figures.AucMargin, 0.6, 0.95);
        Assert.True(report.Figures.Brier < report.Figures.BrierOfRate);
        Assert.Equal(report.Figures.Rows, report.Periods.Sum(p => p.Rows));
        Assert.True(report.RateOverTime[^1] > report.RateOverTime[0] + 0.1, "The share that came about rises, and the report says so.");
        Assert.DoesNotContain(InOrder.Value.Model.Columns, c => c.Name is "duration" or "customer");
    }

    [Fact]
    public void Nothing_of_the_later_rows_enters_the_score()
    {
        var table = Table(Read(Rows, 1), HistoryOrder.AsListed);
        var turned = table with
        {
            Outcomes = [.. table.Outcomes.Select((o, i) => i >= 3000 ? i % 3 == 0 : o)],
            Columns = [.. table.Columns.Select(c => c with { Cells = [.. c.Cells.Select((cell, i) => i >= 3000 ? c.Kind is HistoryColumnKind.Number ? "123456" : "never seen" : cell)] })],
        };

        Assert.Equal(InOrder.Value.Model.ToJson(), ScoreTraining.Train(turned).Model.ToJson());
    }

    [Fact]
    public void An_outcome_that_depends_on_nothing_is_ranked_no_better_than_by_chance()
    {
        var table = Table(Read(2000, 3), HistoryOrder.None);
        var blind = table with { Outcomes = [.. table.Outcomes.Select((_, i) => (i * 2654435761L % 97) < 30)] };

        var figures = ScoreTraining.Train(blind).Report.Figures;

        Assert.InRange(figures.Auc, 0.44, 0.56);
    }

    [Fact]
    public void Rows_in_no_order_are_judged_by_the_others_and_chances_come_true()
    {
        var report = ScoreTraining.Train(Table(Read(3000, 2), HistoryOrder.None)).Report;

        Assert.False(report.IsInOrder);
        Assert.Equal(3000, report.Figures.Rows);
        Assert.True(report.Figures.Auc > 0.65);
        Assert.True(report.Figures.CalibrationError < 0.04);
        Assert.Equal(10, report.Figures.Bands.Count);
    }

    [Fact]
    public void A_customer_s_rows_are_all_in_one_part_and_outcomes_are_dealt_evenly()
    {
        var table = Table(Read(2000, 4, i => $"MU{i / 3}"), HistoryOrder.None);

        var parts = ScoreFolds.Deal(table, [.. Enumerable.Range(0, table.Count)], 5, seed: 1);

        Assert.All(Enumerable.Range(0, table.Count).GroupBy(r => table.Whose[r]), g => Assert.Single(g.Select(r => parts[r]).Distinct()));
        Assert.All(Enumerable.Range(0, 5), p => Assert.InRange(table.BaseRate([.. Enumerable.Range(0, table.Count).Where(r => parts[r] == p)]), table.BaseRate([.. Enumerable.Range(0, table.Count)]) - 0.05, table.BaseRate([.. Enumerable.Range(0, table.Count)]) + 0.05));
    }

    [Fact]
    public void Points_that_are_shown_add_up_and_say_which_way_each_column_speaks()
    {
        var model = InOrder.Value.Model;
        var table = Table(Read(200, 9), HistoryOrder.AsListed);
        foreach (var row in Enumerable.Range(0, table.Count))
        {
            var reading = model.Read(name => table.Columns.First(c => c.Name == name).Cells[row]);

            Assert.Equal(reading.Points, reading.Start + reading.Reasons.Sum(r => r.Points));
            Assert.Equal(reading.Probability, 1 / (1 + Math.Pow(2, -(double)reading.Points)), 0.02);
            Assert.InRange(reading.Tenth, 1, 10);
        }

        var job = model.Columns.Single(c => c.Name == "job");
        Assert.True(job.Speaks("student") > job.Speaks("worker"));
        var days = model.Columns.Single(c => c.Name == "pdays");
        Assert.Contains(999, days.Spikes);
        Assert.True(days.Speaks("10") > days.Speaks("999"));
    }

    [Fact]
    public void Empty_cells_unknown_words_and_figures_beyond_what_was_seen_break_nothing()
    {
        var model = InOrder.Value.Model;

        var empty = model.Read(_ => "");
        var strange = model.Read(_ => "never seen before");
        var age = model.Columns.Single(c => c.Name == "age");

        Assert.All([empty, strange], r => Assert.InRange(r.Probability, 0.001, 0.999));
        Assert.Equal(age.Speaks("1000000"), age.Speaks("77.9"), 0.05);
        Assert.Equal(0, age.Speaks(""));
        Assert.Equal(0, model.Columns.Single(c => c.Name == "channel").Speaks("by letter"));
    }

    [Fact]
    public void Blanked_cells_cost_little()
    {
        var whole = Table(Read(3000, 2), HistoryOrder.None);
        var blanked = whole with { Columns = [.. whole.Columns.Select((c, n) => c with { Cells = [.. c.Cells.Select((cell, i) => ((i * 31) + (n * 17)) % 100 == 0 ? "" : cell)] })] };

        var (a, b) = (ScoreTraining.Train(whole).Report.Figures.Auc, ScoreTraining.Train(blanked).Report.Figures.Auc);

        Assert.InRange(b, a - 0.02, a + 0.02);
    }

    [Fact]
    public void A_model_is_kept_and_read_again_as_it_was()
    {
        var model = InOrder.Value.Model;
        var again = ScoreModel.FromJson(model.ToJson());

        Assert.Equal(model.ToJson(), again.ToJson());
        Assert.Equal(model.Probability(n => n == "age" ? "44" : "student"), again.Probability(n => n == "age" ? "44" : "student"));
        Assert.Equal(InOrder.Value.Report.Figures.Auc, ScoreReport.FromJson(InOrder.Value.Report.ToJson()).Figures.Auc);
    }

    [Fact]
    public void What_was_found_of_the_columns_says_why_one_is_kept_out()
    {
        var read = Read(Rows, 1);

        Assert.Equal(
            [null, ("age", ColumnDoubt.None), ("job", ColumnDoubt.None), ("balance", ColumnDoubt.None), ("channel", ColumnDoubt.None), ("pdays", ColumnDoubt.None), ("duration", ColumnDoubt.NamedLater), ("rate3m", ColumnDoubt.None), null],
            read.Columns.Select(c => c is null ? ((string, ColumnDoubt)?)null : (c.Name, c.Doubt)));
    }

    internal static HistoryRead Read(int rows, ulong seed, Func<int, string>? customer = null) =>
        HistoryReading.Read(MadeUpHistory.Header(isLeaking: true).Split(';'), MadeUpHistory.Rows(rows, seed, isLeaking: true, customer ?? (i => $"MU{i}")), Settings);

    private static HistoryTable Table(HistoryRead read, HistoryOrder order) =>
        HistoryReading.Table([.. read.Columns.Index().Where(c => c.Item?.Use is HistoryColumnUse.Before).Select(c => (c.Index, c.Item!.Name, c.Item.Kind))], read.Rows, order);
}
