using BankCrm.Application.Common;
using BankCrm.Application.Platform.Channels;
using BankCrm.Domain.Platform.Channels;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Integration.Templates;

/// <summary>The words customers get.</summary>
[Allow(TemplatePermissions.Read)]
public sealed class ListTemplatesModel(IQueryHandler<ListTemplates, Page<TemplateRow>> list, CurrentUser me) : PageModel
{
    [BindProperty(SupportsGet = true)] public ChannelKind? Channel { get; set; }

    [BindProperty(SupportsGet = true)] public TextLanguage? Language { get; set; }

    [BindProperty(SupportsGet = true)] public bool All { get; set; }

    public Page<TemplateRow> Templates { get; private set; } = null!;

    public bool MayWrite => me.May(TemplatePermissions.Write);

    public async Task OnGetAsync(string? after, CancellationToken ct) => Templates = await list.HandleAsync(new(Channel, Language, All, after), ct);
}
