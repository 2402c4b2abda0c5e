using BankCrm.Application.Common;
using BankCrm.Application.Tasks.Interactions;
using BankCrm.Domain.Common;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Tasks.Interactions;

/// <summary>Changes what one wrote down oneself, within a day.</summary>
[Allow(InteractionPermissions.Log)]
public sealed class EditInteractionModel(
    IQueryHandler<GetInteraction, InteractionShown> get, IQueryHandler<GetInteractionForm, InteractionForm> getForm, ICommandHandler<EditInteraction> edit)
    : PageModel, ILoads, IInteractionForm
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public EditInteraction Input { get; set; } = new();

    ISaysInteraction IInteractionForm.Input => Input;

    public InteractionShown Shown { get; private set; } = null!;

    public InteractionForm Form { get; private set; } = null!;

    public bool AsksAboutNumbers { get; private set; }

    public async Task LoadAsync(CancellationToken ct)
    {
        Shown = await get.HandleAsync(new(Id), ct);
        Form = await getForm.HandleAsync(new(Shown.CustomerId), ct);
    }

    public void OnGet() => Input = new()
    {
        Version = Shown.Version,
        Said = new()
        {
            Kind = Shown.Kind,
            Direction = Shown.Direction,
            At = Shown.At.DateTime,
            Minutes = Shown.Minutes,
            Subject = Shown.Subject ?? "",
            Text = Shown.Text ?? "",
            Others = Shown.Others ?? "",
            Colleagues = [.. Shown.Colleagues.Select(c => c.Id)],
            Products = [.. Shown.Products.Select(p => p.Id)],
            Outcome = Shown.Outcome,
            Mood = Shown.Mood,
        },
    };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        try
        {
            await edit.HandleAsync(Input with { Id = Id }, ct);
        }
        catch (RefusedException e)
        {
            AsksAboutNumbers = e.Message == LogInteraction.HoldsNumber;
            throw;
        }

        return this.Done("The contact is changed.", "Details", new { Id });
    }
}
