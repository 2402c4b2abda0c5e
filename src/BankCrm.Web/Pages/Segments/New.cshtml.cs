using BankCrm.Application.Common;
using BankCrm.Application.Segments;
using BankCrm.Application.Segments.Definitions;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Segments;

/// <summary>Asks for customers, counts them meanwhile, and keeps the question under a name.</summary>
[Allow(SegmentPermissions.Write)]
public sealed class NewSegmentModel(IQueryHandler<GetSegment, SegmentShown> getSegment, ICommandHandler<MakeSegment> make, CurrentUser me, Text text, IServiceProvider services) : PageModel, ILoads
{
    private readonly SegmentDesk desk = ActivatorUtilities.CreateInstance<SegmentDesk>(services);

    [BindProperty] public SegmentForm Input { get; set; } = new();

    /// <summary>A ready-made question it begins with. Null: none.</summary>
    [FromQuery] public ReadyMadeSegment? Ready { get; set; }

    /// <summary>A segment it begins with. Null: none.</summary>
    [FromQuery] public Guid? From { get; set; }

    public BuilderShown Builder { get; private set; } = null!;

    /// <summary>Null: the browser asks for it.</summary>
    public CountShown? Count { get; private set; }

    public IEnumerable<SelectListItem> Reaches(Text words) => SegmentReaches.Of(me, words);

    public async Task LoadAsync(CancellationToken ct)
    {
        if (Request.Method == HttpMethods.Post) // what was refused; a form that is opened is filled first
        {
            Input.Do(null);
            Builder = await desk.BuilderAsync(Input, marks: true, ct);
        }
    }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Input = new() { Id = Guid.CreateVersion7(), Reach = me.May(SegmentPermissions.WholeBank) ? SegmentReach.Bank : SegmentReach.Own };
        Input.Take(SegmentGroup.All(new SegmentCondition("", SegmentTest.IsAnyOf)));
        if (Ready is { } ready)
        {
            Input.Name = text[ready];
            Input.Take(ready.Asks);
        }
        else if (From is { } id)
        {
            var segment = await getSegment.HandleAsync(new(id), ct);
            Input.Purpose = segment.Purpose;
            Input.Take(segment.Asks);
        }

        Builder = await desk.BuilderAsync(Input, marks: false, ct);
    }

    public Task<IActionResult> OnPostPartAsync(string? @do, CancellationToken ct) => this.PartAsync(desk, Input, @do, (builder, count) => (Builder, Count) = (builder, count), ct);

    public async Task<IActionResult> OnPostCountAsync(bool quick, CancellationToken ct) => Partial("_Count", await desk.CountAsync(Input, quick, ct));

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await make.HandleAsync(new() { Id = Input.Id, Name = Input.Name ?? "", Purpose = Input.Purpose ?? "", Reach = Input.Reach, Asks = await desk.AsksAsync(Input, ct) }, ct);
        return this.Done("The segment is kept.", "Details", new { Input.Id });
    }
}
