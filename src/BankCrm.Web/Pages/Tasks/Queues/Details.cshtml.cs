using BankCrm.Application.Common;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.Queues;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Tasks.Queues;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Tasks.Queues;

/// <summary>What waits in a queue, and who works in it.</summary>
[Allow(TaskPermissions.Work, TaskPermissions.ReadAll)]
public sealed class QueueModel(
    IQueryHandler<GetQueue, QueueShown> getQueue, IQueryHandler<GetTaken, string?> getTaken, ICommandHandler<TakeNext> takeNext, ICommandHandler<TakeOne> takeOne, Text text)
    : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [FromQuery] public string? After { get; set; }

    public QueueShown Queue { get; private set; } = null!;

    public IEnumerable<string> Can(MemberRow member) =>
    [
        .. member.SpeaksChinese ? [text[CustomerLanguage.Chinese]] : Array.Empty<string>(),
        .. member.SpeaksEnglish ? [text[CustomerLanguage.English]] : Array.Empty<string>(),
        .. member.Skills,
    ];

    public async Task LoadAsync(CancellationToken ct) => Queue = await getQueue.HandleAsync(new(Id, After), ct);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostNextAsync(CancellationToken ct)
    {
        await takeNext.HandleAsync(new(Id), ct);
        return await TakenAsync(ct);
    }

    public async Task<IActionResult> OnPostTakeAsync(QueuedKind kind, Guid work, CancellationToken ct)
    {
        await takeOne.HandleAsync(new(Id, kind, work), ct);
        return await TakenAsync(ct);
    }

    private async Task<LocalRedirectResult> TakenAsync(CancellationToken ct)
    {
        this.Say("It is yours now.");
        return LocalRedirect(Url.Content("~" + (await getTaken.HandleAsync(new(Id), ct) ?? $"/tasks/queues/{Id}")));
    }
}
