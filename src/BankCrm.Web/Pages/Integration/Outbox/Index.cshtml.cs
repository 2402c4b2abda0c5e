using BankCrm.Application.Common;
using BankCrm.Application.Customers.Messaging;
using BankCrm.Application.Platform.Outbox;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Platform.Outbox;
using BankCrm.Web.Platform.Localisation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Integration.Outbox;

/// <summary>What waits to be sent, what was sent, and what failed.</summary>
[Allow(OutboxPermissions.Read)]
public sealed class ListOutboxModel(IQueryHandler<ListOutbox, OutboxList> list, Show show) : PageModel
{
    [BindProperty(SupportsGet = true)] public OutgoingState? State { get; set; }

    [BindProperty(SupportsGet = true)] public ChannelKind? Channel { get; set; }

    [BindProperty(SupportsGet = true)] public string? Number { get; set; }

    public OutboxList List { get; private set; } = null!;

    public string Counted(int count) => count > OutboxTally.Most ? $"{show.Number(OutboxTally.Most)}+" : show.Number(count);

    public async Task OnGetAsync(string? after, CancellationToken ct) => List = await list.HandleAsync(new(State, Channel, Number, after), ct);
}
