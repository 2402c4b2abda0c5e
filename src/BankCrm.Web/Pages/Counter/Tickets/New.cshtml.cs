using BankCrm.Application.Common;
using BankCrm.Application.Counter;
using BankCrm.Application.Counter.Tickets;
using BankCrm.Web.Platform.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Counter.Tickets;

/// <summary>Hands out tickets, one after the other.</summary>
[Allow(CounterPermissions.Serve)]
public sealed class NewTicketModel(IQueryHandler<GetTicketForm, TicketForm> getForm, ICommandHandler<IssueTicket> issue) : PageModel, ILoads
{
    [FromQuery] public Guid? CustomerId { get; set; }

    /// <summary>The one just handed out.</summary>
    [FromQuery] public Guid? Issued { get; set; }

    [BindProperty] public IssueTicket Input { get; set; } = new();

    public TicketForm Form { get; private set; } = null!;

    public async Task LoadAsync(CancellationToken ct) => Form = await getForm.HandleAsync(new(CustomerId, Issued), ct);

    public void OnGet() => Input = new() { CustomerId = CustomerId };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await issue.HandleAsync(Input, ct);
        return RedirectToPage(new { Issued = Input.Id });
    }
}
