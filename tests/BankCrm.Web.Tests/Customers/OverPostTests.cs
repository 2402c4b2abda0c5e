using AngleSharp.Html.Dom;
using BankCrm.Application.Customers;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Customers.Notes;
using BankCrm.Domain.Customers.Relationships;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Web.Tests.Customers;

/// <summary>Posts the name of every property of every entity to every form of a customer: none gets where no field leads.</summary>
public sealed class OverPostTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly Type[] Entities =
        [typeof(Customer), typeof(ContactPoint), typeof(Address), typeof(IdentityDocument), typeof(Consent), typeof(Note), typeof(Household)];

    [Theory]
    [InlineData("edit", "Occupation", "Cook")]
    [InlineData("contacts/new", "Value", "13900139000")]
    [InlineData("addresses/new", "Address.Line1", "人民路 3 号")]
    [InlineData("documents/new", "Number", "11010519491231002X")]
    [InlineData("consents", "IsGiven", "false")]
    [InlineData("notes", "Text", "Hello")]
    [InlineData("household", "Name", "褚家")]
    public async Task Nothing_but_the_fields_of_the_form_is_taken(string page, string field, string value)
    {
        var branch = app.NewBranch();
        var other = await app.NewBranch().SaveAsync();
        var manager = await branch.HasStaffAsync(CustomerPermissions.Change, CustomerPermissions.ChangeIdentity);
        var id = await branch.HasCustomerAsync(new() { Name = "褚 三" });
        var browser = await app.SignedInAsAsync(manager);
        var before = await app.ReadAsync(db => db.Customers.SingleAsync(c => c.Id == id));
        var form = await browser.OpenAsync($"/customers/{id}/{page}");
        Poison((IHtmlFormElement)form.Html.QuerySelector("main form[data-form]")!, other.Id);

        await browser.SubmitAsync(form, "main form[data-form]", (field, value));

        var after = await app.ReadAsync(db => db.Customers.SingleAsync(c => c.Id == id));
        Assert.Equal(
            (before.BranchId, before.Number, before.RegisteredOn, before.IsProtected, before.Kind),
            (after.BranchId, after.Number, after.RegisteredOn, after.IsProtected, after.Kind));
        Assert.True(await app.ReadAsync(async db =>
            !await db.ContactPoints.AnyAsync(p => p.BranchId == other.Id) && !await db.Addresses.AnyAsync(p => p.BranchId == other.Id)
            && !await db.IdentityDocuments.AnyAsync(p => p.BranchId == other.Id) && !await db.Notes.AnyAsync(p => p.BranchId == other.Id)
            && !await db.Consents.AnyAsync(p => p.BranchId == other.Id) && !await db.Households.AnyAsync(p => p.BranchId == other.Id || (p.BranchId == branch.Id && p.HeadId != id))));
        var recorded = await app.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Event == AuditEvents.OverPosted && e.Actor == manager.Id));
        Assert.Contains("BranchId", recorded.ReasonText);
        Assert.DoesNotContain(other.Id.ToString(), recorded.ReasonText);
    }

    [Fact]
    public async Task A_form_as_it_is_leaves_no_such_record()
    {
        var branch = app.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Change);
        var browser = await app.SignedInAsAsync(teller);

        await browser.SubmitAsync(await browser.OpenAsync("/customers/new"), ("Draft.Name", "许 四"), ("Draft.DocumentKind", ""));

        Assert.False(await app.ReadAsync(db => db.AuditEntries.AnyAsync(e => e.Event == AuditEvents.OverPosted && e.Actor == teller.Id)));
    }

    private static void Poison(IHtmlFormElement form, Guid otherBranch)
    {
        var names = Entities.Append(typeof(Entity)).SelectMany(t => t.GetProperties()).Select(p => p.Name).Append("Role").Append("Status").Distinct();
        foreach (var name in names.SelectMany(n => new[] { n, "Input." + n }).Where(n => form.QuerySelector($"[name='{n}']") is null))
        {
            var field = (IHtmlInputElement)form.Owner!.CreateElement("input");
            field.Type = "hidden";
            field.Name = name;
            field.Value = name.EndsWith("Id", StringComparison.Ordinal) ? otherBranch.ToString() : name.Contains("Is", StringComparison.Ordinal) ? "true" : "";
            form.AppendChild(field);
        }
    }
}
