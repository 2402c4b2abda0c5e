using System.Net;
using BankCrm.Application.Customers;
using BankCrm.Application.Tasks;
using BankCrm.Domain.Tasks.Plans;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Web.Tests.Tasks.Plans;

public sealed class PlanPagesTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly string[] Manager =
        [TaskPermissions.Work, TaskPermissions.Give, TaskPermissions.Direct, TaskPermissions.ReadAll, TaskPermissions.KeepPlans, TaskPermissions.StartPlans, CustomerPermissions.Read];

    [Fact]
    public async Task A_plan_is_written_step_by_step_without_script_switched_on_started_and_stopped()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync(new() { Name = "林晓燕" });
        var manager = await app.SignedInAsAsync(await branch.HasStaffAsync(Manager));

        var page = await manager.SubmitAsync(
            await manager.OpenAsync("/tasks/plans/new"), "main form[method=post]", ("Name", "Greet <b>them</b>"), ("ChineseName", "问候"), ("Steps[0].Subject", "Meet"), ("act", "add"));
        Assert.Equal(2, page.Html.QuerySelectorAll("[name$='].Subject']").Length);
        page = await manager.SubmitAsync(page, "main form[method=post]", ("Steps[1].Subject", "Call first"), ("Steps[1].Days", 3), ("act", "up.1"));
        Assert.Equal(("Call first", "3", "Meet"), (page.ValueOf("Steps[0].Subject"), page.ValueOf("Steps[0].Days"), page.ValueOf("Steps[1].Subject")));
        page = await manager.SubmitAsync(page, "main form[method=post]", ("act", "add"));
        page = await manager.SubmitAsync(page, "main form[method=post]", ("Steps[2].Subject", "Never"), ("act", "remove.2"));
        page = await manager.SubmitAsync(page, "main form[method=post]", ("Steps[1].OnlyAfter", "Agreed"), ("Steps[1].Tiers", "Mass"));

        Assert.Contains("The plan is written.", page.Text("body"));
        Assert.Equal("Greet <b>them</b>", page.Title);
        Assert.Contains("Only if the step before ended like this: Reached: agreed on something", page.Text("main"));
        Assert.Contains("Only for these tiers: Mass", page.Text("main"));
        page = await manager.SubmitAsync(page, "form[action*='Switch']");
        Assert.Contains("The plan is switched on.", page.Text("body"));

        page = await manager.OpenAsync($"/tasks/plans/start?customerId={customer}");
        page = await manager.OpenAsync($"/tasks/plans/start?customerId={customer}&planId={page.Html.QuerySelectorAll("[name=planId] option").Single(o => o.TextContent == "Greet <b>them</b>").GetAttribute("value")}");
        Assert.Contains("Call first", page.Text(".plan-steps"));
        page = await manager.SubmitAsync(page);
        Assert.Contains("The plan is started.", page.Text("body"));
        Assert.Contains("0 of 2 steps", page.Text("main"));
        Assert.Contains("Greet <b>them</b>", (await manager.OpenAsync($"/customers/{customer}")).Text("main"));
        Assert.Contains("Greet <b>them</b>", (await manager.OpenAsync("/tasks/plans/running")).Text("tbody"));

        var running = page.Address.PathAndQuery;
        var refused = await manager.SubmitAsync(page, "form[action*='Stop']");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        page = await manager.SubmitAsync(await manager.OpenAsync(running), "form[action*='Stop']", ("Reason", "She moved"));
        Assert.Contains("The plan is stopped.", page.Text("body"));
        Assert.Contains("She moved", page.Text("main"));
        Assert.Equal(0, await app.ReadAsync(db => db.FollowUps.CountAsync(f => f.CustomerId == customer && f.EndedAt == null)));
    }

    [Fact]
    public async Task What_was_typed_is_kept_when_a_step_says_nothing()
    {
        var manager = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(Manager));

        var refused = await manager.SubmitAsync(await manager.OpenAsync("/tasks/plans/new"), ("Name", "Greet"), ("Steps[0].Days", 9));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(("Greet", "9"), (refused.ValueOf("Name"), refused.ValueOf("Steps[0].Days")));
        Assert.Contains("Please fill this in.", refused.Text("main"));
    }

    [Fact]
    public async Task With_a_selection_it_is_started_with_each_and_said_what_came_of_each()
    {
        var branch = app.NewBranch();
        var (one, other, running) = (
            await branch.HasCustomerAsync(new() { Name = "欧阳锋" }), await branch.HasCustomerAsync(new() { Name = "欧阳克" }), await branch.HasCustomerAsync(new() { Name = "欧阳春" }));
        var manager = await app.SignedInAsAsync(await branch.HasStaffAsync([.. Manager, CustomerPermissions.Lists]));
        var written = await manager.SubmitAsync(await manager.OpenAsync("/tasks/plans/new"), ("Name", "Greet many"), ("Steps[0].Subject", "Call"));
        var plan = written.Address.Segments[^1];
        await manager.SubmitAsync(written, "form[action*='Switch']");
        await manager.SubmitAsync(await manager.OpenAsync($"/tasks/plans/start?customerId={running}&planId={plan}"));

        var chosen = await manager.SubmitAsync(await manager.OpenAsync("/customers"), "form#selection", ("all", "true"));
        var action = chosen.Html.QuerySelector("a[href*='/tasks/plans/start/']");
        Assert.NotNull(action);
        var page = await manager.SubmitAsync(await manager.OpenAsync(action.GetAttribute("href")!), ("PlanId", plan));

        Assert.Contains("2 started, 1 not", page.Text("main"));
        Assert.Contains("欧阳春: The plan runs with this customer already.", page.Text("main").Replace("\n", "", StringComparison.Ordinal).Replace("  ", "", StringComparison.Ordinal));
        Assert.Equal(3, await app.ReadAsync(db => db.RunningPlans.CountAsync(r => (r.CustomerId == one || r.CustomerId == other || r.CustomerId == running) && r.Status == RunningPlanStatus.Running)));
    }

    [Fact]
    public async Task Who_may_not_write_or_start_plans_finds_neither_and_the_shipped_ones_are_off()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync();
        var teller = await app.SignedInAsAsync(await branch.HasStaffAsync(TaskPermissions.Work, CustomerPermissions.Read));
        var nobody = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read));

        var list = await teller.OpenAsync("/tasks/plans");
        Assert.Null(list.Html.QuerySelector("a[href='/tasks/plans/new']"));
        Assert.Contains("Welcome a new customer", list.Text("tbody"));
        Assert.Contains("There is no plan here.", (await teller.OpenAsync("/tasks/plans?isOn=true")).Text("main"));
        var shipped = await teller.OpenAsync(list.Html.QuerySelector("tbody a")!.GetAttribute("href")!);
        Assert.Null(shipped.Html.QuerySelector("main form"));
        Assert.NotEmpty(shipped.Html.QuerySelectorAll(".plan-steps li"));
        foreach (var address in new[] { "/tasks/plans/new", $"/tasks/plans/start?customerId={customer}", $"/tasks/plans/start/{Guid.NewGuid()}", $"{shipped.Address.AbsolutePath}/edit" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await teller.OpenAsync(address)).Status);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await nobody.OpenAsync("/tasks/plans")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await nobody.OpenAsync("/tasks/plans/running")).Status);
    }

    [Fact]
    public async Task In_Chinese_nothing_stays_English()
    {
        var manager = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(Manager));
        manager.Http.DefaultRequestHeaders.Add("Accept-Language", "zh-CN");

        var list = await manager.OpenAsync("/tasks/plans");
        var shipped = await manager.OpenAsync(list.Html.QuerySelector("tbody a")!.GetAttribute("href")!);

        Assert.Equal("行动计划", list.Title);
        Assert.Contains("新客户欢迎计划", list.Text("tbody"));
        Assert.Contains("如今天启动，各步骤如下", shipped.Text("main"));
        Assert.Equal("进行中的计划", (await manager.OpenAsync("/tasks/plans/running")).Title);
        Assert.Equal("新建计划", (await manager.OpenAsync("/tasks/plans/new")).Title);
    }
}
