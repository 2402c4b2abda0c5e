using BankCrm.Application.Cases;
using BankCrm.Application.Cases.Queues;
using BankCrm.Application.Cases.Routing;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Cases.ServiceCases;

/// <summary>Takes in a case at the counter or on the phone. Whose it is comes first: without a customer the page asks for one.</summary>
[Allow(CasePermissions.Work)]
public sealed class NewCaseModel(
    IQueryHandler<GetCaseForm, CaseForm> getForm, IQueryHandler<WasCaseOpened, bool> wasOpened, ICommandHandler<OpenCase> open,
    IQueryHandler<SuggestCategory, CategorySuggestions> suggest, IQueryHandler<SuggestQueue, SuggestedQueue?> suggestQueue, Text text, TimeProvider clock)
    : PageModel, ILoads, ICaseForm
{
    private const string WithBranch = "branch";

    [BindProperty] public OpenCase Input { get; set; } = new();

    [FromQuery] public Guid? CustomerId { get; set; }

    /// <summary>Null: the customer is to be found first.</summary>
    public CaseForm? Form { get; private set; }

    public CaseChoices Choices => Form!.Choices;

    public CaseInput Said => Input.Said;

    /// <summary>Where it waits: by its category, with the branch, or in a queue, by its id.</summary>
    [BindProperty] public string? Where { get; set; }

    public IEnumerable<SelectListItem> Places =>
    [
        new(text["In the queue its category asks for"], ""),
        new(text["With anyone in the branch"], WithBranch),
        .. Form!.Queues.Select(q => new SelectListItem(text["Queue: {0}", q.Label], q.Id.ToString())),
    ];

    /// <summary>Where its category would put it. Null: nowhere.</summary>
    public SuggestedQueue? Suggested { get; private set; }

    public IEnumerable<SelectListItem> Accounts => Choices.Accounts.Select(a => new SelectListItem($"{text[a.Kind]} {a.Number}", a.Id.ToString()));

    public async Task LoadAsync(CancellationToken ct)
    {
        CustomerId = Input.CustomerId == Guid.Empty ? CustomerId : Input.CustomerId;
        Form = CustomerId is { } customer ? await getForm.HandleAsync(new(customer), ct) : null;
        Suggested = Form is { Queues.Count: > 0 } && CustomerId is { } whose ? await suggestQueue.HandleAsync(new(whose, Input.Said.CategoryId), ct) : null;
    }

    public void OnGet()
    {
        var now = Branch.At(clock.GetUtcNow()).DateTime;
        Input = new() { CustomerId = CustomerId ?? Guid.Empty, ReceivedAt = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute)), Said = new() { Kind = CaseKind.Request } };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        try
        {
            await open.HandleAsync(Input with { QueueId = Guid.TryParse(Where, out var queue) ? queue : null, ByCategory = string.IsNullOrEmpty(Where) }, ct);
        }
        catch (RefusedException) when (!ct.IsCancellationRequested)
        {
            if (!await wasOpened.HandleAsync(new(Input.Id), ct))
            {
                throw;
            }
        }

        return this.Done("The case is taken in.", "Details", new { Input.Id });
    }

    /// <summary>When the category changes: in which queue it would wait.</summary>
    public async Task<IActionResult> OnPostQueueAsync(CancellationToken ct) =>
        Partial("_SuggestedQueue", await suggestQueue.HandleAsync(new(Input.CustomerId, Input.Said.CategoryId), ct));

    /// <summary>While one writes: what it may be about.</summary>
    public async Task<IActionResult> OnPostSuggestAsync(CancellationToken ct) => Partial("_Suggestions", await suggest.HandleAsync(new($"{Input.Subject}\n{Input.Text}"), ct));
}
