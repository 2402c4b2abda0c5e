using BankCrm.Application.Common;
using BankCrm.Application.Counter;
using BankCrm.Application.Counter.Tickets;
using BankCrm.Domain.Counter.Tickets;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Counter.Tickets;

/// <summary>A clerk's window: call, serve, finish.</summary>
[Allow(CounterPermissions.Serve)]
public sealed class CounterModel(
    IQueryHandler<GetCounter, CounterShown> getCounter, ICommandHandler<OpenWindow> open, ICommandHandler<ChangeMyWindow> changeWindow, ICommandHandler<CloseWindow> close,
    ICommandHandler<CallNext> call, ICommandHandler<ChangeTicket> changeTicket, ICommandHandler<ForwardTicket> forward, ICommandHandler<IdentifyTicket> identify, Text text) : PageModel, ILoads
{
    [BindProperty] public OpenWindow Input { get; set; } = new();

    [BindProperty] public string? CustomerNumber { get; set; }

    [BindProperty] public TicketKind ForwardTo { get; set; }

    [BindProperty] public Guid? ForwardWindow { get; set; }

    [BindProperty] public string? Note { get; set; }

    public CounterShown Counter { get; private set; } = null!;

    public IEnumerable<SelectListItem> OtherWindows => Counter.Windows.Where(w => w.State is not WindowState.Closed && w.Id != Counter.Mine?.Id)
        .Select(w => new SelectListItem(text["Window {0}", w.Number], w.Id.ToString()));

    /// <summary>What can come next, the usual first.</summary>
    public static IReadOnlyList<TicketChange> NextOf(TicketState state) => state switch
    {
        TicketState.Called => [TicketChange.Serve, TicketChange.Recall, TicketChange.NoShow],
        TicketState.Serving => [TicketChange.Finish, TicketChange.Close],
        _ => [TicketChange.Close],
    };

    public static bool IsUsual(TicketChange change) => change is TicketChange.Serve or TicketChange.Finish;

    public string Minutes(TimeSpan time) => text["{0} min", Math.Round(time.TotalMinutes, 1)];

    public async Task LoadAsync(CancellationToken ct) => Counter = await getCounter.HandleAsync(new(), ct);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostOpenAsync(CancellationToken ct)
    {
        await open.HandleAsync(Input, ct);
        return this.Done("The window is open.", "Index");
    }

    public async Task<IActionResult> OnPostWindowAsync(WindowChange change, CancellationToken ct)
    {
        await changeWindow.HandleAsync(new(change), ct);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostCloseOtherAsync(Guid id, uint version, CancellationToken ct)
    {
        await close.HandleAsync(new(id, version), ct);
        return this.Done("The window is closed.", "Index");
    }

    public async Task<IActionResult> OnPostCallAsync(CancellationToken ct)
    {
        await call.HandleAsync(new(), ct);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostChangeAsync(Guid id, uint version, TicketChange change, CancellationToken ct)
    {
        await changeTicket.HandleAsync(new(id, version, change), ct);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostForwardAsync(Guid id, uint version, CancellationToken ct)
    {
        await forward.HandleAsync(new(id, version, ForwardTo, ForwardWindow, Note ?? ""), ct);
        return this.Done("They wait in the other queue now.", "Index");
    }

    public async Task<IActionResult> OnPostIdentifyAsync(Guid id, uint version, CancellationToken ct)
    {
        await identify.HandleAsync(new(id, version, CustomerNumber ?? ""), ct);
        return RedirectToPage();
    }
}
