using System.Globalization;
using System.Text;
using BankCrm.Domain.Accounts.Statements;
using FsCheck;
using FsCheck.Fluent;
using static BankCrm.Application.Tests.Accounts.Statements.StatementFiles;

namespace BankCrm.Application.Tests.Accounts.Statements;

/// <summary>What holds of every statement, however its amounts are and however its file is broken into lines and pieces.</summary>
public sealed class StatementPropertyTests
{
    private static readonly Gen<decimal[]> Amounts = Gen.Choose(-1_000_000, 1_000_000).Select(cents => cents / 100m).ArrayOf();

    [Fact]
    public void All_formats_read_the_same_amounts() => Prop.ForAll(Amounts.ToArbitrary(), amounts =>
    {
        var camt = Read(Camt(CamtStatement(string.Concat(amounts.Select(a => CamtEntry(a < 0 ? "DBIT" : "CRDT", Text(Math.Abs(a), '.')))))));
        var swift = Read(Mt940(string.Concat(amounts.Select(a => $":61:260102{(a < 0 ? 'D' : 'C')}{Text(Math.Abs(a), ',')}NTRFNONREF\n"))));
        var ofx = Read(Ofx(string.Concat(amounts.Select(a => $"<STMTTRN><TRNTYPE>OTHER<DTPOSTED>20260102<TRNAMT>{Text(a, '.')}<FITID>1</STMTTRN>"))));

        return new[] { camt, swift, ofx }.All(read => read.Entries.Select(e => e.Amount!.Value).SequenceEqual(amounts) && read.Sum.Net == amounts.Sum());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void White_space_between_elements_makes_no_difference()
    {
        var spaces = Gen.Elements("", " ", "\n", "\r\n\t", "\n\n  ");
        var plain = Read(Camt(CamtStatement(CamtBalance("OPBD", "1.00") + Entry)));

        Prop.ForAll(spaces.ArrayOf(40).ToArbitrary(), between =>
        {
            var written = new StringBuilder();
            var place = 0;
            foreach (var piece in Camt(CamtStatement(CamtBalance("OPBD", "1.00") + Entry)).Split("><"))
            {
                written.Append(place == 0 ? "" : $">{between[place % between.Length]}<").Append(piece);
                place++;
            }

            var read = Read(written.ToString());
            return read.Faults.Count == 0 && read.Entry with { Line = 0, Details = plain.Entry.Details, Faults = plain.Entry.Faults } == plain.Entry with { Line = 0 };
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void It_does_not_matter_in_which_pieces_a_file_comes()
    {
        var bytes = Encoding.UTF8.GetBytes(Mt940(":61:260102D10,00NTRFNONREF\n:86:上海 Zürich 中国\n"));
        var whole = Read(bytes);

        Prop.ForAll(Gen.Choose(1, 40).ToArbitrary(), size =>
        {
            var read = new Reading([.. new BankCrm.Infrastructure.Accounts.Statements.StatementReading(new()).Read(new Pieces(bytes, size))]);
            return read.Faults.Count == 0 && read.Entry.Detail == whole.Entry.Detail;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Whatever_the_bytes_are_they_are_refused_and_nothing_is_thrown() => Prop.ForAll<byte[]>(bytes =>
    {
        _ = Read(bytes).Parts;
        _ = Read([.. Encoding.UTF8.GetBytes(":20:R\n:61:"), .. bytes]).Parts;
        _ = Read([.. Encoding.UTF8.GetBytes("OFXHEADER:100\n<OFX><STMTRS>"), .. bytes]).Parts;
        _ = Read([.. Encoding.UTF8.GetBytes("<Document><BkToCstmrStmt><Stmt>"), .. bytes]).Parts;
    }).QuickCheckThrowOnFailure();

    private static string Text(decimal amount, char comma) => amount.ToString("0.00", CultureInfo.InvariantCulture).Replace('.', comma);

    private sealed class Pieces(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(size, buffer.Length)]);
    }
}
