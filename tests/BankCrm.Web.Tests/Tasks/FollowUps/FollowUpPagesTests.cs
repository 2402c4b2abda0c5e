using System.Net;
using BankCrm.Application.Customers;
using BankCrm.Application.Tasks;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Web.Tests.Tasks.FollowUps;

public sealed class FollowUpPagesTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_line_on_the_list_plans_it_and_the_form_that_came_twice_plans_one()
    {
        var teller = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(TaskPermissions.Work));
        var list = await teller.OpenAsync("/tasks");
        Assert.Contains("Nothing waits here.", list.Text("main"));

        var planned = await teller.SubmitAsync(list, "form[action='/tasks/new']", ("Subject", "Call <b>Zhang</b> tomorrow 3pm"));
        await teller.SubmitAsync(list, "form[action='/tasks/new']", ("Subject", "Call <b>Zhang</b> tomorrow 3pm"));

        Assert.Contains("The follow-up is planned.", planned.Text("body"));
        Assert.Equal("Call <b>Zhang</b>", planned.Text("h1"));
        Assert.Single((await teller.OpenAsync("/tasks")).Html.QuerySelectorAll("main tbody tr:not(.group)"));
    }

    [Fact]
    public async Task What_was_typed_is_kept_when_the_time_is_not_understood()
    {
        var teller = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(TaskPermissions.Work));

        var refused = await teller.SubmitAsync(await teller.OpenAsync("/tasks/new"), ("Subject", "Call Zhang"), ("Due", "some day"), ("Text", "About the deposit"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Not understood.", refused.Text("main"));
        Assert.Equal("About the deposit", refused.Text("textarea").Trim());
    }

    [Fact]
    public async Task It_is_planned_on_the_customer_s_page_postponed_completed_and_opened_again()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync(new() { Name = "林晓燕" });
        var teller = await app.SignedInAsAsync(await branch.HasStaffAsync(TaskPermissions.Work, CustomerPermissions.Read));

        var page = await teller.SubmitAsync(await teller.OpenAsync($"/customers/{customer}"), "form[action='/tasks/new']", ("Subject", "明天下午3点回访"));
        Assert.Contains("林晓燕", page.Text("main"));
        Assert.Contains("回访", (await teller.OpenAsync($"/customers/{customer}")).Text("main"));

        page = await teller.SubmitAsync(page, "form[action*='Postpone']", ("Due", "in 2 weeks"));
        Assert.Contains("The follow-up was postponed.", page.Text("body"));
        page = await teller.SubmitAsync(page, "form[action*='Move']", []);
        var address = page.Address;
        page = await teller.SubmitAsync(await teller.OpenAsync(address.PathAndQuery), "form[action*='Complete']", ("Outcome", "Agreed"), ("Text", "谈妥"), ("NextSubject", "寄合同"), ("NextDue", "下周一"));
        Assert.Contains("Completed. The next step is planned.", page.Text("body"));
        Assert.Contains("寄合同", page.Text("main"));

        page = await teller.SubmitAsync(await teller.OpenAsync(address.PathAndQuery), "form[action*='Reopen']");
        Assert.Contains("It is open again.", page.Text("body"));
        Assert.Contains("谈妥", page.Text("main"));
    }

    [Fact]
    public async Task Who_may_not_work_on_them_opens_none_of_it_and_an_auditor_reads_only()
    {
        var branch = app.NewBranch();
        var nobody = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read));
        var auditor = await app.SignedInAsAsync(await branch.HasStaffAsync(TaskPermissions.ReadAll));
        var teller = await app.SignedInAsAsync(await branch.HasStaffAsync(TaskPermissions.Work));
        var planned = await teller.SubmitAsync(await teller.OpenAsync("/tasks/new"), ("Subject", "Call tomorrow"));

        Assert.Equal(HttpStatusCode.Forbidden, (await nobody.OpenAsync("/tasks")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await nobody.OpenAsync("/tasks/new")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.OpenAsync("/tasks/new")).Status);
        Assert.Contains("Call", (await auditor.OpenAsync("/tasks")).Text("main"));
        Assert.Null((await auditor.OpenAsync(planned.Address.PathAndQuery)).Html.QuerySelector("main form"));
        Assert.Equal(1, await app.ReadAsync(db => db.FollowUps.CountAsync(f => f.BranchId == branch.Id && f.Status == FollowUpStatus.Open)));
    }
}
