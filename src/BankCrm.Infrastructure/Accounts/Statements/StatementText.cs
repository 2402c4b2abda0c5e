using System.Buffers;
using System.Text;
using BankCrm.Domain.Common;

namespace BankCrm.Infrastructure.Accounts.Statements;

/// <summary>
/// The letters of a file, decoded strictly and counted as they pass: bytes that are no letters, a run without an end and a file without an
/// end are refused, with their line.
/// </summary>
internal sealed class StatementText : TextReader
{
    private const int BlockBytes = 32 * 1024;
    private const char ByteOrderMark = '\uFEFF';

    private readonly Stream content;
    private readonly StatementLimits limits;
    private readonly byte[] bytes = new byte[BlockBytes];
    private readonly char[] letters = new char[BlockBytes + 4];
    private SearchValues<char> breaks = SearchValues.Create("\n<>");
    private StatementLetters? decoding;
    private int from;
    private int through;
    private long count;
    private int run;

    public StatementText(Stream content, StatementLimits limits)
    {
        (this.content, this.limits) = (content, limits);
        Fill();
        if (through > 0 && letters[0] == ByteOrderMark)
        {
            from = 1;
        }
    }

    /// <summary>How far the letters that were handed out reach.</summary>
    public int Line { get; private set; } = 1;

    public string EncodingName => decoding!.Name;

    /// <summary>The first letters of the file. Only before anything is read.</summary>
    public ReadOnlySpan<char> Beginning => letters.AsSpan(from, through - from);

    /// <summary>What ends a run of letters: a line break, or only a tag.</summary>
    public void BreakAt(string signs) => breaks = SearchValues.Create(signs);

    public override int Peek() => from < through || Fill() ? letters[from] : -1;

    public override int Read()
    {
        if (from == through && !Fill())
        {
            return -1;
        }

        Account(letters.AsSpan(from, 1));
        return letters[from++];
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        if (buffer.IsEmpty || (from == through && !Fill()))
        {
            return 0;
        }

        var taken = letters.AsSpan(from, Math.Min(buffer.Length, through - from));
        Account(taken);
        taken.CopyTo(buffer);
        from += taken.Length;
        return taken.Length;
    }

    /// <summary>Up to a line feed, a carriage return, or both.</summary>
    public override string? ReadLine()
    {
        StringBuilder? before = null;
        while (from < through || Fill())
        {
            var ready = letters.AsSpan(from, through - from);
            var at = ready.IndexOfAny('\r', '\n');
            var taken = at < 0 ? ready : ready[..(at + 1)];
            Account(taken);
            from += taken.Length;
            if (at < 0)
            {
                (before ??= new()).Append(ready);
                continue;
            }

            var line = before is null ? ready[..at].ToString() : before.Append(ready[..at]).ToString();
            var isReturn = ready[at] == '\r';
            if (isReturn && Peek() == '\n')
            {
                _ = Read();
            }

            return line;
        }

        return before?.ToString();
    }

    private void Account(ReadOnlySpan<char> taken)
    {
        count += taken.Length;
        if (count > limits.Letters)
        {
            throw new UnreadableStatement(new Fault("The file is too large to be read."), Line);
        }

        var rest = taken;
        for (var at = rest.IndexOfAny(breaks); at >= 0; at = rest.IndexOfAny(breaks))
        {
            Lengthen(at);
            run = 0;
            rest = rest[(at + 1)..];
        }

        Lengthen(rest.Length);
        Line += taken.Count('\n');
    }

    private void Lengthen(int by)
    {
        run += by;
        if (run > limits.Run)
        {
            throw new UnreadableStatement(new Fault("A line or a value is longer than {0} letters: this is no statement.", limits.Run), Line);
        }
    }

    private bool Fill()
    {
        (from, through) = (0, 0);
        while (through == 0)
        {
            var read = decoding is null ? content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) : content.Read(bytes);
            decoding ??= StatementLetters.Of(bytes.AsSpan(0, read));
            try
            {
                through = decoding.Decode(bytes.AsSpan(0, read), letters, isEnd: read == 0);
            }
            catch (DecoderFallbackException)
            {
                throw new UnreadableStatement(new Fault("The letters are not written as {0}, which the file says or which was recognised at its beginning.", EncodingName), Line);
            }

            if (read == 0)
            {
                return through > 0;
            }
        }

        return true;
    }
}
