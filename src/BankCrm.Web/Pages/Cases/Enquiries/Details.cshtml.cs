using BankCrm.Application.Cases;
using BankCrm.Application.Cases.Enquiries;
using BankCrm.Application.Common;
using BankCrm.Domain.Cases.Enquiries;
using BankCrm.Domain.Cases.ServiceLevels;
using BankCrm.Domain.Common;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Cases.Enquiries;

/// <summary>What is written down about an enquiry.</summary>
public enum EnquiryWriting
{
    [Means("What they were told")] Answer,
    [Means("A note for colleagues")] Note,
    [Means("How it ended")] End,
}

/// <summary>One enquiry of somebody who is no customer, and all that can be done with it.</summary>
[Allow(CasePermissions.Work, CasePermissions.ReadAll)]
public sealed class EnquiryModel(IQueryHandler<GetEnquiry, EnquiryShown> getEnquiry, IServiceProvider services, Text text) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public EnquiryWriting Act { get; set; }

    [BindProperty] public string? Words { get; set; }

    [BindProperty] public PauseReason PauseFor { get; set; }

    [BindProperty] public string? PauseWords { get; set; }

    [BindProperty] public string? ExtendWords { get; set; }

    [BindProperty] public bool? Approved { get; set; }

    [BindProperty] public string? SignWords { get; set; }

    /// <summary>Null: out of its queue.</summary>
    [BindProperty] public Guid? QueueId { get; set; }

    [BindProperty] public string? MoveWords { get; set; }

    [BindProperty] public string? CustomerNumber { get; set; }

    /// <summary>Carried by the form, so that a double click opens one case.</summary>
    [BindProperty] public Guid CaseId { get; set; } = Guid.CreateVersion7();

    public EnquiryShown Enquiry { get; private set; } = null!;

    public IEnumerable<SelectListItem> Acts => Enum.GetValues<EnquiryWriting>().Where(a => Enquiry.EndedAt is null || a is EnquiryWriting.Note).Select(a => new SelectListItem(text[a], a.ToString()));

    public IEnumerable<SelectListItem> Queues => Enquiry.Queues.Select(q => new SelectListItem(q.Label, q.Id.ToString()));

    public IEnumerable<SelectListItem> Decisions => [new(text["Approve"], bool.TrueString), new(text["Refuse it"], bool.FalseString)];

    /// <summary>What passed between bank and caller stands out, and so does what was missed.</summary>
    public string? ClassOf(EnquiryStepShown step) => step.Kind switch
    {
        EnquiryStepKind.TakenIn => "heard",
        EnquiryStepKind.Answered => "told",
        EnquiryStepKind.Warned100 or EnquiryStepKind.Escalated => "warned",
        _ => null,
    };

    public async Task LoadAsync(CancellationToken ct) => Enquiry = await getEnquiry.HandleAsync(new(Id), ct);

    public void OnGet() => QueueId = Enquiry.QueueId;

    public async Task<IActionResult> OnPostWriteAsync(uint version, CancellationToken ct)
    {
        var words = Words ?? "";
        switch (Act)
        {
            case EnquiryWriting.Answer:
                await DoAsync(new AnswerEnquiry(Id, version, words), ct);
                return Stay("The answer is written down.");
            case EnquiryWriting.End:
                await DoAsync(new EndEnquiry(Id, version, words), ct);
                return Stay("It has ended.");
            default:
                await DoAsync(new NoteOnEnquiry(Id, version, words), ct);
                return Stay("The note is written.");
        }
    }

    public async Task<IActionResult> OnPostClaimAsync(uint version, CancellationToken ct)
    {
        await DoAsync(new ClaimEnquiry(Id, version), ct);
        return Stay("It is yours now.");
    }

    public async Task<IActionResult> OnPostMoveAsync(uint version, CancellationToken ct)
    {
        await DoAsync(new MoveEnquiryToQueue(Id, version, QueueId, MoveWords ?? ""), ct);
        return Stay(QueueId is null ? "It lies with the branch again." : "It waits in the queue now.");
    }

    public async Task<IActionResult> OnPostPauseAsync(uint version, CancellationToken ct)
    {
        await DoAsync(new PauseEnquiry(Id, version, PauseFor, PauseWords ?? ""), ct);
        return Stay("The clock stands still.");
    }

    public async Task<IActionResult> OnPostResumeAsync(uint version, CancellationToken ct)
    {
        await DoAsync(new ResumeEnquiry(Id, version), ct);
        return Stay("The clock runs again.");
    }

    public async Task<IActionResult> OnPostExtendAsync(uint version, CancellationToken ct)
    {
        await DoAsync(new ExtendEnquiry(Id, version, ExtendWords ?? ""), ct);
        return Stay("Saved.");
    }

    public async Task<IActionResult> OnPostSignAsync(uint version, CancellationToken ct)
    {
        var approved = Approved ?? throw new RefusedException("Choose one of the two.");
        await DoAsync(new DecideOnEnquiryTime(Id, version, approved, SignWords ?? ""), ct);
        return Stay(approved ? "Your signature is on record." : "Your refusal is on record.");
    }

    public async Task<IActionResult> OnPostLinkAsync(uint version, CancellationToken ct)
    {
        await DoAsync(new LinkEnquiry(Id, version, CaseId, CustomerNumber ?? ""), ct);
        return this.Done("It goes on as a case of this customer.", "/Cases/ServiceCases/Details", new { Id = CaseId });
    }

    private Task DoAsync<TCommand>(TCommand command, CancellationToken ct) => services.GetRequiredService<ICommandHandler<TCommand>>().HandleAsync(command, ct);

    private RedirectToPageResult Stay(string sentence) => this.Done(sentence, "Details", new { Id });
}
