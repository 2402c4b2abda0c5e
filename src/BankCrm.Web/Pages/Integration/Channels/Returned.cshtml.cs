using BankCrm.Application.Common;
using BankCrm.Application.Platform.Outbox;
using BankCrm.Domain.Platform.Outbox;
using BankCrm.Web.Platform.TagHelpers;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Integration.Channels;

/// <summary>What mail servers said of e-mails they could not deliver. It names no customer.</summary>
[Allow(OutboxPermissions.Read)]
public sealed class ReturnedMailsModel(IQueryHandler<ListReturnedMails, Page<ReturnedMailRow>> list) : PageModel
{
    public Page<ReturnedMailRow> Mails { get; private set; } = null!;

    public async Task OnGetAsync(string? after, CancellationToken ct) => Mails = await list.HandleAsync(new(after), ct);

    internal static Colour ColourOf(ReturnedOutcome outcome) => outcome switch
    {
        ReturnedOutcome.Taken => Colour.Blue,
        ReturnedOutcome.NotOurs => Colour.Amber,
        _ => Colour.Grey,
    };
}
