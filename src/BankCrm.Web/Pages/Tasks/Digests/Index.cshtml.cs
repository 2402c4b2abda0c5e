using BankCrm.Application.Common;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.Digests;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Tasks.Digests;

/// <summary>Whether, where and when one gets an e-mail in the morning of what waits.</summary>
[Allow(TaskPermissions.Work)]
public sealed class DigestModel(IQueryHandler<GetDigestSetting, KeepDigest> getSetting, ICommandHandler<KeepDigest> keep) : PageModel
{
    [BindProperty] public KeepDigest Input { get; set; } = new();

    public async Task OnGetAsync(CancellationToken ct)
    {
        Input = await getSetting.HandleAsync(new(), ct);
        if (!Input.IsWanted)
        {
            Input = Input with { Language = Languages.Current == Languages.SimplifiedChinese ? TextLanguage.Chinese : TextLanguage.English };
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await keep.HandleAsync(Input, ct);
        return this.Done(Input.IsWanted ? "You get it from the next working morning on." : "Nothing is sent to you any more.", "Index");
    }
}
