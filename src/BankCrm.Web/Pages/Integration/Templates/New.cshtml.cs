using BankCrm.Application.Common;
using BankCrm.Application.Platform.Channels;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Integration.Templates;

/// <summary>A new text, or a new version of one.</summary>
[Allow(TemplatePermissions.Write)]
public sealed class NewTemplateModel(ICommandHandler<WriteTemplate> write, IQueryHandler<GetTemplate, TemplateShown> getTemplate, MessageKinds kinds) : PageModel
{
    [BindProperty] public WriteTemplate Input { get; set; } = new();

    public IReadOnlyList<MessageKind> Kinds => kinds.All;

    /// <param name="from">The version it begins with. Null: with nothing.</param>
    public async Task OnGetAsync(Guid? from, CancellationToken ct)
    {
        if (from is { } id)
        {
            var before = await getTemplate.HandleAsync(new(id), ct);
            Input = new()
            {
                Key = before.Key,
                Channel = before.Channel,
                Language = before.Language,
                Name = before.Name,
                Purpose = before.Purpose,
                Subject = before.Subject,
                Text = before.Text,
            };
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await write.HandleAsync(Input, ct);
        return this.Done("The text waits for approval.", "Details", new { Input.Id });
    }
}
