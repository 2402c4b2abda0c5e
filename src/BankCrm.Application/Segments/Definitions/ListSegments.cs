using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Segments.Membership;
using BankCrm.Domain.Common;
using BankCrm.Domain.Segments.Definitions;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Segments.Definitions;

public enum SegmentView
{
    [Means("In use")] InUse,
    [Means("Made by me")] Mine,
    [Means("Not in use any more")] Retired,
}

/// <summary>The segments somebody sees, by name.</summary>
/// <param name="Words">In the name or the purpose.</param>
[Allow(SegmentPermissions.Read)]
public sealed record ListSegments(SegmentView View = SegmentView.InUse, string? Words = null, SegmentReach? Reach = null, string? After = null);

public sealed record SegmentListRow(Guid Id, string Name, string Purpose, SegmentReach Reach, SegmentGroup Asks, int Number, string? MadeBy, DateTimeOffset ChangedAt);

/// <summary>The names of the segments that are in use, to choose one.</summary>
[Allow(SegmentPermissions.Read)]
public sealed record GetSegmentChoices;

public sealed record SegmentName(Guid Id, string Name);

/// <summary>One segment with what it asks for.</summary>
/// <param name="Number">A version that held once. Null: the one that holds.</param>
[Allow(SegmentPermissions.Read)]
public sealed record GetSegment(Guid Id, int? Number = null);

public sealed record SegmentVersionRow(int Number, string? By, DateTimeOffset At);

public sealed record SnapshotRow(Guid Id, string Name, int Number, int? Customers, string? TakenBy, DateTimeOffset TakenAt);

/// <param name="UsedBy">Segments that ask for this one.</param>
public sealed record SegmentShown(
    Guid Id, uint Version, string Name, string Purpose, SegmentReach Reach, int Latest, int Number, SegmentGroup Asks, string? MadeBy, DateTimeOffset MadeAt, DateTimeOffset? RetiredAt,
    bool MayChange, IReadOnlyList<SegmentVersionRow> Versions, IReadOnlyList<SnapshotRow> Snapshots, IReadOnlyList<string> UsedBy);

internal sealed class ListSegmentsHandler(CrmDb db, CurrentUser user, StaffNames staff) : IQueryHandler<ListSegments, Page<SegmentListRow>>
{
    private const int Size = 50;

    public async Task<Page<SegmentListRow>> HandleAsync(ListSegments query, CancellationToken ct)
    {
        var me = user.StaffId ?? Guid.Empty;
        var segments = db.SegmentsSeenBy(user).Where(s => s.RetiredAt != null == (query.View == SegmentView.Retired));
        segments = query.View is SegmentView.Mine ? segments.Where(s => s.MadeBy == me) : segments;
        segments = query.Reach is { } reach ? segments.Where(s => s.Reach == reach) : segments;
        if (query.Words?.Trim().ToLowerInvariant() is { Length: > 0 } words)
        {
            segments = segments.Where(s => CrmDb.Lower(s.Name).Contains(words) || CrmDb.Lower(s.Purpose).Contains(words));
        }

        if (Cursor.TryRead<(string Name, Guid Id)>(query.After, out var last))
        {
            segments = segments.Where(s => s.Name.CompareTo(last.Name) >= 0 && (s.Name.CompareTo(last.Name) > 0 || s.Id > last.Id));
        }

        var found = await segments.OrderBy(s => s.Name).ThenBy(s => s.Id).Take(Size + 1)
            .Join(db.SegmentVersions, s => new { s.Id, Number = s.Latest }, v => new { Id = v.SegmentId, v.Number }, (s, v) => new { s.Id, s.Name, s.Purpose, s.Reach, v.Definition, v.Number, s.MadeBy, v.At })
            .OrderBy(s => s.Name).ThenBy(s => s.Id)
            .ToListAsync(ct);
        var names = await staff.OfAsync(db, found.Select(s => s.MadeBy), ct);
        var rows = found.Take(Size).Select(s => new SegmentListRow(s.Id, s.Name, s.Purpose, s.Reach, SegmentDefinition.Read(s.Definition), s.Number, names.GetValueOrDefault(s.MadeBy), s.At)).ToList();
        return new(rows, found.Count > Size ? Cursor.Write((rows[^1].Name, rows[^1].Id)) : null);
    }
}

internal sealed class GetSegmentChoicesHandler(CrmDb db, CurrentUser user) : IQueryHandler<GetSegmentChoices, IReadOnlyList<SegmentName>>
{
    private const int Most = 300;

    public async Task<IReadOnlyList<SegmentName>> HandleAsync(GetSegmentChoices query, CancellationToken ct) =>
        await db.SegmentsSeenBy(user).Where(s => s.RetiredAt == null).OrderBy(s => s.Name).Take(Most).Select(s => new SegmentName(s.Id, s.Name)).ToListAsync(ct);
}

internal sealed class GetSegmentHandler(CrmDb db, CurrentUser user, StaffNames staff) : IQueryHandler<GetSegment, SegmentShown>
{
    private const int MostVersions = 50;
    private const int MostSnapshots = 50;

    public async Task<SegmentShown> HandleAsync(GetSegment query, CancellationToken ct)
    {
        var segment = await db.SegmentsSeenBy(user).SingleOrDefaultAsync(s => s.Id == query.Id, ct) ?? throw new NotFoundException();
        var versions = await db.SegmentVersions.Where(v => v.SegmentId == segment.Id).OrderByDescending(v => v.Number).Take(MostVersions).ToListAsync(ct);
        var shown = versions.Find(v => v.Number == (query.Number ?? segment.Latest)) ?? throw new NotFoundException();
        var snapshots = await db.SegmentSnapshots.Where(s => s.SegmentId == segment.Id).OrderByDescending(s => s.TakenAt).ThenByDescending(s => s.Id).Take(MostSnapshots).ToListAsync(ct);
        var names = await staff.OfAsync(db, [segment.MadeBy, .. versions.Select(v => v.By), .. snapshots.Select(s => s.TakenBy)], ct);
        var id = segment.Id.ToString();
        var usedBy = await db.SegmentsSeenBy(user).Where(s => s.RetiredAt == null && s.Id != segment.Id)
            .Where(s => db.SegmentVersions.Any(v => v.SegmentId == s.Id && v.Number == s.Latest && v.Definition.Contains(id)))
            .OrderBy(s => s.Name).Select(s => s.Name).Take(10).ToListAsync(ct);
        return new(
            segment.Id, segment.Version, segment.Name, segment.Purpose, segment.Reach, segment.Latest, shown.Number, SegmentDefinition.Read(shown.Definition), names.GetValueOrDefault(segment.MadeBy),
            segment.MadeAt, segment.RetiredAt, user.MayChange(segment), [.. versions.Select(v => new SegmentVersionRow(v.Number, names.GetValueOrDefault(v.By), v.At))],
            [.. snapshots.Select(s => new SnapshotRow(s.Id, s.Name, s.Number, SegmentCount.Of(user, s.Customers).Customers, names.GetValueOrDefault(s.TakenBy), s.TakenAt))], usedBy);
    }
}
