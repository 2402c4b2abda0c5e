using System.Buffers.Binary;
using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Application.DataQuality.Import.Ledger;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Domain.Platform.Encryption;
using Microsoft.Extensions.Logging;

namespace BankCrm.Infrastructure.DataQuality.Import.Ledger;

/// <summary>Reads rows apart from any connection, and knows what stood in the file before. For one thread.</summary>
internal sealed partial class LedgerChunkReader(ImportRun run, LedgerReader reader, IBlindIndex index, ILogger log)
{
    private readonly int headerLine = run.Layout.HeaderLine;
    private readonly MovementIdentity identity = new();
    private readonly Dictionary<ulong, int> accounts = []; // the first places of a hash, and the line
    private bool isNewestFirst;

    /// <param name="first">Enough rows of the file to tell its order by.</param>
    public void LookAtOrder(IEnumerable<CsvRow> first) =>
        isNewestFirst = FileOrder.IsNewestFirst(first.Where(IsRow).Select(r => Tried(r)?.Movement).OfType<ToldTransaction>());

    /// <summary>Of rows that an interrupted run has dealt with only what later rows must know.</summary>
    public void Pass(CsvRow row)
    {
        if (IsRow(row) && Tried(row) is { } read)
        {
            _ = read.Account is { } account ? SeenBefore(account, row.Line) : null;
            _ = read.Movement is { } movement ? identity.Named(movement) : null;
        }
    }

    public LedgerChunk Read(CsvRow[] rows)
    {
        var chunk = new LedgerChunk(rows[^1].Line);
        foreach (var row in rows)
        {
            if (!IsRow(row))
            {
                chunk.LeftOut += row.Line == headerLine ? 0 : 1;
            }
            else if (Tried(row) is not { } read)
            {
                chunk.Refuse(row.Line, field: null, new(ChunkReader.Unforeseen));
            }
            else if (read.Faults.Count > 0)
            {
                chunk.Refuse(row.Line, read.Faults);
            }
            else if (read.Movement is { } movement)
            {
                chunk.Movements.Add(new(read, Placed(identity.Named(movement), row.Line)));
            }
            else if (SeenBefore(read.Account!, row.Line) is { } line)
            {
                chunk.Refuse(row.Line, ImportField.AccountNumber, new("The same account stands in line {0} of the file.", line));
            }
            else
            {
                chunk.Accounts.Add(new(read, read.Account!));
            }
        }

        return chunk;
    }

    private bool IsRow(CsvRow row) => reader.WhyNone(row) is null;

    /// <summary>What no check foresaw is one refused row, and not the end of the run: null.</summary>
    private LedgerRow? Tried(CsvRow row)
    {
        try
        {
            return reader.Read(row);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            LogUnforeseen(e, row.Line);
            return null;
        }
    }

    /// <summary>A file that tells the newest first would else leave the oldest balance of a day as its last.</summary>
    private ToldTransaction Placed(ToldTransaction told, int line) => isNewestFirst && told.BookedAt is null ? told with { Position = int.MaxValue - line } : told;

    private int? SeenBefore(ToldAccount account, int line)
    {
        var hash = BinaryPrimitives.ReadUInt64BigEndian(index.OfAccount(account.Number));
        return accounts.TryAdd(hash, line) ? null : accounts[hash];
    }

    [LoggerMessage(LogLevel.Error, "The import could not deal with line {Line}")]
    private partial void LogUnforeseen(Exception e, int line);
}
