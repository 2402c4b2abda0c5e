using System.Globalization;
using BankCrm.Application.Campaigns;
using BankCrm.Application.Campaigns.HandOvers;
using BankCrm.Application.Common;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Campaigns.HandOvers;

/// <summary>Letters and WeChat messages of a campaign: who waits for a file, and the files that were made.</summary>
[Allow(CampaignPermissions.Read)]
public sealed class HandOversModel(IQueryHandler<GetHandOvers, HandOversShown> get, Text text, Show show) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [FromQuery] public string? After { get; set; }

    [BindProperty] public HandOverInput Input { get; set; } = new();

    public HandOversShown Shown { get; private set; } = null!;

    /// <summary>What can be handed over now.</summary>
    public IEnumerable<SelectListItem> Choices => Shown.Waiting.Select(w => new SelectListItem(
        $"{text[w.Channel]} · {text.WaveOf(w.Wave)} · {show.Number(w.Contacts)}", string.Create(CultureInfo.InvariantCulture, $"{w.Channel}:{w.Wave}")));

    /// <summary>Those being written. Empty: none.</summary>
    public IReadOnlyList<HandOverRow> AtWork => [.. Shown.Made.Items.Where(h => h.State is Domain.Campaigns.HandOvers.HandOverState.Waiting)];

    public async Task LoadAsync(CancellationToken ct) => Shown = await get.HandleAsync(new(Id, After), ct);

    public void OnGet() => Input = new() { What = Choices.FirstOrDefault()?.Value };

    /// <summary>The bar alone, as it renews itself; at the end the page is to be loaded anew.</summary>
    public IActionResult OnGetProgress()
    {
        if (AtWork.Count == 0)
        {
            Response.Headers["HX-Refresh"] = "true";
        }

        return Partial("_Progress", this);
    }

    /// <summary>By itself: it looks at everybody in the file.</summary>
    public async Task<IActionResult> OnGetObjectionsAsync([FromServices] IQueryHandler<CountObjections, Objections> count, Guid file, CancellationToken ct) =>
        Partial("_Objections", await count.HandleAsync(new(file), ct));

    public async Task<IActionResult> OnPostAsync([FromServices] ICommandHandler<RequestHandOver> request, CancellationToken ct)
    {
        var (channel, wave) = Input.Chosen;
        await request.HandleAsync(new() { Id = Input.Id, CampaignId = Id, Channel = channel, Wave = wave, Language = Languages.Current.Code, Reason = Input.Reason ?? "" }, ct);
        return this.Done("The file is being written.", "Index", new { Id });
    }

    public async Task<IActionResult> OnPostCancelAsync([FromServices] ICommandHandler<CancelHandOver> cancel, Guid file, CancellationToken ct)
    {
        await cancel.HandleAsync(new(file), ct);
        return this.Done("The file is cancelled. Those who were to be in it wait again.", "Index", new { Id });
    }

    public async Task<IActionResult> OnPostTakeAsync([FromServices] ICommandHandler<PickUpHandOver> pickUp, Guid file, CancellationToken ct)
    {
        using var taken = new TakenHandOver();
        await pickUp.HandleAsync(new(file, taken), ct);
        Response.AsDownload(taken.Name, Downloads.TypeOf(taken.Name));
        await taken.Content.CopyToAsync(Response.Body, ct);
        return new EmptyResult();
    }
}

public sealed class HandOverInput
{
    /// <summary>Carried by the form, so that a double click asks once.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Channel and wave, as "Letter:1".</summary>
    public string? What { get; set; }

    public string? Reason { get; set; }

    /// <summary>No wave: nothing was chosen.</summary>
    public (CampaignChannel Channel, int Wave) Chosen => What?.Split(':') is [var channel, var wave] && Enum.TryParse<CampaignChannel>(channel, out var named)
        && int.TryParse(wave, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (named, number) : default;
}
