using BankCrm.Application.Common;
using BankCrm.Application.Segments.Scores;
using BankCrm.Domain.Segments.Scores;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Segments.Scores;

/// <summary>The columns of a history: which may speak, which raise a doubt, and who said otherwise.</summary>
[Allow(ScorePermissions.Read)]
public sealed class ColumnsModel(IQueryHandler<GetScore, ScoreShown> getScore, ICommandHandler<DecideColumn> decide, CurrentUser me) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public ColumnInput Input { get; set; } = new();

    public ScoreShown Score { get; private set; } = null!;

    public bool MayVouch => me.May(ScorePermissions.Vouch) && Score.State is HistoryState.Ready;

    /// <summary>Names of people and numbers of rows never speak, whoever says so.</summary>
    public static bool MaySpeak(HistoryColumnShown column) =>
        column.Use is HistoryColumnUse.Before || (column.Distinct > 0 && column.Doubt is not (ColumnDoubt.Identifier or ColumnDoubt.NamesPeople or ColumnDoubt.Constant or ColumnDoubt.Order));

    public async Task LoadAsync(CancellationToken ct) => Score = await getScore.HandleAsync(new(Id), ct);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await decide.HandleAsync(new(Id, Input.Version, Input.Place, Input.Use, Input.Why ?? ""), ct);
        return this.Done("Noted. Versions that are learnt from now on keep to it.", "Columns", new { Id });
    }

    public sealed class ColumnInput
    {
        public uint Version { get; set; }

        public int Place { get; set; }

        public HistoryColumnUse Use { get; set; }

        public string? Why { get; set; }
    }
}
