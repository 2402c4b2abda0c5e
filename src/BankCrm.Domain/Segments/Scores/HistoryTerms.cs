using BankCrm.Domain.Common;

namespace BankCrm.Domain.Segments.Scores;

/// <summary>What the cells of a column are, as found in the data.</summary>
public enum HistoryColumnKind
{
    [Means("number")] Number,
    [Means("word")] Word,
    [Means("day")] Day,
}

/// <summary>Whether a column may speak for an outcome.</summary>
public enum HistoryColumnUse
{
    [Means("Known before the contact")] Before,
    [Means("Known only afterwards")] After,
    [Means("Not used")] NotUsed,
}

/// <summary>Why a column was kept out when the history came in.</summary>
public enum ColumnDoubt
{
    [Means("Nothing speaks against it")] None,
    [Means("Whoever brought the history says so")] Told,
    [Means("Its name says that it is known only when the contact is over")] NamedLater,
    [Means("It tells the outcome better than anything known before could")] TellsTooMuch,
    [Means("It is filled, or empty, for one outcome only")] EmptyForOneOutcome,
    [Means("Days in it lie after the contact")] DaysAfterwards,
    [Means("It numbers the rows or the customers")] Identifier,
    [Means("It names people")] NamesPeople,
    [Means("Nearly every row has another word")] TooManyWords,
    [Means("It is the same everywhere")] Constant,
    [Means("The days of contacts put the rows in order")] Order,
}

/// <summary>By what the rows of a history follow each other.</summary>
public enum HistoryOrder
{
    [Means("In no order")] None,
    [Means("By the day of the contact")] ByDay,
    [Means("As they stand in the file")] AsListed,
}
