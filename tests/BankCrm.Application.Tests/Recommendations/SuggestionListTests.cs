using BankCrm.Application.Accounts;
using BankCrm.Application.Analytics.Worklist;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Recommendations;
using BankCrm.Application.Recommendations.Answers;
using BankCrm.Application.Recommendations.Lists;
using BankCrm.Application.Recommendations.Rules;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tests.Cases;
using BankCrm.Domain.Analytics.Worklist;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Recommendations.Answers;
using BankCrm.Domain.Recommendations.Rules;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Testing;
using Xunit;

namespace BankCrm.Application.Tests.Recommendations;

public sealed class SuggestionListTests(RecommendationCrm crm) : IClassFixture<RecommendationCrm>
{
    private static readonly string[] Adviser =
        [RecommendationPermissions.List, RecommendationPermissions.Answer, AccountPermissions.ReadOwn, CustomerPermissions.Read, CustomerPermissions.Change, TaskPermissions.Work];

    private static readonly string[] Manager = [RecommendationPermissions.List, RecommendationPermissions.Answer, AccountPermissions.Read, CustomerPermissions.Read, CustomerPermissions.Change];

    [Fact]
    public async Task An_adviser_sees_those_they_look_after_and_a_manager_the_branch_the_best_first()
    {
        var (branch, tag) = (crm.NewBranch(), crm.NewTag());
        var (adviser, manager, away) = (await branch.HasStaffAsync(Adviser), await branch.HasStaffAsync(Manager), await crm.NewBranch().HasStaffAsync(Manager));
        var (mine, nobodys, other) = (await crm.LookedAfterAsync(branch, adviser, "林晓燕", tag), await crm.LookedAfterAsync(branch, null, "王磊", tag), await crm.LookedAfterAsync(branch, null, "赵敏", "other"));
        await crm.InUseAsync(RecommendationCrm.Service(tag));
        var better = await crm.InUseAsync(RecommendationCrm.Service(tag) with { Name = "Better", BasePoints = 40 });

        await crm.Services.ListSuggestionsAsync();

        Assert.Equal([(mine, 40), (mine, 20)], (await ListAsync(adviser)).Page.Items.Select(r => (r.CustomerId, r.Offer.Sum.Points)));
        var list = await ListAsync(manager);
        Assert.Equal(new[] { (mine, 40), (nobodys, 40), (mine, 20), (nobodys, 20) }.Order(), list.Page.Items.Select(r => (r.CustomerId, r.Offer.Sum.Points)).Order());
        Assert.Equal([40, 40, 20, 20], list.Page.Items.Select(r => r.Offer.Sum.Points));
        Assert.Equal((adviser.Name, (string?)null), (list.Page.Items.First(r => r.CustomerId == mine).Owner, list.Page.Items.First(r => r.CustomerId == nobodys).Owner));
        Assert.Equal([adviser.Id], list.Colleagues.Select(c => c.Id));
        Assert.NotNull(list.CountedAt);
        Assert.Equal([mine, mine], (await ListAsync(manager, new(OwnerId: adviser.Id))).Page.Items.Select(r => r.CustomerId));
        var ruleId = (await crm.RuleAsync(better)).RuleId;
        Assert.Equal([40, 40], (await ListAsync(manager, new(RuleId: ruleId))).Page.Items.Select(r => r.Offer.Sum.Points));
        Assert.Empty((await ListAsync(away)).Page.Items);
        Assert.Empty((await ListAsync(away, new(BranchId: branch.Id))).Page.Items);
        Assert.DoesNotContain(list.Page.Items, r => r.CustomerId == other);
        await Assert.ThrowsAsync<ForbiddenException>(async () => await ListAsync(await branch.HasStaffAsync(CustomerPermissions.Read, AccountPermissions.Read, RecommendationPermissions.Answer)));
    }

    [Fact]
    public async Task Page_after_page_nobody_is_missed_or_shown_twice()
    {
        var (branch, tag) = (crm.NewBranch(), crm.NewTag());
        var manager = await branch.HasStaffAsync(Manager);
        await crm.InUseAsync(RecommendationCrm.Service(tag));
        await crm.InUseAsync(RecommendationCrm.Service(tag) with { Name = "Other", BasePoints = 30 });
        for (var i = 0; i < 31; i++)
        {
            await crm.LookedAfterAsync(branch, null, $"王{(char)('一' + i)}", tag);
        }

        await crm.Services.ListSuggestionsAsync();
        var (seen, after, pages) = (new List<(Guid, Guid)>(), (string?)null, 0);
        do
        {
            var page = (await ListAsync(manager, new(After: after))).Page;
            seen.AddRange(page.Items.Select(r => (r.CustomerId, r.Offer.Sum.RuleId)));
            (after, pages) = (page.Next, pages + 1);
        }
        while (after is not null);

        Assert.Equal((62, 62, 3), (seen.Count, seen.Distinct().Count(), pages));
    }

    [Fact]
    public async Task An_answer_takes_it_off_the_list_at_once_and_taking_it_back_puts_it_back()
    {
        var (branch, tag) = (crm.NewBranch(), crm.NewTag());
        var adviser = await branch.HasStaffAsync(Adviser);
        var customer = await crm.LookedAfterAsync(branch, adviser, "林晓燕", tag);
        var rule = await crm.InUseAsync(RecommendationCrm.Service(tag));
        await crm.Services.ListSuggestionsAsync();
        var answer = new AnswerRecommendation { CustomerId = customer, RuleVersionId = rule, Kind = AnswerKind.Declined, Because = DeclineReason.NoNeed };

        await crm.As(adviser).SendAsync(answer);
        Assert.Empty((await ListAsync(adviser)).Page.Items);

        await crm.As(adviser).SendAsync(new UndoAnswer(answer.Id, (await crm.SeenAsync(adviser, customer)).Answers[0].Version));
        Assert.Single((await ListAsync(adviser)).Page.Items);
    }

    [Fact]
    public async Task A_gate_that_closes_after_the_count_leaves_it_out_and_one_closed_before_is_never_listed()
    {
        var (branch, tag) = (crm.NewBranch(), crm.NewTag());
        var (manager, teller) = (await branch.HasStaffAsync(Manager), await branch.HasStaffAsync(TestCases.Teller));
        var product = await crm.ProductAsync();
        var rule = await crm.InUseAsync(RecommendationCrm.Offer(tag, product.Id));
        var (later, before, stays) = (await crm.LookedAfterAsync(branch, null, "林晓燕", tag), await crm.LookedAfterAsync(branch, null, "王磊", tag), await crm.LookedAfterAsync(branch, null, "赵敏", tag));
        await crm.OpenedAsync(teller, before);
        await crm.Services.ListSuggestionsAsync();
        Assert.Equal(new[] { later, stays }.Order(), (await crm.ListedAsync(branch)).Select(s => s.CustomerId).Order());

        await crm.ConsentsAsync(manager, later, isGiven: false, Enum.GetValues<ConsentChannel>());

        Assert.Equal([stays], (await ListAsync(manager)).Page.Items.Select(r => r.CustomerId));
        await crm.As(await crm.ComplianceAsync()).SendAsync(new WithdrawRule(rule, await crm.VersionAsync(rule)));
        Assert.Empty((await ListAsync(manager)).Page.Items);
    }

    [Fact]
    public async Task Whoever_a_complaint_is_about_learns_nothing_of_it_from_the_list()
    {
        var (branch, tag) = (crm.NewBranch(), crm.NewTag());
        var (adviser, teller, manager) = (await branch.HasStaffAsync(Adviser), await branch.HasStaffAsync(TestCases.Teller), await branch.HasStaffAsync(Manager));
        var customer = await crm.LookedAfterAsync(branch, adviser, "林晓燕", tag);
        var quiet = new SegmentCondition("complaints", SegmentTest.AtMost, "0") { Days = 365 };
        var loud = new SegmentCondition("complaints", SegmentTest.AtLeast, "1") { Days = 365 };
        var (asksNone, asksOne) = (
            await crm.InUseAsync(RecommendationCrm.Service(tag) with { Name = "Quiet", Action = RecommendedAction.CompleteData, Asks = SegmentGroup.All(RecommendationCrm.Tagged(tag), quiet) }),
            await crm.InUseAsync(RecommendationCrm.Service(tag) with { Name = "Loud", Action = RecommendedAction.CompleteData, Asks = SegmentGroup.All(RecommendationCrm.Tagged(tag), loud) }));
        await crm.As(teller).SendAsync(TestCases.Complaint(customer) with { Said = new() { Kind = CaseKind.Complaint, AboutStaff = [adviser.Id] } });

        await crm.Services.ListSuggestionsAsync();

        var seen = await crm.SeenAsync(adviser, customer);
        Assert.Equal([asksNone], seen.Open.Select(o => o.Sum.RuleVersionId));
        Assert.Equal([asksNone], (await ListAsync(adviser)).Page.Items.Select(r => r.Offer.Sum.RuleVersionId));
        Assert.Empty((await ListAsync(manager)).Page.Items); // is told of it, so it is not quiet; and what counts for several does not count it
        Assert.DoesNotContain(await crm.ListedAsync(branch), s => s.RuleVersionId == asksOne);
    }

    [Fact]
    public async Task Neither_the_own_record_nor_a_protected_one_is_listed()
    {
        var (branch, tag) = (crm.NewBranch(), crm.NewTag());
        var manager = await branch.HasStaffAsync(Manager);
        await crm.InUseAsync(RecommendationCrm.Service(tag));
        await crm.LookedAfterAsync(branch, null, manager.Name, tag);
        var hidden = await crm.LookedAfterAsync(branch, null, "王磊", tag);
        await crm.HasChangedAsync<Customer>(hidden, c => c.Protect(true));
        await crm.Services.ListSuggestionsAsync();

        Assert.Empty((await ListAsync(manager)).Page.Items);
        Assert.Equal(2, (await ListAsync(await branch.HasStaffAsync([.. Manager, CustomerPermissions.ReadProtected]))).Page.Items.Count);
    }

    [Fact]
    public async Task Who_is_given_to_a_colleague_moves_to_their_list_at_once()
    {
        var (branch, tag) = (crm.NewBranch(), crm.NewTag());
        var (adviser, colleague) = (await branch.HasStaffAsync(Adviser), await branch.HasStaffAsync(Adviser));
        var customer = await crm.LookedAfterAsync(branch, adviser, "林晓燕", tag);
        await crm.InUseAsync(RecommendationCrm.Service(tag));
        await crm.Services.ListSuggestionsAsync();

        await crm.HasChangedAsync<Customer>(customer, c => c.GiveTo(colleague.Id));

        Assert.Empty((await ListAsync(adviser)).Page.Items);
        Assert.Equal(customer, Assert.Single((await ListAsync(colleague)).Page.Items).CustomerId);
    }

    [Fact]
    public async Task The_best_of_them_is_a_reason_on_the_worklist()
    {
        var (branch, tag) = (crm.NewBranch(), crm.NewTag());
        var (adviser, teller) = (await branch.HasStaffAsync(Adviser), await branch.HasStaffAsync(TestCases.Teller));
        var (customer, other) = (await crm.LookedAfterAsync(branch, adviser, "林晓燕", tag), await crm.LookedAfterAsync(branch, adviser, "王磊", tag));
        var rule = await crm.InUseAsync(RecommendationCrm.Service(tag) with { BasePoints = 44, Name = $"Best {tag}", ChineseName = "最佳" });
        await crm.InUseAsync(RecommendationCrm.Service(tag) with { BasePoints = 20 });
        await crm.Services.ListSuggestionsAsync();

        var items = await crm.As(adviser).AskAsync<GetWorklist, IReadOnlyList<WorklistItem>>(new());
        Assert.Equal(new[] { customer, other }.Order(), items.Select(i => i.CustomerId!.Value).Order());
        Assert.All(items, i => Assert.Equal(new(WorklistReasonKind.Suggested, 11, new SuggestedName($"Best {tag}", "最佳")), Assert.Single(i.Reasons)));

        await crm.As(adviser).SendAsync(new AnswerRecommendation { CustomerId = customer, RuleVersionId = rule, Kind = AnswerKind.Later, Until = crm.Today.AddDays(5) });
        items = await crm.As(adviser).AskAsync<GetWorklist, IReadOnlyList<WorklistItem>>(new());
        Assert.Equal(5, Assert.Single(items.Single(i => i.CustomerId == customer).Reasons).Points);
        await crm.HasChangedAsync<Customer>(other, c => c.Protect(true));
        Assert.Equal([customer], (await crm.As(adviser).AskAsync<GetWorklist, IReadOnlyList<WorklistItem>>(new())).Select(i => i.CustomerId!.Value));
        Assert.Empty(await crm.As(await branch.HasStaffAsync(Adviser)).AskAsync<GetWorklist, IReadOnlyList<WorklistItem>>(new()));
    }

    private Task<SuggestionList> ListAsync(TestStaff by, ListSuggestions? query = null) => crm.As(by).AskAsync<ListSuggestions, SuggestionList>(query ?? new());
}
