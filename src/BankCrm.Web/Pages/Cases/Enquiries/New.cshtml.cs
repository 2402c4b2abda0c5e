using BankCrm.Application.Cases;
using BankCrm.Application.Cases.Enquiries;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Cases.Enquiries;

/// <summary>Takes in what somebody wants or complains of who is no customer.</summary>
[Allow(CasePermissions.Work)]
public sealed class NewEnquiryModel(IQueryHandler<GetEnquiryForm, EnquiryForm> getForm, ICommandHandler<TakeInEnquiry> takeIn, Text text, TimeProvider clock) : PageModel, ILoads
{
    private const string WithBranch = "branch";

    [BindProperty] public TakeInEnquiry Input { get; set; } = new();

    /// <summary>Where it waits: by its category, with the branch, or in a queue, by its id.</summary>
    [BindProperty] public string? Where { get; set; }

    public EnquiryForm Form { get; private set; } = null!;

    public IEnumerable<SelectListItem> Places =>
    [
        new(text["In the queue its category asks for"], ""),
        new(text["With anyone in the branch"], WithBranch),
        .. Form.Queues.Select(q => new SelectListItem(text["Queue: {0}", q.Label], q.Id.ToString())),
    ];

    public async Task LoadAsync(CancellationToken ct) => Form = await getForm.HandleAsync(new(), ct);

    public void OnGet()
    {
        var now = Branch.At(clock.GetUtcNow()).DateTime;
        Input = new() { Kind = CaseKind.Question, ReceivedAt = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute)) };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await takeIn.HandleAsync(Input with { QueueId = Guid.TryParse(Where, out var queue) ? queue : null, ByCategory = string.IsNullOrEmpty(Where) }, ct);
        return this.Done("It is taken in.", "Details", new { Input.Id });
    }
}
