using BankCrm.Domain.Segments.Scores;
using Xunit;

namespace BankCrm.Domain.Tests.Segments.Scores;

public sealed class ColumnFinderTests
{
    private const int Rows = 1000;

    private static readonly bool?[] Outcomes = [.. Enumerable.Range(0, Rows).Select(i => (bool?)(i % 5 == 0))];

    [Theory]
    [InlineData("duration", true)]
    [InlineData("call_duration", true)]
    [InlineData("CallDuration", true)]
    [InlineData("last contact duration", true)]
    [InlineData("通话时长", true)]
    [InlineData("closed_on", true)]
    [InlineData("previous_duration", false)]
    [InlineData("prev call duration", false)]
    [InlineData("loan_duration", false)]
    [InlineData("poutcome", false)]
    [InlineData("previous result", false)]
    [InlineData("age", false)]
    public void What_is_known_only_when_the_contact_is_over_is_told_by_its_name(string name, bool isLater)
    {
        var found = Find(name, i => $"{i * 7 % 40}");

        Assert.Equal(isLater ? (HistoryColumnUse.After, ColumnDoubt.NamedLater) : (HistoryColumnUse.Before, ColumnDoubt.None), (found.Use, found.Doubt));
    }

    [Fact]
    public void A_column_that_tells_the_outcome_is_kept_out_whatever_it_is_called() =>
        Assert.Equal(ColumnDoubt.TellsTooMuch, Find("zeta", i => Outcomes[i] == true ? $"{50 + (i % 30)}" : $"{i % 55}").Doubt);

    [Fact]
    public void One_that_is_filled_for_one_outcome_only_is_kept_out_and_one_that_is_empty_by_chance_is_not()
    {
        Assert.Equal(ColumnDoubt.EmptyForOneOutcome, Find("reason", i => Outcomes[i] == true ? i % 2 == 0 ? "price" : "need" : "").Doubt);
        Assert.Equal(ColumnDoubt.None, Find("region", i => i % 7 == 0 ? "" : i % 2 == 0 ? "north" : "south").Doubt);
    }

    [Fact]
    public void The_one_that_is_far_ahead_and_sure_somewhere_is_doubted_and_two_that_are_alike_are_not()
    {
        static FoundColumn One(string name, double alone, bool isSure) => new(name, HistoryColumnKind.Number, HistoryColumnUse.Before, ColumnDoubt.None, alone, 0, 50) { IsSureSomewhere = isSure };

        Assert.Equal([ColumnDoubt.TellsTooMuch, ColumnDoubt.None], ColumnFinder.Compare([One("seconds", 0.82, true), One("age", 0.65, false)]).Select(c => c.Doubt));
        Assert.All(ColumnFinder.Compare([One("amount", 0.85, true), One("count", 0.83, true)]), c => Assert.Equal(ColumnDoubt.None, c.Doubt));
        Assert.All(ColumnFinder.Compare([One("seconds", 0.82, false), One("age", 0.65, false)]), c => Assert.Equal(ColumnDoubt.None, c.Doubt));
    }

    [Fact]
    public void Numbers_of_rows_and_customers_and_names_of_people_never_speak()
    {
        Assert.Equal(ColumnDoubt.Identifier, Find("RowNumber", i => $"{i + 1}").Doubt);
        Assert.Equal(ColumnDoubt.Identifier, Find("CLIENTNUM", i => $"{768805383 + (i * 7919L % 100000000)}").Doubt);
        Assert.Equal(ColumnDoubt.Identifier, Find("key", i => $"K{i}").Doubt);
        Assert.Equal(ColumnDoubt.NamesPeople, Find("Surname", i => $"Name{(char)('a' + (i % 26))}{(char)('a' + (i / 26))}").Doubt);
        Assert.Equal(ColumnDoubt.TooManyWords, Find("remark", i => $"text {i % 700} and more").Doubt);
        Assert.Equal(ColumnDoubt.Constant, Find("country", _ => "CN").Doubt);
        Assert.Equal(ColumnDoubt.None, Find("salary", i => $"{i * 7919L % 100000}.5").Doubt);
    }

    [Fact]
    public void Kinds_are_found_from_what_is_written_and_words_for_nothing_are_empty()
    {
        Assert.Equal((HistoryColumnKind.Number, 250), (Find("a", i => i % 4 == 0 ? "unknown" : $"{i % 60}").Kind, Find("a", i => i % 4 == 0 ? "unknown" : $"{i % 60}").Empty));
        Assert.Equal(HistoryColumnKind.Number, Find("b", i => $"{i % 60},{i % 10}").Kind);
        Assert.Equal(HistoryColumnKind.Word, Find("c", i => i % 2 == 0 ? "$60K - $80K" : "Less than $40K").Kind);
        Assert.Equal(HistoryColumnKind.Day, Find("d", i => $"2026-03-{1 + (i % 28):00}").Kind);
    }

    [Fact]
    public void Days_after_the_contact_are_kept_out()
    {
        var days = Enumerable.Repeat((DateOnly?)new DateOnly(2026, 3, 10), Rows).ToArray();

        Assert.Equal(ColumnDoubt.DaysAfterwards, ColumnFinder.Find("x", [.. Enumerable.Range(0, Rows).Select(i => $"2026-03-{1 + (i % 28):00}")], Outcomes, days).Doubt);
        Assert.Equal(HistoryColumnUse.Before, ColumnFinder.Find("x", [.. Enumerable.Range(0, Rows).Select(i => $"2026-02-{1 + (i % 28):00}")], Outcomes, days).Use);
    }

    private static FoundColumn Find(string name, Func<int, string> cell) => ColumnFinder.Find(name, [.. Enumerable.Range(0, Rows).Select(cell)], Outcomes, days: null);
}
