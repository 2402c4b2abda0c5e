using BankCrm.Application.Cases;
using BankCrm.Application.Cases.Knowledge;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Cases.Knowledge;

/// <summary>Changes a version nobody has decided on yet.</summary>
[Allow(CasePermissions.WriteTexts)]
public sealed class EditTextModel(IQueryHandler<GetReadyText, TextShown> getText, IQueryHandler<ListReadyTexts, TextList> list, ICommandHandler<ChangeReadyText> change) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public ChangeReadyText Input { get; set; } = new();

    public TextShown Shown { get; private set; } = null!;

    public IReadOnlyList<TopicShown> Categories { get; private set; } = [];

    public async Task LoadAsync(CancellationToken ct)
    {
        Shown = await getText.HandleAsync(new(Id), ct);
        Categories = (await list.HandleAsync(new(CategoryId: Shown.Category?.Id), ct)).Categories;
    }

    public void OnGet() => Input = new() { Version = Shown.Version, CategoryId = Shown.Category?.Id, Title = Shown.Title, Text = Shown.Text };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await change.HandleAsync(Input with { Id = Id }, ct);
        return this.Done("The text waits for approval.", "Details", new { Id });
    }
}
