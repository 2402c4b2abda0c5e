using BankCrm.Application.Common;
using BankCrm.Application.Segments;
using BankCrm.Application.Segments.Definitions;
using BankCrm.Application.Segments.Fields;
using BankCrm.Application.Segments.Membership;
using BankCrm.Domain.Common;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Web.Platform.Localisation;

namespace BankCrm.Web.Pages.Segments;

/// <summary>The lines of a form with what can be chosen in them.</summary>
/// <param name="Faults">What is wrong with a line, once somebody has tried to save.</param>
public sealed record BuilderShown(SegmentForm Form, SegmentFieldsShown Fields, IReadOnlyDictionary<int, Fault> Faults);

/// <param name="Fault">Why it cannot be counted. Null: it was.</param>
/// <param name="Some">Some of those who fit, for those who may see them.</param>
public sealed record CountShown(string Sentence, SegmentCount? Count, string? Fault, IReadOnlyList<SegmentMemberRow> Some);

/// <summary>What the pages that ask for a segment have in common.</summary>
public sealed class SegmentDesk(
    IQueryHandler<GetSegmentFields, SegmentFieldsShown> getFields, IQueryHandler<CountSegment, SegmentCount> count, IQueryHandler<CheckConditions, IReadOnlyList<Fault?>> check, IQueryHandler<ListSegmentMembers, Page<SegmentMemberRow>> members,
    CurrentUser me, Text text, Show show)
{
    private const int Shown = 5;

    /// <param name="marks">Says beside the lines what is wrong with them.</param>
    public async Task<BuilderShown> BuilderAsync(SegmentForm form, bool marks, CancellationToken ct)
    {
        var fields = await getFields.HandleAsync(new([.. form.Lines.Select(l => l.Field ?? "")]), ct);
        var lines = marks ? form.ConditionLines(fields) : [];
        var found = lines.Count == 0 ? [] : await check.HandleAsync(new([.. lines.Select(l => l.Condition)]), ct);
        return new(form, fields, lines.Zip(found).Where(l => l.Second is not null).ToDictionary(l => l.First.Line, l => l.Second!));
    }

    public async Task<SegmentGroup> AsksAsync(SegmentForm form, CancellationToken ct) => form.Asks(await getFields.HandleAsync(new([]), ct));

    public async Task<CountShown> CountAsync(SegmentForm form, bool isQuick, CancellationToken ct)
    {
        var fields = await getFields.HandleAsync(new([.. form.Lines.Select(l => l.Field ?? "")]), ct);
        var asks = form.Asks(fields).WithoutEmptyGroups();
        var sentence = SegmentWords.Sentence(asks, fields, text, show);
        try
        {
            var counted = await count.HandleAsync(new(asks, isQuick), ct);
            var some = isQuick && counted.IsEstimate || counted.TookTooLong || !me.May(SegmentPermissions.Members) ? [] : (await members.HandleAsync(new(null, Asks: asks, Size: Shown), ct)).Items;
            return new(sentence, counted, null, some);
        }
        catch (RefusedException refused)
        {
            return new(sentence, null, text[refused], []);
        }
    }
}
