namespace BankCrm.Infrastructure.DataQuality.Export;

/// <summary>A file of rows, written from the first to the last and never held in memory.</summary>
internal interface ITable : IDisposable
{
    void Write(IReadOnlyList<string> cells);

    /// <summary>The last line, of one cell; after it the file is whole.</summary>
    void Finish(string lastLine);
}

/// <summary>What is printed into the file besides its rows.</summary>
/// <param name="Title">Of the sheet.</param>
/// <param name="Author">Whoever asked for it.</param>
/// <param name="Mark">Who, when, under which reference.</param>
internal sealed record TableMark(string Title, string Author, string Mark, DateTimeOffset At);
