using BankCrm.Application.Accounts;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Consents;
using BankCrm.Application.Recommendations;
using BankCrm.Application.Recommendations.Offers;
using BankCrm.Application.Recommendations.Rules;
using BankCrm.Application.Segments;
using BankCrm.Application.Tests.Accounts;
using BankCrm.Application.Tests.Customers.Messaging;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Products.Catalogue;
using BankCrm.Domain.Recommendations.Answers;
using BankCrm.Domain.Recommendations.Lists;
using BankCrm.Domain.Recommendations.Rules;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tests.Recommendations;

/// <summary>A bank whose marketing writes rules of recommendations and whose compliance approves them.</summary>
public sealed class RecommendationCrm : MessagingCrm
{
    public static readonly string[] Marketing =
    [
        RecommendationPermissions.Read, RecommendationPermissions.Write, RecommendationPermissions.Approve, SegmentPermissions.Read, SegmentPermissions.Write, SegmentPermissions.Everybodys,
        SegmentPermissions.WholeBank,
    ];

    public static readonly string[] Compliance = [RecommendationPermissions.Read, RecommendationPermissions.Approve, SegmentPermissions.Read, SegmentPermissions.Members];

    public static readonly string[] Adviser =
    [
        RecommendationPermissions.Answer, RecommendationPermissions.Read, AccountPermissions.Read, CustomerPermissions.Read, CustomerPermissions.Change, SegmentPermissions.Read, SegmentPermissions.Members,
        Application.Tasks.TaskPermissions.Work,
    ];

    private int numbers = 1000;

    public DateOnly Today => Branch.DayAt(Now);

    public Task<TestStaff> MarketingAsync() => NewBranch().HasStaffAsync(RoleReach.AllBranches, Marketing);

    public Task<TestStaff> ComplianceAsync() => NewBranch().HasStaffAsync(RoleReach.AllBranches, Compliance);

    /// <summary>A word that stands on the customers of one test only.</summary>
    public string NewTag() => $"r{Interlocked.Increment(ref numbers)}-{Guid.NewGuid():n}"[..20];

    public static SegmentGroup Tagged(string tag) => SegmentGroup.All(new SegmentCondition("tags", SegmentTest.HasAnyOf, tag));

    /// <summary>A rule that serves and sells nothing.</summary>
    public static RuleTerms Service(string tag) => new()
    {
        Name = $"Review {tag}",
        ChineseName = $"面谈{tag}",
        Reason = "It is time",
        ChineseReason = "是时候了",
        Action = RecommendedAction.ReviewMaturity,
        Asks = Tagged(tag),
        BasePoints = 20,
        CoolingOffDays = 60,
    };

    public static RuleTerms Offer(string tag, Guid product) => Service(tag) with { Action = RecommendedAction.OfferProduct, ProductId = product };

    public Task<Product> ProductAsync(ProductClass of = ProductClass.Savings, RiskGrade? grade = null, DateOnly? saleUntil = null) => HasAsync(Product.Launch(
        Guid.CreateVersion7(), Guid.CreateVersion7(), $"P-{Interlocked.Increment(ref numbers)}", of, "CNY", new(2025, 1, 1),
        new() { Name = "Product", ChineseName = "产品", Channels = SalesChannels.Branch, IssuerGrade = grade, OwnGrade = grade, SaleUntil = saleUntil }, new(2025, 1, 1)));

    /// <summary>Written by marketing.</summary>
    /// <returns>The version.</returns>
    public async Task<Guid> WrittenAsync(RuleTerms terms, TestStaff? by = null, Guid? ruleId = null)
    {
        var write = new WriteRule { Terms = terms, RuleId = ruleId };
        await As(by ?? await MarketingAsync()).SendAsync(write);
        return write.Id;
    }

    /// <summary>Written by marketing and approved by compliance.</summary>
    /// <returns>The version.</returns>
    public async Task<Guid> InUseAsync(RuleTerms terms, Guid? ruleId = null)
    {
        var id = await WrittenAsync(terms, ruleId: ruleId);
        await As(await ComplianceAsync()).SendAsync(new ApproveRule(id, await VersionAsync(id)));
        return id;
    }

    public Task<uint> VersionAsync(Guid rule) => ReadAsync(db => db.RecommendationRules.Where(r => r.Id == rule).Select(r => r.Version).SingleAsync());

    public Task<RecommendationRule> RuleAsync(Guid id) => ReadAsync(db => db.RecommendationRules.SingleAsync(r => r.Id == id));

    public Task<CustomerRecommendations> SeenAsync(TestStaff by, Guid customer) => As(by).AskAsync<GetRecommendations, CustomerRecommendations>(new(customer));

    public Task<List<RecommendationAnswer>> AnswersAsync(Guid customer) =>
        ReadAsync(db => db.RecommendationAnswers.Where(a => a.CustomerId == customer).OrderBy(a => a.At).ThenBy(a => a.Id).ToListAsync());

    public async Task ConsentsAsync(TestStaff by, Guid customer, bool isGiven, params ConsentChannel[] channels)
    {
        foreach (var channel in channels)
        {
            await As(by).SendAsync(new RecordConsent { CustomerId = customer, Purpose = ConsentPurpose.Marketing, Channel = channel, IsGiven = isGiven, Proof = "Form" });
        }
    }

    /// <param name="owner">Null: nobody looks after them.</param>
    public async Task<Guid> LookedAfterAsync(TestBranch branch, TestStaff? owner, string name, string tag)
    {
        var customer = await branch.HasCustomerAsync(new() { Name = name, Tags = [tag] });
        if (owner is not null)
        {
            await this.HasChangedAsync<Customer>(customer, c => c.GiveTo(owner.Id));
        }

        return customer;
    }

    public Task<List<ListedSuggestion>> ListedAsync(TestBranch branch) => ReadAsync(db => db.ListedSuggestions.Where(s => s.BranchId == branch.Id).ToListAsync());

    public async Task HoldsAsync(Guid customer, AccountKind kind, decimal balance, string? product = null)
    {
        var intakes = new Intakes(this);
        var number = $"621700001{Interlocked.Increment(ref numbers):0000000}";
        await intakes.TakeAsync(Intakes.Account(number, await intakes.NumberOfAsync(customer), kind) with { Balance = balance, Product = product });
    }
}
