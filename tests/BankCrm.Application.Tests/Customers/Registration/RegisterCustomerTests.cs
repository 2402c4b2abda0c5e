using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Duplicates;
using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Application.Tests.Customers.Registration;

public sealed class RegisterCustomerTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static int people;

    [Fact]
    public async Task Saves_the_customer_with_all_that_was_said_under_a_number_of_their_own()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Change);
        var draft = Someone() with
        {
            Mobile = "13800138000",
            Email = "li@example.com",
            Tags = ["golf, wine"],
            Note = "Prefers mornings",
            AgreesToMarketing = true,
            ConsentProof = "Form 12",
            Address = new("CN", "江苏省", "南京市", "", "中山路 1 号", "", ""),
        };

        await crm.As(teller).SendAsync(new RegisterCustomer { Draft = draft });

        var saved = await crm.ReadAsync(db => db.Customers.SingleAsync(c => c.Id == draft.Id));
        Assert.Matches("^C[0-9]{10}$", saved.Number);
        Assert.Equal(branch.Id, saved.BranchId);
        Assert.Equal(["golf", "wine"], saved.Tags);
        Assert.Equal("南京市", saved.City);
        Assert.Equal(LifeCycleStage.Prospect, saved.Stage);
        Assert.Equal(2, await crm.ReadAsync(db => db.ContactPoints.CountAsync(p => p.CustomerId == draft.Id)));
        Assert.Equal(4, await crm.ReadAsync(db => db.Consents.CountAsync(c => c.CustomerId == draft.Id)));
        Assert.Equal(1, await crm.ReadAsync(db => db.Notes.CountAsync(n => n.CustomerId == draft.Id)));
    }

    [Fact]
    public async Task The_trail_tells_who_did_it_and_no_number()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Change);
        var draft = Someone() with { Mobile = "13912345678" };

        await crm.As(teller).SendAsync(new RegisterCustomer { Draft = draft });

        var entry = await crm.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.CustomerRef == draft.Id));
        Assert.Equal((AuditEvents.Created, teller.Id), (entry.Event, entry.Actor));
        Assert.DoesNotContain("12345678", entry.Changes);
        Assert.DoesNotContain(draft.Name, entry.Changes);
        Assert.DoesNotContain(draft.DocumentNumber, entry.Changes);
    }

    [Fact]
    public async Task Birth_date_and_sex_come_from_the_document()
    {
        var teller = await crm.NewBranch().HasStaffAsync(CustomerPermissions.Change);
        var draft = Someone("11010519491231002X");

        await crm.As(teller).SendAsync(new RegisterCustomer { Draft = draft });

        var saved = await crm.ReadAsync(db => db.Customers.SingleAsync(c => c.Id == draft.Id));
        Assert.Equal(((short)1949, Sex.Female), (saved.BirthYear, saved.Sex));
    }

    [Fact]
    public async Task The_same_document_is_refused_in_the_whole_bank_and_tells_the_other_branch_only()
    {
        var north = crm.NewBranch("North");
        var known = Someone("440524188001010014");
        await north.HasCustomerAsync(known);
        var south = await crm.NewBranch().HasStaffAsync(CustomerPermissions.Change);
        var again = Someone("440524188001010014") with { Name = "别人" };

        var refused = await Assert.ThrowsAsync<RefusedException>(() => crm.As(south).SendAsync(new RegisterCustomer { Draft = again }));
        var findings = await crm.As(south).AskAsync<FindTwins, DraftFindings>(new(again));

        Assert.Equal("A customer of the bank has this document already.", refused.Message);
        Assert.Equal(new CustomerTwin(TwinRule.Document, null, "", "", "North"), Assert.Single(findings.Twins));
        Assert.True(await crm.ReadAsync(db => db.AuditEntries.AnyAsync(e => e.Event == AuditEvents.Searched && e.Actor == south.Id)));
    }

    [Fact]
    public async Task The_same_name_and_phone_in_the_branch_is_named_and_asks_for_a_reason()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Change);
        var known = await branch.HasCustomerAsync(new() { Name = "欧阳 静", Mobile = "+86 137 0000 1111" });
        var draft = new CustomerDraft { Name = "欧阳静", Mobile = "13700001111" };

        var findings = await crm.As(teller).AskAsync<FindTwins, DraftFindings>(new(draft));
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(teller).SendAsync(new RegisterCustomer { Draft = draft }));
        await Assert.ThrowsAsync<ValidationException>(() => crm.As(teller).SendAsync(new RegisterCustomer { Draft = draft, IsSomebodyElse = true }));
        await crm.As(teller).SendAsync(new RegisterCustomer { Draft = draft, IsSomebodyElse = true, Reason = "Mother and daughter" });

        var twin = Assert.Single(findings.Twins);
        Assert.Equal((TwinRule.NameAndPhone, known), (twin.Rule, twin.CustomerId));
        var entry = await crm.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.CustomerRef == draft.Id && e.Event == AuditEvents.RegisteredNevertheless));
        Assert.Equal("Mother and daughter", entry.ReasonText);
    }

    [Fact]
    public async Task The_same_name_and_birth_date_is_found_under_another_document()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Change);
        var known = await branch.HasCustomerAsync(new() { Name = "慕容 白", BirthDate = new(1980, 5, 6) });
        var draft = new CustomerDraft
        {
            Name = "慕容 白",
            BirthDate = new(1980, 5, 6),
            DocumentKind = IdentityDocumentKind.Passport,
            DocumentNumber = "E12345678",
        };

        var findings = await crm.As(teller).AskAsync<FindTwins, DraftFindings>(new(draft));

        var twin = Assert.Single(findings.Twins);
        Assert.Equal((TwinRule.NameAndBirth, known), (twin.Rule, twin.CustomerId));
    }

    [Fact]
    public async Task Of_two_at_once_with_the_same_document_one_is_registered()
    {
        var north = await crm.NewBranch().HasStaffAsync(CustomerPermissions.Change);
        var south = await crm.NewBranch().HasStaffAsync(CustomerPermissions.Change);
        var drafts = Enumerable.Range(0, 6).Select(_ => Someone("34052419800101001X")).ToList();

        var outcomes = await Task.WhenAll(drafts.Select((draft, i) => Try(
            () => crm.As(i % 2 == 0 ? north : south).SendAsync(new RegisterCustomer { Draft = draft }))));

        Assert.Single(outcomes, o => o is null);
        Assert.All(outcomes.OfType<Exception>(), e => Assert.Equal("A customer of the bank has this document already.", e.Message));
    }

    [Fact]
    public async Task The_same_form_again_is_known_as_done()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Change);
        var other = await branch.HasStaffAsync(CustomerPermissions.Change);
        var draft = Someone() with { DocumentKind = null, DocumentNumber = "" };
        await crm.As(teller).SendAsync(new RegisterCustomer { Draft = draft });

        await Assert.ThrowsAsync<RefusedException>(() => crm.As(teller).SendAsync(new RegisterCustomer { Draft = draft }));

        Assert.True(await crm.As(teller).AskAsync<WasRegistered, bool>(new(draft.Id)));
        Assert.False(await crm.As(other).AskAsync<WasRegistered, bool>(new(draft.Id)));
    }

    [Fact]
    public async Task Nobody_registers_in_a_branch_that_is_not_theirs_or_for_a_colleague_of_another()
    {
        var teller = await crm.NewBranch().HasStaffAsync(CustomerPermissions.Change);
        var stranger = await crm.NewBranch().HasStaffAsync();

        await Assert.ThrowsAsync<NotFoundException>(
            () => crm.As(teller).SendAsync(new RegisterCustomer { Draft = Someone(), BranchId = stranger.BranchId }));
        var refused = await Assert.ThrowsAsync<RefusedException>(
            () => crm.As(teller).SendAsync(new RegisterCustomer { Draft = Someone() with { OwnerId = stranger.Id } }));

        Assert.Equal("Choose a colleague from the customer's branch.", refused.Message);
    }

    [Fact]
    public async Task A_relationship_manager_looks_after_whom_they_register()
    {
        var branch = crm.NewBranch();
        var manager = await branch.HasStaffAsync(CustomerPermissions.ChangeOwn);
        var colleague = await branch.HasStaffAsync();
        var draft = Someone() with { OwnerId = colleague.Id, RegisteredOn = new(2001, 1, 1), Stage = LifeCycleStage.Active };

        await crm.As(manager).SendAsync(new RegisterCustomer { Draft = draft });

        var saved = await crm.ReadAsync(db => db.Customers.SingleAsync(c => c.Id == draft.Id));
        Assert.Equal((manager.Id, LifeCycleStage.Prospect), (saved.OwnerId, saved.Stage));
        Assert.NotEqual(2001, saved.RegisteredOn.Year);
    }

    [Fact]
    public async Task Each_wrong_field_is_named()
    {
        var teller = await crm.NewBranch().HasStaffAsync(CustomerPermissions.Change);
        var draft = Someone("110105194912310021") with { Name = "a\0b", Mobile = "123", Note = new string('x', 1_000_000) };

        var refused = await Assert.ThrowsAsync<ValidationException>(() => crm.As(teller).SendAsync(new RegisterCustomer { Draft = draft }));

        Assert.Equal(
            ["Draft.DocumentNumber", "Draft.Mobile", "Draft.Name", "Draft.Note"],
            refused.Errors.Select(e => e.PropertyName).Order());
    }

    [Fact]
    public async Task Who_may_not_register_is_forbidden()
    {
        var reader = await crm.NewBranch().HasStaffAsync(CustomerPermissions.Read);

        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(reader).SendAsync(new RegisterCustomer { Draft = Someone() }));
    }

    [Fact]
    public async Task Numbers_are_taken_many_at_once_and_never_twice()
    {
        var taken = await crm.ReadAsync(db => CustomerNumbers.TakeAsync(db, 1000, CancellationToken.None));
        var more = await crm.ReadAsync(db => CustomerNumbers.TakeAsync(db, 1000, CancellationToken.None));

        Assert.Equal(2000, taken.Concat(more).Distinct().Count());
    }

    private static CustomerDraft Someone(string? residentId = null) => new()
    {
        Name = $"测试{(char)('一' + Interlocked.Increment(ref people))}",
        DocumentKind = residentId is null ? IdentityDocumentKind.Passport : IdentityDocumentKind.ResidentId,
        DocumentNumber = residentId ?? $"P{people:0000000}",
    };

    private static async Task<Exception?> Try(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (RefusedException e)
        {
            return e;
        }
    }
}
