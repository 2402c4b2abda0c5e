using BankCrm.Application.Cases;
using BankCrm.Application.Cases.Enquiries;
using BankCrm.Application.Common;
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

    [BindProperty] public string? CustomerNumber { get; set; }

    /// <summary>Carried by the form, so that a double click opens one case.</summary>
    [BindProperty] public Guid CaseId { get; set; } = Guid.CreateVersion7();

    public EnquiryShown Enquiry { get; private set; } = null!;

    public IEnumerable<SelectListItem> Acts => Enum.GetValues<EnquiryWriting>().Where(a => Enquiry.EndedAt is null || a is EnquiryWriting.Note).Select(a => new SelectListItem(text[a], a.ToString()));

    public async Task LoadAsync(CancellationToken ct) => Enquiry = await getEnquiry.HandleAsync(new(Id), ct);

    public void OnGet()
    {
    }

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

    public async Task<IActionResult> OnPostLinkAsync(uint version, CancellationToken ct)
    {
        await DoAsync(new LinkEnquiry(Id, version, CaseId, CustomerNumber ?? ""), ct);
        return this.Done("It goes on as a case of this customer.", "/Cases/ServiceCases/Details", new { Id = CaseId });
    }

    private Task DoAsync<TCommand>(TCommand command, CancellationToken ct) => services.GetRequiredService<ICommandHandler<TCommand>>().HandleAsync(command, ct);

    private RedirectToPageResult Stay(string sentence) => this.Done(sentence, "Details", new { Id });
}
