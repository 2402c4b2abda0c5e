using BankCrm.Application.Cases;
using BankCrm.Application.Cases.Knowledge;
using BankCrm.Web.Pages.Customers.Attachments;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Cases.ServiceCases;

// What stands beside a case: texts that may help, and documents.
public sealed partial class CaseModel
{
    /// <summary>What colleagues have written that may help.</summary>
    public CaseHelp Help { get; private set; } = null!;

    public KeptDocumentsShown Documents { get; private set; } = null!;

    public bool MayWriteTexts => me.May(CasePermissions.WriteTexts);

    public IEnumerable<SelectListItem> Texts => Help.Texts.Select(t => new SelectListItem($"{text[t.Use]}: {t.Title}", t.Id.ToString()));

    public async Task<IActionResult> OnPostHelpedAsync(Guid text, CancellationToken ct)
    {
        await DoAsync(new SayTextHelped(text, Id), ct);
        return Stay("Counted: others see that it helps.");
    }
}
