using BankCrm.Application.Common;
using BankCrm.Application.Segments;
using BankCrm.Application.Segments.Definitions;
using BankCrm.Application.Segments.Fields;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Web.Platform.Localisation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Segments;

/// <summary>The segments one sees, and questions to begin with.</summary>
[Allow(SegmentPermissions.Read)]
public sealed class SegmentsModel(
    IQueryHandler<ListSegments, Page<SegmentListRow>> list, IQueryHandler<GetSegmentFields, SegmentFieldsShown> getFields, CurrentUser me, Text text, Show show) : PageModel
{
    private SegmentFieldsShown fields = null!;

    [BindProperty(SupportsGet = true)] public string? Q { get; set; }

    [BindProperty(SupportsGet = true)] public SegmentView View { get; set; }

    [BindProperty(SupportsGet = true)] public SegmentReach? Reach { get; set; }

    public Page<SegmentListRow> List { get; private set; } = null!;

    public bool MayWrite => me.May(SegmentPermissions.Write);

    public string Sentence(SegmentGroup asks) => SegmentWords.Sentence(asks, fields, text, show);

    public async Task OnGetAsync(string? after, CancellationToken ct)
    {
        List = await list.HandleAsync(new(View, Q, Reach, after), ct);
        fields = await getFields.HandleAsync(new(SegmentWords.FieldsOf([.. List.Items.Select(r => r.Asks), .. Enum.GetValues<ReadyMadeSegment>().Select(r => r.Asks)])), ct);
    }
}
