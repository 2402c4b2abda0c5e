using BankCrm.Application.Cases;
using BankCrm.Application.Cases.ServiceLevels;
using BankCrm.Application.Common;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Cases.Report;

/// <summary>How promises were kept, and what complaints came from.</summary>
[Allow(CasePermissions.Report)]
public sealed class CaseReportModel(IQueryHandler<GetCaseReport, CaseReport> getReport, Text text) : PageModel, ILoads
{
    [BindProperty(SupportsGet = true)] public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)] public DateOnly? To { get; set; }

    public CaseReport Report { get; private set; } = null!;

    /// <summary>The second half of the span against the first.</summary>
    public string TrendOf(CauseRow row)
    {
        var half = row.Months.Count / 2;
        if (half == 0)
        {
            return "—";
        }

        var (before, after) = (row.Months.Take(half).Sum(), row.Months.TakeLast(half).Sum());
        return after > before ? text["rising ({0} → {1})", before, after] : after < before ? text["falling ({0} → {1})", before, after] : text["as before ({0})", after];
    }

    public async Task LoadAsync(CancellationToken ct)
    {
        Report = await getReport.HandleAsync(new(From, To), ct);
        (From, To) = (Report.From, Report.To);
    }

    public void OnGet()
    {
    }
}
