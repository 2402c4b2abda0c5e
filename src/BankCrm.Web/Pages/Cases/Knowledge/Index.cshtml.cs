using BankCrm.Application.Cases;
using BankCrm.Application.Cases.Knowledge;
using BankCrm.Application.Common;
using BankCrm.Domain.Cases.Knowledge;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Cases.Knowledge;

/// <summary>What colleagues have written once for all: articles, and answers and notes to begin with.</summary>
[Allow(CasePermissions.Work, CasePermissions.ReadAll)]
public sealed class KnowledgeModel(IQueryHandler<ListReadyTexts, TextList> list, CurrentUser me) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? Q { get; set; }

    [BindProperty(SupportsGet = true)] public TextView View { get; set; }

    [BindProperty(SupportsGet = true)] public ReadyTextUse? Use { get; set; }

    [BindProperty(SupportsGet = true)] public TextLanguage? Language { get; set; }

    [BindProperty(SupportsGet = true)] public Guid? CategoryId { get; set; }

    public TextList List { get; private set; } = null!;

    public bool MayWrite => me.May(CasePermissions.WriteTexts);

    public async Task OnGetAsync(string? after, CancellationToken ct) => List = await list.HandleAsync(new(View, Q, Use, Language, CategoryId, after), ct);
}
