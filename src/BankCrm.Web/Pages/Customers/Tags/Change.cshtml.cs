using BankCrm.Application.Common;
using BankCrm.Application.Customers.Tags;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers.Tags;

/// <summary>Another name for a tag: first what would happen, then whether it shall.</summary>
[Allow(TagPermissions.Manage)]
public sealed class ChangeTagModel(IQueryHandler<GetTagChange, TagChangePreview> preview, ICommandHandler<RenameTag> rename) : PageModel, ILoads
{
    [BindProperty(SupportsGet = true)] public string? From { get; set; }

    [BindProperty(SupportsGet = true)] public string? To { get; set; }

    [BindProperty] public RenameTag Input { get; set; } = new();

    public TagChangePreview Preview { get; private set; } = null!;

    public bool IsAsked => !string.IsNullOrWhiteSpace(To) && To.Trim() != From;

    public async Task LoadAsync(CancellationToken ct) => Preview = await preview.HandleAsync(new(From ?? "", To?.Trim() ?? ""), ct);

    public void OnGet() => Input = new() { From = From ?? "", To = To ?? "" };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await rename.HandleAsync(Input, ct);
        return this.Done("The tag has its new name.", "Index");
    }
}
