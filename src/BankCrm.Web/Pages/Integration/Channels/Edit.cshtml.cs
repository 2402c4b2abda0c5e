using BankCrm.Application.Common;
using BankCrm.Application.Platform.Channels;
using BankCrm.Application.Platform.Outbox;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Integration.Channels;

/// <summary>When a channel sends and how often it tries.</summary>
[Allow(OutboxPermissions.Operate)]
public sealed class EditChannelModel(IQueryHandler<ListChannels, IReadOnlyList<ChannelShown>> list, ICommandHandler<ChangeChannelRules> change) : PageModel, ILoads
{
    /// <summary>Null: there is no such channel.</summary>
    [FromRoute] public ChannelKind? Channel { get; set; }

    [BindProperty] public ChangeChannelRules Input { get; set; } = null!;

    public ChannelShown Shown { get; private set; } = null!;

    public async Task LoadAsync(CancellationToken ct) =>
        Shown = (await list.HandleAsync(new(), ct)).SingleOrDefault(c => c.Channel == Channel) ?? throw new NotFoundException();

    public void OnGet() => Input = new(Shown.Id, Shown.Version, Shown.QuietFrom, Shown.QuietUntil, string.Join(", ", Shown.Waits), Shown.MostTries);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        await change.HandleAsync(Input with { Id = Shown.Id }, ct);
        return this.Done("The rules have been changed.", "Index");
    }
}
