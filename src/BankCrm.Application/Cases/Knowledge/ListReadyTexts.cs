using BankCrm.Application.Admin.Users;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Domain.Cases.Knowledge;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Channels;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.Knowledge;

public enum TextView
{
    [Means("In use")] InUse,
    [Means("Waiting for approval")] Waiting,
    [Means("Replaced or withdrawn")] Old,
}

/// <summary>Articles and texts that are kept ready: those that share a word with what is looked for, the best first; otherwise the latest first.</summary>
/// <param name="Words">Of texts in use only. Null: not looked for by words.</param>
[Allow(CasePermissions.Work, CasePermissions.ReadAll)]
public sealed record ListReadyTexts(
    TextView View = TextView.InUse, string? Words = null, ReadyTextUse? Use = null, TextLanguage? Language = null, Guid? CategoryId = null, string? After = null);

/// <param name="Shared">The words of what was looked for that it has.</param>
/// <param name="Helped">With so many cases.</param>
public sealed record TextRow(
    Guid Id, Guid TextId, int Number, ReadyTextUse Use, TextLanguage Language, TopicName? Category, string Title, TemplateState State, bool IsSentBack, DateTimeOffset WrittenAt,
    string? WrittenBy, int Helped, IReadOnlyList<string> Shared);

public sealed record TextList(Page<TextRow> Texts, IReadOnlyList<TopicShown> Categories);

/// <summary>One version, for reading, changing and deciding.</summary>
[Allow(CasePermissions.Work, CasePermissions.ReadAll)]
public sealed record GetReadyText(Guid Id);

public sealed record TextVersion(Guid Id, int Number, TemplateState State);

/// <param name="MayDecide">They may approve texts, and did not write this one.</param>
/// <param name="InUse">The text that is used until this one is approved. Null: none, or it is this one.</param>
public sealed record TextShown(
    Guid Id, uint Version, Guid TextId, int Number, ReadyTextUse Use, TextLanguage Language, TopicShown? Category, string Title, string Text, TemplateState State, string? WrittenBy,
    DateTimeOffset WrittenAt, string? ApprovedBy, DateTimeOffset? ApprovedAt, string? Remark, int Helped, bool MayDecide, string? InUse, IReadOnlyList<TextVersion> Versions);

internal sealed class ListReadyTextsHandler(CrmDb db, StaffNames staff, ReadyTextDesk desk) : IQueryHandler<ListReadyTexts, TextList>
{
    private const int Size = 50;

    public async Task<TextList> HandleAsync(ListReadyTexts query, CancellationToken ct)
    {
        var categories = await db.TopicsToChooseAsync(TopicTree.Category, query.CategoryId, ct);
        return new(string.IsNullOrWhiteSpace(query.Words) ? await LatestAsync(query, ct) : new(await LikeAsync(query, query.Words, ct), null), categories);
    }

    private async Task<Page<TextRow>> LatestAsync(ListReadyTexts query, CancellationToken ct)
    {
        var texts = Narrowed(query.View switch
        {
            TextView.Waiting => db.ReadyTexts.Where(t => t.State == TemplateState.Draft),
            TextView.Old => db.ReadyTexts.Where(t => t.State == TemplateState.Replaced || t.State == TemplateState.Withdrawn),
            _ => db.ReadyTexts.Where(t => t.State == TemplateState.Approved),
        }, query);
        if (Cursor.TryRead<(DateTimeOffset At, Guid Id)>(query.After, out var last))
        {
            texts = texts.Where(t => t.WrittenAt <= last.At && (t.WrittenAt < last.At || t.Id < last.Id));
        }

        var found = await RowsAsync(texts.OrderByDescending(t => t.WrittenAt).ThenByDescending(t => t.Id).Take(Size + 1), [], ct);
        var shown = found.Take(Size).ToList();
        return new(shown, found.Count > Size ? Cursor.Write((shown[^1].WrittenAt, shown[^1].Id)) : null);
    }

    // The finder knows texts in use only, so it is asked whatever the view.
    private async Task<IReadOnlyList<TextRow>> LikeAsync(ListReadyTexts query, string words, CancellationToken ct)
    {
        var known = await desk.InUseAsync(db, ct);
        var best = known.Finder.Find(words)
            .Where(f => known.Texts[f.Id] is var t && (query.Use is null || t.Use == query.Use) && (query.Language is null || t.Language == query.Language)
                && (query.CategoryId is null || t.CategoryId == query.CategoryId))
            .Take(Size).ToDictionary(f => f.Id);
        var ids = best.Keys.ToList();
        var rows = await RowsAsync(db.ReadyTexts.Where(t => ids.Contains(t.Id)), best, ct);
        return [.. rows.OrderByDescending(r => best[r.Id].Score).ThenBy(r => r.Id)];
    }

    private async Task<IReadOnlyList<TextRow>> RowsAsync(IQueryable<ReadyText> texts, Dictionary<Guid, FoundText> best, CancellationToken ct)
    {
        var found = await texts
            .LeftJoin(db.CaseTopics, t => t.CategoryId, c => c.Id, (t, c) => new
            {
                t.Id,
                t.TextId,
                t.Number,
                t.Use,
                t.Language,
                t.Title,
                t.State,
                IsSentBack = t.Remark != null,
                t.WrittenAt,
                t.WrittenBy,
                Helped = db.TextHelps.Count(h => h.TextId == t.TextId),
                Category = c!.Name,
                ChineseCategory = c.ChineseName,
            })
            .ToListAsync(ct);
        var names = await staff.OfAsync(db, found.Select(t => t.WrittenBy).OfType<Guid>(), ct);
        return
        [
            .. found.Select(t => new TextRow(
                t.Id, t.TextId, t.Number, t.Use, t.Language, t.Category is null ? null : new(t.Category, t.ChineseCategory), t.Title, t.State, t.IsSentBack, t.WrittenAt,
                t.WrittenBy is { } by ? names.GetValueOrDefault(by) : null, t.Helped, best.GetValueOrDefault(t.Id)?.Words ?? [])),
        ];
    }

    private static IQueryable<ReadyText> Narrowed(IQueryable<ReadyText> texts, ListReadyTexts query)
    {
        texts = query.Use is { } use ? texts.Where(t => t.Use == use) : texts;
        texts = query.Language is { } language ? texts.Where(t => t.Language == language) : texts;
        return query.CategoryId is { } category ? texts.Where(t => t.CategoryId == category) : texts;
    }
}

internal sealed class GetReadyTextHandler(CrmDb db, CurrentUser user, StaffNames staff) : IQueryHandler<GetReadyText, TextShown>
{
    private const int MostVersions = 20;

    public async Task<TextShown> HandleAsync(GetReadyText query, CancellationToken ct)
    {
        var found = await db.ReadyTexts.SingleOrDefaultAsync(t => t.Id == query.Id, ct) ?? throw new NotFoundException();
        var same = db.ReadyTexts.Where(t => t.TextId == found.TextId);
        var versions = await same.OrderByDescending(t => t.Number).Take(MostVersions).Select(t => new TextVersion(t.Id, t.Number, t.State)).ToListAsync(ct);
        var inUse = await same.Where(t => t.State == TemplateState.Approved && t.Id != found.Id).Select(t => t.Text).FirstOrDefaultAsync(ct);
        var names = await staff.OfAsync(db, new[] { found.WrittenBy, found.ApprovedBy }.OfType<Guid>(), ct);
        var categories = found.CategoryId is null ? [] : await db.TopicsToChooseAsync(TopicTree.Category, found.CategoryId, ct);
        return new(
            found.Id, found.Version, found.TextId, found.Number, found.Use, found.Language, categories.FirstOrDefault(c => c.Id == found.CategoryId), found.Title, found.Text, found.State,
            Name(found.WrittenBy), found.WrittenAt, Name(found.ApprovedBy), found.ApprovedAt, found.Remark, await db.TextHelps.CountAsync(h => h.TextId == found.TextId, ct),
            found.State is TemplateState.Draft && user.May(CasePermissions.ApproveTexts) && found.WrittenBy != user.StaffId, inUse, versions);

        string? Name(Guid? id) => id is { } known ? names.GetValueOrDefault(known) : null;
    }
}
