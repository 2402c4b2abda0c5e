using BankCrm.Application.Recommendations;
using BankCrm.Application.Recommendations.Rules;
using BankCrm.Application.Segments;
using BankCrm.Application.Segments.Definitions;
using BankCrm.Application.Segments.Membership;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Recommendations.Offers;
using BankCrm.Domain.Recommendations.Rules;
using BankCrm.Infrastructure.Segments;
using BankCrm.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Application.Tests.Recommendations;

/// <summary>A bank for which ten customers are many; of each sample one knows who is in it: those called Wang.</summary>
public sealed class SampledBank : TestCrm
{
    /// <summary>Asked of the last sample, in per cent.</summary>
    internal static double? Asked { get; set; }

    protected override void Configure(IServiceCollection services) =>
        services.AddSingleton(new SampleSize { Small = 10, Customers = 6 }).AddScoped<SegmentEngine>().AddScoped<ISegmentEngine, KnownSample>();

    private sealed class KnownSample(SegmentEngine engine) : ISegmentEngine
    {
        public IQueryable<Customer> Sampled(double percent)
        {
            Asked = percent;
            return engine.Sampled(100).Where(c => c.Name.StartsWith("王"));
        }

        public Task AllowLargeAsync(bool readsAll, CancellationToken ct) => engine.AllowLargeAsync(readsAll, ct);

        public Task<int> KeepAsync(Guid snapshotId, IQueryable<Customer> members, CancellationToken ct) => engine.KeepAsync(snapshotId, members, ct);
    }
}

/// <summary>Where there are many customers a rule is counted by a sample first.</summary>
public sealed class SampledRuleTests(SampledBank crm) : IClassFixture<SampledBank>
{
    private static readonly string[] Office =
        [RecommendationPermissions.Read, SegmentPermissions.Read, SegmentPermissions.Members, SegmentPermissions.Everybodys, SegmentPermissions.WholeBank];

    [Fact]
    public async Task A_quick_count_is_drawn_out_from_the_sample_and_says_so_and_a_whole_one_is_exact()
    {
        var branch = crm.NewBranch();
        var (office, manager) = (await branch.HasStaffAsync(RoleReach.AllBranches, Office), await branch.HasStaffAsync(Office));
        for (var i = 0; i < 6; i++)
        {
            await branch.HasCustomerAsync(new() { Name = $"王{(char)('一' + i)}", Tags = i < 3 ? ["golf"] : [] });
            await branch.HasCustomerAsync(new() { Name = $"李{(char)('一' + i)}", Tags = i < 4 ? ["golf"] : [] });
        }

        await branch.HasCustomerAsync(new() { Name = "王静安", Tags = ["golf"], DiedOn = new(2026, 1, 5) });
        await branch.HasCustomerAsync(new() { Name = "李静安", Tags = ["golf"], DiedOn = new(2026, 1, 5) });
        await branch.HasCustomerAsync(new() { Name = "李安" });
        var rule = RecommendationRule.Write(Guid.CreateVersion7(), Guid.CreateVersion7(), 1, RecommendationCrm.Service("golf"), Guid.CreateVersion7(), TimeProvider.System.GetUtcNow());
        await crm.HasAsync(rule);

        var estimate = await CountAsync(office, rule.Id, isQuick: true);
        var exact = await CountAsync(office, rule.Id, isQuick: false);
        var ofBranch = await CountAsync(manager, rule.Id, isQuick: true);

        Assert.Equal(40, SampledBank.Asked); // 6 of 15
        Assert.True(estimate.IsEstimate);
        Assert.Equal((10, 8, 2), (estimate.Customers, estimate.Open, estimate.Held[OfferGate.Died])); // 3 and 1 of the sample, by 100 / 40, rounded to even
        Assert.False(exact.IsEstimate);
        Assert.Equal((9, 7, 2), (exact.Customers, exact.Open, exact.Held[OfferGate.Died]));
        Assert.False(ofBranch.IsEstimate); // a branch is never many
        var segment = new CountSegment(RecommendationCrm.Tagged("golf"), IsQuick: true);
        Assert.Equal((10, true), await SegmentAsync(office, segment));
        Assert.Equal((9, false), await SegmentAsync(office, segment with { IsQuick = false }));
    }

    private Task<RuleCount> CountAsync(TestStaff by, Guid rule, bool isQuick) => crm.As(by).AskAsync<CountRule, RuleCount>(new(rule, isQuick));

    private async Task<(int? Count, bool IsEstimate)> SegmentAsync(TestStaff by, CountSegment query)
    {
        var counted = await crm.As(by).AskAsync<CountSegment, SegmentCount>(query);
        return (counted.Customers, counted.IsEstimate);
    }
}
