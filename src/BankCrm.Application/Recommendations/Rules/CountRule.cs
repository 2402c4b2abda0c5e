using System.Linq.Expressions;
using BankCrm.Application.Cases.Complaints;
using BankCrm.Application.Common;
using BankCrm.Application.Products.Catalogue;
using BankCrm.Application.Segments.Definitions;
using BankCrm.Application.Segments.Fields;
using BankCrm.Application.Segments.Membership;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Products.Catalogue;
using BankCrm.Domain.Recommendations.Answers;
using BankCrm.Domain.Recommendations.Offers;
using BankCrm.Domain.Recommendations.Rules;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Recommendations.Rules;

/// <summary>To how many of the customers whom the user counts a version of a rule would be suggested today, in use or not, and how many each gate holds back.</summary>
/// <param name="IsQuick">An estimate will do where the exact numbers take long.</param>
[Allow(RecommendationPermissions.Read)]
public sealed record CountRule(Guid Id, bool IsQuick = false);

/// <param name="Customers">Whom the rule is for.</param>
/// <param name="Open">To whom it would be suggested. Null: so few that the user is not told; they are in <paramref name="Others"/>.</param>
/// <param name="Held">By the first gate that is closed, in the order in which they are asked.</param>
/// <param name="Others">Those who are not told one by one, together.</param>
/// <param name="IsEstimate">By a sample.</param>
/// <param name="TookTooLong">The exact numbers were given up.</param>
/// <param name="Least">Fewer are not told, and the others are rounded. 0: every number is told.</param>
public sealed record RuleCount(int Customers, int? Open, IReadOnlyDictionary<OfferGate, int> Held, int Others, bool IsEstimate, bool TookTooLong, int Least)
{
    /// <summary>The rule is for so few that the user is told nothing.</summary>
    public bool IsHidden => Customers < Least;

    /// <summary>What somebody may be told.</summary>
    internal static RuleCount Of(CurrentUser user, int open, IReadOnlyDictionary<OfferGate, int> held, bool isEstimate)
    {
        const int nowhere = -1;
        var parts = held.ToDictionary(h => (int)h.Key, h => h.Value);
        if (open > 0)
        {
            parts[nowhere] = open;
        }

        var least = user.LeastTold;
        var (told, others) = user.ToldGroups(parts);
        return new(
            parts.Values.Sum() < least ? 0 : told.Values.Sum() + others, open == 0 ? 0 : told.TryGetValue(nowhere, out var some) ? some : null,
            held.Keys.Where(g => told.ContainsKey((int)g)).ToDictionary(g => g, g => told[(int)g]), others, isEstimate, TookTooLong: false, least);
    }

    internal static RuleCount GivenUp(CurrentUser user) => new(0, null, new Dictionary<OfferGate, int>(), 0, IsEstimate: false, TookTooLong: true, user.LeastTold);
}

internal sealed class CountRuleHandler(CrmDb db, CurrentUser user, SegmentCompiler compiler, SegmentCounter counter, ISegmentEngine engine) : IQueryHandler<CountRule, RuleCount>
{
    public async Task<RuleCount> HandleAsync(CountRule query, CancellationToken ct)
    {
        var rule = await db.RecommendationRules.SingleOrDefaultAsync(r => r.Id == query.Id, ct) ?? throw new NotFoundException();
        var terms = rule.Terms;
        var asking = await compiler.AskingAsync(db, user, [terms.Asks], ct);
        var gates = await RuleGates.OfAsync(rule.RuleId, terms, asking, ct);
        if (query.IsQuick && await counter.SampleAsync(asking, ct) is var (some, percent))
        {
            return Told(await gates.Of(SegmentCompiler.Of(some, terms.Asks, asking)).ToListAsync(ct), percent);
        }

        await engine.AllowLargeAsync(user.SeesAllBranches, ct);
        var all = gates.Of(SegmentCompiler.Of(db.CustomersCountedBy(user), terms.Asks, asking));
        return await db.WithinAsync(() => all.ToListAsync(ct), SegmentCounter.Patience, ct) is { } exact ? Told(exact, 100) : RuleCount.GivenUp(user);

        RuleCount Told(List<GateCell> cells, double percent)
        {
            var read = cells.ToLookup(c => gates.Read(c.Bits), c => (int)Math.Round(c.Customers * 100 / percent));
            return RuleCount.Of(user, read[null].Sum(), gates.Order.Where(g => read.Contains(g)).ToDictionary(g => g, g => read[g].Sum()), isEstimate: percent < 100);
        }
    }
}

/// <summary>
/// The gates of one rule as one number that the database works out for each customer. They are those of <see cref="Offers.Recommender"/>, but for whoever looks: that a
/// record bears one's own name is not counted, and a complaint about oneself is none. A test compares the two.
/// </summary>
internal sealed class RuleGates
{
    private readonly List<(OfferGate Gate, Expression<Func<SegmentRow, bool>> IsClosed)> gates = [];

    private RuleGates() { }

    public IEnumerable<OfferGate> Order => gates.Select(g => g.Gate);

    public static async Task<RuleGates> OfAsync(Guid ruleId, RuleTerms terms, SegmentAsking asking, CancellationToken ct)
    {
        var (gates, db, today) = (new RuleGates(), asking.Db, asking.Today);
        gates.Close(OfferGate.Died, OfferGates.HasDied);
        gates.Close(OfferGate.Ended, OfferGates.HasEnded);
        if (!terms.Action.IsDuty)
        {
            var complaints = db.ComplaintsOpen().ToldTo(asking.User.StaffId);
            gates.Close(OfferGate.OpenComplaint, r => complaints.Any(c => c.CustomerId == r.Customer.Id));
        }

        if (terms.ProductId is { } product)
        {
            var sold = await db.VersionsShownOn(today).Where(v => v.ProductId == product)
                .Join(db.Products, v => v.ProductId, p => p.Id, (v, p) => new { p.WithdrawnFrom, v.ValidFrom, v.RiskGrade, v.Terms }).SingleOrDefaultAsync(ct);
            if (sold is null || Product.StateOn(today, sold.WithdrawnFrom, sold.ValidFrom, sold.Terms) is not ProductState.OnSale || !terms.Way.Sells(sold.Terms.Channels))
            {
                gates.Close(OfferGate.NotOnSale, SegmentExpressions.True);
            }

            gates.Close(OfferGate.HasProduct, OfferGates.Holds(product, asking));
            if (sold?.RiskGrade is { } grade)
            {
                var since = today.AddYears(-1);
                gates.Close(OfferGate.NotAssessed, r => r.Customer.Appetite == null);
                gates.Close(OfferGate.AssessmentTooOld, r => r.Customer.AppetiteAssessedOn == null || r.Customer.AppetiteAssessedOn <= since);
                gates.Close(OfferGate.TooRisky, OfferGates.IsSuitable(grade, today).Negated());
            }
        }

        if (terms.Action.IsMarketing)
        {
            gates.Close(OfferGate.NoConsent, (terms.Way is RecommendedWay.Call ? OfferGates.HasAgreed(ConsentChannels.Phone) : OfferGates.MayBeSpokenTo).Negated());
        }

        // Also said on records that were merged into theirs: read beforehand, for a query that finds merged records finds them everywhere.
        var standing = db.RecommendationAnswers.Where(a => a.RuleId == ruleId && a.IsStanding && a.UndoneAt == null && a.ComesBackOn > today);
        var merged = (await db.CustomersWithMerged.Where(c => c.MergedIntoId != null).Join(standing, c => c.Id, a => a.CustomerId, (c, a) => new { Id = c.MergedIntoId!.Value, a.Kind }).ToListAsync(ct))
            .ToLookup(m => m.Kind, m => m.Id);
        foreach (var kind in Enum.GetValues<AnswerKind>())
        {
            var (said, before) = (standing.Where(a => a.Kind == kind), merged[kind].ToList());
            gates.Close(RecommendationAnswer.GateOf(kind), r => said.Any(a => a.CustomerId == r.Customer.Id) || before.Contains(r.Customer.Id));
        }

        return gates;
    }

    public IQueryable<GateCell> Of(IQueryable<SegmentRow> rows) =>
        rows.GroupBy(SegmentExpressions.Bits([.. gates.Select(g => g.IsClosed)])).Select(g => new GateCell { Bits = g.Key, Customers = g.Count() });

    /// <summary>The first gate that is closed. Null: all are open.</summary>
    public OfferGate? Read(int bits)
    {
        for (var i = 0; i < gates.Count; i++)
        {
            if ((bits & (1 << i)) != 0)
            {
                return gates[i].Gate;
            }
        }

        return null;
    }

    private void Close(OfferGate gate, Expression<Func<SegmentRow, bool>> isClosed) => gates.Add((gate, isClosed));
}

/// <summary>Customers before whom the same gates are closed.</summary>
internal sealed class GateCell
{
    public int Bits { get; init; }
    public int Customers { get; init; }
}
