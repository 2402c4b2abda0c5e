using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Transactions;
using BankCrm.Application.Common;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Accounts;

/// <summary>What a movement was for, corrected by hand.</summary>
[Allow(AccountPermissions.CorrectCategory)]
public sealed class CategoryModel(
    IQueryHandler<GetMovement, MovementToCorrect> get, ICommandHandler<CorrectCategory> correct, ICommandHandler<TakeBackCategory> takeBack) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [FromQuery(Name = "on")] public DateOnly BookedOn { get; set; }

    [FromQuery(Name = "ref")] public string Reference { get; set; } = "";

    [BindProperty] public CorrectCategory Input { get; set; } = new();

    public MovementToCorrect Movement { get; private set; } = null!;

    public async Task LoadAsync(CancellationToken ct) => Movement = await get.HandleAsync(new(Id, BookedOn, Reference), ct);

    public void OnGet() => Input = new() { Seen = Movement.Category, Category = Movement.Category };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await correct.HandleAsync(Input with { AccountId = Id, BookedOn = BookedOn, Reference = Reference }, ct);
        this.Say("The purpose is corrected.");
        return Back();
    }

    public async Task<IActionResult> OnPostTakeBackAsync(TransactionCategory seen, CancellationToken ct)
    {
        await takeBack.HandleAsync(new(Id, BookedOn, Reference, seen), ct);
        this.Say("The correction is taken back.");
        return Back();
    }

    private LocalRedirectResult Back() => LocalRedirect($"~/accounts/{Id}#{MovementLink.Id(BookedOn, Reference)}");
}
