using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace BankCrm.Web.Platform.Documents;

/// <summary>
/// A PDF of A4 pages with text and lines. Latin letters stand in Helvetica, Chinese in STSong: both are the standard's own, which every reader of PDF
/// brings or replaces, so no font has to be on the server or in the file.
/// </summary>
public sealed class PdfFile
{
    public const double Width = 595;
    public const double Height = 842;

    private const int FirstPage = 8; // before it: catalogue, pages, two Latin fonts, three parts of the Chinese one

    private readonly List<StringBuilder> pages = [];

    public int Pages => pages.Count;

    public void AddPage() => pages.Add(new());

    /// <param name="y">Of the line the letters stand on, from the bottom.</param>
    /// <param name="toRight">They end at <paramref name="x"/> instead of beginning there.</param>
    /// <param name="page">Null: the last one.</param>
    public void Write(double x, double y, double size, string text, bool bold = false, bool toRight = false, int? page = null)
    {
        var left = toRight ? x - PdfText.WidthOf(text, size) : x;
        var on = pages[page ?? ^1];
        on.Append(Invariant($"BT {left:0.##} {y:0.##} Td "));
        foreach (var (isLatin, part) in PdfText.Runs(text))
        {
            on.Append(Invariant($"/{(isLatin ? bold ? "B" : "L" : "C")} {size:0.##} Tf {(isLatin ? PdfText.Latin(part) : PdfText.Chinese(part))} Tj "));
        }

        on.Append("ET\n");
    }

    public void Line(double x, double y, double toX) => pages[^1].Append(Invariant($"0.5 w {x:0.##} {y:0.##} m {toX:0.##} {y:0.##} l S\n"));

    /// <param name="language">As "zh-CN", for those who listen to it.</param>
    public byte[] ToBytes(string title, string language)
    {
        using var file = new MemoryStream();
        var starts = new List<long>();
        WriteText(file, "%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
        string[] about =
        [
            $"<< /Type /Catalog /Pages 2 0 R /Lang ({language}) /ViewerPreferences << /DisplayDocTitle true >> >>",
            $"<< /Type /Pages /Count {Pages} /Kids [{string.Join(' ', Enumerable.Range(0, Pages).Select(i => $"{FirstPage + (2 * i)} 0 R"))}] >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
            "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light-UniGB-UTF16-H /Encoding /UniGB-UTF16-H /DescendantFonts [6 0 R] >>",
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 /FontDescriptor 7 0 R >>",
            "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
        ];
        foreach (var part in about)
        {
            Add(part);
        }

        for (var i = 0; i < Pages; i++)
        {
            Add($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {Width} {Height}] /Resources << /Font << /L 3 0 R /B 4 0 R /C 5 0 R >> >> /Contents {FirstPage + (2 * i) + 1} 0 R >>");
            AddContent(pages[i].ToString());
        }

        Add($"<< /Title {PdfText.Chinese("\ufeff" + title)} >>");
        var table = file.Position;
        WriteText(file, $"xref\n0 {starts.Count + 1}\n0000000000 65535 f \n{string.Concat(starts.Select(s => Invariant($"{s:0000000000} 00000 n \n")))}");
        WriteText(file, $"trailer\n<< /Size {starts.Count + 1} /Root 1 0 R /Info {starts.Count} 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return file.ToArray();

        void Add(string body)
        {
            starts.Add(file.Position);
            WriteText(file, $"{starts.Count} 0 obj\n{body}\nendobj\n");
        }

        void AddContent(string content)
        {
            using var packed = new MemoryStream();
            using (var packing = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            {
                WriteText(packing, content);
            }

            starts.Add(file.Position);
            WriteText(file, $"{starts.Count} 0 obj\n<< /Filter /FlateDecode /Length {packed.Length} >>\nstream\n");
            packed.Position = 0;
            packed.CopyTo(file);
            WriteText(file, "\nendstream\nendobj\n");
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void WriteText(Stream to, string text) => to.Write(Encoding.Latin1.GetBytes(text));
}
