using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Search;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Application.Customers.Search;

/// <summary>Finds customers by whatever was typed into the one box: a number, a telephone, a name in any script.</summary>
/// <param name="WhileTyping">Fewer hits, and no record where nothing is shown.</param>
[Allow(CustomerPermissions.Read)]
public sealed record FindCustomers(string Typed, bool WhileTyping = false) : IRecorded<FoundCustomers>
{
    public AuditRecord? Record(FoundCustomers found) => found.Term is null || (WhileTyping && found.Hits.Count == 0) ? null : new(AuditEvents.Searched)
    {
        Changes = AuditChanges.Of([("Count", null, found.Hits.Count), ("Kinds", null, found.Kinds), ("Term", null, found.Term)]),
    };
}

/// <param name="Hits">The best first.</param>
/// <param name="HasMore">There are others: more must be typed.</param>
/// <param name="Note">Why nothing was found or looked for, where there is more to say than that.</param>
/// <param name="Kinds">What the text was taken for.</param>
/// <param name="Term">Keyed hash of what was typed, for the audit trail; null: nothing was looked for.</param>
public sealed record FoundCustomers(IReadOnlyList<CustomerHit> Hits, bool HasMore, Fault? Note, string Kinds, byte[]? Term)
{
    /// <summary>The one that was meant, without doubt: to be opened rather than listed. Found by number, nothing else is said of it.</summary>
    public CustomerHit? Only => Hits is [{ Rank: MatchRank.Exact } only] ? only : null;
}

public enum MatchRank
{
    Exact,

    /// <summary>It begins with what was typed.</summary>
    Prefix,

    /// <summary>A part of it begins so, or ends so.</summary>
    Part,
}

internal sealed class FindCustomersHandler(
    CrmDb db, CurrentUser user, NumberLookup numbers, HitReader reader, IBlindIndex index, TimeProvider clock)
    : IQueryHandler<FindCustomers, FoundCustomers>
{
    public const string TermColumn = "audit_entries.searched_term";
    private const int MostHits = 20;
    private const int MostWhileTyping = 8;

    // Some records are protected and drop out again; some customers are found by several keys.
    private const int Spare = 3;

    public async Task<FoundCustomers> HandleAsync(FindCustomers query, CancellationToken ct)
    {
        var recognised = SearchText.Recognise(query.Typed, Branch.DayAt(clock.GetUtcNow()));
        if (recognised.Guesses.Count == 0)
        {
            return new([], HasMore: false, recognised.TooLittle, "", Term: null);
        }

        var limit = query.WhileTyping ? MostWhileTyping : MostHits;
        var matches = new Matches(limit * Spare);
        var note = await MatchAsync(recognised.Guesses, matches, ct);
        var best = matches.BestFirst();
        var hits = best is [{ Rank: MatchRank.Exact, IsByNumber: true } only] && !query.WhileTyping
            ? [CustomerHit.ToOpen(only.CustomerId)]
            : await reader.ReadAsync(db, best, user.May(CustomerPermissions.ReadProtected), limit + 1, ct);
        return new(
            [.. hits.Take(limit)], hits.Count > limit, hits.Count == 0 ? WrongOf(recognised.Guesses) : note,
            string.Join(' ', recognised.Guesses.Select(g => g.ToString())), index.Of(TermColumn, query.Typed.Trim().ToLowerInvariant()));
    }

    /// <returns>What to say where what was asked for was not found, but something near it.</returns>
    private async Task<Fault?> MatchAsync(IReadOnlyList<SearchGuess> guesses, Matches matches, CancellationToken ct)
    {
        var possible = guesses.Where(g => g.Fault is null && g.And?.Fault is null).ToList();
        foreach (var guess in possible.Where(g => !g.IsName))
        {
            await numbers.MatchAsync(db, guess, matches, ct);
        }

        foreach (var name in possible.Where(g => g is { IsName: true, And: null }).Select(g => g.Value).Distinct())
        {
            await NameLookup.MatchAsync(db, user, name, matches, ct);
        }

        var pairs = guesses.Where(g => g is { IsName: true, And: not null }).ToList();
        foreach (var (name, number) in possible.Where(g => g.And is not null).Select(g => (g.Value, g.And!)).DistinctBy(p => (p.Value, p.Item2.Kind)))
        {
            var having = await numbers.IdsAsync(db, number, ct);
            if (having.Count > 0)
            {
                await NameLookup.MatchAsync(db, user, name, matches, ct, having);
            }
        }

        if (matches.Count > 0 || pairs.Count == 0 || WrongOf(guesses) is not null)
        {
            return null;
        }

        await NameLookup.MatchAsync(db, user, pairs[0].Value, matches, ct);
        return new("Nobody of this name has this number. These have the name:");
    }

    private static Fault? WrongOf(IReadOnlyList<SearchGuess> guesses) => guesses.Select(g => g.Fault ?? g.And?.Fault).FirstOrDefault(f => f is not null);
}
