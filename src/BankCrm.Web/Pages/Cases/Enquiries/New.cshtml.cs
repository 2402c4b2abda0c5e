using BankCrm.Application.Admin;
using BankCrm.Application.Cases;
using BankCrm.Application.Cases.Enquiries;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Cases.Enquiries;

/// <summary>Takes in what somebody wants or complains of who is no customer.</summary>
[Allow(CasePermissions.Work)]
public sealed class NewEnquiryModel(IQueryHandler<GetEnquiryForm, EnquiryForm> getForm, ICommandHandler<TakeInEnquiry> takeIn, TimeProvider clock) : PageModel, ILoads
{
    [BindProperty] public TakeInEnquiry Input { get; set; } = new();

    public IReadOnlyList<Choice> Queues { get; private set; } = [];

    public async Task LoadAsync(CancellationToken ct) => Queues = (await getForm.HandleAsync(new(), ct)).Queues;

    public void OnGet()
    {
        var now = Branch.At(clock.GetUtcNow()).DateTime;
        Input = new() { Kind = CaseKind.Question, ReceivedAt = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute)) };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await takeIn.HandleAsync(Input, ct);
        return this.Done("It is taken in.", "Details", new { Input.Id });
    }
}
