using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Deaths;
using BankCrm.Domain.Customers.Deaths;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using BankCrm.Web.Platform.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Customers.Deaths;

/// <summary>That a customer has died: reported, confirmed by a second colleague, taken back.</summary>
[Allow(CustomerPermissions.Read)]
public sealed class DeathModel(IQueryHandler<GetDeath, DeathShown> getDeath, IServiceProvider services, Text text) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public ReportDeath Input { get; set; } = new();

    [BindProperty] public string? Why { get; set; }

    [BindProperty] public string? UndoWhy { get; set; }

    public DeathShown Death { get; private set; } = null!;

    /// <summary>What another system tells is none of what a colleague can choose.</summary>
    public IEnumerable<SelectListItem> Ways => Enum.GetValues<DeathKnownBy>().Where(w => w is not DeathKnownBy.System).Select(w => new SelectListItem(text[w], w.ToString()));

    public static Colour ColourOf(DeathReportState state) => state switch
    {
        DeathReportState.Reported => Colour.Amber,
        DeathReportState.Confirmed => Colour.Blue,
        _ => Colour.Grey,
    };

    public async Task LoadAsync(CancellationToken ct) => Death = await getDeath.HandleAsync(new(Id), ct);

    public void OnGet() => Input = new();

    public async Task<IActionResult> OnPostReportAsync(CancellationToken ct)
    {
        await services.GetRequiredService<ICommandHandler<ReportDeath>>().HandleAsync(Input with { CustomerId = Id }, ct);
        return this.Done("It is reported. A colleague confirms it.", "Details", new { Id });
    }

    public Task<IActionResult> OnPostConfirmAsync(Guid report, uint version, CancellationToken ct) => DoAsync(new ConfirmDeath(report, version), "It is confirmed.", ct);

    public Task<IActionResult> OnPostTurnDownAsync(Guid report, uint version, CancellationToken ct) => DoAsync(new TurnDownDeath(report, version, Why ?? ""), "It is turned down.", ct);

    public Task<IActionResult> OnPostWithdrawAsync(Guid report, uint version, CancellationToken ct) => DoAsync(new WithdrawDeath(report, version), "It is withdrawn.", ct);

    public Task<IActionResult> OnPostUndoAsync(uint version, CancellationToken ct) => DoAsync(new UndoDeath(Id, version, UndoWhy ?? ""), "It is taken back: they live.", ct);

    private async Task<IActionResult> DoAsync<TCommand>(TCommand command, string done, CancellationToken ct)
    {
        await services.GetRequiredService<ICommandHandler<TCommand>>().HandleAsync(command, ct);
        return this.Done(done, "Details", new { Id });
    }
}
