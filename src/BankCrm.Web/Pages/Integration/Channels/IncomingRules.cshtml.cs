using BankCrm.Application.Cases.Mails;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Outbox;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Integration.Channels;

/// <summary>What becomes of what customers write by e-mail.</summary>
[Allow(OutboxPermissions.Operate)]
public sealed class IncomingRulesModel(IQueryHandler<GetMailbox, MailboxShown> getMailbox, ICommandHandler<ChangeMailRules> change) : PageModel, ILoads
{
    [BindProperty] public ChangeMailRules Input { get; set; } = null!;

    public MailboxShown Mailbox { get; private set; } = null!;

    public IEnumerable<SelectListItem> Branches => Mailbox.Branches.Select(b => new SelectListItem(b.Label, b.Id.ToString()));

    public async Task LoadAsync(CancellationToken ct) => Mailbox = await getMailbox.HandleAsync(new(), ct);

    public void OnGet() => Input = new(Mailbox.Id, Mailbox.Version, Mailbox.BranchId ?? Guid.Empty, Mailbox.Confirms, Mailbox.MostOfSender, Mailbox.TrustedHost);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        await change.HandleAsync(Input with { Id = Mailbox.Id }, ct);
        return this.Done("The rules have been changed.", "Incoming");
    }
}
