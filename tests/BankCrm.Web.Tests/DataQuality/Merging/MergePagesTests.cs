using System.Net;
using BankCrm.Application.Customers;
using BankCrm.Application.DataQuality.Merging;
using BankCrm.Domain.Customers;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Web.Tests.DataQuality.Merging;

public sealed class MergePagesTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Proposed_by_one_approved_by_another_and_undone()
    {
        var (branch, proposer, approver) = await ManagersAsync();
        var survivor = await branch.HasCustomerAsync(new() { Name = "王 明", Occupation = "Baker", Employer = "秘密公司", Mobile = "13800138000" });
        var loser = await branch.HasCustomerAsync(new() { Name = "王 明明", Occupation = "Cook", Employer = "另一公司", Mobile = "13900139000" });

        var start = await proposer.OpenAsync($"/customers/{survivor}");
        Assert.Contains(start.Html.QuerySelectorAll("a"), a => a.GetAttribute("href") == $"/customers/{survivor}/merge");
        var number = await NumberOfAsync(loser);
        var form = await proposer.OpenAsync($"/customers/{survivor}/merge?Number={number}");
        Assert.Equal($"/customers/{survivor}/merge", form.Address.AbsolutePath);
        Assert.DoesNotContain("公司", form.Source);
        var proposed = await proposer.SubmitAsync(form, ("Take[Occupation]", "true"), ("Reason", "Same phone shop, same face"));
        Assert.Equal(HttpStatusCode.OK, proposed.Status);
        Assert.StartsWith("/data-quality/merges/", proposed.Address.AbsolutePath);
        Assert.Null(proposed.Html.QuerySelector("#approve"));

        var list = await approver.OpenAsync("/data-quality/merges?State=ForMe");
        Assert.Contains(number, list.Source);
        var decision = await approver.OpenAsync(proposed.Address.AbsolutePath);
        var merged = await approver.SubmitAsync(decision, "#approve");
        Assert.Contains("Merged", merged.Source);

        var led = await approver.OpenAsync($"/customers/{loser}");
        Assert.Equal($"/customers/{survivor}", led.Address.AbsolutePath);
        Assert.Contains("was merged into this one", led.Source);
        Assert.Equal("Cook", await app.ReadAsync(db => db.Customers.Where(c => c.Id == survivor).Select(c => c.Occupation).SingleAsync()));
        Assert.Contains(number, (await approver.OpenAsync($"/customers/{survivor}/timeline")).Source);
        Assert.Contains(number, (await approver.OpenAsync($"/customers/{survivor}/history")).Source);

        var undone = await approver.SubmitAsync(merged, "#undo", ("Reason", "Two people"));
        Assert.Contains("as before the merge", undone.Source);
        Assert.Equal($"/customers/{loser}", (await approver.OpenAsync($"/customers/{loser}")).Address.AbsolutePath);
    }

    [Fact]
    public async Task A_refused_form_comes_back_with_what_was_chosen()
    {
        var (branch, proposer, _) = await ManagersAsync();
        var survivor = await branch.HasCustomerAsync(new() { Name = "李 明", Occupation = "Baker" });
        var loser = await branch.HasCustomerAsync(new() { Name = "李 明", Occupation = "Cook" });

        var form = await proposer.OpenAsync($"/customers/{survivor}/merge?with={loser}");
        var page = await proposer.SubmitAsync(form, ("Take[Occupation]", "true"), ("Reason", ""));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.NotNull(page.Html.QuerySelector("#Input_Reason-error"));
        Assert.NotNull(page.Html.QuerySelector("[name='Input.Take[Occupation]'][value='true'][checked]"));

        await app.HasChangedAsync<Customer>(loser, c => c.LiveIn("Wuxi"));
        Assert.Equal(HttpStatusCode.Conflict, (await proposer.SubmitAsync(form, ("Reason", "Same"))).Status);
    }

    [Fact]
    public async Task Who_proposed_withdraws_and_a_colleague_turns_down_with_a_reason()
    {
        var (branch, proposer, approver) = await ManagersAsync();
        var (a, b) = (await branch.HasCustomerAsync(new() { Name = "周 明" }), await branch.HasCustomerAsync(new() { Name = "周 明" }));

        var first = await ProposeAsync(proposer, a, b);
        var withdrawn = await proposer.SubmitAsync(first, "#withdraw");
        var second = await ProposeAsync(proposer, a, b);
        var decision = await approver.OpenAsync(second.Address.AbsolutePath);
        var empty = await approver.SubmitAsync(decision, "#turn-down", ("Reason", ""));
        var down = await approver.SubmitAsync(decision, "#turn-down", ("Reason", "Brothers"));

        Assert.Contains("Withdrawn", withdrawn.Source);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        Assert.Contains("Brothers", down.Source);
    }

    [Fact]
    public async Task Foreign_and_absent_records_look_the_same_and_a_teller_may_not()
    {
        var (branch, proposer, _) = await ManagersAsync();
        var own = await branch.HasCustomerAsync();
        var foreign = await app.NewBranch().HasCustomerAsync();
        var teller = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Change));

        Assert.Equal(HttpStatusCode.NotFound, (await proposer.OpenAsync($"/customers/{own}/merge?with={foreign}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await proposer.OpenAsync($"/customers/{own}/merge?with={Guid.CreateVersion7()}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await proposer.OpenAsync($"/customers/{own}/merge?with={own}")).Status);
        Assert.Contains("no other record", (await proposer.OpenAsync($"/customers/{own}/merge?Number={await NumberOfAsync(foreign)}")).Source);
        Assert.Equal(HttpStatusCode.Forbidden, (await teller.OpenAsync($"/customers/{own}/merge")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await teller.OpenAsync("/data-quality/merges")).Status);
        Assert.DoesNotContain("/merge\"", (await teller.OpenAsync($"/customers/{own}")).Source);
    }

    private static async Task<TestPage> ProposeAsync(TestBrowser browser, Guid survivor, Guid loser) =>
        await browser.SubmitAsync(await browser.OpenAsync($"/customers/{survivor}/merge?with={loser}"), ("Reason", "Same person"));

    private Task<string> NumberOfAsync(Guid id) => app.ReadAsync(db => db.Customers.Where(c => c.Id == id).Select(c => c.Number).SingleAsync());

    private async Task<(TestBranch Branch, TestBrowser Proposer, TestBrowser Approver)> ManagersAsync()
    {
        var branch = app.NewBranch();
        string[] rights = [CustomerPermissions.Read, CustomerPermissions.Change, MergePermissions.Propose, MergePermissions.Approve];
        return (branch, await app.SignedInAsAsync(await branch.HasStaffAsync(rights)), await app.SignedInAsAsync(await branch.HasStaffAsync(rights)));
    }
}
