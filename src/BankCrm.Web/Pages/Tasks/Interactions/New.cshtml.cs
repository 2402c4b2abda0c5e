using BankCrm.Application.Common;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.Interactions;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Tasks.Interactions;

/// <summary>Writes down, in a few keys, that one was in touch with a customer: a call from the bank just now, unless said otherwise.</summary>
[Allow(InteractionPermissions.Log)]
public sealed class NewInteractionModel(IQueryHandler<GetInteractionForm, InteractionForm> getForm, ICommandHandler<LogInteraction> log, CurrentUser me, TimeProvider clock)
    : PageModel, ILoads, IInteractionForm
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public LogInteraction Input { get; set; } = new();

    ISaysInteraction IInteractionForm.Input => Input;

    /// <summary>The template to begin with. Null: none.</summary>
    [FromQuery] public Guid? Template { get; set; }

    public InteractionForm Form { get; private set; } = null!;

    public bool MayPlan => me.May(TaskPermissions.Work);

    public bool AsksAboutNumbers { get; private set; }

    public async Task LoadAsync(CancellationToken ct) => Form = await getForm.HandleAsync(new(Id), ct);

    public void OnGet()
    {
        var now = Branch.At(clock.GetUtcNow()).DateTime;
        var template = Form.Templates.FirstOrDefault(t => t.Id == Template);
        Input = new()
        {
            Said = new()
            {
                At = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute)),
                Kind = template?.Kind ?? default,
                Direction = template?.Direction ?? default,
                Subject = template?.Subject ?? "",
                Text = template?.Text ?? "",
            },
        };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        try
        {
            await log.HandleAsync(Input with { CustomerId = Id }, ct);
        }
        catch (RefusedException e)
        {
            AsksAboutNumbers = e.Message == LogInteraction.HoldsNumber;
            throw;
        }

        this.Say(Input.NextSubject.Length > 0 ? "The contact is saved, and the next step planned." : "The contact is saved.");
        return LocalRedirect($"~/customers/{Id}");
    }
}
