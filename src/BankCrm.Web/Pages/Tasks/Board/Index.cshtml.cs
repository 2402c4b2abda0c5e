using BankCrm.Application.Common;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.Board;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Tasks.Board;

/// <summary>What is open, by where it stands.</summary>
[Allow(TaskPermissions.Work, TaskPermissions.ReadAll)]
public sealed class BoardModel(
    IQueryHandler<GetBoard, IReadOnlyList<BoardColumn>> getBoard, ICommandHandler<MoveFollowUp> move, CurrentUser me) : PageModel, ILoads
{
    [BindProperty(SupportsGet = true)] public bool? Everybody { get; set; }

    /// <summary>The column that is shown from <see cref="After"/> on.</summary>
    [BindProperty(SupportsGet = true)] public FollowUpStatus? Column { get; set; }

    [BindProperty(SupportsGet = true)] public string? After { get; set; }

    public IReadOnlyList<BoardColumn> Columns { get; private set; } = [];

    public async Task LoadAsync(CancellationToken ct)
    {
        Everybody ??= !me.May(TaskPermissions.Work);
        Columns = await getBoard.HandleAsync(new(Everybody.Value, Column, After), ct);
    }

    /// <summary>The columns beside this one. Null: it is the first, or the last.</summary>
    public (FollowUpStatus? Left, FollowUpStatus? Right) Beside(FollowUpStatus status)
    {
        var place = Columns.ToList().FindIndex(c => c.Status == status);
        return (place > 0 ? Columns[place - 1].Status : null, place < Columns.Count - 1 ? Columns[place + 1].Status : null);
    }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostMoveAsync(Guid id, uint version, FollowUpStatus status, CancellationToken ct)
    {
        await move.HandleAsync(new(id, version, status), ct);
        return this.Done("The follow-up was moved.", "Index", new { Everybody, Column, After });
    }
}
