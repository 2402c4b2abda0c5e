using System.Globalization;

namespace BankCrm.CoreBanking.Sending;

/// <summary>A call that was begun and not answered yet.</summary>
internal sealed record OpenCall(string Stream, long From, long Until, string Key);

/// <summary>
/// What was begun and what was answered, on disk before the next thing is done: killed at any moment, the next start knows where it was. Lines, only
/// ever added to; one that was cut off counts for nothing.
/// </summary>
internal sealed class Journal : IDisposable
{
    private const string Begun = "begun";
    private const string Done = "done";

    private readonly Dictionary<string, long> done = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OpenCall> open = new(StringComparer.Ordinal);
    private readonly FileStream log;

    private Journal(string folder, FileStream file)
    {
        Folder = folder;
        log = file;
    }

    public string Folder { get; }

    /// <exception cref="UsageException">Another one is at work with it.</exception>
    public static Journal Open(string folder)
    {
        Directory.CreateDirectory(folder);
        FileStream file;
        try
        {
            file = new(Path.Combine(folder, "journal.log"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        }
        catch (IOException)
        {
            throw new UsageException($"Another one is at work with the journal in {folder}.");
        }

        var journal = new Journal(folder, file);
        journal.Read();
        return journal;
    }

    /// <summary>Up to here all of the stream was answered.</summary>
    public long Confirmed(string stream) => done.GetValueOrDefault(stream);

    /// <summary>The call that may or may not have arrived.</summary>
    public OpenCall? Unanswered(string stream) => open.GetValueOrDefault(stream);

    public OpenCall Begin(string stream, long from, long until)
    {
        var call = new OpenCall(stream, from, until, Guid.NewGuid().ToString("n"));
        Write($"{Begun} {stream} {from} {until} {call.Key}");
        return open[stream] = call;
    }

    public void Confirm(OpenCall call)
    {
        Write($"{Done} {call.Stream} {call.From} {call.Until} {call.Key}");
        open.Remove(call.Stream);
        done[call.Stream] = Math.Max(Confirmed(call.Stream), call.Until);
    }

    /// <summary>The other side knows less than it had answered, as after a restore: it is sent again.</summary>
    public void Forget(string stream, long after)
    {
        done[stream] = after;
        open.Remove(stream);
    }

    public void Dispose() => log.Dispose();

    private void Read()
    {
        using var reader = new StreamReader(log, leaveOpen: true);
        var text = reader.ReadToEnd();
        var whole = text.LastIndexOf('\n') + 1;
        foreach (var line in text[..whole].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split(' ') is not [var word, var stream, var from, var until, var key])
            {
                continue;
            }

            var call = new OpenCall(stream, long.Parse(from, CultureInfo.InvariantCulture), long.Parse(until, CultureInfo.InvariantCulture), key);
            if (word == Begun)
            {
                open[stream] = call;
            }
            else
            {
                open.Remove(stream);
                done[stream] = Math.Max(Confirmed(stream), call.Until);
            }
        }

        log.SetLength(System.Text.Encoding.UTF8.GetByteCount(text[..whole]));
        log.Seek(0, SeekOrigin.End);
    }

    private void Write(FormattableString line)
    {
        log.Write(System.Text.Encoding.UTF8.GetBytes(FormattableString.Invariant(line) + "\n"));
        log.Flush(flushToDisk: true);
    }
}
