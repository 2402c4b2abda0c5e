using BankCrm.Application.Cases;
using BankCrm.Application.Cases.Queues;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Cases.ServiceCases;

public enum BulkCaseVerb
{
    [Means("Give them to a colleague")] Give,
    [Means("Hand them to a queue")] Queue,
    [Means("Make them more urgent")] Raise,
    [Means("Link them with a case, such as a complaint of many")] Link,
    [Means("Take them on")] Claim,
}

public sealed record BulkCaseInput
{
    public BulkCaseVerb Verb { get; init; }
    public Guid? ToStaffId { get; init; }
    public Guid? QueueId { get; init; }
    public CasePriority Priority { get; init; } = CasePriority.High;
    public long? Number { get; init; }
    public string? Text { get; init; }
}

/// <summary>One thing done with several cases that were ticked in the list, each by its own command. It is said of each what came of it.</summary>
[Allow(CasePermissions.Work)]
public sealed class BulkCasesModel(IQueryHandler<GetCasesToChange, CasesToChange> getCases, OneByOne oneByOne, Text text) : PageModel
{
    [BindProperty] public BulkCaseInput Input { get; set; } = new();

    public CasesToChange Chosen { get; private set; } = new([], [], []);

    /// <summary>With the versions the list showed.</summary>
    public IReadOnlyDictionary<Guid, uint> Versions { get; private set; } = new Dictionary<Guid, uint>();

    /// <summary>Null: nothing was done yet.</summary>
    public IReadOnlyList<(Guid Id, string Subject, string? Problem)>? Outcomes { get; private set; }

    public IEnumerable<SelectListItem> Verbs => Enum.GetValues<BulkCaseVerb>()
        .Where(v => v switch { BulkCaseVerb.Give => Chosen.Colleagues.Count > 0, BulkCaseVerb.Queue => Chosen.Queues.Count > 0, _ => true })
        .Select(v => new SelectListItem(text[v], v.ToString()));

    public IEnumerable<SelectListItem> Colleagues => Chosen.Colleagues.Select(c => new SelectListItem(c.Label, c.Id.ToString()));

    public IEnumerable<SelectListItem> Queues => Chosen.Queues.Select(q => new SelectListItem(q.Label, q.Id.ToString()));

    public string SubjectOf(CaseRow row) => row.Subject ?? text["Case {0}", row.Number];

    public void OnGet()
    {
    }

    public async Task OnPostAsync(string[] ticked, CancellationToken ct)
    {
        ModelState.Clear();
        await LoadAsync(OneByOne.Read(ticked), ct);
    }

    public async Task<IActionResult> OnPostApplyAsync(string[] ticked, CancellationToken ct)
    {
        var all = OneByOne.Read(ticked);
        await LoadAsync(all, ct);
        var rows = Chosen.Cases.ToDictionary(c => c.Id);
        var outcomes = new List<(Guid, string, string?)>();
        foreach (var (id, version) in all)
        {
            outcomes.Add(rows.TryGetValue(id, out var row)
                ? (id, SubjectOf(row), await oneByOne.TryAsync(services => DoAsync(services, id, version, ct)))
                : (id, text["Case"], text["It is not there, or not yours to see."]));
        }

        Outcomes = outcomes;
        return Page();
    }

    private async Task LoadAsync(IReadOnlyList<(Guid Id, uint Version)> ticked, CancellationToken ct)
    {
        Versions = ticked.ToDictionary(t => t.Id, t => t.Version);
        Chosen = await getCases.HandleAsync(new([.. ticked.Select(t => t.Id)]), ct);
    }

    private Task DoAsync(IServiceProvider services, Guid id, uint version, CancellationToken ct)
    {
        var words = Input.Text ?? "";
        return Input.Verb switch
        {
            BulkCaseVerb.Give => Handler<AssignCase>(services).HandleAsync(new(id, version, Input.ToStaffId, words), ct),
            BulkCaseVerb.Queue => Handler<MoveCaseToQueue>(services).HandleAsync(
                new(id, version, Input.QueueId ?? throw new RefusedException("Choose a queue of this branch that takes cases."), words), ct),
            BulkCaseVerb.Raise => Handler<RaiseCasePriority>(services).HandleAsync(new(id, version, Input.Priority, words), ct),
            BulkCaseVerb.Link => Handler<LinkCase>(services).HandleAsync(new(id, version, Input.Number ?? 0), ct),
            BulkCaseVerb.Claim => Handler<ClaimCase>(services).HandleAsync(new(id), ct),
            _ => throw new RefusedException("Choose what to do with them."),
        };
    }

    private static ICommandHandler<T> Handler<T>(IServiceProvider services) where T : notnull => services.GetRequiredService<ICommandHandler<T>>();
}
