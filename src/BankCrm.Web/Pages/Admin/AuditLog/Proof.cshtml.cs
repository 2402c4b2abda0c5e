using System.Globalization;
using BankCrm.Application.Admin.AuditLog;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Admin.AuditLog;

[Allow(AuditPermissions.Verify)]
public sealed class ProofModel(
    IQueryHandler<VerifyAuditTrail, AuditVerdict> verify, IQueryHandler<ExportAuditTrail, AuditBundle> export, TimeProvider clock) : PageModel
{
    [BindProperty] public Span Input { get; set; } = new(null, null);

    /// <summary>Null: not asked yet.</summary>
    public AuditVerdict? Verdict { get; private set; }

    public void OnGet()
    {
    }

    public async Task OnPostVerifyAsync(CancellationToken ct) => Verdict = await verify.HandleAsync(new(), ct);

    public async Task<IActionResult> OnPostExportAsync(CancellationToken ct)
    {
        var bundle = await export.HandleAsync(new(Input.From, Input.Until), ct);
        var name = string.Create(CultureInfo.InvariantCulture, $"audit-{clock.GetUtcNow():yyyyMMdd-HHmmss}.zip");
        return File(bundle.Content, "application/zip", name);
    }

    public sealed record Span(DateOnly? From, DateOnly? Until);
}
