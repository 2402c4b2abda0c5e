using BankCrm.Application.Accounts;
using BankCrm.Application.Analytics.Portfolio;
using BankCrm.Application.Analytics.Worklist;
using BankCrm.Application.Cases;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Application.Tasks.Interactions;
using BankCrm.Application.Tests.Accounts;
using BankCrm.Application.Tests.Cases;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Analytics.Worklist;
using BankCrm.Domain.Customers;
using BankCrm.Testing;
using Xunit;

namespace BankCrm.Application.Tests.Analytics;

public sealed class WorklistTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly string[] Adviser =
        [TaskPermissions.Work, CasePermissions.Work, CustomerPermissions.Read, AccountPermissions.ReadOwn, InteractionPermissions.Read];

    private static readonly DateOnly Today = Branch.DayAt(TimeProvider.System.GetUtcNow());

    private readonly Intakes intakes = new(crm);

    [Fact]
    public async Task What_is_open_about_somebody_who_died_is_shown_to_be_closed_and_nothing_else()
    {
        var branch = crm.NewBranch();
        var (adviser, colleague) = (await branch.HasStaffAsync(Adviser), await branch.HasStaffAsync(Adviser));
        var (customer, settled) = (await LookedAfterAsync(branch, adviser, "林晓燕", CustomerTier.Private), await LookedAfterAsync(branch, adviser, "王磊", CustomerTier.Private));
        await crm.As(colleague).SendAsync(new PlanFollowUp { CustomerId = customer, Subject = "Call", Due = "2027-12-31" });
        Assert.Equal(2, (await AskAsync(adviser)).Count); // nobody has ever spoken to either

        await crm.HasChangedAsync<Customer>(customer, c => c.HasDied(Today, Today));
        await crm.HasChangedAsync<Customer>(settled, c => c.HasDied(Today, Today));

        var item = Assert.Single(await AskAsync(adviser));
        Assert.Equal((customer, "林晓燕"), (item.CustomerId!.Value, item.Customer));
        Assert.Equal([(WorklistReasonKind.Died, 15)], item.Reasons.Select(r => (r.Kind, r.Points)));
    }

    [Fact]
    public async Task What_waits_about_one_customer_is_one_line_whose_points_add_up()
    {
        var branch = crm.NewBranch();
        var adviser = await branch.HasStaffAsync(Adviser);
        var customer = await LookedAfterAsync(branch, adviser, "林晓燕", CustomerTier.Private);
        await intakes.TakeAsync(Intakes.Account("6217730000000801", await intakes.NumberOfAsync(customer), AccountKind.TimeDeposit) with
        {
            Balance = 1_200_000m,
            MaturesOn = Today.AddDays(4),
        });
        await crm.As(adviser).SendAsync(new PlanFollowUp { CustomerId = customer, Subject = "Call", Due = "today" });
        await crm.As(adviser).SendAsync(new PlanFollowUp { CustomerId = customer, Subject = "Write", Due = "tomorrow" });
        await crm.OpenedAsync(adviser, customer, mine: true);

        var item = Assert.Single(await AskAsync(adviser));

        Assert.Equal((customer, "林晓燕", CustomerTier.Private), (item.CustomerId!.Value, item.Customer, item.Tier!.Value));
        Assert.Equal(
            [(WorklistStepKind.FollowUp, "Call"), (WorklistStepKind.Case, ""), (WorklistStepKind.Account, ""), (WorklistStepKind.FollowUp, "Write")],
            item.Steps.Select(s => (s.Kind, s.Subject)));
        Assert.Equal(
            [
                (WorklistReasonKind.DueToday, 30), (WorklistReasonKind.Matures, 20), (WorklistReasonKind.CaseDue, 20), (WorklistReasonKind.NeverContacted, 10),
                (WorklistReasonKind.Complaint, 10), (WorklistReasonKind.Tier, 8), (WorklistReasonKind.Assets, 5),
            ],
            item.Reasons.Select(r => (r.Kind, r.Points)));
        Assert.Equal(103, item.Points);
    }

    [Fact]
    public async Task A_deputy_sees_what_waits_with_the_absent_colleague_and_whose_it_is()
    {
        var branch = crm.NewBranch();
        var (away, deputy, other) = (await branch.HasStaffAsync(Adviser), await branch.HasStaffAsync(Adviser), await branch.HasStaffAsync(Adviser));
        await crm.As(away).SendAsync(new PlanFollowUp { Subject = "Theirs", Due = "today" });
        await crm.As(deputy).SendAsync(new PlanFollowUp { Subject = "Own", Due = "tomorrow" });
        Assert.Equal(["Own"], (await AskAsync(deputy)).Select(i => Assert.Single(i.Steps).Subject));

        await crm.HasAsync(Absence.Enter(Guid.CreateVersion7(), away.Id, deputy.Id, Today, Today.AddDays(2), away.Id, Today));

        Assert.Equal([("Theirs", away.Name), ("Own", null)], (await AskAsync(deputy)).Select(i => (Assert.Single(i.Steps).Subject, i.Steps[0].StandsInFor)));
        Assert.Empty(await AskAsync(other));
    }

    [Fact]
    public async Task The_most_points_stand_on_top_and_nothing_overdue_hides()
    {
        var adviser = await crm.NewBranch().HasStaffAsync(Adviser);
        await crm.As(adviser).SendAsync(new PlanFollowUp { Subject = "Later", Due = "in 5 days" });
        await crm.As(adviser).SendAsync(new PlanFollowUp { Subject = "Urgent", Due = "tomorrow", Priority = Domain.Tasks.FollowUps.FollowUpPriority.Urgent });
        await crm.As(adviser).SendAsync(new PlanFollowUp { Subject = "Today", Due = "today" });
        await crm.As(adviser).SendAsync(new PlanFollowUp { Subject = "Far", Due = "in 3 weeks" });

        var items = await AskAsync(adviser);

        Assert.Equal(["Today", "Urgent", "Later"], items.Select(i => Assert.Single(i.Steps).Subject));
        Assert.All(items, i => Assert.Null(i.CustomerId));
    }

    [Fact]
    public async Task Colleagues_and_other_branches_have_lists_of_their_own()
    {
        var branch = crm.NewBranch();
        var (adviser, colleague, away) = (await branch.HasStaffAsync(Adviser), await branch.HasStaffAsync(Adviser), await crm.NewBranch().HasStaffAsync(Adviser));
        await LookedAfterAsync(branch, adviser, "王磊", CustomerTier.Vip);
        await crm.As(adviser).SendAsync(new PlanFollowUp { Subject = "Mine", Due = "today" });

        Assert.Equal(2, (await AskAsync(adviser)).Count);
        Assert.Empty(await AskAsync(colleague));
        Assert.Empty(await AskAsync(away));
    }

    [Fact]
    public async Task A_protected_record_is_not_named_and_its_worth_not_told()
    {
        var branch = crm.NewBranch();
        var adviser = await branch.HasStaffAsync(Adviser);
        var customer = await LookedAfterAsync(branch, adviser, "隐秘人", CustomerTier.Vip);
        await crm.As(adviser).SendAsync(new PlanFollowUp { CustomerId = customer, Subject = "Call", Due = "today" });
        await crm.HasChangedAsync<Customer>(customer, c => c.Protect(true));

        var item = Assert.Single(await AskAsync(adviser));

        Assert.Equal(((string?)null, (CustomerTier?)null), (item.Customer, item.Tier));
        Assert.Equal([WorklistReasonKind.DueToday], item.Reasons.Select(r => r.Kind));
    }

    [Fact]
    public async Task Without_the_right_to_accounts_neither_maturities_nor_assets_count()
    {
        var branch = crm.NewBranch();
        var adviser = await branch.HasStaffAsync(TaskPermissions.Work, CustomerPermissions.Read, InteractionPermissions.Read);
        var customer = await LookedAfterAsync(branch, adviser, "王磊", CustomerTier.Private);
        await intakes.TakeAsync(Intakes.Account("6217730000000802", await intakes.NumberOfAsync(customer), AccountKind.TimeDeposit) with { Balance = 5_000_000m, MaturesOn = Today });

        var item = Assert.Single(await AskAsync(adviser));

        Assert.Equal([WorklistReasonKind.NeverContacted, WorklistReasonKind.Tier], item.Reasons.Select(r => r.Kind));
    }

    [Fact]
    public async Task Who_has_no_follow_ups_to_work_on_has_no_worklist()
    {
        var reader = await crm.NewBranch().HasStaffAsync(CustomerPermissions.Read);

        await Assert.ThrowsAsync<ForbiddenException>(() => AskAsync(reader));
    }

    [Fact]
    public async Task A_portfolio_counts_one_s_own_customers_and_the_week_ahead()
    {
        var branch = crm.NewBranch();
        var (adviser, colleague) = (await branch.HasStaffAsync(Adviser), await branch.HasStaffAsync(Adviser));
        var first = await LookedAfterAsync(branch, adviser, "林晓燕", CustomerTier.Private);
        await LookedAfterAsync(branch, adviser, "王磊", CustomerTier.Mass);
        await LookedAfterAsync(branch, colleague, "张伟", CustomerTier.Vip);
        await intakes.TakeAsync(Intakes.Account("6217730000000803", await intakes.NumberOfAsync(first), AccountKind.TimeDeposit) with { Balance = 500m, MaturesOn = Today.AddDays(2) });
        await crm.As(adviser).SendAsync(new PlanFollowUp { Subject = "Call", Due = "tomorrow" });

        var shown = await crm.As(adviser).AskAsync<GetPortfolio, PortfolioShown>(new());

        Assert.Equal((2, 500m, 1), (shown.Customers, shown.Assets, shown.Maturing));
        Assert.Equal([(CustomerTier.Private, 1), (CustomerTier.Mass, 1)], shown.ByTier);
        Assert.Equal([(0, 0), (1, 0), (0, 1)], shown.Week.Take(3).Select(d => (d.FollowUps, d.Maturing)));
        Assert.Equal(7, shown.Week.Count);
        Assert.Equal(0, (await crm.As(await crm.NewBranch().HasStaffAsync(Adviser)).AskAsync<GetPortfolio, PortfolioShown>(new())).Customers);
    }

    private Task<IReadOnlyList<WorklistItem>> AskAsync(TestStaff staff) => crm.As(staff).AskAsync<GetWorklist, IReadOnlyList<WorklistItem>>(new());

    private async Task<Guid> LookedAfterAsync(TestBranch branch, TestStaff adviser, string name, CustomerTier tier)
    {
        var customer = await branch.HasCustomerAsync(new() { Name = name, Tier = tier });
        await crm.HasChangedAsync<Customer>(customer, c => c.GiveTo(adviser.Id));
        return customer;
    }
}
