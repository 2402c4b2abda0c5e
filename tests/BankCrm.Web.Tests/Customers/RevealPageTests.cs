using System.Net;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Reveals;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Web.Tests.Customers;

public sealed class RevealPageTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Phone = "13812345678";

    [Fact]
    public async Task A_reason_shows_the_value_once_and_leaves_one_record()
    {
        var (branch, id, contact) = await CustomerAsync();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Reveal);
        var browser = await app.SignedInAsAsync(teller);

        var record = await browser.OpenAsync($"/customers/{id}");
        var form = await browser.OpenAsync(record.Html.QuerySelectorAll("a.reveal").Select(a => a.GetAttribute("href")!).Single(a => a.Contains($"{contact}")));
        Assert.DoesNotContain(Phone[3..], form.Source);
        Assert.Empty(await RevealsAsync(id));
        var shown = await browser.SubmitAsync(form, ("Reason", RevealReason.Contacting));

        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.Equal("+86" + Phone, shown.Text("output"));
        var entry = Assert.Single(await RevealsAsync(id));
        Assert.Equal((teller.Id, "Contacting", contact, AuditOutcome.Ok), (entry.Actor, entry.ReasonCode, entry.ObjectId, entry.Outcome));
        Assert.DoesNotContain(Phone[3..], entry.Changes ?? "");
    }

    [Fact]
    public async Task Without_a_reason_nothing_is_shown_or_recorded()
    {
        var (branch, id, contact) = await CustomerAsync();
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Reveal));
        var form = await browser.OpenAsync(Address(id, contact));

        var none = await browser.SubmitAsync(form, ("Reason", ""));
        var tooShort = await browser.SubmitAsync(form, ("Reason", RevealReason.Other), ("Text", "because"));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Choose why you need the value."), (none.Status, none.Refusal));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Write down the reason in at least 10 characters."), (tooShort.Status, tooShort.Refusal));
        Assert.DoesNotContain(Phone[3..], none.Source + tooShort.Source);
        Assert.Empty(await RevealsAsync(id));
    }

    [Fact]
    public async Task Whoever_looks_after_a_customer_may_and_their_colleague_may_not()
    {
        var branch = app.NewBranch();
        var owner = await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.RevealOwn);
        var colleague = await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.RevealOwn);
        var id = await branch.HasCustomerAsync(new() { Name = "王芳", BirthDate = new(1980, 2, 29), OwnerId = owner.Id });

        var denied = await (await app.SignedInAsAsync(colleague)).OpenAsync($"/customers/{id}/reveal?field=BirthDate");
        var browser = await app.SignedInAsAsync(owner);
        var shown = await browser.SubmitAsync(await browser.OpenAsync($"/customers/{id}/reveal?field=BirthDate"), ("Reason", RevealReason.Identification));

        Assert.Equal(HttpStatusCode.Forbidden, denied.Status);
        Assert.Equal("1980-02-29", shown.Text("output"));
    }

    [Fact]
    public async Task A_part_of_somebody_else_is_not_revealed()
    {
        var (branch, id, _) = await CustomerAsync();
        var other = await branch.HasCustomerAsync(new() { Name = "李娜", Mobile = "13700000001" });
        var contact = await app.ReadAsync(db => db.ContactPoints.Where(p => p.CustomerId == other).Select(p => p.Id).SingleAsync());
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Reveal));

        var answer = await browser.SubmitAsync(await browser.OpenAsync(Address(id, contact)), ("Reason", RevealReason.Contacting));

        Assert.Equal(HttpStatusCode.NotFound, answer.Status);
        Assert.Empty(await RevealsAsync(id));
    }

    [Fact]
    public async Task After_thirty_in_an_hour_the_next_has_to_wait()
    {
        var (branch, id, contact) = await CustomerAsync();
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Reveal));
        var form = await browser.OpenAsync(Address(id, contact));

        var answers = await Task.WhenAll(Enumerable.Range(0, 33).Select(_ => browser.SubmitAsync(form, ("Reason", RevealReason.Contacting))));

        Assert.Equal(30, answers.Count(a => a.Status == HttpStatusCode.OK));
        Assert.Equal(3, answers.Count(a => a.Status == HttpStatusCode.TooManyRequests));
        Assert.Equal(30, (await RevealsAsync(id)).Count);
        Assert.All(answers.Where(a => a.Status == HttpStatusCode.TooManyRequests), a => Assert.DoesNotContain(Phone[3..], a.Source));
    }

    [Fact]
    public async Task Income_is_told_in_words()
    {
        var branch = app.NewBranch();
        var id = await branch.HasCustomerAsync(new() { Name = "王芳", Income = IncomeBand.From50To100Thousand });
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Reveal));

        var shown = await browser.SubmitAsync(await browser.OpenAsync($"/customers/{id}/reveal?field=Income"), ("Reason", RevealReason.Paperwork));

        Assert.Equal("50,000 to 100,000", shown.Text("output"));
    }

    private static string Address(Guid id, Guid contact) => $"/customers/{id}/reveal?field=Contact&row={contact}";

    private async Task<(TestBranch Branch, Guid Customer, Guid Contact)> CustomerAsync()
    {
        var branch = app.NewBranch();
        var id = await branch.HasCustomerAsync(new() { Name = "欧阳娜娜", Mobile = Phone });
        return (branch, id, await app.ReadAsync(db => db.ContactPoints.Where(p => p.CustomerId == id).Select(p => p.Id).SingleAsync()));
    }

    private Task<List<AuditEntry>> RevealsAsync(Guid customerId) =>
        app.ReadAsync(db => db.AuditEntries.Where(e => e.CustomerRef == customerId && e.Event == AuditEvents.Revealed).ToListAsync());
}
