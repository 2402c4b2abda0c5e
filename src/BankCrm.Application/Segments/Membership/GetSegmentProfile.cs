using BankCrm.Application.Common;
using BankCrm.Application.Segments.Definitions;
using BankCrm.Application.Segments.Fields;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Segments.Definitions;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Segments.Membership;

/// <summary>How those who fit differ from all: by age, sex, tier, stage, branch and what they hold.</summary>
[Allow(SegmentPermissions.Read)]
public sealed record GetSegmentProfile(SegmentGroup Asks);

/// <summary>By what customers are told apart in a profile.</summary>
public enum ProfileDimension
{
    [Means("Age group")] Age,
    Sex,
    [Means("Customer tier")] Tier,
    Stage,
    [Means("Branch")] Branch,

    /// <summary>A customer may hold several.</summary>
    [Means("Kinds of account held")] Holding,
}

/// <param name="Value">A member of an enumeration, the id of a branch, or the first age of ten years.</param>
/// <param name="Name">Data. Null: <paramref name="Value"/> says it.</param>
/// <param name="Customers">Of those who fit. Null: so few that the user is not told.</param>
/// <param name="Share">Of those who fit, 0 to 1. Null: likewise.</param>
/// <param name="OfAll">Share of all customers, 0 to 1. Null: so few that the user is not told.</param>
public sealed record ProfilePart(object? Value, string? Name, int? Customers, double? Share, double? OfAll);

/// <param name="Customers">Null: so few that the user is not told; then nothing else is told either.</param>
/// <param name="Assets">Mean of those who fit, in home currency.</param>
/// <param name="AssetsOfAll">Mean of all.</param>
/// <param name="Least">Fewer are not told, and the others are rounded. 0: every number is told.</param>
public sealed record SegmentProfile(int? Customers, int All, decimal? Assets, decimal AssetsOfAll, IReadOnlyDictionary<ProfileDimension, IReadOnlyList<ProfilePart>> Parts, int Least);

internal sealed class GetSegmentProfileHandler(CrmDb db, CurrentUser user, SegmentCompiler compiler, SegmentChecks checks, ISegmentEngine engine, KnownProfiles known, TimeProvider clock)
    : IQueryHandler<GetSegmentProfile, SegmentProfile>
{
    public async Task<SegmentProfile> HandleAsync(GetSegmentProfile query, CancellationToken ct)
    {
        var asks = query.Asks.WithoutEmptyGroups();
        Refuse.If(checks.Check(asks));
        await engine.AllowLargeAsync(user.SeesAllBranches, ct);
        var fit = await CellsAsync(await compiler.OfAsync(db, user, asks, ct), ct);
        var all = await known.OfAsync(user, clock.GetUtcNow(), async () => await CellsAsync(await compiler.OfAsync(db, user, SegmentGroup.Everybody, ct), ct));
        var branches = await db.Branches.ToDictionaryAsync(b => b.Id, b => b.Name, ct);
        var (least, some, everybody) = (user.LeastTold, fit.Sum(c => c.Customers), all.Sum(c => c.Customers));
        var mean = everybody == 0 ? 0 : user.ToldMoney(all.Sum(c => c.Assets) / everybody);
        var (told, toldOfAll) = (user.Told(some), user.Told(everybody) ?? 0);
        if (told is null || some == 0)
        {
            return new(told, toldOfAll, null, mean, new Dictionary<ProfileDimension, IReadOnlyList<ProfilePart>>(), least);
        }

        return new(told, toldOfAll, user.ToldMoney(fit.Sum(c => c.Assets) / some), mean, Enum.GetValues<ProfileDimension>().ToDictionary(d => d, d => Parts(d, fit, all, branches)), least);
    }

    private IReadOnlyList<ProfilePart> Parts(ProfileDimension dimension, IReadOnlyList<ProfileCell> fit, IReadOnlyList<ProfileCell> all, Dictionary<Guid, string> branches)
    {
        var (allOfSome, allOfEverybody) = (Counted(dimension, fit), Counted(dimension, all));
        var (some, everybody) = (Told(dimension, allOfSome), Told(dimension, allOfEverybody));
        var (sumSome, sumAll) = ((double)(user.Told(fit.Sum(c => c.Customers)) ?? 0), (double)(user.Told(all.Sum(c => c.Customers)) ?? 0));
        var values = allOfEverybody.Keys.Union(allOfSome.Keys).OrderBy(v => v is NoValue ? 1 : 0).ThenBy(v => v is Guid id ? branches.GetValueOrDefault(id) : null, StringComparer.CurrentCulture).ThenBy(v => v is Guid ? null : v).ToList();
        return
        [
            .. values.Select(v => new ProfilePart(
                v is NoValue ? null : v, v is Guid branch ? branches.GetValueOrDefault(branch) : null, NumberOf(v, some), NumberOf(v, some) / sumSome,
                NumberOf(v, everybody) / sumAll)),
        ];
    }

    // Null: it is not told; nor is, to those who are told no few, that there is none.
    private int? NumberOf(object value, Dictionary<object, int> told) => told.TryGetValue(value, out var number) ? number : user.IsToldNoFew ? null : 0;

    private Dictionary<object, int> Told(ProfileDimension dimension, Dictionary<object, int> counted)
    {
        var hidden = Hidden(dimension, counted, user.LeastTold);
        var shown = counted.Where(c => c.Value > 0 && !hidden.Contains(c.Key)).ToDictionary();
        return dimension is ProfileDimension.Holding ? shown.ToDictionary(s => s.Key, s => user.Told(s.Value) ?? 0) : user.ToldLarge(shown); // who holds several stands there several times
    }

    // One hidden part alone could be told from the sum: then the next smallest is hidden too.
    private static HashSet<object> Hidden(ProfileDimension dimension, Dictionary<object, int> some, int floor)
    {
        var few = some.Where(p => p.Value > 0 && p.Value < floor).Select(p => p.Key).ToHashSet();
        if (few.Count == 1 && dimension is not ProfileDimension.Holding)
        {
            few.UnionWith(some.Where(p => p.Value >= floor).OrderBy(p => p.Value).Take(1).Select(p => p.Key));
        }

        return few;
    }

    private static Dictionary<object, int> Counted(ProfileDimension dimension, IReadOnlyList<ProfileCell> cells) => dimension switch
    {
        ProfileDimension.Age => By(cells, c => c.Decade is { } decade ? decade * 10 : NoValue.Is),
        ProfileDimension.Sex => By(cells, c => c.Sex is { } sex ? sex : NoValue.Is),
        ProfileDimension.Tier => By(cells, c => c.Tier),
        ProfileDimension.Stage => By(cells, c => c.Stage),
        ProfileDimension.Branch => By(cells, c => c.BranchId),
        _ => Enum.GetValues<AccountKind>().ToDictionary(k => (object)k, k => cells.Where(c => c.Held.HasFlag(HeldKindsOf.Of(k))).Sum(c => c.Customers)),
    };

    private static Dictionary<object, int> By(IReadOnlyList<ProfileCell> cells, Func<ProfileCell, object> value) => cells.GroupBy(value).ToDictionary(g => g.Key, g => g.Sum(c => c.Customers));

    private async Task<IReadOnlyList<ProfileCell>> CellsAsync(IQueryable<SegmentRow> rows, CancellationToken ct)
    {
        var year = Domain.Admin.Branches.Branch.DayAt(clock.GetUtcNow()).Year;
        return await rows
            .Select(r => new
            {
                Decade = r.Customer.Kind == CustomerKind.Individual ? (year - r.Customer.BirthYear) / 10 : null,
                r.Customer.Sex,
                r.Customer.Tier,
                r.Customer.Stage,
                r.Customer.BranchId,
                Held = (HeldKinds?)r.Totals!.Held ?? HeldKinds.None,
                Assets = (decimal?)r.Totals!.Assets ?? 0m,
            })
            .GroupBy(r => new { r.Decade, r.Sex, r.Tier, r.Stage, r.BranchId, r.Held })
            .Select(g => new ProfileCell
            {
                Decade = g.Key.Decade,
                Sex = g.Key.Sex,
                Tier = g.Key.Tier,
                Stage = g.Key.Stage,
                BranchId = g.Key.BranchId,
                Held = g.Key.Held,
                Customers = g.Count(),
                Assets = g.Sum(r => r.Assets),
            })
            .ToListAsync(ct);
    }
}

/// <summary>Nothing is known.</summary>
internal sealed class NoValue
{
    public static NoValue Is { get; } = new();
}

/// <summary>Customers who are alike in all that a profile shows.</summary>
internal sealed class ProfileCell
{
    public int? Decade { get; init; }
    public Sex? Sex { get; init; }
    public CustomerTier Tier { get; init; }
    public LifeCycleStage Stage { get; init; }
    public Guid BranchId { get; init; }
    public HeldKinds Held { get; init; }
    public int Customers { get; init; }
    public decimal Assets { get; init; }
}

/// <summary>What all customers of a scope look like, for ten minutes: every profile is laid beside it.</summary>
[Policy]
internal sealed class KnownProfiles
{
    private const int MostScopes = 200;
    private const int KeptSeconds = 600;
    private readonly KeptBriefly<string, IReadOnlyList<ProfileCell>> known = new(MostScopes, KeptSeconds);

    public Task<IReadOnlyList<ProfileCell>> OfAsync(CurrentUser user, DateTimeOffset now, Func<Task<IReadOnlyList<ProfileCell>>> read)
    {
        var scope = string.Join(
            '|', user.ScopeKey, user.May(SegmentPermissions.Everybodys) ? "" : user.Person, user.May(SegmentPermissions.Members), user.May(Customers.CustomerPermissions.ReadProtected));
        return known.OfAsync(scope, scope, now, read);
    }
}
