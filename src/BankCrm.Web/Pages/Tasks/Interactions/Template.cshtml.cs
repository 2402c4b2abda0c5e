using BankCrm.Application.Common;
using BankCrm.Application.Tasks.Interactions;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Tasks.Interactions;

/// <summary>One template of one's branch, there or to be added.</summary>
[Allow(InteractionPermissions.Templates)]
public sealed class TemplateModel(
    IQueryHandler<ListInteractionTemplates, IReadOnlyList<TemplateShown>> list, ICommandHandler<KeepInteractionTemplate> keep, ICommandHandler<RemoveInteractionTemplate> remove)
    : PageModel, ILoads
{
    private const string New = "new";

    /// <summary>Its id, or that it is to be added.</summary>
    [FromRoute] public string Id { get; set; } = New;

    [BindProperty] public KeepInteractionTemplate Input { get; set; } = new();

    /// <summary>As it is kept. Null: it is new.</summary>
    public TemplateShown? Template { get; private set; }

    private Guid Known => Guid.TryParse(Id, out var id) ? id : throw new NotFoundException();

    public async Task LoadAsync(CancellationToken ct) =>
        Template = Id == New ? null : (await list.HandleAsync(new(), ct)).FirstOrDefault(t => t.Id == Known) ?? throw new NotFoundException();

    public void OnGet() => Input = Template is not { } kept ? new() : new()
    {
        Id = kept.Id,
        Version = kept.Version,
        Name = kept.Name,
        Kind = kept.Kind,
        Direction = kept.Direction,
        Subject = kept.Subject,
        Text = kept.Text,
    };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await keep.HandleAsync(Id == New ? Input with { Version = null } : Input with { Id = Known }, ct);
        return this.Done("The template is kept.", "Templates");
    }

    public async Task<IActionResult> OnPostRemoveAsync(uint version, CancellationToken ct)
    {
        await remove.HandleAsync(new(Known, version), ct);
        return this.Done("The template is taken away.", "Templates");
    }
}
