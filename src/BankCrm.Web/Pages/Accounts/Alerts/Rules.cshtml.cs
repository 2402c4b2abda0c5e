using BankCrm.Application.Accounts.Alerts;
using BankCrm.Application.Common;
using BankCrm.Domain.Accounts.Alerts;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Accounts.Alerts;

/// <summary>By which rules alerts are raised, and since when.</summary>
[Allow(AudiencePermissions.Alerts)]
public sealed class AlertRulesModel(AlertRuleBook book) : PageModel
{
    public IReadOnlyList<AlertRules> Versions => book.Versions;

    public void OnGet()
    {
    }
}
