using BankCrm.Application.Common;
using BankCrm.Application.Customers.Attachments;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Application.Tasks.Queues;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Web.Pages.Customers.Attachments;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Tasks.FollowUps;

/// <summary>One follow-up, and all that can be done with it.</summary>
[Allow(TaskPermissions.Work, TaskPermissions.ReadAll)]
public sealed class FollowUpModel(
    IQueryHandler<GetFollowUp, FollowUpDetails> getFollowUp, IQueryHandler<GetAssigning, Assigning> getAssigning, ICommandHandler<CompleteFollowUp> complete, ICommandHandler<ReopenFollowUp> reopen,
    ICommandHandler<MoveFollowUp> move, ICommandHandler<PostponeFollowUp> postpone, ICommandHandler<CommentOnFollowUp> comment, ICommandHandler<ClaimFollowUp> claim,
    ICommandHandler<GiveFollowUp> give, ICommandHandler<HandBackFollowUp> handBack, ICommandHandler<DropFollowUp> drop, ICommandHandler<WatchFollowUp> watch,
    ICommandHandler<AddFollowUpItems> addItems, ICommandHandler<TickFollowUpItem> tick, ICommandHandler<RemoveFollowUpItem> removeItem,
    IQueryHandler<ListKeptDocuments, AttachmentList> listDocuments, AttachmentLimits limits, CurrentUser me, Show show, IServiceProvider services, TimeProvider clock)
    : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public CompleteFollowUp Input { get; set; } = new();

    [BindProperty] public string? Text { get; set; }

    [BindProperty] public string? Due { get; set; }

    [BindProperty] public string? Lines { get; set; }

    [BindProperty] public Guid? ToStaffId { get; set; }

    [BindProperty] public string? Why { get; set; }

    [BindProperty] public string? Reason { get; set; }

    public FollowUpDetails FollowUp { get; private set; } = null!;

    /// <summary>Its queue, and by what sums it was given.</summary>
    public Assigning Assigning { get; private set; } = null!;

    public string DueShown => FollowUp.Due.Time is null ? show.Day(FollowUp.DueAt) : show.Moment(FollowUp.DueAt);

    public bool IsOverdue => FollowUp.DueAt < clock.GetUtcNow();

    public bool MayComment => me.May(TaskPermissions.Work);

    public bool MayEnd => !FollowUp.IsEnded && (FollowUp.May.HandBack || FollowUp.May.Change);

    public IEnumerable<FollowUpStatus> Statuses =>
        ((FollowUpStatus[])[FollowUpStatus.Open, FollowUpStatus.Started, FollowUpStatus.Waiting]).Where(s => s != FollowUp.Status);

    /// <summary>Where it is put off most often: what the button says, and what it means.</summary>
    public IReadOnlyList<(string Label, string Words)> Soon { get; } =
        [("Tomorrow morning", "tomorrow 9am"), ("Next Monday", "next monday 9am"), ("In two weeks", "in 2 weeks"), ("In a month", "in 1 month")];

    public IEnumerable<SelectListItem> Colleagues => FollowUp.Colleagues.Select(c => new SelectListItem(c.Label, c.Id.ToString()));

    /// <summary>Null: it is about no customer, or about one whose record this colleague may not open.</summary>
    public KeptDocumentsShown? Documents { get; private set; }

    /// <summary>To what it stands for.</summary>
    public IReadOnlyList<(IFollowUpLink Link, string Path)> Links { get; private set; } = [];

    public async Task LoadAsync(CancellationToken ct)
    {
        FollowUp = await getFollowUp.HandleAsync(new(Id), ct);
        Assigning = await getAssigning.HandleAsync(new(Id, Counts: false), ct);
        Links = await FollowUpLinks.OfAsync(Id, me, services, ct);
        Documents = FollowUp.Customer is null ? null : new("tasks", Id, await listDocuments.HandleAsync(new("tasks", Id), ct), limits.FileMegabytes);
    }

    public void OnGet() => Input = new() { Version = FollowUp.Version };

    public async Task<IActionResult> OnPostCompleteAsync(CancellationToken ct)
    {
        await complete.HandleAsync(Input with { Id = Id }, ct);
        return this.Done(Input.NextSubject.Length > 0 ? "Completed. The next step is planned." : "Completed.", "Index");
    }

    public async Task<IActionResult> OnPostReopenAsync(uint version, CancellationToken ct)
    {
        await reopen.HandleAsync(new(Id, version), ct);
        return Stay("It is open again.");
    }

    public async Task<IActionResult> OnPostMoveAsync(uint version, FollowUpStatus status, CancellationToken ct)
    {
        await move.HandleAsync(new(Id, version, status), ct);
        return Stay("The follow-up was moved.");
    }

    public async Task<IActionResult> OnPostPostponeAsync(uint version, CancellationToken ct)
    {
        await postpone.HandleAsync(new(Id, version, Due ?? ""), ct);
        return Stay("The follow-up was postponed.");
    }

    public async Task<IActionResult> OnPostCommentAsync(uint version, CancellationToken ct)
    {
        await comment.HandleAsync(new(Id, version, Text ?? ""), ct);
        return Stay("The comment is written.");
    }

    public async Task<IActionResult> OnPostClaimAsync(CancellationToken ct)
    {
        await claim.HandleAsync(new(Id), ct);
        return Stay("It is yours now.");
    }

    public async Task<IActionResult> OnPostGiveAsync(uint version, CancellationToken ct)
    {
        await give.HandleAsync(new(Id, version, ToStaffId, Why ?? ""), ct);
        return this.Done("Your colleague has it now.", "Index");
    }

    public async Task<IActionResult> OnPostEndAsync(uint version, string? act, CancellationToken ct)
    {
        if (act == "HandBack")
        {
            await handBack.HandleAsync(new(Id, version, Reason ?? ""), ct);
            return this.Done("The follow-up was handed back.", "Index");
        }

        await drop.HandleAsync(new(Id, version, Reason ?? ""), ct);
        return this.Done("The follow-up was dropped.", "Index");
    }

    public async Task<IActionResult> OnPostWatchAsync(bool watches, CancellationToken ct)
    {
        await watch.HandleAsync(new(Id, watches), ct);
        return Stay(watches ? "You watch this follow-up now." : "You no longer watch this follow-up.");
    }

    public async Task<IActionResult> OnPostAddItemsAsync(CancellationToken ct)
    {
        await addItems.HandleAsync(new(Id, Lines ?? ""), ct);
        return Stay("The checklist has grown.");
    }

    public async Task<IActionResult> OnPostTickAsync(Guid item, bool done, CancellationToken ct)
    {
        await tick.HandleAsync(new(item, done), ct);
        return Stay(done ? "The point is done." : "The point is open again.");
    }

    public async Task<IActionResult> OnPostRemoveItemAsync(Guid item, CancellationToken ct)
    {
        await removeItem.HandleAsync(new(item), ct);
        return Stay("The point was taken off.");
    }

    private RedirectToPageResult Stay(string sentence) => this.Done(sentence, "Details", new { Id });
}
