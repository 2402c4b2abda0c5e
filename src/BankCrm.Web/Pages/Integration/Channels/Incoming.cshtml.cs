using BankCrm.Application.Cases.Mails;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Outbox;
using BankCrm.Domain.Cases.Mails;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using BankCrm.Web.Platform.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Integration.Channels;

/// <summary>The mailbox to which customers write: whether it is read, what becomes of mails, and what became of those that were read. It names no customer.</summary>
[Allow(OutboxPermissions.Read)]
public sealed class IncomingMailsModel(
    IQueryHandler<GetMailbox, MailboxShown> getMailbox, IQueryHandler<ListIncomingMails, Page<IncomingMailRow>> list, ICommandHandler<StartMailbox> start, ICommandHandler<StopMailbox> stop,
    CurrentUser me) : PageModel, ILoads
{
    [FromQuery] public string? After { get; set; }

    public MailboxShown Mailbox { get; private set; } = null!;

    public Page<IncomingMailRow> Mails { get; private set; } = null!;

    public bool MayChange => me.May(OutboxPermissions.Operate);

    public async Task LoadAsync(CancellationToken ct)
    {
        Mailbox = await getMailbox.HandleAsync(new(), ct);
        Mails = await list.HandleAsync(new(After), ct);
    }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostStartAsync(Guid id, uint version, CancellationToken ct)
    {
        await start.HandleAsync(new(id, version), ct);
        return this.Done("The mailbox is read from now on.", "Incoming");
    }

    public async Task<IActionResult> OnPostStopAsync(Guid id, uint version, CancellationToken ct)
    {
        await stop.HandleAsync(new(id, version), ct);
        return this.Done("The mailbox is not read any more.", "Incoming");
    }

    internal static Colour ColourOf(MailOutcome outcome) => outcome switch
    {
        MailOutcome.Opened or MailOutcome.Heard => Colour.Blue,
        MailOutcome.Outside => Colour.Green,
        MailOutcome.TooMany or MailOutcome.NoSender => Colour.Amber,
        _ => Colour.Grey,
    };
}
