using BankCrm.Application.Accounts.Overview;
using BankCrm.Domain.Common;
using BankCrm.Web.Platform.Documents;
using BankCrm.Web.Platform.Localisation;

namespace BankCrm.Web.Pages.Accounts;

/// <summary>A statement to print and hand over.</summary>
internal sealed class StatementPdf(AccountStatement made, Text text, Show show)
{
    private const double Left = 42;
    private const double Right = PdfFile.Width - 42;
    private const double What = Left + 66;
    private const double Out = Right - 178;
    private const double In = Right - 92;
    private const double Lowest = 64;
    private const double Small = 7.5;
    private const double Usual = 9;

    private readonly PdfFile file = new();
    private double y;

    /// <param name="madeBy">Who and when, at the foot of each page.</param>
    public byte[] Write(string madeBy)
    {
        var title = text["Statement of the account"];
        file.AddPage();
        y = PdfFile.Height - 60;
        Line(16, 24, title, bold: true);
        Line(Usual, 14, $"{text[made.Kind]} {made.Number} · {made.Currency}");
        Line(Usual, 14, PdfText.Fit(string.Join(text[", "], made.Holders), Usual, Right - Left));
        Line(Usual, 14, $"{show.Day(made.From)} – {show.Day(made.To)}");
        Line(Small, 14, text["From {0}, as of {1}. The CRM keeps no books: the account's own system does.", made.Source, show.Moment(made.ToldAt)]);
        if (!made.AddsUp)
        {
            Line(Small, 14, text["The source told other balances than follow from these movements: some may be missing here."]);
        }

        Headings();
        Balance(text["Opening balance"], made.Opening);
        foreach (var line in made.Lines)
        {
            Movement(line);
        }

        Sums();
        for (var page = 0; page < file.Pages; page++)
        {
            file.Write(Left, 36, Small, PdfText.Fit(madeBy, Small, Right - Left - 90), page: page);
            file.Write(Right, 36, Small, text["Page {0} of {1}", page + 1, file.Pages], toRight: true, page: page);
        }

        return file.ToBytes($"{title} {made.Number}", Languages.Current.HtmlCode);
    }

    private void Movement(StatementLine line)
    {
        var about = line.Text.ReplaceLineEndings(" ");
        var more = about.Length > 0 && about != line.Counterparty;
        Room(more ? 24 : 14);
        file.Write(Left, y, Usual, show.Day(line.BookedOn));
        file.Write(What, y, Usual, PdfText.Fit(line.Counterparty.Length > 0 ? line.Counterparty : text[line.Kind], Usual, Out - What - 66));
        file.Write(line.Amount < 0 ? Out : In, y, Usual, Exact(Math.Abs(line.Amount)), toRight: true);
        file.Write(Right, y, Usual, Exact(line.Balance), toRight: true);
        if (more)
        {
            y -= 10;
            file.Write(What, y, Small, PdfText.Fit(about, Small, Out - What));
        }

        y -= 14;
    }

    private void Sums()
    {
        Room(32);
        file.Line(Left, y + 10, Right);
        file.Write(What, y, Usual, text["Closing balance"], bold: true);
        file.Write(Out, y, Usual, Exact(made.Outflow), toRight: true);
        file.Write(In, y, Usual, Exact(made.Inflow), toRight: true);
        file.Write(Right, y, Usual, Exact(made.Closing), bold: true, toRight: true);
        y -= 14;
    }

    private void Balance(string name, decimal balance)
    {
        file.Write(What, y, Usual, name, bold: true);
        file.Write(Right, y, Usual, Exact(balance), bold: true, toRight: true);
        y -= 14;
    }

    private void Headings()
    {
        y -= 8;
        file.Write(Left, y, Small, text["Booking day"]);
        file.Write(What, y, Small, text["Text of the movement"]);
        file.Write(Out, y, Small, text["Money out"], toRight: true);
        file.Write(In, y, Small, text["Money in"], toRight: true);
        file.Write(Right, y, Small, text["Balance"], toRight: true);
        file.Line(Left, y - 5, Right);
        y -= 18;
    }

    private void Line(double size, double down, string words, bool bold = false)
    {
        file.Write(Left, y, size, words, bold);
        y -= down;
    }

    private void Room(double needed)
    {
        if (y - needed < Lowest)
        {
            file.AddPage();
            y = PdfFile.Height - 52;
            Headings();
        }
    }

    private string Exact(decimal amount) => (amount < 0 ? "-" : "") + show.Number(Math.Abs(amount), Currencies.Digits(made.Currency));
}
