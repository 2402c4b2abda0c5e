using BankCrm.Application.Accounts;
using BankCrm.Application.Customers;
using BankCrm.Application.Recommendations;
using BankCrm.Application.Recommendations.Answers;
using BankCrm.Application.Recommendations.Lists;
using BankCrm.Application.Tests.DataQuality.Merging;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Recommendations.Answers;
using BankCrm.Domain.Recommendations.Rules;
using BankCrm.Domain.Segments.Scores;
using BankCrm.Infrastructure.Recommendations;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Application.Tests.Recommendations;

public sealed class SuggestionListerTests(RecommendationCrm crm) : IClassFixture<RecommendationCrm>
{
    private static readonly string[] Manager = [RecommendationPermissions.List, RecommendationPermissions.Answer, AccountPermissions.Read, CustomerPermissions.Read, CustomerPermissions.Change];

    [Fact]
    public async Task The_list_says_what_each_page_of_a_customer_says()
    {
        var (branch, dice) = (crm.NewBranch(), new Random(20261127));
        var manager = await branch.HasStaffAsync(Manager);
        var tags = Enumerable.Range(0, 5).Select(_ => crm.NewTag()).ToList();
        var product = await crm.ProductAsync();
        foreach (var (tag, place) in tags.Select((t, i) => (t, i)))
        {
            await crm.InUseAsync((place % 2 == 0 ? RecommendationCrm.Service(tag) : RecommendationCrm.Offer(tag, product.Id)) with { BasePoints = dice.Next(1, 60), CountsValue = place > 2, Way = (RecommendedWay)(place % 2) });
        }

        var customers = new List<Guid>();
        for (var i = 0; i < 20; i++)
        {
            var customer = await branch.HasCustomerAsync(new() { Name = $"张{(char)('一' + i)}", Tags = [.. tags.Where(_ => dice.Next(2) == 0)] });
            customers.Add(customer);
            if (dice.Next(3) == 0)
            {
                await crm.HoldsAsync(customer, Domain.Accounts.AccountKind.Savings, 1_000_000, dice.Next(2) == 0 ? product.Code : null);
            }

            if (dice.Next(2) == 0)
            {
                await crm.ConsentsAsync(manager, customer, isGiven: dice.Next(2) == 0, ConsentChannel.Phone);
            }
        }

        await crm.Services.ListSuggestionsAsync();

        var listed = (await crm.ListedAsync(branch)).ToLookup(s => s.CustomerId, s => (s.RuleVersionId, s.Points));
        foreach (var customer in customers)
        {
            Assert.Equal((await crm.SeenAsync(manager, customer)).Open.Select(o => (o.Sum.RuleVersionId, o.Sum.Points)).Order(), listed[customer].Order());
        }

        Assert.NotEmpty(listed);
    }

    [Fact]
    public async Task Two_instances_count_each_branch_once_and_what_was_interrupted_goes_on()
    {
        var (branch, tag) = (crm.NewBranch(), crm.NewTag());
        await crm.InUseAsync(RecommendationCrm.Service(tag));
        var customers = new List<Guid>();
        for (var i = 0; i < 6; i++)
        {
            customers.Add(await crm.LookedAfterAsync(branch, null, $"王{(char)('一' + i)}", tag));
        }

        await Task.WhenAll(crm.Services.ListSuggestionsAsync(), crm.Services.ListSuggestionsAsync(), crm.Services.ListSuggestionsAsync());
        Assert.Equal(customers.Order(), (await crm.ListedAsync(branch)).Select(s => s.CustomerId).Order());
        Assert.False(await crm.Services.GetRequiredService<SuggestionLister>().RunNextAsync(CancellationToken.None));

        // As a dead instance left it behind the third customer: those before are not asked again, those behind are.
        var third = customers.Order().ElementAt(2);
        await crm.ReadAsync(db => db.Database.ExecuteSqlAsync($"update suggestion_counts set counting_by = counted_by, counted_by = null, after = {third} where branch_id = {branch.Id}"));
        await crm.ReadAsync(db => db.Database.ExecuteSqlAsync($"delete from suggestions where branch_id = {branch.Id}"));
        await crm.Services.ListSuggestionsAsync();
        Assert.Equal(customers.Order().Skip(3), (await crm.ListedAsync(branch)).Select(s => s.CustomerId).Order());

        // A broken-off transaction leaves nothing half done, and another rule begins from the first.
        using var stopped = new CancellationTokenSource();
        await crm.InUseAsync(RecommendationCrm.Service(tag) with { Name = "Another" });
        await stopped.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => crm.Services.GetRequiredService<SuggestionLister>().RunNextAsync(stopped.Token));
        await crm.Services.ListSuggestionsAsync();
        Assert.Equal(12, (await crm.ListedAsync(branch)).Count);
    }

    [Fact]
    public async Task Scores_that_were_written_anew_are_read_at_once_where_a_rule_names_them()
    {
        var (branch, tag) = (crm.NewBranch(), crm.NewTag());
        var customer = await crm.LookedAfterAsync(branch, null, "林晓燕", tag);
        var (named, other) = (await ScoreAsync(), await ScoreAsync());
        await crm.InUseAsync(RecommendationCrm.Service(tag) with { ScoreId = named.HistoryId, PointsPerTenth = 2 });
        await crm.Services.ListSuggestionsAsync();
        Assert.Equal(20, Assert.Single(await crm.ListedAsync(branch)).Points);

        await crm.ReadAsync(db => db.Database.ExecuteSqlAsync(
            $"insert into customer_scores (history_id, customer_id, branch_id, number, probability, tenth, scored_at) values ({named.HistoryId}, {customer}, {branch.Id}, 1, 0.9, 1, now())"));
        await crm.HasChangedAsync<ScoreVersion>(other.Id, v => v.HasScored(1, crm.Now.AddMinutes(1)));
        Assert.False(await crm.Services.GetRequiredService<SuggestionLister>().RunNextAsync(CancellationToken.None)); // no rule asks for that one
        await crm.HasChangedAsync<ScoreVersion>(named.Id, v => v.HasScored(1, crm.Now.AddMinutes(1)));
        await crm.Services.ListSuggestionsAsync();

        Assert.Equal(38, Assert.Single(await crm.ListedAsync(branch)).Points);
        Assert.False(await crm.Services.GetRequiredService<SuggestionLister>().RunNextAsync(CancellationToken.None));
    }

    private async Task<ScoreVersion> ScoreAsync()
    {
        var (maker, other) = (await crm.MarketingAsync(), await crm.MarketingAsync());
        var history = OutcomeHistory.Gather(Guid.CreateVersion7(), $"Score {Guid.NewGuid():n}", new(GatheredOutcome.Either, [new(Guid.NewGuid(), "Spring")], null), maker.Id, crm.Now);
        history.Gathered([new("Age", HistoryColumnKind.Number, HistoryColumnUse.Before, ColumnDoubt.None, 0.6, 0, 40)], new(300, 300, 90, 300, 0), 0, 300, crm.Now);
        var version = ScoreVersion.Ask(Guid.CreateVersion7(), history, maker.Id, crm.Now);
        version.End("{}", "{}", 300, crm.Now);
        version.Approve(inUse: null, "", other.Id, crm.Now);
        version.HasScored(1, crm.Now);
        await crm.HasAsync(history);
        return await crm.HasAsync(version);
    }

    [Fact]
    public async Task A_merged_record_leaves_the_list_and_its_refusals_hold_for_the_one_that_goes_on()
    {
        var (merges, tag) = (await Merges.OfAsync(crm), crm.NewTag());
        var manager = await merges.Branch.HasStaffAsync(Manager);
        var rule = await crm.InUseAsync(RecommendationCrm.Service(tag));
        var (survivor, loser) = (await merges.Branch.HasCustomerAsync(new() { Name = "林晓燕", Tags = [tag] }), await merges.Branch.HasCustomerAsync(new() { Name = "林小燕", Tags = [tag] }));
        await crm.Services.ListSuggestionsAsync();
        Assert.Equal(2, (await crm.As(manager).AskAsync<ListSuggestions, SuggestionList>(new())).Page.Items.Count);
        await crm.As(manager).SendAsync(new AnswerRecommendation { CustomerId = loser, RuleVersionId = rule, Kind = AnswerKind.Declined, Because = DeclineReason.NoNeed });

        await merges.MergedAsync(survivor, loser);

        Assert.Empty((await crm.As(manager).AskAsync<ListSuggestions, SuggestionList>(new())).Page.Items);
        var held = Assert.Single((await crm.SeenAsync(manager, survivor)).Held);
        Assert.Equal(Domain.Recommendations.Offers.OfferGate.CoolingOff, Assert.Single(held.Sum.Closed).Gate);
        await crm.ReadAsync(db => db.Database.ExecuteSqlAsync($"update suggestion_counts set counted_by = null"));
        await crm.Services.ListSuggestionsAsync();
        Assert.Empty(await crm.ListedAsync(merges.Branch));
    }
}
