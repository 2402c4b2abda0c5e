using BankCrm.Application.Common;
using BankCrm.Application.Tasks.Interactions;
using BankCrm.Web.Platform.Requests;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Tasks.Interactions;

/// <summary>With what one's branch begins to write down contacts.</summary>
[Allow(InteractionPermissions.Templates)]
public sealed class TemplatesModel(IQueryHandler<ListInteractionTemplates, IReadOnlyList<TemplateShown>> list) : PageModel, ILoads
{
    public IReadOnlyList<TemplateShown> Templates { get; private set; } = [];

    public async Task LoadAsync(CancellationToken ct) => Templates = await list.HandleAsync(new(), ct);

    public void OnGet()
    {
    }
}
