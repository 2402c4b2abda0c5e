using BankCrm.Application.Common;
using BankCrm.Application.Segments;
using BankCrm.Application.Segments.Definitions;
using BankCrm.Application.Segments.Fields;
using BankCrm.Application.Segments.Membership;
using BankCrm.Web.Platform.Localisation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Segments;

/// <summary>Who is in a segment, of those whom one sees.</summary>
[Allow(SegmentPermissions.Members)]
public sealed class MembersModel(
    IQueryHandler<GetSegment, SegmentShown> getSegment, IQueryHandler<GetSegmentFields, SegmentFieldsShown> getFields, IQueryHandler<ListSegmentMembers, Page<SegmentMemberRow>> list, Text text, Show show) : PageModel
{
    [FromRoute] public Guid Id { get; set; }

    /// <summary>Who was in it then. Null: who is in it now.</summary>
    [FromQuery] public Guid? Snapshot { get; set; }

    public SegmentShown Segment { get; private set; } = null!;

    public string Sentence { get; private set; } = "";

    public string? SnapshotName { get; private set; }

    public Page<SegmentMemberRow> Members { get; private set; } = null!;

    public async Task OnGetAsync(string? after, CancellationToken ct)
    {
        Segment = await getSegment.HandleAsync(new(Id), ct);
        SnapshotName = Segment.Snapshots.FirstOrDefault(s => s.Id == Snapshot)?.Name;
        Sentence = SegmentWords.Sentence(Segment.Asks, await getFields.HandleAsync(new(SegmentWords.FieldsOf([Segment.Asks])), ct), text, show);
        Members = await list.HandleAsync(new(Id, Snapshot, After: after), ct);
    }
}
