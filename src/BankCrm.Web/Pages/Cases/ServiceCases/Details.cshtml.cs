using BankCrm.Application.Cases;
using BankCrm.Application.Cases.Complaints;
using BankCrm.Application.Cases.Knowledge;
using BankCrm.Application.Cases.Satisfaction;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.Attachments;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Cases.Knowledge;
using BankCrm.Domain.Cases.Satisfaction;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Cases.ServiceLevels;
using BankCrm.Domain.Common;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Cases.ServiceCases;

/// <summary>What is written down about a case.</summary>
public enum CaseWriting
{
    [Means("A note for colleagues")] Note,
    [Means("What the customer was told")] Answer,
    [Means("What the customer said")] Heard,
}

/// <summary>One case, and all that can be done with it.</summary>
[Allow(CasePermissions.Work, CasePermissions.ReadAll)]
[RequestSizeLimit(LargestUpload)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestUpload)]
public sealed partial class CaseModel(IQueryHandler<GetCase, CaseDetails> getCase, AttachmentLimits limits, SatisfactionRules rules, IServiceProvider services, CurrentUser me, Text text, TimeProvider clock)
    : PageModel, ILoads
{
    private const long LargestUpload = 64L * 1024 * 1024;

    [FromRoute] public Guid Id { get; set; }

    /// <summary>The text the words begin with. Null: with nothing.</summary>
    [FromQuery] public Guid? Ready { get; set; }

    [BindProperty] public CaseWriting Act { get; set; }

    [BindProperty] public CaseChannel Channel { get; set; } = CaseChannel.Phone;

    [BindProperty] public string? Words { get; set; }

    [BindProperty] public bool Send { get; set; }

    [BindProperty] public Guid? CauseId { get; set; }

    [BindProperty] public string? Settled { get; set; }

    [BindProperty] public string? ReopenWords { get; set; }

    [BindProperty] public PauseReason PauseFor { get; set; }

    [BindProperty] public string? PauseWords { get; set; }

    [BindProperty] public string? ExtendWords { get; set; }

    [BindProperty] public bool? Approved { get; set; }

    [BindProperty] public string? SignWords { get; set; }

    [BindProperty] public bool? Good { get; set; }

    [BindProperty] public string? ReviewWords { get; set; }

    [BindProperty] public int? Score { get; set; }

    [BindProperty] public string? RateWords { get; set; }

    [BindProperty] public Guid? ToStaffId { get; set; }

    [BindProperty] public string? Why { get; set; }

    [BindProperty] public ProposeCompensation Money { get; set; } = new();

    [BindProperty] public long? OtherNumber { get; set; }

    [BindProperty] public DateOnly? WithdrawnOn { get; set; }

    [BindProperty] public string? WithdrawWords { get; set; }

    public CaseDetails Case { get; private set; } = null!;

    /// <summary>A settled case is opened again by what the customer says; nobody answers it.</summary>
    public IEnumerable<SelectListItem> Acts => Enum.GetValues<CaseWriting>()
        .Where(a => a switch { CaseWriting.Answer => Case.May.Work && !Case.IsEnded, CaseWriting.Heard => Case.Status is not CaseStatus.Merged, _ => true })
        .Select(a => new SelectListItem(text[a], a.ToString()));

    public IEnumerable<SelectListItem> Scores => Enumerable.Range(1, 5).Select(n => new SelectListItem($"{n}", $"{n}"));

    public IEnumerable<SelectListItem> Colleagues => Case.Colleagues.Select(c => new SelectListItem(c.Label, c.Id.ToString()));

    public IEnumerable<SelectListItem> CurrencyItems => Currencies.All.Select(c => new SelectListItem(c, c));

    public IEnumerable<SelectListItem> Decisions(string yes, string no) => [new(text[yes], bool.TrueString), new(text[no], bool.FalseString)];

    public bool MayWork => me.May(CasePermissions.Work);

    /// <summary>What passed between bank and customer stands out from what colleagues wrote for each other.</summary>
    public string? ClassOf(CaseStepShown step) => step.Kind switch
    {
        CaseStepKind.Answered => "told",
        CaseStepKind.Heard or CaseStepKind.Opened => "heard",
        CaseStepKind.Warned100 or CaseStepKind.Escalated => "warned",
        _ => null,
    };

    public async Task LoadAsync(CancellationToken ct)
    {
        Case = await getCase.HandleAsync(new(Id), ct);
        Help = await AskAsync<GetCaseHelp, CaseHelp>(new(Id), ct);
        Documents = new("cases", Id, await AskAsync<ListKeptDocuments, AttachmentList>(new("cases", Id), ct), limits.FileMegabytes);
    }

    public async Task OnGetAsync(CancellationToken ct)
    {
        (WithdrawnOn, CauseId) = (Branch.DayAt(clock.GetUtcNow()), Case.Cause?.Id);
        Money = new() { Version = Case.Version, Currency = Currencies.Home };
        Act = Case.May.Work && !Case.IsEnded ? CaseWriting.Answer : CaseWriting.Note;
        if (Ready is { } ready && Case.May.Write)
        {
            var filled = await AskAsync<FillReadyText, FilledText>(new(ready, Id), ct);
            (Words, Act) = (filled.Words, filled.Use is ReadyTextUse.Note ? CaseWriting.Note : Act);
        }
    }

    public async Task<IActionResult> OnPostWriteAsync(uint version, CancellationToken ct)
    {
        var words = Words ?? "";
        switch (Act)
        {
            case CaseWriting.Answer:
                await DoAsync(new AnswerCase(Id, version, Channel, words, Send), ct);
                return Stay(Send ? "The answer is on its way." : "The answer is written down.");
            case CaseWriting.Heard:
                await DoAsync(new HearCustomer(Id, version, Channel, words), ct);
                return Stay("What the customer said is written down.");
            default:
                await DoAsync(new NoteOnCase(Id, version, words), ct);
                return Stay("The note is written.");
        }
    }

    public async Task<IActionResult> OnPostClaimAsync(CancellationToken ct)
    {
        await DoAsync(new ClaimCase(Id), ct);
        return Stay("It is yours now.");
    }

    public async Task<IActionResult> OnPostAssignAsync(uint version, CancellationToken ct)
    {
        await DoAsync(new AssignCase(Id, version, ToStaffId, Why ?? ""), ct);
        return this.Done("Your colleague has it now.", "Index");
    }

    public async Task<IActionResult> OnPostPauseAsync(uint version, CancellationToken ct)
    {
        await DoAsync(new PauseCase(Id, version, PauseFor, PauseWords ?? ""), ct);
        return Stay("The clock stands still.");
    }

    public async Task<IActionResult> OnPostResumeAsync(uint version, CancellationToken ct)
    {
        await DoAsync(new ResumeCase(Id, version), ct);
        return Stay("The clock runs again.");
    }

    public async Task<IActionResult> OnPostExtendAsync(uint version, CancellationToken ct)
    {
        await DoAsync(new ExtendLegalLimit(Id, version, ExtendWords ?? ""), ct);
        return Stay("Saved.");
    }

    public async Task<IActionResult> OnPostSignAsync(uint version, string? about, CancellationToken ct)
    {
        var approved = Decided(Approved);
        if (about == "money")
        {
            await DoAsync(new DecideOnCompensation(Id, version, approved, SignWords ?? ""), ct);
        }
        else
        {
            await DoAsync(new DecideOnLegalTime(Id, version, approved, SignWords ?? ""), ct);
        }

        return Stay(approved ? "Your signature is on record." : "Your refusal is on record.");
    }

    public async Task<IActionResult> OnPostCompensateAsync(CancellationToken ct)
    {
        await DoAsync(Money with { Id = Id }, ct);
        return Stay("The compensation waits for a second signature.");
    }

    public async Task<IActionResult> OnPostResolveAsync(uint version, CancellationToken ct)
    {
        await DoAsync(new ResolveCase(Id, version, CauseId, Settled ?? ""), ct);
        return Stay("The case is resolved.");
    }

    public async Task<IActionResult> OnPostReopenAsync(uint version, CancellationToken ct)
    {
        await DoAsync(new ReopenCase(Id, version, ReopenWords ?? ""), ct);
        return Stay("It is open again.");
    }

    public async Task<IActionResult> OnPostWithdrawAsync(uint version, CancellationToken ct)
    {
        await DoAsync(new WithdrawCase(Id, version, WithdrawnOn ?? default, WithdrawWords ?? ""), ct);
        return Stay("The case ended as withdrawn.");
    }

    public async Task<IActionResult> OnPostJoinAsync(uint version, bool merge, CancellationToken ct)
    {
        if (merge)
        {
            await DoAsync(new MergeCase(Id, version, OtherNumber ?? 0), ct);
            return Stay("The case was merged into the other.");
        }

        await DoAsync(new LinkCase(Id, version, OtherNumber ?? 0), ct);
        return Stay("The cases are linked.");
    }

    public async Task<IActionResult> OnPostRateAsync(uint version, CancellationToken ct)
    {
        await DoAsync(new RateCase(Id, version, Score ?? 0, RateWords ?? ""), ct);
        return Stay((SurveyAnswer.IsLow(Score ?? 0) ? rules.LowAnswer : LowAnswer.Nothing) switch
        {
            LowAnswer.FollowUp => "The answer is saved. A call is planned: they are not satisfied.",
            LowAnswer.Complaint => "The answer is saved, and a complaint is taken in: they are not satisfied.",
            _ => "The answer is saved.",
        });
    }

    public async Task<IActionResult> OnPostReviewAsync(uint version, CancellationToken ct)
    {
        var good = Decided(Good);
        await DoAsync(new ReviewCase(Id, version, good, ReviewWords ?? ""), ct);
        return Stay(good ? "The review is on record." : "It is open again.");
    }

    private static bool Decided(bool? decision) => decision ?? throw new RefusedException("Choose one of the two.");

    private Task<TAnswer> AskAsync<TQuery, TAnswer>(TQuery query, CancellationToken ct) => services.GetRequiredService<IQueryHandler<TQuery, TAnswer>>().HandleAsync(query, ct);

    private Task DoAsync<TCommand>(TCommand command, CancellationToken ct) => services.GetRequiredService<ICommandHandler<TCommand>>().HandleAsync(command, ct);

    private RedirectToPageResult Stay(string sentence) => this.Done(sentence, "Details", new { Id });
}
