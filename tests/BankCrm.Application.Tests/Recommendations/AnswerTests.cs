using BankCrm.Application.Accounts;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Timeline;
using BankCrm.Application.Recommendations;
using BankCrm.Application.Recommendations.Answers;
using BankCrm.Application.Recommendations.Offers;
using BankCrm.Application.Recommendations.Rules;
using BankCrm.Application.Tests.Cases;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Recommendations.Answers;
using BankCrm.Domain.Recommendations.Offers;
using BankCrm.Domain.Recommendations.Rules;
using BankCrm.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Application.Tests.Recommendations;

public sealed class AnswerTests(RecommendationCrm crm) : IClassFixture<RecommendationCrm>
{
    [Fact]
    public async Task An_acceptance_is_on_record_with_its_sum_and_plans_a_follow_up()
    {
        var (adviser, customer, rule) = await SuggestedAsync();
        var said = Answer(customer, rule, AnswerKind.Accepted) with { FollowUpOn = crm.Today.AddDays(3), Note = "Comes on Friday" };

        await crm.As(adviser).SendAsync(said);

        var seen = await crm.SeenAsync(adviser, customer);
        var answer = Assert.Single(seen.Answers);
        Assert.Equal((AnswerKind.Accepted, "Comes on Friday", 20, true), (answer.Kind, answer.Note, answer.Points, answer.MayUndo));
        Assert.Equal(OfferGate.Accepted, Assert.Single(Assert.Single(seen.Held).Sum.Closed).Gate);
        var followUp = await crm.ReadAsync(db => db.FollowUps.SingleAsync(f => f.Id == answer.FollowUpId));
        Assert.Equal((customer, adviser.Id), (followUp.CustomerId!.Value, followUp.OwnerId!.Value));
        Assert.Equal(customer, (await crm.As(adviser).AskAsync<GetSuggestionOfFollowUp, SuggestionOfFollowUp>(new(followUp.Id))).CustomerId);
        var stored = Assert.Single(await crm.AnswersAsync(customer));
        Assert.NotNull(stored.Note);
        var entries = await crm.ReadAsync(db => db.AuditEntries.Where(e => e.CustomerRef == customer && e.Actor == adviser.Id && e.Changes != null).Select(e => e.Changes!).ToListAsync());
        Assert.Contains(entries, e => e.Contains(nameof(RecommendationAnswer), StringComparison.Ordinal) && e.Contains("Accepted", StringComparison.Ordinal));
        Assert.DoesNotContain(entries, e => e.Contains("Comes on Friday", StringComparison.Ordinal));
        var timeline = await crm.As(adviser).AskAsync<GetTimeline, CustomerTimeline>(new(customer, Topic: TimelineTopic.Recommendations));
        Assert.Contains(timeline.Page.Items, e => e.Id == said.Id && e.Text == "Comes on Friday");
    }

    [Fact]
    public async Task A_refusal_rests_as_long_as_the_rule_says_and_costs_points_afterwards()
    {
        var (adviser, customer, rule) = await SuggestedAsync();

        await crm.As(adviser).SendAsync(Answer(customer, rule, AnswerKind.Declined) with { Because = DeclineReason.RateOrPrice });

        var closed = Assert.Single(Assert.Single((await crm.SeenAsync(adviser, customer)).Held).Sum.Closed);
        Assert.Equal(new(OfferGate.CoolingOff, crm.Today.AddDays(60)), closed);
        await crm.ReadAsync(db => db.Database.ExecuteSqlAsync($"update recommendation_answers set comes_back_on = comes_back_on - 60, day = day - 60 where customer_id = {customer}"));
        var again = Assert.Single((await crm.SeenAsync(adviser, customer)).Open).Sum;
        Assert.Equal(14, again.Points);
        Assert.Equal(new(PointKind.Refusals, -6, 1, 0, 6), Assert.Single(again.Rows, r => r.Kind is PointKind.Refusals));

        await crm.As(adviser).SendAsync(Answer(customer, rule, AnswerKind.Later) with { Until = crm.Today.AddDays(5) }); // a later word follows the earlier one
        Assert.Equal([false, true], (await crm.AnswersAsync(customer)).ConvertAll(a => a.IsStanding));
    }

    [Fact]
    public async Task Later_comes_back_on_its_day()
    {
        var (adviser, customer, rule) = await SuggestedAsync();
        await Assert.ThrowsAsync<ValidationException>(() => crm.As(adviser).SendAsync(Answer(customer, rule, AnswerKind.Later)));
        await Refused("Choose a day from tomorrow on.", () => crm.As(adviser).SendAsync(Answer(customer, rule, AnswerKind.Later) with { Until = crm.Today }));

        await crm.As(adviser).SendAsync(Answer(customer, rule, AnswerKind.Later) with { Until = crm.Today.AddDays(7) });

        Assert.Equal(new(OfferGate.Postponed, crm.Today.AddDays(7)), Assert.Single(Assert.Single((await crm.SeenAsync(adviser, customer)).Held).Sum.Closed));
        await crm.ReadAsync(db => db.Database.ExecuteSqlAsync($"update recommendation_answers set comes_back_on = comes_back_on - 7 where customer_id = {customer}"));
        Assert.Single((await crm.SeenAsync(adviser, customer)).Open);
    }

    [Fact]
    public async Task Whoever_wrote_it_down_takes_it_back_the_same_day_with_its_follow_up()
    {
        var (adviser, customer, rule) = await SuggestedAsync();
        var colleague = await ColleagueAsync(adviser);
        await crm.As(adviser).SendAsync(Answer(customer, rule, AnswerKind.Accepted) with { FollowUpOn = crm.Today.AddDays(3) });
        var answer = Assert.Single((await crm.SeenAsync(adviser, customer)).Answers);

        Assert.False(Assert.Single((await crm.SeenAsync(colleague, customer)).Answers).MayUndo);
        await Refused("Whoever wrote it down takes it back.", () => crm.As(colleague).SendAsync(new UndoAnswer(answer.Id, answer.Version)));
        await crm.As(adviser).SendAsync(new UndoAnswer(answer.Id, answer.Version));

        Assert.Single((await crm.SeenAsync(adviser, customer)).Open);
        Assert.NotNull((await crm.ReadAsync(db => db.FollowUps.SingleAsync(f => f.Id == answer.FollowUpId))).EndedAt);
        await Refused("It was taken back already.", () => crm.As(adviser).SendAsync(new UndoAnswer(answer.Id, answer.Version)));
    }

    [Fact]
    public async Task An_answer_of_yesterday_stays()
    {
        var (adviser, customer, rule) = await SuggestedAsync();
        await crm.As(adviser).SendAsync(Answer(customer, rule, AnswerKind.Later) with { Until = crm.Today.AddDays(9) });
        await crm.ReadAsync(db => db.Database.ExecuteSqlAsync($"update recommendation_answers set day = day - 1 where customer_id = {customer}"));

        var answer = Assert.Single((await crm.SeenAsync(adviser, customer)).Answers);

        Assert.False(answer.MayUndo);
        await Refused("It can be taken back on the same day only.", () => crm.As(adviser).SendAsync(new UndoAnswer(answer.Id, answer.Version)));
    }

    [Fact]
    public async Task A_gate_that_closed_meanwhile_refuses_whatever_the_form_says()
    {
        var (adviser, customer, rule) = await SuggestedAsync(RecommendationCrm.Offer(crm.NewTag(), (await crm.ProductAsync()).Id));
        Assert.Single((await crm.SeenAsync(adviser, customer)).Open);
        await crm.ConsentsAsync(adviser, customer, isGiven: false, Enum.GetValues<ConsentChannel>());

        foreach (var kind in Enum.GetValues<AnswerKind>())
        {
            await Refused("This is held back now.", () => crm.As(adviser).SendAsync(Answer(customer, rule, kind) with { Because = DeclineReason.NoNeed, Until = crm.Today.AddDays(3) }));
        }

        await crm.OpenedAsync(await OfBranchAsync(adviser, TestCases.Teller), customer);
        Assert.Equal([OfferGate.OpenComplaint, OfferGate.NoConsent], Assert.Single((await crm.SeenAsync(adviser, customer)).Held).Sum.Closed.Select(c => c.Gate));
        Assert.Empty(await crm.AnswersAsync(customer));
    }

    [Fact]
    public async Task Whoever_a_complaint_is_about_reads_nothing_of_it_and_offers_nothing()
    {
        var (adviser, customer, rule) = await SuggestedAsync(RecommendationCrm.Offer(crm.NewTag(), (await crm.ProductAsync()).Id));
        var teller = await OfBranchAsync(adviser, TestCases.Teller);
        await crm.As(teller).SendAsync(TestCases.Complaint(customer) with { Said = new() { Kind = CaseKind.Complaint, AboutStaff = [adviser.Id] } });

        var seen = await crm.SeenAsync(adviser, customer);
        Assert.Empty(seen.Open.Concat(seen.Held));
        await Refused("This is not suggested any more", () => crm.As(adviser).SendAsync(Answer(customer, rule, AnswerKind.Accepted)));
    }

    [Fact]
    public async Task Of_many_who_answer_at_once_one_is_written_down()
    {
        var (adviser, customer, rule) = await SuggestedAsync();
        var colleague = await ColleagueAsync(adviser);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            try
            {
                await crm.As(i % 2 == 0 ? adviser : colleague).SendAsync(Answer(customer, rule, AnswerKind.Declined) with { Because = DeclineReason.NoNeed });
                return true;
            }
            catch (Exception refused) when (refused is RefusedException or ConflictException)
            {
                return false;
            }
        }));

        Assert.Single(outcomes, isDone => isDone);
        Assert.Single(await crm.AnswersAsync(customer));
    }

    [Fact]
    public async Task The_same_form_twice_is_one_answer()
    {
        var (adviser, customer, rule) = await SuggestedAsync();
        var said = Answer(customer, rule, AnswerKind.Accepted);
        await crm.As(adviser).SendAsync(said);

        Assert.True(await crm.As(adviser).AskAsync<WasAnswered, bool>(new(said.Id)));
        await Refused("This is held back now.", () => crm.As(adviser).SendAsync(said));
    }

    [Fact]
    public async Task A_version_that_was_replaced_is_answered_no_more()
    {
        var tag = crm.NewTag();
        var (adviser, customer, rule) = await SuggestedAsync(RecommendationCrm.Service(tag));
        await crm.InUseAsync(RecommendationCrm.Service(tag) with { BasePoints = 30 }, (await crm.RuleAsync(rule)).RuleId);

        await Refused("This is not suggested any more", () => crm.As(adviser).SendAsync(Answer(customer, rule, AnswerKind.Accepted)));
        Assert.Equal(30, Assert.Single((await crm.SeenAsync(adviser, customer)).Open).Sum.Points);
    }

    [Fact]
    public async Task Another_branch_lesser_roles_and_who_sees_no_accounts_get_nothing()
    {
        var (adviser, customer, rule) = await SuggestedAsync();
        var elsewhere = await crm.NewBranch().HasStaffAsync(RecommendationCrm.Adviser);
        var reader = await OfBranchAsync(adviser, CustomerPermissions.Read, AccountPermissions.Read, RecommendationPermissions.Read);
        var blind = await OfBranchAsync(adviser, CustomerPermissions.Read, RecommendationPermissions.Answer);

        await Assert.ThrowsAsync<NotFoundException>(() => crm.SeenAsync(elsewhere, customer));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(elsewhere).SendAsync(Answer(customer, rule, AnswerKind.Accepted)));
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.SeenAsync(reader, customer));
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(reader).SendAsync(Answer(customer, rule, AnswerKind.Accepted)));
        var nothing = await crm.SeenAsync(blind, customer);
        Assert.False(nothing.Suggested.MaySee);
        Assert.Empty(nothing.Suggested.Offers);
        await Refused("This is not suggested any more", () => crm.As(blind).SendAsync(Answer(customer, rule, AnswerKind.Accepted)));

        await crm.As(adviser).SendAsync(Answer(customer, rule, AnswerKind.Accepted));
        await using var scope = await crm.As(elsewhere).OpenAsync();
        var db = scope.ServiceProvider.GetService(typeof(CrmDb)) as CrmDb;
        await using var transaction = await db!.BeginAsync(CancellationToken.None);
        Assert.Equal(0, await db.RecommendationAnswers.IgnoreQueryFilters().CountAsync(a => a.CustomerId == customer)); // the second wall
    }

    [Fact]
    public async Task A_protected_record_opens_for_those_only_who_may()
    {
        var (adviser, customer, _) = await SuggestedAsync();
        await crm.HasChangedAsync<Domain.Customers.Customer>(customer, c => c.Protect(true));

        await Assert.ThrowsAsync<ForbiddenException>(() => crm.SeenAsync(adviser, customer));
        Assert.Single((await crm.SeenAsync(await OfBranchAsync(adviser, [.. RecommendationCrm.Adviser, CustomerPermissions.ReadProtected]), customer)).Open);
    }

    [Fact]
    public async Task A_record_of_ones_own_name_is_for_a_colleague()
    {
        var tag = crm.NewTag();
        var branch = crm.NewBranch();
        var adviser = await branch.HasStaffAsync(RecommendationCrm.Adviser);
        var rule = await crm.InUseAsync(RecommendationCrm.Service(tag));
        var customer = await branch.HasCustomerAsync(new() { Name = adviser.Name, Tags = [tag] });

        Assert.Equal(OfferGate.OwnRecord, Assert.Single(Assert.Single((await crm.SeenAsync(adviser, customer)).Held).Sum.Closed).Gate);
        await Refused("This is held back now.", () => crm.As(adviser).SendAsync(Answer(customer, rule, AnswerKind.Accepted)));
        Assert.Single((await crm.SeenAsync(await branch.HasStaffAsync(RecommendationCrm.Adviser), customer)).Open);
    }

    [Fact]
    public async Task Figures_count_what_was_said_and_tell_no_share_of_few()
    {
        var tag = crm.NewTag();
        var (branch, other) = (crm.NewBranch("Figures"), crm.NewBranch());
        var (adviser, elsewhere) = (await branch.HasStaffAsync(RecommendationCrm.Adviser), await other.HasStaffAsync(RecommendationCrm.Adviser));
        var rule = await crm.InUseAsync(RecommendationCrm.Service(tag));
        for (var i = 0; i < 25; i++)
        {
            var customer = await branch.HasCustomerAsync(new() { Name = $"张伟{(char)('一' + i)}", Tags = [tag] });
            await crm.As(adviser).SendAsync(Answer(customer, rule, i < 8 ? AnswerKind.Accepted : i < 24 ? AnswerKind.Declined : AnswerKind.Later) with
            {
                Because = i < 8 ? null : i < 20 ? DeclineReason.NoNeed : DeclineReason.RateOrPrice,
                Until = crm.Today.AddDays(3),
            });
        }

        var few = await other.HasCustomerAsync(new() { Name = "李娜", Tags = [tag] });
        await crm.As(elsewhere).SendAsync(Answer(few, rule, AnswerKind.Accepted));

        var own = (await crm.As(adviser).AskAsync<GetRule, RuleShown>(new(rule))).Figures;
        Assert.Equal(new AnswerFigures(8, 16, 1), own.All);
        Assert.Equal(8.0 / 24, own.All!.Rate);
        Assert.True(own.All.Interval.Low is > 0.17 and < 0.19 && own.All.Interval.High is > 0.53 and < 0.54); // by Wilson: 0.180 to 0.533
        Assert.Equal("Figures", Assert.Single(own.Branches).Branch);
        Assert.Equal(4, own.Reasons[DeclineReason.RateOrPrice]);
        Assert.Null((await crm.As(elsewhere).AskAsync<GetRule, RuleShown>(new(rule))).Figures.All!.Rate); // one answer makes no share
        var told = (await crm.As(await crm.MarketingAsync()).AskAsync<GetRule, RuleShown>(new(rule))).Figures;
        Assert.Equal(new AnswerFigures(9, 16, 1), told.All);
        Assert.Empty(told.Branches); // 25 and 1: the smaller could be told by subtraction
        Assert.Empty(told.Reasons);
        Assert.Equal(26, told.OtherBranches);
        Assert.Null(Assert.Single((await crm.As(elsewhere).AskAsync<ListRules, Page<RuleRow>>(new())).Items, r => r.Id == rule).Figures!.Rate);
    }

    private static AnswerRecommendation Answer(Guid customer, Guid rule, AnswerKind kind) => new() { CustomerId = customer, RuleVersionId = rule, Kind = kind };

    private static async Task Refused(string sentence, Func<Task> act) =>
        Assert.StartsWith(sentence, (await Assert.ThrowsAsync<RefusedException>(act)).Message, StringComparison.Ordinal);

    private async Task<(TestStaff Adviser, Guid Customer, Guid Rule)> SuggestedAsync(RuleTerms? terms = null)
    {
        var branch = crm.NewBranch();
        var of = terms ?? RecommendationCrm.Service(crm.NewTag());
        var tag = of.Asks.Parts.OfType<Domain.Segments.Definitions.SegmentCondition>().Single().Values[0];
        return (await branch.HasStaffAsync(RecommendationCrm.Adviser), await branch.HasCustomerAsync(new() { Name = "林晓燕", Tags = [tag] }), await crm.InUseAsync(of));
    }

    private Task<TestStaff> ColleagueAsync(TestStaff of) => OfBranchAsync(of, RecommendationCrm.Adviser);

    private async Task<TestStaff> OfBranchAsync(TestStaff of, params string[] permissions)
    {
        var colleague = await crm.NewBranch().HasStaffAsync(permissions);
        var home = await crm.ReadAsync(db => db.Branches.SingleAsync(b => b.Id == of.BranchId));
        await crm.HasChangedAsync<Domain.Admin.Users.StaffMember>(colleague.Id, s => s.MoveTo(home, byStaffId: null));
        return colleague with { BranchId = of.BranchId };
    }
}
