using System.Net;
using BankCrm.Application.Accounts;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Reveals;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Web.Tests.Accounts;

public sealed class AccountRevealTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_reason_shows_the_whole_number_once_and_leaves_one_record()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync();
        var (number, id) = await app.HasAccountAsync(customer);
        var teller = await branch.HasStaffAsync(AccountPermissions.Read, CustomerPermissions.Read, CustomerPermissions.Reveal);
        var browser = await app.SignedInAsAsync(teller);

        var form = await browser.OpenAsync((await browser.OpenAsync($"/accounts/{id}")).Html.QuerySelector("a.reveal")!.GetAttribute("href")!);
        var none = await browser.SubmitAsync(form, ("Reason", ""));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Choose why you need the value."), (none.Status, none.Refusal));
        Assert.DoesNotContain(number, form.Source + none.Source, StringComparison.Ordinal);
        Assert.Empty(await RevealsAsync(id));
        var shown = await browser.SubmitAsync(none, ("Reason", RevealReason.Paperwork));

        Assert.Equal((HttpStatusCode.OK, number), (shown.Status, shown.Text("output")));
        var entry = Assert.Single(await RevealsAsync(id));
        Assert.Equal((teller.Id, "Paperwork", customer, AuditOutcome.Ok), (entry.Actor, entry.ReasonCode, entry.CustomerRef, entry.Outcome));
        Assert.DoesNotContain(number, (await browser.OpenAsync($"/accounts/{id}")).Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_right_there_is_no_way_to_the_number()
    {
        var branch = app.NewBranch();
        var manager = await branch.HasStaffAsync(AccountPermissions.Read, CustomerPermissions.RevealOwn);
        var (_, others) = await app.HasAccountAsync(await branch.HasCustomerAsync());
        var (number, own) = await app.HasAccountAsync(await branch.HasCustomerAsync(new() { OwnerId = manager.Id }));
        var browser = await app.SignedInAsAsync(manager);
        var stranger = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(AccountPermissions.Read, CustomerPermissions.Reveal));

        Assert.Null((await browser.OpenAsync($"/accounts/{others}")).Html.QuerySelector("a.reveal"));
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.OpenAsync($"/accounts/{others}/reveal")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync($"/accounts/{own}/reveal")).Status);
        var shown = await browser.SubmitAsync(await browser.OpenAsync($"/accounts/{own}/reveal"), ("Reason", RevealReason.CustomerIsHere));
        Assert.Equal(number, shown.Text("output"));
    }

    [Fact]
    public async Task Numbers_count_together_with_all_else_that_was_revealed_within_the_hour()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync(new() { BirthDate = new(1980, 2, 29) });
        var (number, id) = await app.HasAccountAsync(customer);
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(AccountPermissions.Read, CustomerPermissions.Read, CustomerPermissions.Reveal));
        var birth = await browser.OpenAsync($"/customers/{customer}/reveal?field=BirthDate");
        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => browser.SubmitAsync(birth, ("Reason", RevealReason.Contacting))));

        var answer = await browser.SubmitAsync(await browser.OpenAsync($"/accounts/{id}/reveal"), ("Reason", RevealReason.Contacting));

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.Status);
        Assert.DoesNotContain(number, answer.Source, StringComparison.Ordinal);
        Assert.Empty(await RevealsAsync(id));
    }

    private Task<List<AuditEntry>> RevealsAsync(Guid account) =>
        app.ReadAsync(db => db.AuditEntries.Where(e => e.ObjectId == account && e.Event == AuditEvents.Revealed).ToListAsync());
}
