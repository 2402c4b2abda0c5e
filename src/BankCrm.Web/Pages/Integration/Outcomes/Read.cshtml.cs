using System.ComponentModel.DataAnnotations;
using BankCrm.Application.Common;
using BankCrm.Application.Integration.Outcomes;
using BankCrm.Application.Segments.Scores;
using BankCrm.Domain.Segments.Scores;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Integration.Outcomes;

/// <summary>Says what the columns of a received list mean.</summary>
[Allow(ScorePermissions.Learn)]
public sealed class ReadHistoryModel(IQueryHandler<GetScore, ScoreShown> getScore, ICommandHandler<ReadHistory> read) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public ReadInput Input { get; set; } = new();

    public ScoreShown History { get; private set; } = null!;

    public IEnumerable<SelectListItem> Columns => History.Header.Select(h => new SelectListItem(h, h));

    public async Task LoadAsync(CancellationToken ct) => History = await getScore.HandleAsync(new(Id), ct);

    public void OnGet()
    {
        Input.Version = History.Version;
        if (History.Settings is { } settings)
        {
            (Input.Outcome, Input.Value, Input.Order) = (settings.OutcomeColumn, string.Join(", ", settings.OutcomeValues), settings.Order);
            (Input.OrderColumn, Input.Customer, Input.After) = (settings.OrderColumn, settings.CustomerColumn, [.. settings.After ?? []]);
        }
        else
        {
            Input.Outcome = History.Header[^1]; // where most lists have it
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var settings = new HistorySettings(
            Input.Outcome ?? "", (Input.Value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), Input.Order,
            Input.Order is HistoryOrder.ByDay ? Input.OrderColumn : null, Input.Customer, After: [.. Input.After]);
        await read.HandleAsync(new(Id, Input.Version, settings), ct);
        this.Say("The list is being read.");
        return Redirect($"~/segments/scores/{Id}");
    }

    public sealed class ReadInput
    {
        public uint Version { get; set; }

        [Required] public string? Outcome { get; set; }

        public string? Value { get; set; }

        public HistoryOrder Order { get; set; } = HistoryOrder.AsListed;

        public string? OrderColumn { get; set; }

        public string? Customer { get; set; }

        public List<string> After { get; set; } = [];
    }
}
