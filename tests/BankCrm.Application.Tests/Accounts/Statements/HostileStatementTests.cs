using System.Text;
using BankCrm.Domain.Accounts.Statements;
using BankCrm.Infrastructure.Accounts.Statements;
using static BankCrm.Application.Tests.Accounts.Statements.StatementFiles;

namespace BankCrm.Application.Tests.Accounts.Statements;

/// <summary>Files that are broken, or meant to break their reader. Each is refused in a sentence, soon, and with little memory.</summary>
public sealed class HostileStatementTests
{
    private const string Bomb =
        "<?xml version=\"1.0\"?><!DOCTYPE Document [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]><Document><BkToCstmrStmt>&c;</BkToCstmrStmt></Document>";

    public static TheoryData<string, string> Refused => new()
    {
        { Bomb, "The file brings a document type definition (DTD), which could reach for other files. It is not read." },
        { "<?xml version=\"1.0\"?><!DOCTYPE Document SYSTEM \"file:///etc/passwd\"><Document/>", "The file brings a document type definition (DTD), which could reach for other files. It is not read." },
        { "OFXHEADER:100\n<!DOCTYPE OFX SYSTEM \"x\"><OFX></OFX>", "The file brings a document type definition (DTD), which could reach for other files. It is not read." },
        { "", "The file is empty." },
        { " \n\t ", "The file is empty." },
        { "name,amount\nA,1\n", "The file is no statement that is read here: camt.052, camt.053 or camt.054, MT940, or OFX." },
        { "PK\u0003\u0004\0\0\0\0", "The file is no statement that is read here: camt.052, camt.053 or camt.054, MT940, or OFX." },
        { "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.03\"><CstmrCdtTrfInitn/></Document>", "The file is no statement that is read here: camt.052, camt.053 or camt.054, MT940, or OFX." },
        { "<html><body>OFX :20:</body></html>", "The file is no statement that is read here: camt.052, camt.053 or camt.054, MT940, or OFX." },
        { "<?xml version=\"1.0\" encoding=\"EBCDIC-X\"?><Document/>", "The file is written in EBCDIC-X, which is not read." },
        { ":20:R\n-\nwhat is this?\n", "This line belongs to no field of a statement." },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void It_is_refused_in_a_sentence(string file, string sentence) => Assert.EndsWith(sentence, Read(file).Faults[^1], StringComparison.Ordinal);

    [Theory]
    [InlineData("<Document><BkToCstmrStmt><Stmt>")]
    [InlineData("<Document><BkToCstmrStmt><Stmt><Ntry>")]
    [InlineData("<Document><BkToCstmrStmt>")]
    public void Ten_thousand_levels_are_refused(string beginning) =>
        Assert.EndsWith("deep in one another: this is no statement.", Read(beginning + string.Concat(Enumerable.Repeat("<a>", 10_000))).Faults[^1], StringComparison.Ordinal);

    [Fact]
    public void Ten_thousand_levels_of_SGML_are_refused() =>
        Assert.EndsWith("deep in one another: this is no statement.", Read("OFXHEADER:100\n<OFX>" + string.Concat(Enumerable.Repeat("<A>", 10_000))).Faults[^1], StringComparison.Ordinal);

    [Theory]
    [InlineData(":20:R\n:25:1\n:28C:1\n:60F:C260101EUR1,00\n:61:260102D1,00NTRFNONREF\n:86:")]
    [InlineData("<Document><BkToCstmrStmt><Stmt><Id>")]
    [InlineData("<Document><BkToCstmrStmt><Stmt a=\"")]
    [InlineData("<Document><BkToCstmrStmt><Stmt ")]
    [InlineData("<Document><BkToCstmrStmt><Other>")]
    [InlineData("<Document><!--")]
    [InlineData("OFXHEADER:100\n<OFX><MEMO>")]
    [InlineData("OFXHEADER:100\n<OFX><")]
    public void A_line_of_a_gigabyte_is_refused_before_it_is_read(string beginning)
    {
        using var endless = new Endless(Encoding.ASCII.GetBytes(beginning), length: 1L << 30);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var last = new StatementReading(new()).Read(endless).Last();

        Assert.True(Assert.IsType<FileFaulty>(last).Stopped);
        Assert.True(endless.Position < 4 << 20, $"{endless.Position} bytes were read");
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 32 << 20);
    }

    [Fact]
    public void A_file_beyond_the_limit_is_refused()
    {
        var read = new StatementReading(new(Letters: 1000)).Read(new MemoryStream(Encoding.UTF8.GetBytes(Camt(string.Concat(Enumerable.Range(0, 100).Select(i => CamtStatement(Entry, $"S{i}")))))));

        Assert.Equal("The file is too large to be read.", Assert.IsType<FileFaulty>(read.Last()).Fault.Fault.Sentence);
    }

    [Fact]
    public void Bytes_that_are_no_letters_are_refused_wherever_they_stand()
    {
        var entries = string.Concat(Enumerable.Repeat(Entry.Replace("R1", "é", StringComparison.Ordinal), 1000));
        byte[] late = [.. Encoding.UTF8.GetBytes(Camt(CamtStatement(entries + "<AddtlStmtInf>"))[..^60]), 0xC3, 0x28];
        byte[] western = [.. Encoding.ASCII.GetBytes(Mt940(":61:260102D10,00NTRFNONREF\n:86:")), 0xE9, (byte)' ', 0x81];

        Assert.Contains("not written as utf-8", Read(late).Faults[^1], StringComparison.Ordinal);
        Assert.Contains("not written as windows-1252", Read(western).Faults[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void However_a_file_is_cut_off_that_is_told()
    {
        var whole = Encoding.UTF8.GetBytes(Camt(CamtStatement(CamtBalance("OPBD", "1") + CamtBalance("CLBD", "9.85") + Entry)));

        Assert.Empty(Read(whole).Faults);
        Assert.All(Enumerable.Range(0, whole.Length), length => Assert.NotEmpty(Read(whole[..length]).Faults));
    }

    [Fact]
    public void A_batch_without_end_is_refused()
    {
        var reading = new StatementReading(new(Details: 10, Nodes: 1000));
        var batch = Camt(CamtStatement(CamtEntry("CRDT", "1", "<NtryDtls>" + string.Concat(Enumerable.Repeat("<TxDtls/>", 11)) + "</NtryDtls>")));
        var parts = Camt(CamtStatement(CamtEntry("CRDT", "1", string.Concat(Enumerable.Repeat("<X/>", 1000)))));

        Assert.Equal("One entry has more than {0} transactions.", ((FileFaulty)reading.Read(new MemoryStream(Encoding.UTF8.GetBytes(batch))).Last()).Fault.Fault.Sentence);
        Assert.Equal("One entry has more than {0} parts: this is no statement.", ((FileFaulty)reading.Read(new MemoryStream(Encoding.UTF8.GetBytes(parts))).Last()).Fault.Fault.Sentence);
    }

    /// <summary>A beginning, then the letter a, of which nobody has so many in memory.</summary>
    private sealed class Endless(byte[] beginning, long length) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => length;
        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var taken = (int)Math.Min(buffer.Length, length - Position);
            for (var i = 0; i < taken; i++)
            {
                buffer[i] = Position + i < beginning.Length ? beginning[Position + i] : (byte)'a';
            }

            Position += taken;
            return taken;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
