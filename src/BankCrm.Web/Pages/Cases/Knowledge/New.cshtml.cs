using BankCrm.Application.Cases;
using BankCrm.Application.Cases.Knowledge;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Cases.Knowledge;

/// <summary>A new text, a new version of one, or an article from a case.</summary>
[Allow(CasePermissions.WriteTexts)]
public sealed class NewTextModel(
    IQueryHandler<GetReadyText, TextShown> getText, IQueryHandler<GetTextFromCase, TextFromCase> getFromCase, IQueryHandler<ListReadyTexts, TextList> list, ICommandHandler<WriteReadyText> write)
    : PageModel, ILoads
{
    [BindProperty] public WriteReadyText Input { get; set; } = new();

    /// <summary>The version it begins with. Null: with nothing.</summary>
    [FromQuery] public Guid? From { get; set; }

    /// <summary>The case it is written from. Null: none.</summary>
    [FromQuery] public Guid? FromCase { get; set; }

    public IReadOnlyList<TopicShown> Categories { get; private set; } = [];

    public bool IsVersion => Input.TextId is not null;

    public async Task LoadAsync(CancellationToken ct) => Categories = (await list.HandleAsync(new(CategoryId: Input.CategoryId), ct)).Categories;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Input = new() { Language = Languages.Current == Languages.SimplifiedChinese ? TextLanguage.Chinese : TextLanguage.English };
        if (From is { } id)
        {
            var before = await getText.HandleAsync(new(id), ct);
            Input = Input with { TextId = before.TextId, Use = before.Use, Language = before.Language, CategoryId = before.Category?.Id, Title = before.Title, Text = before.Text };
        }
        else if (FromCase is { } about)
        {
            var from = await getFromCase.HandleAsync(new(about), ct);
            Input = Input with { FromCaseId = about, Language = from.Language, CategoryId = from.CategoryId, Title = from.Title, Text = from.Text };
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await write.HandleAsync(Input, ct);
        return this.Done("The text waits for approval.", "Details", new { Input.Id });
    }
}
