using BankCrm.Application.Common;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Common;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Tasks.FollowUps;

public enum BulkFollowUpVerb
{
    [Means("Postpone them")] Postpone,
    [Means("Give them to a colleague")] Give,
    [Means("Take them on")] Claim,
    [Means("Complete them")] Complete,
    [Means("Drop them")] Drop,
}

public sealed record BulkFollowUpInput
{
    public BulkFollowUpVerb Verb { get; init; }
    public string? Due { get; init; }
    public Guid? ToStaffId { get; init; }
    public FollowUpOutcome Outcome { get; init; }
    public string? Text { get; init; }
}

/// <summary>
/// One thing done with several follow-ups that were ticked in the list: each by its own command in a piece of work of its own, so that one that may not be
/// touched, or that a colleague has changed meanwhile, keeps none of the others. It is said of each what came of it.
/// </summary>
[Allow(TaskPermissions.Work)]
public sealed class BulkFollowUpsModel(IQueryHandler<GetFollowUp, FollowUpDetails> getFollowUp, OneByOne oneByOne, CurrentUser me, Text text) : PageModel
{
    [BindProperty] public BulkFollowUpInput Input { get; set; } = new();

    public IReadOnlyList<FollowUpDetails> Chosen { get; private set; } = [];

    /// <summary>Null: nothing was done yet.</summary>
    public IReadOnlyList<(Guid Id, string Subject, string? Problem)>? Outcomes { get; private set; }

    public IEnumerable<SelectListItem> Verbs => Enum.GetValues<BulkFollowUpVerb>()
        .Where(v => v is not BulkFollowUpVerb.Give || me.May(TaskPermissions.Give) || me.May(TaskPermissions.Direct))
        .Select(v => new SelectListItem(text[v], v.ToString()));

    /// <summary>To whom all of them can be given.</summary>
    public IEnumerable<SelectListItem> Colleagues => Chosen.SelectMany(f => f.Colleagues).CountBy(c => (c.Id, c.Label))
        .Where(c => c.Value == Chosen.Count).OrderBy(c => c.Key.Label, StringComparer.CurrentCulture).Select(c => new SelectListItem(c.Key.Label, c.Key.Id.ToString()));

    public void OnGet()
    {
    }

    public async Task OnPostAsync(string[] ticked, CancellationToken ct)
    {
        ModelState.Clear();
        Chosen = await ChosenAsync(OneByOne.Read(ticked), ct);
    }

    public async Task<IActionResult> OnPostApplyAsync(string[] ticked, CancellationToken ct)
    {
        var outcomes = new List<(Guid, string, string?)>();
        foreach (var (id, version) in OneByOne.Read(ticked))
        {
            var subject = (await FoundAsync(id, ct))?.Subject;
            outcomes.Add((id, subject ?? text["Follow-up"], subject is null ? text["It is not there, or not yours to see."] : await oneByOne.TryAsync(services => DoAsync(services, id, version, ct))));
        }

        Outcomes = outcomes;
        return Page();
    }

    private Task DoAsync(IServiceProvider services, Guid id, uint version, CancellationToken ct)
    {
        var words = Input.Text ?? "";
        return Input.Verb switch
        {
            BulkFollowUpVerb.Postpone => Handler<PostponeFollowUp>(services).HandleAsync(new(id, version, Input.Due ?? "", words), ct),
            BulkFollowUpVerb.Give => Handler<GiveFollowUp>(services).HandleAsync(new(id, version, Input.ToStaffId, words), ct),
            BulkFollowUpVerb.Claim => Handler<ClaimFollowUp>(services).HandleAsync(new(id), ct),
            BulkFollowUpVerb.Complete => Handler<CompleteFollowUp>(services).HandleAsync(new() { Id = id, Version = version, Outcome = Input.Outcome, Text = words }, ct),
            BulkFollowUpVerb.Drop => Handler<DropFollowUp>(services).HandleAsync(new(id, version, words), ct),
            _ => throw new RefusedException("Choose what to do with them."),
        };
    }

    private static ICommandHandler<T> Handler<T>(IServiceProvider services) where T : notnull => services.GetRequiredService<ICommandHandler<T>>();

    private async Task<IReadOnlyList<FollowUpDetails>> ChosenAsync(IReadOnlyList<(Guid Id, uint Version)> ticked, CancellationToken ct)
    {
        var chosen = new List<FollowUpDetails>();
        foreach (var (id, version) in ticked)
        {
            if (await FoundAsync(id, ct) is { } followUp)
            {
                chosen.Add(followUp with { Version = version });
            }
        }

        return chosen;
    }

    private async Task<FollowUpDetails?> FoundAsync(Guid id, CancellationToken ct)
    {
        try
        {
            return await getFollowUp.HandleAsync(new(id), ct);
        }
        catch (NotFoundException)
        {
            return null; // gone meanwhile, or never this colleague's
        }
    }
}
