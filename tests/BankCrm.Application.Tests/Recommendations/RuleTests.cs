using BankCrm.Application.Common;
using BankCrm.Application.Recommendations.Rules;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Recommendations.Rules;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Application.Tests.Recommendations;

public sealed class RuleTests(RecommendationCrm crm) : IClassFixture<RecommendationCrm>
{
    [Fact]
    public async Task A_rule_suggests_nothing_before_a_second_person_has_approved_it()
    {
        var tag = crm.NewTag();
        var (branch, marketing, compliance) = (crm.NewBranch(), await crm.MarketingAsync(), await crm.ComplianceAsync());
        var (adviser, customer) = (await branch.HasStaffAsync(RecommendationCrm.Adviser), await branch.HasCustomerAsync(new() { Name = "林晓燕", Tags = [tag] }));
        var id = await crm.WrittenAsync(RecommendationCrm.Service(tag), marketing);

        Assert.Empty((await crm.SeenAsync(adviser, customer)).Suggested.Offers);
        var own = await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(marketing).SendAsync(new ApproveRule(id, await crm.VersionAsync(id))));
        Assert.Equal("Whoever wrote a rule does not approve it: ask a colleague.", own.Message);
        await crm.As(compliance).SendAsync(new SendRuleBack(id, await crm.VersionAsync(id), "Say why"));
        Assert.Equal("Say why", (await crm.RuleAsync(id)).Remark);
        await crm.As(marketing).SendAsync(new WriteRule { Id = id, Version = await crm.VersionAsync(id), Terms = RecommendationCrm.Service(tag) with { Reason = "Because" } });
        await crm.As(compliance).SendAsync(new ApproveRule(id, await crm.VersionAsync(id)));

        Assert.Equal("Because", Assert.Single((await crm.SeenAsync(adviser, customer)).Open).Rule.Reason);
        var entries = await crm.ReadAsync(db => db.AuditEntries.Where(e => e.ObjectId == id).Select(e => e.Actor).ToListAsync());
        Assert.Contains(compliance.Id, entries);
        await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(marketing).SendAsync(
            new WriteRule { Id = id, Version = await crm.VersionAsync(id), Terms = RecommendationCrm.Service(tag) with { BasePoints = 60 } })); // in use it stays as it is

        await crm.As(marketing).SendAsync(new WithdrawRule(id, await crm.VersionAsync(id)));
        Assert.Empty((await crm.SeenAsync(adviser, customer)).Suggested.Offers);
    }

    [Fact]
    public async Task A_new_version_takes_the_place_of_the_one_in_use()
    {
        var tag = crm.NewTag();
        var first = await crm.InUseAsync(RecommendationCrm.Service(tag));
        var ruleId = (await crm.RuleAsync(first)).RuleId;
        var second = await crm.WrittenAsync(RecommendationCrm.Service(tag) with { BasePoints = 33 }, ruleId: ruleId);

        var waiting = await crm.As(await crm.ComplianceAsync()).AskAsync<GetRule, RuleShown>(new(second));
        Assert.Equal((2, 20, true), (waiting.Number, waiting.Before!.BasePoints, waiting.MayDecide));
        var refused = await Assert.ThrowsAsync<RefusedException>(() => crm.WrittenAsync(RecommendationCrm.Service(tag), ruleId: ruleId));
        Assert.StartsWith("A version of this rule waits for approval already.", refused.Message, StringComparison.Ordinal);

        await crm.As(await crm.ComplianceAsync()).SendAsync(new ApproveRule(second, await crm.VersionAsync(second)));

        Assert.Equal((TemplateState.Replaced, TemplateState.Approved), ((await crm.RuleAsync(first)).State, (await crm.RuleAsync(second)).State));
    }

    [Fact]
    public async Task Of_two_who_decide_at_once_one_does()
    {
        var id = await crm.WrittenAsync(RecommendationCrm.Service(crm.NewTag()));
        var version = await crm.VersionAsync(id);
        var (one, other) = (await crm.ComplianceAsync(), await crm.ComplianceAsync());

        var outcomes = await Task.WhenAll(new[] { one, other }.Select(async by =>
        {
            try
            {
                await crm.As(by).SendAsync(new ApproveRule(id, version));
                return true;
            }
            catch (Exception refused) when (refused is RefusedException or ConflictException)
            {
                return false;
            }
        }));

        Assert.Single(outcomes, isDone => isDone);
    }

    [Fact]
    public async Task What_makes_no_rule_is_refused()
    {
        var (tag, product) = (crm.NewTag(), await crm.ProductAsync());
        var marketing = await crm.MarketingAsync();
        RuleTerms[] refused =
        [
            RecommendationCrm.Service(tag) with { Asks = SegmentGroup.Everybody },
            RecommendationCrm.Service(tag) with { ProductId = product.Id },
            RecommendationCrm.Service(tag) with { Action = RecommendedAction.OfferProduct },
            RecommendationCrm.Service(tag) with { BasePoints = 61 },
            RecommendationCrm.Service(tag) with { PointsPerTenth = 2 },
            RecommendationCrm.Service(tag) with { CoolingOffDays = 0 },
            RecommendationCrm.Service(tag) with { ScoreId = Guid.CreateVersion7(), PointsPerTenth = 1 },
            RecommendationCrm.Offer(tag, Guid.CreateVersion7()),
            RecommendationCrm.Service(tag) with { Asks = SegmentGroup.All(new SegmentCondition("segment", SegmentTest.IsAnyOf, Guid.CreateVersion7().ToString())) },
        ];
        foreach (var terms in refused)
        {
            await Assert.ThrowsAsync<RefusedException>(() => crm.WrittenAsync(terms, marketing));
        }

        await Assert.ThrowsAsync<ValidationException>(() => crm.WrittenAsync(RecommendationCrm.Service(tag) with { Name = "" }, marketing));
        await Assert.ThrowsAsync<ValidationException>(() => crm.WrittenAsync(
            RecommendationCrm.Service(tag) with { Asks = SegmentGroup.All(new SegmentCondition("age", SegmentTest.AtLeast, "old")) }, marketing));
        await Assert.ThrowsAsync<ForbiddenException>(async () => await crm.WrittenAsync(RecommendationCrm.Service(tag), await crm.ComplianceAsync()));
        Assert.Empty(await crm.ReadAsync(db => db.RecommendationRules.Where(r => r.WrittenBy == marketing.Id).ToListAsync()));
    }

    [Fact]
    public async Task Every_rule_that_comes_ready_can_be_written_approved_and_asked()
    {
        var branch = crm.NewBranch();
        var (adviser, customer) = (await branch.HasStaffAsync(RecommendationCrm.Adviser), await branch.HasCustomerAsync(new() { Name = "王芳" }));
        var product = await crm.ProductAsync();
        foreach (var ready in Enum.GetValues<ReadyMadeRule>())
        {
            await crm.InUseAsync(ready.Terms with { ProductId = ready.Offers is null ? null : product.Id });
        }

        var seen = await crm.SeenAsync(adviser, customer);

        Assert.Contains(seen.Open, o => o.Rule.Name == "Missing data"); // neither income nor a mobile number is known
    }
}
