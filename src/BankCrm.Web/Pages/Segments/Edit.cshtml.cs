using BankCrm.Application.Common;
using BankCrm.Application.Segments;
using BankCrm.Application.Segments.Definitions;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Segments;

/// <summary>Changes what a segment asks for; what it asked for until now stays on record.</summary>
[Allow(SegmentPermissions.Write)]
public sealed class EditSegmentModel(IQueryHandler<GetSegment, SegmentShown> getSegment, ICommandHandler<ChangeSegment> change, CurrentUser me, IServiceProvider services) : PageModel, ILoads
{
    private readonly SegmentDesk desk = ActivatorUtilities.CreateInstance<SegmentDesk>(services);

    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public SegmentForm Input { get; set; } = new();

    public SegmentShown Segment { get; private set; } = null!;

    public BuilderShown Builder { get; private set; } = null!;

    /// <summary>Null: the browser asks for it.</summary>
    public CountShown? Count { get; private set; }

    public IEnumerable<SelectListItem> Reaches(Text words) => SegmentReaches.Of(me, words);

    public async Task LoadAsync(CancellationToken ct)
    {
        Segment = await getSegment.HandleAsync(new(Id), ct);
        if (Request.Method == HttpMethods.Post) // what was refused; a form that is opened is filled first
        {
            Input.Do(null);
            Builder = await desk.BuilderAsync(Input, marks: true, ct);
        }
    }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Input = new() { Id = Id, Version = Segment.Version, Name = Segment.Name, Purpose = Segment.Purpose, Reach = Segment.Reach };
        Input.Take(Segment.Asks);
        Builder = await desk.BuilderAsync(Input, marks: false, ct);
    }

    public async Task<IActionResult> OnPostPartAsync(string? @do, CancellationToken ct)
    {
        Segment = await getSegment.HandleAsync(new(Id), ct);
        return await this.PartAsync(desk, Input, @do, (builder, count) => (Builder, Count) = (builder, count), ct);
    }

    public async Task<IActionResult> OnPostCountAsync(bool quick, CancellationToken ct) => Partial("_Count", await desk.CountAsync(Input, quick, ct));

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var asks = await desk.AsksAsync(Input, ct);
        await change.HandleAsync(new() { Id = Id, Version = Input.Version, Name = Input.Name ?? "", Purpose = Input.Purpose ?? "", Reach = Input.Reach, Asks = asks }, ct);
        return this.Done("The segment is changed.", "Details", new { Id });
    }
}
