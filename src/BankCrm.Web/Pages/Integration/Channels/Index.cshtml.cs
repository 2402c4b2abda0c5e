using BankCrm.Application.Common;
using BankCrm.Application.Platform.Channels;
using BankCrm.Application.Platform.Outbox;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Integration.Channels;

/// <summary>By what the bank writes to customers, and whether it does.</summary>
[Allow(OutboxPermissions.Read)]
public sealed class ListChannelsModel(
    IQueryHandler<ListChannels, IReadOnlyList<ChannelShown>> list, ICommandHandler<StopChannel> stop, ICommandHandler<StartChannel> start, CurrentUser me) : PageModel, ILoads
{
    public IReadOnlyList<ChannelShown> Channels { get; private set; } = [];

    public bool MayChange => me.May(OutboxPermissions.Operate);

    public async Task LoadAsync(CancellationToken ct) => Channels = await list.HandleAsync(new(), ct);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostStopAsync(Guid id, uint version, string? because, CancellationToken ct)
    {
        await stop.HandleAsync(new(id, version, because ?? ""), ct);
        return this.Done("The channel is stopped.", "Index");
    }

    public async Task<IActionResult> OnPostStartAsync(Guid id, uint version, CancellationToken ct)
    {
        await start.HandleAsync(new(id, version), ct);
        return this.Done("The channel sends again.", "Index");
    }
}
