using BankCrm.Application.Common;
using BankCrm.Domain.Platform.Channels;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Platform.Channels;

/// <summary>The texts of messages, by key; the versions in use and those that wait, or all.</summary>
[Allow(TemplatePermissions.Read)]
public sealed record ListTemplates(ChannelKind? Channel = null, TextLanguage? Language = null, bool All = false, string? After = null);

public sealed record TemplateRow(
    Guid Id, string Key, ChannelKind Channel, TextLanguage Language, int Number, string Name, MessagePurpose Purpose, TemplateState State, DateTimeOffset WrittenAt);

/// <summary>One version, for reading, changing and deciding.</summary>
[Allow(TemplatePermissions.Read)]
public sealed record GetTemplate(Guid Id);

/// <param name="Sample">As a customer might get it.</param>
/// <param name="Places">What its text may name.</param>
/// <param name="MayDecide">They may approve texts, and did not write this one.</param>
/// <param name="InUse">The text that is used until this one is approved. Null: none, or it is this one.</param>
public sealed record TemplateShown(
    Guid Id, uint Version, string Key, ChannelKind Channel, TextLanguage Language, int Number, string Name, MessagePurpose Purpose, string Subject, string Text,
    TemplateState State, string? WrittenBy, DateTimeOffset WrittenAt, string? ApprovedBy, DateTimeOffset? ApprovedAt, string Sample, IReadOnlyList<string> Places,
    bool MayDecide, string? InUse, IReadOnlyList<TemplateRow> Versions);

internal sealed class ListTemplatesHandler(CrmDb db) : IQueryHandler<ListTemplates, Page<TemplateRow>>
{
    private const int PageSize = 50;

    public Task<Page<TemplateRow>> HandleAsync(ListTemplates query, CancellationToken ct)
    {
        var templates = db.MessageTemplates.AsQueryable();
        if (query.Channel is { } channel)
        {
            templates = templates.Where(t => t.Channel == channel);
        }

        if (query.Language is { } language)
        {
            templates = templates.Where(t => t.Language == language);
        }

        if (!query.All)
        {
            templates = templates.Where(t => t.State == TemplateState.Draft || t.State == TemplateState.Approved);
        }

        if (Cursor.TryRead<(string Key, Guid Id)>(query.After, out var last))
        {
            templates = templates.Where(t => t.Key.CompareTo(last.Key) >= 0 && (t.Key.CompareTo(last.Key) > 0 || t.Id > last.Id));
        }

        return templates.OrderBy(t => t.Key).ThenBy(t => t.Id)
            .Select(t => new TemplateRow(t.Id, t.Key, t.Channel, t.Language, t.Number, t.Name, t.Purpose, t.State, t.WrittenAt))
            .ToPageAsync(PageSize, t => (t.Key, t.Id), ct);
    }
}

internal sealed class GetTemplateHandler(CrmDb db, CurrentUser user, MessageKinds kinds, IPersonNames staff) : IQueryHandler<GetTemplate, TemplateShown>
{
    private const int MostVersions = 20;

    public async Task<TemplateShown> HandleAsync(GetTemplate query, CancellationToken ct)
    {
        var found = await db.MessageTemplates.SingleOrDefaultAsync(t => t.Id == query.Id, ct) ?? throw new NotFoundException();
        var same = db.MessageTemplates.Where(t => t.Key == found.Key && t.Channel == found.Channel && t.Language == found.Language);
        var versions = await same.OrderByDescending(t => t.Number).Take(MostVersions)
            .Select(t => new TemplateRow(t.Id, t.Key, t.Channel, t.Language, t.Number, t.Name, t.Purpose, t.State, t.WrittenAt)).ToListAsync(ct);
        var inUse = await same.Where(t => t.State == TemplateState.Approved && t.Id != found.Id).OrderByDescending(t => t.Number).Select(t => t.Text).FirstOrDefaultAsync(ct);
        var names = await staff.OfAsync(db, [.. new[] { found.WrittenBy, found.ApprovedBy }.OfType<Guid>()], ct);
        var places = kinds.PlacesOf(found.Key);
        return new(
            found.Id, found.Version, found.Key, found.Channel, found.Language, found.Number, found.Name, found.Purpose, found.Subject, found.Text, found.State,
            Name(found.WrittenBy), found.WrittenAt, Name(found.ApprovedBy), found.ApprovedAt, MessageText.Fill(found.Text, Samples(found.Language, places)), [.. places],
            found.State is TemplateState.Draft && user.May(TemplatePermissions.Approve) && found.WrittenBy != user.StaffId, inUse, versions);

        string? Name(Guid? id) => id is { } known ? names.GetValueOrDefault(known) : null;
    }

    // Nobody's: what a place is called stands in it where nothing better is known.
    private static Dictionary<string, string> Samples(TextLanguage language, IEnumerable<string> places) => places.ToDictionary(p => p, p => (p, language) switch
    {
        ("customer.name", TextLanguage.Chinese) => "王小明",
        ("customer.name", _) => "Wang Xiaoming",
        ("branch.name", TextLanguage.Chinese) => "人民路支行",
        ("branch.name", _) => "Renmin Road Branch",
        ("today", TextLanguage.Chinese) => "2026年12月31日",
        ("today", _) => "31 December 2026",
        _ => $"[{p}]",
    });
}
