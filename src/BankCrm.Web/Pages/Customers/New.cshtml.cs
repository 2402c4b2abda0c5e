using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Duplicates;
using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers;

[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed class NewModel(
    IQueryHandler<GetRegistrationForm, RegistrationForm> getForm,
    IQueryHandler<FindTwins, DraftFindings> findTwins,
    IQueryHandler<WasRegistered, bool> wasRegistered,
    ICommandHandler<RegisterCustomer> register) : PageModel, ILoads
{
    [BindProperty] public RegisterCustomer Input { get; set; } = new();

    public RegistrationForm Form { get; private set; } = null!;

    public DraftFindings? Findings { get; private set; }

    public bool IsPerson => Input.Draft.Kind is CustomerKind.Individual;

    public async Task LoadAsync(CancellationToken ct)
    {
        Form = await getForm.HandleAsync(new(), ct);
        if (HttpMethods.IsPost(Request.Method))
        {
            Findings = await findTwins.HandleAsync(new(Input.Draft), ct);
        }
    }

    public void OnGet(CustomerKind kind) => Input = new()
    {
        BranchId = HttpContext.RequestServices.GetRequiredService<CurrentUser>().HomeBranchId,
        Draft = new()
        {
            Kind = kind,
            DocumentKind = kind is CustomerKind.Individual ? IdentityDocumentKind.ResidentId : IdentityDocumentKind.UnifiedSocialCreditCode,
        },
    };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        try
        {
            await register.HandleAsync(Input, ct);
        }
        catch (RefusedException)
        {
            // Sent twice, by a double click or a browser that tried again: the first one did it.
            if (!await wasRegistered.HandleAsync(new(Input.Draft.Id), ct))
            {
                throw;
            }
        }

        this.Say("The customer is registered.");
        return LocalRedirect($"~/customers/{Input.Draft.Id}");
    }

    /// <summary>What is known about what was typed so far, for the part of the page that says so.</summary>
    public async Task<IActionResult> OnPostCheckAsync(CancellationToken ct)
    {
        Findings = await findTwins.HandleAsync(new(Input.Draft), ct);
        return Partial("_Findings", this);
    }
}
