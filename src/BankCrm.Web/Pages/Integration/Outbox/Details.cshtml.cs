using BankCrm.Application.Common;
using BankCrm.Application.Customers.Messaging;
using BankCrm.Application.Platform.Outbox;
using BankCrm.Domain.Customers.Messaging;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Integration.Outbox;

/// <summary>One message, what happened to it, and what can be done about it.</summary>
[Allow(OutboxPermissions.Read)]
public sealed class OutboxMessageModel(
    IQueryHandler<GetOutboxMessage, OutboxMessageShown> getMessage, ICommandHandler<ReplayMessage> replay, ICommandHandler<DiscardMessage> discard,
    ICommandHandler<SuppressAddress> suppress, ICommandHandler<LiftSuppression> lift, Text text) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public string? Because { get; set; }

    [BindProperty] public SuppressedBecause? Suppressed { get; set; }

    public OutboxMessageShown Message { get; private set; } = null!;

    /// <summary>What only the other side can say is not chosen.</summary>
    public IEnumerable<SelectListItem> Reasons =>
        ((SuppressedBecause[])[SuppressedBecause.AskedFor, SuppressedBecause.NotTheirs]).Select(b => new SelectListItem(text[b], b.ToString()));

    public async Task LoadAsync(CancellationToken ct) => Message = await getMessage.HandleAsync(new(Id), ct);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostReplayAsync(uint version, CancellationToken ct)
    {
        await replay.HandleAsync(new(Id, version), ct);
        return Stay("The message will be sent again.");
    }

    public async Task<IActionResult> OnPostDiscardAsync(uint version, CancellationToken ct)
    {
        await discard.HandleAsync(new(Id, version, Because ?? ""), ct);
        return Stay("The message was discarded.");
    }

    public async Task<IActionResult> OnPostSuppressAsync(CancellationToken ct)
    {
        await suppress.HandleAsync(new(Id, Suppressed), ct);
        return Stay("Nothing is sent there any more.");
    }

    public async Task<IActionResult> OnPostLiftAsync(Guid suppressionId, uint version, CancellationToken ct)
    {
        await lift.HandleAsync(new(suppressionId, version, Id), ct);
        return Stay("Messages may be sent there again.");
    }

    private RedirectToPageResult Stay(string sentence) => this.Done(sentence, "Details", new { Id });
}
