using BankCrm.Application.Common;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Tasks.FollowUps;

/// <summary>Changes what is to be done, or by when.</summary>
[Allow(TaskPermissions.Work)]
public sealed class EditFollowUpModel(IQueryHandler<GetFollowUp, FollowUpDetails> getFollowUp, ICommandHandler<ChangeFollowUp> change) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public ChangeFollowUp Input { get; set; } = new();

    public FollowUpDetails FollowUp { get; private set; } = null!;

    public async Task LoadAsync(CancellationToken ct) => FollowUp = await getFollowUp.HandleAsync(new(Id), ct);

    public void OnGet() => Input = new()
    {
        Version = FollowUp.Version,
        Subject = FollowUp.Subject,
        Due = FollowUp.Due.ToString(),
        Kind = FollowUp.Kind,
        Priority = FollowUp.Priority,
        Repeat = FollowUp.Repeat,
        Reminder = FollowUp.Reminder,
    };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await change.HandleAsync(Input with { Id = Id }, ct);
        return this.Done("The plan was changed.", "Details", new { Id });
    }
}
