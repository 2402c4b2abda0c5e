using BankCrm.Application.Common;
using BankCrm.Application.Platform.Messages;

namespace BankCrm.Application.Integration;

/// <summary>What a source is to send again: a client asks about its own only.</summary>
[Allow(ClientScopes.Any)]
public sealed record GetGaps(string Source);

/// <param name="Gaps">Sequences that were not received, or were refused, although later ones were received.</param>
/// <param name="IsCut">There are more.</param>
public sealed record SourceGaps(string Source, IReadOnlyList<StreamPosition> Streams, IReadOnlyList<MessageGap> Gaps, bool IsCut);

internal sealed class GetGapsHandler(CurrentUser user, IMessageStore store) : IQueryHandler<GetGaps, SourceGaps>
{
    private const int Most = 1000;

    public async Task<SourceGaps> HandleAsync(GetGaps query, CancellationToken ct)
    {
        if (query.Source != user.Source)
        {
            throw new NotFoundException();
        }

        var gaps = await store.GapsAsync(query.Source, Most + 1, ct);
        return new(query.Source, await store.PositionsAsync(query.Source, ct), [.. gaps.Take(Most)], gaps.Count > Most);
    }
}
