using System.Text.Json;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Segments.Scores;

/// <summary>How right a version was about contacts that came to their end after it was learnt. One for each gathering that brought enough; never changed.</summary>
[Class(DataClass.C1)]
public sealed class ScoreCheck : Entity
{
    /// <summary>With fewer rows, or outcomes of either kind, a figure would say nothing.</summary>
    public const int FewestRows = 50;

    public const int FewestOutcomes = 10;

    private ScoreCheck() { } // EF Core

    public Guid HistoryId { get; private init; }

    /// <summary>Of the version.</summary>
    public int Number { get; private init; }

    public DateTimeOffset At { get; private init; }

    /// <summary><see cref="ScoreCheckReport"/> as JSON.</summary>
    public string Report { get; private init; } = "";

    public static ScoreCheck Of(Guid historyId, int number, ScoreCheckReport report, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), HistoryId = historyId, Number = number, At = now, Report = report.ToJson() };
}

/// <param name="From">The days of the contacts.</param>
/// <param name="ScoreDrift">Of the score, from those it was learnt from to these (PSI).</param>
public sealed record ScoreCheckReport(DateOnly From, DateOnly To, ScoreFigures Figures, double ScoreDrift, IReadOnlyList<ColumnDrift> Drift)
{
    public string ToJson() => JsonSerializer.Serialize(this);

    /// <exception cref="JsonException">It is no report.</exception>
    public static ScoreCheckReport FromJson(string json) => JsonSerializer.Deserialize<ScoreCheckReport>(json) ?? throw new JsonException("It is no report.");

    /// <summary>Null: these rows are too few to say anything.</summary>
    /// <param name="rows">Of the table, which the version has not seen.</param>
    public static ScoreCheckReport? Of(ScoreModel model, HistoryTable table, int[] rows, DateOnly from, DateOnly to)
    {
        var outcomes = Array.ConvertAll(rows, r => table.Outcomes[r]);
        var came = outcomes.Count(o => o);
        if (rows.Length < ScoreCheck.FewestRows || came < ScoreCheck.FewestOutcomes || rows.Length - came < ScoreCheck.FewestOutcomes)
        {
            return null;
        }

        var (score, columns) = ScoreTraining.DriftOf(model, table, rows);
        return new(from, to, ScoreFigures.Of(ScoreFitting.Probabilities(model, table, rows), outcomes, model.Rate), score, columns);
    }
}
