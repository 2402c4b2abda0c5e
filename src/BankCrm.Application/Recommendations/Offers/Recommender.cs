using System.Linq.Expressions;
using BankCrm.Application.Accounts;
using BankCrm.Application.Cases.Complaints;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Products.Catalogue;
using BankCrm.Application.Segments.Definitions;
using BankCrm.Application.Segments.Fields;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Products.Catalogue;
using BankCrm.Domain.Recommendations.Answers;
using BankCrm.Domain.Recommendations.Offers;
using BankCrm.Domain.Recommendations.Rules;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Domain.Segments.Scores;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Recommendations.Offers;

/// <summary>
/// What the rules in use suggest, worked out in this moment: for one customer, for those on a page of the list, or for some hundred to be listed. All rules and gates are
/// asked in one statement; the gates are those of campaigns (<see cref="OfferGates"/>).
/// </summary>
[Policy]
internal sealed class Recommender(SegmentCompiler compiler, SegmentFields fields, TimeProvider clock)
{
    /// <exception cref="NotFoundException">There is no such customer for the user.</exception>
    /// <exception cref="ForbiddenException">The record is protected.</exception>
    public async Task<CustomerSuggestions> OfAsync(CrmDb db, CurrentUser user, Guid customerId, CancellationToken ct)
    {
        var (customer, offers) = await AskAsync(db, user, [customerId], isForMany: false, ct) is [var found] ? found : throw new NotFoundException();
        if (!user.MayOpen(customer.IsProtected))
        {
            throw new ForbiddenException(CustomerPermissions.ReadProtected);
        }

        return Told(customer, offers, user);
    }

    /// <summary>Of several customers, for the one who asks; those who are not there for them are left out.</summary>
    public async Task<IReadOnlyList<CustomerSuggestions>> OfSeveralAsync(CrmDb db, CurrentUser user, List<Guid> customers, CancellationToken ct) =>
        [.. (await AskAsync(db, user, customers, isForMany: false, ct)).Select(asked => Told(asked.Customer, asked.Offers, user))];

    /// <summary>What may be spoken of with these customers, for a list that several colleagues read.</summary>
    public async Task<IReadOnlyList<NewSuggestion>> ToListAsync(CrmDb db, CurrentUser job, List<Guid> customers, CancellationToken ct) =>
    [
        .. (await AskAsync(db, job, customers, isForMany: true, ct)).SelectMany(asked => asked.Offers.Where(o => o.Sum.IsOpen).Select(o =>
            new NewSuggestion(asked.Customer.Id, o.Sum.RuleId, o.Sum.RuleVersionId, asked.Customer.BranchId, asked.Customer.OwnerId, o.Sum.Points))),
    ];

    /// <summary>Whether a record may be that of the colleague who looks: staff and customers are joined by nothing else.</summary>
    public static bool IsOwnRecord(string customer, CurrentUser user) => string.Equals(customer.Trim(), user.Name.Trim(), StringComparison.OrdinalIgnoreCase);

    // Whoever a complaint is about must not read of it here: what it alone holds back is not shown to them, and cannot be answered either.
    private static CustomerSuggestions Told(AskedCustomer customer, IEnumerable<Offer> offers, CurrentUser user)
    {
        var maySee = user.MaySeeAccounts(customer.OwnerId, customer.IsProtected);
        var told = offers.Where(o => maySee && (customer.IsToldComplaint || !o.Sum.Closed.Any(c => c.Gate is OfferGate.OpenComplaint)));
        return new(customer.Id, customer.BranchId, customer.Name, maySee, [.. told.OrderByDescending(o => o.Sum.Points).ThenBy(o => o.Rule.Name, StringComparer.Ordinal).ThenBy(o => o.Sum.RuleId)]);
    }

    private async Task<List<(AskedCustomer Customer, List<Offer> Offers)>> AskAsync(CrmDb db, CurrentUser user, List<Guid> ids, bool isForMany, CancellationToken ct)
    {
        var today = Branch.DayAt(clock.GetUtcNow());
        var rules = await InUseAsync(db, ct);
        var asking = await compiler.AskingAsync(db, user, [.. rules.Select(r => r.Terms.Asks)], ct) with { Among = ids, IsForMany = isForMany };
        var products = await ProductsAsync(db, rules, today, ct);
        var questions = Questions.Of(rules, products, asking);
        var customers = await AskAsync(db, ids, questions, today, ct);
        var answers = await AnswersAsync(db, ids, today, ct);
        var tenths = rules.Exists(r => r.Terms.ScoreId is not null) ? await TenthsAsync(db, ids, ct) : [];
        return customers.ConvertAll(customer =>
        {
            customer.IsToldComplaint = customer.Said[questions.ComplaintOfOthers];
            var said = answers[customer.Id].ToList();
            var standing = said.Where(a => a.IsStanding).GroupBy(a => a.RuleId).ToDictionary(g => g.Key, g => g.MaxBy(a => a.ComesBackOn)!);
            var weight = new CustomerWeight(
                customer.Assets, customer.MaturesOn, customer.LastContactAt is { } at ? Branch.DayAt(at) : null, said.Count(a => a.Kind is AnswerKind.Declined && a.Day >= RefusedSince(today)));
            return (customer, rules.Where((_, i) => customer.Said[i]).Select(rule =>
            {
                var product = rule.Terms.ProductId is { } id ? products[id] : null;
                var (score, tenth) = rule.Terms.ScoreId is { } scored && tenths.TryGetValue((customer.Id, scored), out var found) ? found : ("", (int?)null);
                var answer = standing.GetValueOrDefault(rule.RuleId);
                return new Offer(
                    new(rule.RuleId, rule.Id, OfferPoints.Of(rule.Terms, weight, tenth, today), Gates(rule, product, customer, questions, answer, user, today)), rule.Terms, product?.Terms, product?.Code,
                    score, answer?.Id);
            }).ToList());
        });
    }

    // What a rule asks that is not known any more is asked of nobody; the rule's page says so.
    private async Task<List<RuleInUse>> InUseAsync(CrmDb db, CancellationToken ct)
    {
        var rules = await db.RecommendationRules.Where(r => r.State == TemplateState.Approved).OrderBy(r => r.RuleId).Take(RecommendationRule.MostInUse).ToListAsync(ct);
        return [.. rules.Select(r => new RuleInUse(r.RuleId, r.Id, r.Terms)).Where(r => r.Terms.Asks.Conditions.All(c => fields.Find(c.Field) is not null))];
    }

    private static async Task<Dictionary<Guid, ProductOffered>> ProductsAsync(CrmDb db, List<RuleInUse> rules, DateOnly today, CancellationToken ct)
    {
        var ids = rules.Select(r => r.Terms.ProductId).OfType<Guid>().ToList();
        return ids.Count == 0 ? [] : await db.VersionsShownOn(today).Where(v => ids.Contains(v.ProductId))
            .Join(db.Products, v => v.ProductId, p => p.Id, (v, p) => new ProductOffered(p.Id, p.Code, p.WithdrawnFrom, v.ValidFrom, v.RiskGrade, v.Terms))
            .ToDictionaryAsync(p => p.Id, ct);
    }

    private static Task<List<AskedCustomer>> AskAsync(CrmDb db, List<Guid> ids, Questions questions, DateOnly today, CancellationToken ct)
    {
        var maturing = db.Accounts.Where(a => a.Status != AccountStatus.Closed && a.MaturesOn >= today);
        return SegmentRow.All(db, db.Customers.Where(c => ids.Contains(c.Id))).Select(SegmentExpressions.Into(questions.Asked, (SegmentRow r, bool[] said) => new AskedCustomer
        {
            Id = r.Customer.Id,
            BranchId = r.Customer.BranchId,
            OwnerId = r.Customer.OwnerId,
            Name = r.Customer.Name,
            IsProtected = r.Customer.IsProtected,
            Appetite = r.Customer.Appetite,
            AppetiteAssessedOn = r.Customer.AppetiteAssessedOn,
            Assets = (decimal?)r.Totals!.Assets ?? 0,
            LastContactAt = (DateTimeOffset?)r.Contact!.At,
            MaturesOn = db.AccountHolders.Where(h => h.CustomerId == r.Customer.Id && h.Role == HolderRole.Owner)
                .Join(maturing, h => h.AccountId, a => a.Id, (h, a) => a.MaturesOn).Min(),
            Said = said,
        })).ToListAsync(ct);
    }

    /// <summary>The last word on each rule and the refusals that count, also on records that were merged into these.</summary>
    private static async Task<ILookup<Guid, StandingAnswer>> AnswersAsync(CrmDb db, List<Guid> ids, DateOnly today, CancellationToken ct)
    {
        var since = RefusedSince(today);
        var answers = db.RecommendationAnswers.Where(a => a.UndoneAt == null && (a.IsStanding || (a.Kind == AnswerKind.Declined && a.Day >= since)));
        var own = answers.Where(a => ids.Contains(a.CustomerId)).Select(a => new { Of = a.CustomerId, Answer = a });
        var merged = db.CustomersWithMerged.Where(c => c.MergedIntoId != null && ids.Contains(c.MergedIntoId.Value))
            .Join(answers, c => c.Id, a => a.CustomerId, (c, a) => new { Of = c.MergedIntoId!.Value, Answer = a });
        var found = await own.Concat(merged) // two look-ups: for "one or the other" all customers would be walked
            .Select(a => new StandingAnswer(a.Of, a.Answer.Id, a.Answer.RuleId, a.Answer.Kind, a.Answer.ComesBackOn, a.Answer.Day, a.Answer.IsStanding)).ToListAsync(ct);
        return found.ToLookup(a => a.CustomerId);
    }

    private static DateOnly RefusedSince(DateOnly today) => today.AddDays(1 - OfferPoints.RefusalDays);

    private static async Task<Dictionary<(Guid Customer, Guid History), (string Name, int? Tenth)>> TenthsAsync(CrmDb db, List<Guid> ids, CancellationToken ct) =>
        (await db.CustomerScores.Where(s => ids.Contains(s.CustomerId))
            .Where(s => db.ScoreVersions.Any(v => v.HistoryId == s.HistoryId && v.Number == s.Number && v.State == ScoreState.InUse))
            .Join(db.OutcomeHistories, s => s.HistoryId, h => h.Id, (s, h) => new { s.CustomerId, s.HistoryId, s.Tenth, h.Name }).ToListAsync(ct))
        .ToDictionary(s => (s.CustomerId, s.HistoryId), s => (s.Name, (int?)s.Tenth));

    private static List<ClosedGate> Gates(
        RuleInUse rule, ProductOffered? product, AskedCustomer customer, Questions questions, StandingAnswer? answer, CurrentUser user, DateOnly today)
    {
        var (closed, said) = (new List<ClosedGate>(), customer.Said);
        void Close(bool isClosed, OfferGate gate, DateOnly? until = null)
        {
            if (isClosed)
            {
                closed.Add(new(gate, until));
            }
        }

        Close(said[questions.Died], OfferGate.Died);
        Close(said[questions.Ended] && !said[questions.Died], OfferGate.Ended);
        Close(IsOwnRecord(customer.Name, user), OfferGate.OwnRecord);
        Close(!rule.Terms.Action.IsDuty && said[questions.Complaint], OfferGate.OpenComplaint);
        if (product is not null)
        {
            Close(!product.IsSold(rule.Terms.Way, today), OfferGate.NotOnSale);
            Close(said[questions.Holds[product.Id]], OfferGate.HasProduct);
            Close(
                product.RiskGrade is { } grade && !said[questions.Suitable[grade]],
                customer.Appetite is null ? OfferGate.NotAssessed : customer.AppetiteAssessedOn is { } on && on > today.AddYears(-1) ? OfferGate.TooRisky : OfferGate.AssessmentTooOld);
        }

        Close(rule.Terms.Action.IsMarketing && !said[rule.Terms.Way is RecommendedWay.Call ? questions.AgreedToCalls : questions.MayBeSpokenTo], OfferGate.NoConsent);
        Close(answer is not null && answer.ComesBackOn > today, answer?.Gate ?? OfferGate.Postponed, answer?.ComesBackOn);
        return closed;
    }

    private sealed record ProductOffered(Guid Id, string Code, DateOnly? WithdrawnFrom, DateOnly ValidFrom, RiskGrade? RiskGrade, ProductTerms Terms)
    {
        public bool IsSold(RecommendedWay way, DateOnly today) =>
            Product.StateOn(today, WithdrawnFrom, ValidFrom, Terms) is ProductState.OnSale
            && way.Sells(Terms.Channels);
    }

    private sealed record StandingAnswer(Guid CustomerId, Guid Id, Guid RuleId, AnswerKind Kind, DateOnly ComesBackOn, DateOnly Day, bool IsStanding)
    {
        public OfferGate Gate => RecommendationAnswer.GateOf(Kind);
    }

    /// <summary>The rules first, in their order; then the gates, each once however many rules it stands before.</summary>
    private sealed class Questions
    {
        private readonly List<Expression<Func<SegmentRow, bool>>> all = [];

        public Dictionary<RiskGrade, int> Suitable { get; } = [];
        public Dictionary<Guid, int> Holds { get; } = [];
        public int Died { get; private set; }
        public int Ended { get; private set; }
        public int Complaint { get; private set; }

        /// <summary>One that is not about the user.</summary>
        public int ComplaintOfOthers { get; private set; }

        public int MayBeSpokenTo { get; private set; }
        public int AgreedToCalls { get; private set; }

        public Expression<Func<SegmentRow, bool[]>> Asked => SegmentExpressions.Each(all);

        public static Questions Of(List<RuleInUse> rules, Dictionary<Guid, ProductOffered> products, SegmentAsking asking)
        {
            var (questions, db) = (new Questions(), asking.Db);
            questions.all.AddRange(rules.Select(r => SegmentCompiler.Where(r.Terms.Asks, asking)));
            var complaints = asking.Rows(db.ComplaintsOpen());
            questions.Died = questions.Ask(OfferGates.HasDied);
            questions.Ended = questions.Ask(OfferGates.HasEnded);
            questions.Complaint = questions.Ask(r => complaints.Any(c => c.CustomerId == r.Customer.Id));
            var told = complaints.ToldTo(asking.User.StaffId);
            questions.ComplaintOfOthers = questions.Ask(r => told.Any(c => c.CustomerId == r.Customer.Id));
            questions.MayBeSpokenTo = questions.Ask(OfferGates.MayBeSpokenTo);
            questions.AgreedToCalls = questions.Ask(OfferGates.HasAgreed(ConsentChannels.Phone));
            foreach (var product in products.Values)
            {
                questions.Holds[product.Id] = questions.Ask(OfferGates.Holds(product.Id, asking));
                if (product.RiskGrade is { } grade && !questions.Suitable.ContainsKey(grade))
                {
                    questions.Suitable[grade] = questions.Ask(OfferGates.IsSuitable(grade, asking.Today));
                }
            }

            return questions;
        }

        private int Ask(Expression<Func<SegmentRow, bool>> question)
        {
            all.Add(question);
            return all.Count - 1;
        }
    }

    private sealed class AskedCustomer
    {
        public Guid Id { get; init; }
        public Guid BranchId { get; init; }
        public Guid? OwnerId { get; init; }
        public string Name { get; init; } = "";
        public bool IsProtected { get; init; }
        public RiskAppetite? Appetite { get; init; }
        public DateOnly? AppetiteAssessedOn { get; init; }
        public decimal Assets { get; init; }
        public DateTimeOffset? LastContactAt { get; init; }
        public DateOnly? MaturesOn { get; init; }
        public bool[] Said { get; init; } = [];

        /// <summary>A complaint is open that is not about the user.</summary>
        public bool IsToldComplaint { get; set; }
    }
}

internal sealed record RuleInUse(Guid RuleId, Guid Id, RuleTerms Terms);

/// <summary>What a rule suggests, with what is shown of it.</summary>
/// <param name="Product">Null: it offers none.</param>
/// <param name="Score">What the score is called that counts. Empty: the customer has none, or none counts.</param>
/// <param name="StandingId">The answer that stands until another is written down. Null: there is none.</param>
public sealed record Offer(Suggestion Sum, RuleTerms Rule, ProductTerms? Product, string? ProductCode, string Score, Guid? StandingId);

/// <param name="MaySee">False: the user does not see what they hold, and so nothing that follows from it.</param>
/// <param name="Offers">The highest sum first; those behind a closed gate among them.</param>
public sealed record CustomerSuggestions(Guid CustomerId, Guid BranchId, string Customer, bool MaySee, IReadOnlyList<Offer> Offers);

/// <summary>What may be spoken of with a customer, to be kept in the list.</summary>
internal sealed record NewSuggestion(Guid CustomerId, Guid RuleId, Guid RuleVersionId, Guid BranchId, Guid? OwnerId, int Points);

internal static class AnswersOfCustomer
{
    /// <summary>Also those written down on records that were merged into this one.</summary>
    public static IQueryable<RecommendationAnswer> AnswersOf(this CrmDb db, Guid customerId)
    {
        var records = db.CustomersWithMerged.Where(c => c.Id == customerId || c.MergedIntoId == customerId).Select(c => c.Id);
        return db.RecommendationAnswers.Where(a => records.Contains(a.CustomerId));
    }
}
