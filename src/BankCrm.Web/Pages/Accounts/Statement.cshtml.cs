using System.Text;
using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Overview;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Accounts;

/// <summary>A statement of an account for a period, as a file to hand out.</summary>
[Allow(AccountPermissions.MakeStatement)]
public sealed class StatementModel(
    IQueryHandler<GetStatementForm, StatementForm> getForm, IQueryHandler<GetAccountStatement, AccountStatement> get, Text text, Show show, CurrentUser me,
    TimeProvider clock) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public PeriodInput Input { get; set; } = new();

    public StatementForm Form { get; private set; } = null!;

    public async Task LoadAsync(CancellationToken ct) => Form = await getForm.HandleAsync(new(Id), ct);

    /// <summary>Of the last whole month, unless other days are asked for.</summary>
    public void OnGet(DateOnly? from, DateOnly? to)
    {
        var today = Branch.DayAt(clock.GetUtcNow());
        var last = today.AddDays(-today.Day);
        Input = from is null && to is null ? new() { From = new(last.Year, last.Month, 1), To = last } : new() { From = from, To = to ?? today };
    }

    public async Task<IActionResult> OnPostCsvAsync(CancellationToken ct)
    {
        var made = await get.HandleAsync(new(Id, Input.From, Input.To), ct);
        return await SendAsync(made, "csv", Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(StatementCsv.Of(made, text))).ToArray(), ct);
    }

    public async Task<IActionResult> OnPostPdfAsync(CancellationToken ct)
    {
        var made = await get.HandleAsync(new(Id, Input.From, Input.To), ct);
        return await SendAsync(made, "pdf", new StatementPdf(made, text, show).Write(text["Made by {0}, {1}", me.Name, show.Moment(clock.GetUtcNow())]), ct);
    }

    private async Task<IActionResult> SendAsync(AccountStatement made, string ending, byte[] file, CancellationToken ct)
    {
        var name = $"statement-{made.Number.ToString()[^4..].TrimStart('*')}-{made.From:yyyyMMdd}-{made.To:yyyyMMdd}.{ending}";
        Response.AsDownload(name, Downloads.TypeOf(name));
        await Response.Body.WriteAsync(file, ct);
        return new EmptyResult();
    }

    public sealed class PeriodInput
    {
        public DateOnly? From { get; set; }

        public DateOnly? To { get; set; }
    }
}
