using BankCrm.Application.Common;
using BankCrm.Application.Recommendations;
using BankCrm.Application.Recommendations.Rules;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Web.Pages.Segments;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Recommendations;

/// <summary>A new rule, a new version of one, or what waits for approval.</summary>
[Allow(RecommendationPermissions.Write)]
public sealed class WriteRuleModel(
    IQueryHandler<GetRule, RuleShown> getRule, IQueryHandler<GetRuleChoices, RuleChoices> getChoices, ICommandHandler<WriteRule> write, IServiceProvider services) : PageModel, ILoads
{
    private readonly SegmentDesk desk = ActivatorUtilities.CreateInstance<SegmentDesk>(services);

    [BindProperty] public RuleForm Input { get; set; } = new();

    /// <summary>One that is ready, to begin with. Null: none.</summary>
    [FromQuery] public ReadyMadeRule? Ready { get; set; }

    /// <summary>The version it begins with. Null: none.</summary>
    [FromQuery] public Guid? From { get; set; }

    /// <summary>What waits and is changed. Null: it is written anew.</summary>
    [FromQuery(Name = "id")] public Guid? Waiting { get; set; }

    public BuilderShown Builder { get; private set; } = null!;

    public CountShown? Count { get; private set; }

    public RuleChoices Choices { get; private set; } = null!;

    public async Task LoadAsync(CancellationToken ct)
    {
        Choices = await getChoices.HandleAsync(new(), ct);
        if (Request.Method == HttpMethods.Post) // what was refused; a form that is opened is filled first
        {
            Input.Do(null);
            Builder = await desk.BuilderAsync(Input, marks: true, ct);
        }
    }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Input = new() { Id = Guid.CreateVersion7() };
        Input.Take(SegmentGroup.All(new SegmentCondition("", SegmentTest.IsAnyOf)));
        if (Ready is { } ready)
        {
            Input.Take(ready.Terms);
            Input.ProductId = null;
        }
        else if ((Waiting ?? From) is { } id)
        {
            var before = await getRule.HandleAsync(new(id), ct);
            Input.Take(before.Terms);
            (Input.RuleId, Input.Changes) = (before.RuleId, Waiting is not null);
            if (Input.Changes)
            {
                (Input.Id, Input.Version) = (before.Id, before.Version);
            }
        }

        Builder = await desk.BuilderAsync(Input, marks: false, ct);
    }

    public async Task<IActionResult> OnPostPartAsync(string? @do, CancellationToken ct)
    {
        Input.Do(@do);
        ModelState.Clear(); // the lines have moved: what was typed stands in the form
        Builder = await desk.BuilderAsync(Input, marks: false, ct);
        if (Request.Headers.ContainsKey("HX-Request"))
        {
            Response.Headers["HX-Trigger-After-Swap"] = "asked";
            return Partial("/Pages/Segments/_Builder.cshtml", Builder);
        }

        Choices = await getChoices.HandleAsync(new(), ct);
        Count = await desk.CountAsync(Input, isQuick: true, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostCountAsync(bool quick, CancellationToken ct) => Partial("/Pages/Segments/_Count.cshtml", await desk.CountAsync(Input, quick, ct));

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await write.HandleAsync(
            new() { Id = Input.Id, Version = Input.Changes ? Input.Version : null, RuleId = Input.RuleId, Terms = Input.Terms(await desk.AsksAsync(Input, ct)) }, ct);
        return this.Done("The rule waits for approval.", "Details", new { Input.Id });
    }
}
