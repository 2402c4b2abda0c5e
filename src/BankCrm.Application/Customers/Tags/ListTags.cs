using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Domain.Customers.Tags;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Tags;

/// <summary>The tags of the customers the user sees, and what was last changed about them.</summary>
[Allow(TagPermissions.Manage, TagPermissions.Retire)]
public sealed record ListTags;

public sealed record TagList(IReadOnlyList<TagRow> Tags, IReadOnlyList<TagChangeRow> Changes);

/// <param name="Twin">Another spelling of it that more customers have. Null: there is none.</param>
public sealed record TagRow(string Name, int Customers, string? Twin, bool IsRetired);

public sealed record TagChangeRow(Guid Id, uint Version, string From, string To, int Customers, string? By, DateTimeOffset At, DateTimeOffset? UndoneAt);

internal sealed class ListTagsHandler(CrmDb db, CurrentUser user, KnownTags known, StaffNames staff, TimeProvider clock) : IQueryHandler<ListTags, TagList>
{
    private const int Changes = 10;

    public async Task<TagList> HandleAsync(ListTags query, CancellationToken ct)
    {
        var tags = await known.CountAsync(db, user, clock.GetUtcNow(), ct);
        var retired = await db.RetiredTags.Select(t => t.Name).ToListAsync(ct);
        var spelled = tags.GroupBy(t => TagSpelling.KeyOf(t.Name)).ToDictionary(g => g.Key, g => g.MaxBy(t => t.Customers)!.Name);
        var changes = await db.TagChanges.OrderByDescending(c => c.Id).Take(Changes).ToListAsync(ct);
        var names = await staff.OfAsync(db, changes.Select(c => c.MadeBy), ct);
        return new(
            [
                .. tags.Select(t => new TagRow(t.Name, t.Customers, spelled[TagSpelling.KeyOf(t.Name)] is var most && most != t.Name ? most : null, retired.Contains(t.Name))),
                .. retired.Where(name => tags.All(t => t.Name != name)).Select(name => new TagRow(name, 0, null, IsRetired: true)),
            ],
            [.. changes.Select(c => new TagChangeRow(c.Id, c.Version, c.From, c.To, c.Customers, names.GetValueOrDefault(c.MadeBy), c.MadeAt, c.UndoneAt))]);
    }
}

/// <summary>What renaming a tag would do.</summary>
[Allow(TagPermissions.Manage)]
public sealed record GetTagChange(string From, string To);

/// <param name="Customers">Who have it.</param>
/// <param name="WithTheOther">Customers who have a tag of the new name, so that the two become one. 0: the name is new.</param>
public sealed record TagChangePreview(int Customers, int WithTheOther);

internal sealed class GetTagChangeHandler(CrmDb db) : IQueryHandler<GetTagChange, TagChangePreview>
{
    public async Task<TagChangePreview> HandleAsync(GetTagChange query, CancellationToken ct)
    {
        var customers = await db.Customers.CountAsync(c => c.Tags.Contains(query.From), ct);
        return customers == 0
            ? throw new NotFoundException()
            : new(customers, query.To.Length == 0 || query.To == query.From ? 0 : await db.Customers.CountAsync(c => c.Tags.Contains(query.To), ct));
    }
}

/// <summary>Tags that may be meant by what is being typed: the user's own, without those that are retired.</summary>
[Allow(CustomerPermissions.Read)]
public sealed record SuggestTags(string Text);

internal sealed class SuggestTagsHandler(CrmDb db, CurrentUser user, KnownTags known, TimeProvider clock) : IQueryHandler<SuggestTags, IReadOnlyList<string>>
{
    private const int Most = 8;

    public async Task<IReadOnlyList<string>> HandleAsync(SuggestTags query, CancellationToken ct)
    {
        var key = TagSpelling.KeyOf(query.Text);
        var retired = await db.RetiredTags.Select(t => t.Name).ToListAsync(ct);
        return
        [
            .. (await known.OfAsync(db, user, clock.GetUtcNow(), ct))
                .Where(t => !retired.Contains(t.Name) && TagSpelling.KeyOf(t.Name).Contains(key, StringComparison.Ordinal))
                .OrderByDescending(t => TagSpelling.KeyOf(t.Name).StartsWith(key, StringComparison.Ordinal)).ThenByDescending(t => t.Customers)
                .Take(Most).Select(t => t.Name),
        ];
    }
}
