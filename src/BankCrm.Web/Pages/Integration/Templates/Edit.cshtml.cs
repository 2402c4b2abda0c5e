using BankCrm.Application.Common;
using BankCrm.Application.Platform.Channels;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Integration.Templates;

/// <summary>Changes a version nobody has decided on yet.</summary>
[Allow(TemplatePermissions.Write)]
public sealed class EditTemplateModel(IQueryHandler<GetTemplate, TemplateShown> getTemplate, ICommandHandler<ChangeTemplate> change) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public ChangeTemplate Input { get; set; } = new();

    public TemplateShown Template { get; private set; } = null!;

    public async Task LoadAsync(CancellationToken ct) => Template = await getTemplate.HandleAsync(new(Id), ct);

    public void OnGet() => Input = new()
    {
        Version = Template.Version,
        Name = Template.Name,
        Purpose = Template.Purpose,
        Subject = Template.Subject,
        Text = Template.Text,
    };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await change.HandleAsync(Input with { Id = Id }, ct);
        return this.Done("The text waits for approval.", "Details", new { Id });
    }
}
