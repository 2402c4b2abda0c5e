using BankCrm.Application.Customers;
using BankCrm.Application.Tasks;
using BankCrm.Domain.Analytics.Worklist;
using BankCrm.Domain.Customers;
using BankCrm.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Web.Tests.Analytics;

/// <summary>A bank that ranks otherwise.</summary>
public sealed class OtherPointsApp : TestApp
{
    protected override void Configure(IServiceCollection services) => services.AddSingleton(new WorklistRules { Today = 77 });
}

public sealed class WorklistPointsTests(OtherPointsApp app) : IClassFixture<OtherPointsApp>
{
    [Fact]
    public async Task The_page_counts_and_tells_the_points_of_this_bank()
    {
        var branch = app.NewBranch();
        var staff = await branch.HasStaffAsync(TaskPermissions.Work, CustomerPermissions.Read);
        var customer = await branch.HasCustomerAsync(new() { Name = "林晓燕" });
        await app.HasChangedAsync<Customer>(customer, c => c.GiveTo(staff.Id));
        var adviser = await app.SignedInAsAsync(staff);
        await adviser.SubmitAsync(await adviser.OpenAsync($"/customers/{customer}"), "form[action='/tasks/new']", ("Subject", "Call about the deposit today"));

        var page = await adviser.OpenAsync("/worklist");

        Assert.Contains("Due today: 77;", page.Text("main"), StringComparison.Ordinal);
        Assert.Equal("77", page.Html.QuerySelector(".worklist-why td.num")!.TextContent.Trim());
    }
}
