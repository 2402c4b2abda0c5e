using System.Globalization;
using BankCrm.Application.Common;
using BankCrm.Domain.Cases.Knowledge;
using BankCrm.Domain.Platform.Channels;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.Knowledge;

/// <summary>The texts in use and what finds them. Read anew as soon as one of them was approved, replaced or withdrawn.</summary>
[Policy]
internal sealed class ReadyTextDesk(TimeProvider clock)
{
    /// <summary>What is beyond is not found by its words; the latest are.</summary>
    private const int Most = 5_000;

    private const int KeptSeconds = 3600;

    private readonly KeptBriefly<int, TextsInUse> last = new(most: 1, KeptSeconds);

    public async Task<TextsInUse> InUseAsync(CrmDb db, CancellationToken ct)
    {
        var inUse = db.ReadyTexts.Where(t => t.State == TemplateState.Approved);
        var stamp = await inUse.GroupBy(t => 1).Select(g => new { Count = g.Count(), Latest = g.Max(t => t.ApprovedAt) }).SingleOrDefaultAsync(ct);
        return await last.OfAsync(0, string.Create(CultureInfo.InvariantCulture, $"{stamp?.Count} {stamp?.Latest:O}"), clock.GetUtcNow(), async () => TextsInUse.Of(
            await inUse.OrderByDescending(t => t.WrittenAt).Take(Most).Select(t => new TextInUse(t.Id, t.TextId, t.Use, t.Language, t.CategoryId, t.Title, t.Text)).ToListAsync(ct)));
    }
}

internal sealed record TextInUse(Guid Id, Guid TextId, ReadyTextUse Use, TextLanguage Language, Guid? CategoryId, string Title, string Text);

internal sealed record TextsInUse(IReadOnlyDictionary<Guid, TextInUse> Texts, TextFinder Finder)
{
    public static TextsInUse Of(IReadOnlyList<TextInUse> texts) =>
        new(texts.ToDictionary(t => t.Id), new(texts.Select(t => new FindableText(t.Id, t.Title, t.Text))));
}
