using BankCrm.Application.Recommendations;
using BankCrm.Application.Recommendations.Answers;
using BankCrm.Application.Recommendations.Offers;
using BankCrm.Application.Recommendations.Rules;
using BankCrm.Application.Segments;
using BankCrm.Application.Tests.Cases;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Products.Catalogue;
using BankCrm.Domain.Recommendations.Answers;
using BankCrm.Domain.Recommendations.Offers;
using BankCrm.Domain.Recommendations.Rules;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Testing;
using Xunit;

namespace BankCrm.Application.Tests.Recommendations;

/// <summary>Over customers and rules drawn by chance: what is suggested is compared with another reading of what the test itself has made.</summary>
public sealed class GateTests(RecommendationCrm crm) : IClassFixture<RecommendationCrm>
{
    private const int Customers = 24;

    [Fact]
    public async Task Whoever_has_died_is_offered_nothing_and_it_says_so()
    {
        var (branch, tag) = (crm.NewBranch(), crm.NewTag());
        var adviser = await branch.HasStaffAsync(RecommendationCrm.Adviser);
        await crm.InUseAsync(RecommendationCrm.Service(tag));
        var customer = await crm.LookedAfterAsync(branch, adviser, "林晓燕", tag);
        Assert.True(Assert.Single((await crm.SeenAsync(adviser, customer)).Suggested.Offers).Sum.IsOpen);

        await crm.HasChangedAsync<Customer>(customer, c => c.HasDied(new(2026, 1, 5), new(2026, 1, 6)));

        Assert.Equal([OfferGate.Died], Assert.Single((await crm.SeenAsync(adviser, customer)).Suggested.Offers).Sum.Closed.Select(c => c.Gate));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20261127)]
    public async Task No_suggestion_passes_a_closed_gate_and_its_rows_add_up(int seed)
    {
        var dice = new Random(seed);
        var branch = crm.NewBranch();
        var (adviser, teller) = (await branch.HasStaffAsync(RecommendationCrm.Adviser), await branch.HasStaffAsync(TestCases.Teller));
        var counter = await branch.HasStaffAsync(RecommendationPermissions.Read, SegmentPermissions.Read, SegmentPermissions.Members, SegmentPermissions.Everybodys);
        var (rules, shown) = (await RulesAsync(dice), new List<Offer>());
        for (var i = 0; i < Customers; i++)
        {
            var person = await PersonAsync(branch, adviser, teller, rules, dice, i);

            var seen = await crm.SeenAsync(adviser, person.Id);
            shown.AddRange(seen.Suggested.Offers);

            Assert.Equal(rules.Where(r => person.Tags.Contains(r.Tag)).Select(r => r.Id).Order(), seen.Suggested.Offers.Select(o => o.Sum.RuleVersionId).Order());
            Assert.Equal(seen.Suggested.Offers.Select(o => o.Sum.Points).OrderDescending(), seen.Suggested.Offers.Select(o => o.Sum.Points));
            foreach (var offer in seen.Suggested.Offers)
            {
                var rule = rules.Single(r => r.Id == offer.Sum.RuleVersionId);
                var expected = Gates(rule, person);
                Assert.Equal(expected, offer.Sum.Closed.Select(c => c.Gate).ToHashSet());
                Assert.Equal(expected.Count == 0, offer.Sum.IsOpen);
                Assert.Equal(Points(rule, person), offer.Sum.Points);
                Assert.Equal(offer.Sum.Rows.Sum(r => r.Points), offer.Sum.Points);
                Assert.Equal(rule.Terms.BasePoints, offer.Sum.Rows[0].Points);
                Assert.All(offer.Sum.Rows, r => Assert.Equal(r.Better is null ? 0 : r.Gain, r.Gain));
            }
        }

        foreach (var rule in rules)
        {
            var offers = shown.FindAll(o => o.Sum.RuleVersionId == rule.Id);

            var counted = await crm.As(counter).AskAsync<CountRule, RuleCount>(new(rule.Id));

            Assert.Equal((offers.Count, offers.Count(o => o.Sum.IsOpen), 0), (counted.Customers, counted.Open, counted.Others));
            Assert.Equal(offers.Where(o => !o.Sum.IsOpen).GroupBy(o => o.Sum.Closed[0].Gate).ToDictionary(g => g.Key, g => g.Count()), counted.Held);
        }
    }

    private async Task<List<DrawnRule>> RulesAsync(Random dice)
    {
        var rules = new List<DrawnRule>();
        for (var i = 0; i < 9; i++)
        {
            var tag = crm.NewTag();
            RiskGrade? grade = dice.Next(2) == 0 ? (RiskGrade)dice.Next(5) : null;
            var isSold = dice.Next(5) > 0;
            var product = i < 6 ? await crm.ProductAsync(grade is null ? ProductClass.Savings : ProductClass.Wealth, grade, isSold ? null : new DateOnly(2025, 6, 30)) : null;
            var terms = RecommendationCrm.Service(tag) with
            {
                Action = product is not null ? RecommendedAction.OfferProduct : i == 6 ? RecommendedAction.WinBack : i == 7 ? RecommendedAction.RenewDocument : RecommendedAction.ReviewMaturity,
                ProductId = product?.Id,
                BasePoints = dice.Next(1, 60),
                CountsValue = dice.Next(2) == 0,
                Way = (RecommendedWay)dice.Next(2),
            };
            rules.Add(new(await crm.InUseAsync(terms), tag, terms, product?.Code, product is null ? null : grade, product is null || isSold));
        }

        return rules;
    }

    private async Task<DrawnPerson> PersonAsync(TestBranch branch, TestStaff adviser, TestStaff teller, List<DrawnRule> rules, Random dice, int place)
    {
        var person = new DrawnPerson
        {
            Tags = [.. rules.Where(_ => dice.Next(2) == 0).Select(r => r.Tag)],
            Stage = dice.Next(6) == 0 ? LifeCycleStage.Closed : LifeCycleStage.Active,
            Appetite = dice.Next(4) == 0 ? null : (RiskAppetite)dice.Next(5),
            IsStale = dice.Next(4) == 0,
            Consent = dice.Next(4),
            Complains = dice.Next(4) == 0,
        };
        await branch.HasCustomerAsync(new() { Id = person.Id, Name = $"张伟{(char)('一' + place)}", Tags = person.Tags, Stage = LifeCycleStage.Active });
        if (person.Appetite is { } appetite)
        {
            await crm.HasChangedAsync<Customer>(person.Id, c => c.Assess(appetite, person.IsStale ? crm.Today.AddYears(-1) : crm.Today.AddYears(-1).AddDays(1)));
        }

        if (dice.Next(2) == 0 && rules.Where(r => r.Code is not null).ElementAt(dice.Next(6)) is var held)
        {
            person.Holds = held.Code;
            person.Assets = dice.Next(3) switch { 0 => 10_000_000, 1 => 1_000_000, _ => 5 };
            await crm.HoldsAsync(person.Id, AccountKind.Savings, person.Assets, held.Code);
        }

        await (person.Consent switch
        {
            1 => crm.ConsentsAsync(adviser, person.Id, isGiven: true, ConsentChannel.Phone),
            2 => crm.ConsentsAsync(adviser, person.Id, isGiven: false, Enum.GetValues<ConsentChannel>()),
            3 => crm.ConsentsAsync(adviser, person.Id, isGiven: false, ConsentChannel.Phone, ConsentChannel.Sms),
            _ => Task.CompletedTask,
        });
        foreach (var offer in (await crm.SeenAsync(adviser, person.Id)).Open.Where(_ => dice.Next(3) == 0).ToList())
        {
            var kind = (AnswerKind)dice.Next(3);
            person.Said[offer.Sum.RuleVersionId] = kind;
            await crm.As(adviser).SendAsync(new AnswerRecommendation
            {
                CustomerId = person.Id,
                RuleVersionId = offer.Sum.RuleVersionId,
                Kind = kind,
                Because = kind is AnswerKind.Declined ? DeclineReason.NoNeed : null,
                Until = crm.Today.AddDays(2),
            });
        }

        if (person.Complains)
        {
            await crm.OpenedAsync(teller, person.Id);
        }

        if (person.Stage is LifeCycleStage.Closed)
        {
            await crm.HasChangedAsync<Customer>(person.Id, c => c.Classify(c.Tier, LifeCycleStage.Closed, c.Language, c.Tags));
        }

        return person;
    }

    private static HashSet<OfferGate> Gates(DrawnRule rule, DrawnPerson person)
    {
        var closed = new HashSet<OfferGate>();
        void Close(OfferGate gate, bool isClosed)
        {
            if (isClosed)
            {
                closed.Add(gate);
            }
        }

        var sells = rule.Terms.Action is RecommendedAction.OfferProduct or RecommendedAction.WinBack;
        Close(OfferGate.Ended, person.Stage is LifeCycleStage.Closed);
        Close(OfferGate.OpenComplaint, person.Complains && rule.Terms.Action is not RecommendedAction.RenewDocument);
        Close(OfferGate.NotOnSale, !rule.IsSold);
        Close(OfferGate.HasProduct, rule.Code is not null && rule.Code == person.Holds);
        Close(OfferGate.NotAssessed, rule.Grade is not null && person.Appetite is null);
        Close(OfferGate.AssessmentTooOld, rule.Grade is not null && person.Appetite is not null && person.IsStale);
        Close(OfferGate.TooRisky, rule.Grade is { } grade && person.Appetite is { } class_ && !person.IsStale && (int)grade > (int)class_);
        Close(OfferGate.NoConsent, sells && (rule.Terms.Way is RecommendedWay.Call ? person.Consent != 1 : person.Consent == 2));
        if (person.Said.TryGetValue(rule.Id, out var said))
        {
            closed.Add(said switch { AnswerKind.Accepted => OfferGate.Accepted, AnswerKind.Declined => OfferGate.CoolingOff, _ => OfferGate.Postponed });
        }

        return closed;
    }

    private static int Points(DrawnRule rule, DrawnPerson person) =>
        rule.Terms.BasePoints + (!rule.Terms.CountsValue ? 0 : person.Assets >= 10_000_000 ? 8 : person.Assets >= 1_000_000 ? 5 : 0)
        - (6 * Math.Min(3, person.Said.Values.Count(k => k is AnswerKind.Declined)));

    private sealed record DrawnRule(Guid Id, string Tag, RuleTerms Terms, string? Code, RiskGrade? Grade, bool IsSold);

    private sealed class DrawnPerson
    {
        public Guid Id { get; } = Guid.CreateVersion7();
        public IReadOnlyList<string> Tags { get; init; } = [];
        public LifeCycleStage Stage { get; init; }
        public RiskAppetite? Appetite { get; init; }
        public bool IsStale { get; init; }

        /// <summary>0: said nothing; 1: agreed to calls; 2: refused all; 3: refused some.</summary>
        public int Consent { get; init; }

        public bool Complains { get; init; }
        public string? Holds { get; set; }
        public decimal Assets { get; set; }
        public Dictionary<Guid, AnswerKind> Said { get; } = [];
    }
}
