using BankCrm.Application.Common;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Application.Tasks.Queues;
using BankCrm.Domain.Customers;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Tasks.Queues;

/// <summary>What waits in a queue, and who works in it.</summary>
[Allow(TaskPermissions.Work, TaskPermissions.ReadAll)]
public sealed class QueueModel(
    IQueryHandler<GetQueue, QueueShown> getQueue, IQueryHandler<GetTaken, Guid?> getTaken, ICommandHandler<TakeNext> takeNext, ICommandHandler<ClaimFollowUp> claim, Text text)
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
        return await getTaken.HandleAsync(new(Id), ct) is { } taken
            ? this.Done("It is yours now.", "/Tasks/FollowUps/Details", new { Id = taken })
            : this.Done("It is yours now.", "Details", new { Id });
    }

    public async Task<IActionResult> OnPostTakeAsync(Guid followUp, CancellationToken ct)
    {
        await claim.HandleAsync(new(followUp), ct);
        return this.Done("It is yours now.", "/Tasks/FollowUps/Details", new { Id = followUp });
    }
}
