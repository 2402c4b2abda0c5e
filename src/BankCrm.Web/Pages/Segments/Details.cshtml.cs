using BankCrm.Application.Common;
using BankCrm.Application.Segments;
using BankCrm.Application.Segments.Definitions;
using BankCrm.Application.Segments.Fields;
using BankCrm.Application.Segments.Membership;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Segments;

/// <summary>A segment: what it asks for, whom it holds compared with all, its versions and snapshots.</summary>
[Allow(SegmentPermissions.Read)]
public sealed class SegmentModel(
    IQueryHandler<GetSegment, SegmentShown> getSegment, IQueryHandler<GetSegmentFields, SegmentFieldsShown> getFields, IServiceProvider services, CurrentUser me, Text text, Show show) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    /// <summary>A version that held once. Null: the one that holds.</summary>
    [FromQuery] public int? Number { get; set; }

    [BindProperty] public SnapshotInput Snapshot { get; set; } = new();

    public SegmentShown Segment { get; private set; } = null!;

    public string Sentence { get; private set; } = "";

    /// <summary>Of what a form makes, so that a double click makes one.</summary>
    public Guid NewId { get; } = Guid.CreateVersion7();

    public bool MayWrite => me.May(SegmentPermissions.Write);

    public bool MaySeeMembers => me.May(SegmentPermissions.Members);

    public async Task LoadAsync(CancellationToken ct)
    {
        Segment = await getSegment.HandleAsync(new(Id, Number), ct);
        Sentence = SegmentWords.Sentence(Segment.Asks, await getFields.HandleAsync(new(SegmentWords.FieldsOf([Segment.Asks])), ct), text, show);
    }

    public void OnGet() => Snapshot = new() { Id = Guid.CreateVersion7() };

    public async Task<IActionResult> OnGetProfileAsync(CancellationToken ct)
    {
        var segment = await getSegment.HandleAsync(new(Id, Number), ct);
        return Partial("_Profile", await services.GetRequiredService<IQueryHandler<GetSegmentProfile, SegmentProfile>>().HandleAsync(new(segment.Asks), ct));
    }

    public async Task<IActionResult> OnPostSnapshotAsync(CancellationToken ct)
    {
        await DoAsync(new TakeSnapshot(Snapshot.Id, Id, Snapshot.Name ?? ""), ct);
        return this.Done("The snapshot is kept.", "Details", new { Id });
    }

    public async Task<IActionResult> OnPostDropAsync(Guid snapshot, CancellationToken ct)
    {
        await DoAsync(new DropSnapshot(snapshot, Id), ct);
        return this.Done("The snapshot is forgotten.", "Details", new { Id });
    }

    public async Task<IActionResult> OnPostSelectAsync(Guid selection, CancellationToken ct)
    {
        await DoAsync(new SelectSegment(selection, Id), ct);
        return RedirectToPage("/Customers/Selections/Details", new { id = selection });
    }

    public async Task<IActionResult> OnPostRetireAsync(uint version, CancellationToken ct)
    {
        await DoAsync(new RetireSegment(Id, version), ct);
        return this.Done("The segment is out of use.", "Details", new { Id });
    }

    public async Task<IActionResult> OnPostTakeUpAsync(uint version, CancellationToken ct)
    {
        await DoAsync(new TakeUpSegment(Id, version), ct);
        return this.Done("The segment is in use again.", "Details", new { Id });
    }

    private Task DoAsync<TCommand>(TCommand command, CancellationToken ct) => services.GetRequiredService<ICommandHandler<TCommand>>().HandleAsync(command, ct);
}

public sealed class SnapshotInput
{
    public Guid Id { get; set; }

    public string? Name { get; set; }
}
