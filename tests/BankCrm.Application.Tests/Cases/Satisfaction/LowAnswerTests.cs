using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Application.Tests.Cases.Satisfaction;

/// <summary>A bank that takes in a complaint of whoever is not satisfied.</summary>
public sealed class StrictCrm : TestCrm
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("BankCrm:Satisfaction:LowAnswer", "Complaint")];
}

public sealed class LowAnswerTests(StrictCrm crm) : IClassFixture<StrictCrm>
{
    [Fact]
    public async Task A_low_answer_takes_in_a_complaint_with_its_clocks_that_is_linked_with_the_rated_case()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(TestCases.Teller);
        var customer = await branch.HasCustomerAsync();
        var rated = await SettledAsync(teller, customer);

        await crm.As(teller).SendAsync(new RateCase(rated, await crm.VersionAsync(rated), 1, "Nobody ever called"));

        var complaint = await crm.ReadAsync(db => db.ServiceCases.Where(c => c.CustomerId == customer && c.Id != rated)
            .Select(c => new { c.Id, c.Kind, c.Status, c.Channel }).SingleAsync());
        Assert.Equal((CaseKind.Complaint, CaseStatus.Open, CaseChannel.Survey), (complaint.Kind, complaint.Status, complaint.Channel));
        var seen = await crm.SeenAsync(teller, complaint.Id);
        Assert.Equal("Charged twice", seen.Category?.Name.English);
        Assert.Contains(seen.Steps, s => s.Text == "Nobody ever called");
        Assert.NotEmpty(seen.Clocks);
        Assert.Contains(seen.Steps, s => s.Kind is CaseStepKind.Linked && s.OtherId == rated);
        Assert.Contains((await crm.SeenAsync(teller, rated)).Steps, s => s.Kind is CaseStepKind.Linked && s.OtherId == complaint.Id);
        Assert.Equal(0, await crm.ReadAsync(db => db.FollowUps.CountAsync(f => f.CustomerId == customer)));
    }

    [Fact]
    public async Task A_good_answer_takes_in_none_and_whom_the_first_was_about_sees_neither()
    {
        var branch = crm.NewBranch();
        var (teller, concerned) = (await branch.HasStaffAsync(TestCases.Teller), await branch.HasStaffAsync(TestCases.Manager));
        var customer = await branch.HasCustomerAsync();
        var good = await SettledAsync(teller, customer);
        await crm.As(teller).SendAsync(new RateCase(good, await crm.VersionAsync(good), 3, ""));
        Assert.Equal(1, await crm.ReadAsync(db => db.ServiceCases.CountAsync(c => c.CustomerId == customer)));

        var bad = await SettledAsync(teller, customer, concerned.Id);
        await crm.As(teller).SendAsync(new RateCase(bad, await crm.VersionAsync(bad), 2, ""));

        var complaint = await crm.ReadAsync(db => db.ServiceCases.Where(c => c.CustomerId == customer && c.Id != good && c.Id != bad).Select(c => c.Id).SingleAsync());
        await Assert.ThrowsAsync<NotFoundException>(() => crm.SeenAsync(concerned, complaint));
    }

    private async Task<Guid> SettledAsync(TestStaff teller, Guid customer, Guid? about = null)
    {
        var open = TestCases.Complaint(customer) with
        {
            Said = new() { Kind = CaseKind.Complaint, CategoryId = await crm.TopicAsync(TopicTree.Category, "Charged twice"), AboutStaff = about is { } person ? [person] : [] },
        };
        await crm.As(teller).SendAsync(open);
        await crm.As(teller).SendAsync(new ResolveCase(open.Id, await crm.VersionAsync(open.Id), await crm.TopicAsync(TopicTree.Cause, "Wrong posting"), "Paid back"));
        return open.Id;
    }
}
