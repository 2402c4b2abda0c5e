using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Consents;
using BankCrm.Application.Customers.Contacts;
using BankCrm.Application.Customers.IdentityDocuments;
using BankCrm.Application.Customers.Notes;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Application.Tests.Customers.Contacts;

public sealed class PartsTests(TestCrm crm) : IClassFixture<TestCrm>
{
    [Fact]
    public async Task A_new_number_is_preferred_to_the_old_one_where_one_says_so()
    {
        var (teller, id) = await CustomerAsync("13800138000");

        await crm.As(teller).SendAsync(new AddContact { CustomerId = id, Value = "13900139000", IsPreferred = true });
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(teller).SendAsync(new AddContact { CustomerId = id, Value = "+86 138 0013 8000" }));

        var points = await crm.ReadAsync(db => db.ContactPoints.Where(p => p.CustomerId == id).OrderBy(p => p.Id).ToListAsync());
        Assert.Equal([false, true], points.Select(p => p.IsPreferred));
    }

    [Fact]
    public async Task A_number_is_corrected_ended_and_never_saved_over_somebody_elses_change()
    {
        var (teller, id) = await CustomerAsync("13800138001");
        var point = await crm.ReadAsync(db => db.ContactPoints.SingleAsync(p => p.CustomerId == id));

        await crm.As(teller).SendAsync(new CorrectContact { CustomerId = id, PointId = point.Id, Version = point.Version, Value = "13800138002" });

        await Assert.ThrowsAsync<ConflictException>(
            () => crm.As(teller).SendAsync(new CorrectContact { CustomerId = id, PointId = point.Id, Version = point.Version, Value = "13800138003" }));
        var now = await crm.As(teller).AskAsync<GetContactToChange, ContactToChange>(new(id, point.Id));
        Assert.Equal("138****8002", now.Masked);
        await Assert.ThrowsAsync<ValidationException>(
            () => crm.As(teller).SendAsync(new CorrectContact { CustomerId = id, PointId = point.Id, Version = now.Version, Value = "12" }));
        await crm.As(teller).SendAsync(new EndContact(id, point.Id, now.Version));
        Assert.NotNull(await crm.ReadAsync(db => db.ContactPoints.Where(p => p.Id == point.Id).Select(p => p.EndedOn).SingleAsync()));
    }

    [Fact]
    public async Task What_belongs_to_another_branch_or_customer_is_not_found()
    {
        var (teller, id) = await CustomerAsync("13800138004");
        var (stranger, foreign) = await CustomerAsync("13800138005");
        var point = await crm.ReadAsync(db => db.ContactPoints.SingleAsync(p => p.CustomerId == id));

        await Assert.ThrowsAsync<NotFoundException>(
            () => crm.As(stranger).SendAsync(new CorrectContact { CustomerId = id, PointId = point.Id, Version = point.Version, Value = "13800138006" }));
        await Assert.ThrowsAsync<NotFoundException>(
            () => crm.As(stranger).SendAsync(new CorrectContact { CustomerId = foreign, PointId = point.Id, Version = point.Version, Value = "13800138006" }));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(stranger).SendAsync(new AddNote { CustomerId = id, Text = "Hello" }));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(stranger).SendAsync(new OptOut(id)));
        Assert.NotEqual(teller.BranchId, stranger.BranchId);
    }

    [Fact]
    public async Task An_address_becomes_the_main_one_and_shows_its_city()
    {
        var (teller, id) = await CustomerAsync("13800138007");
        await crm.As(teller).SendAsync(new AddAddress { CustomerId = id, Address = new("CN", "", "苏州市", "", "干将路 1 号", "", "") });
        await crm.As(teller).SendAsync(new AddAddress { CustomerId = id, Kind = AddressKind.Work, Address = new("CN", "", "无锡市", "", "人民路 2 号", "", ""), IsMain = true });

        var work = await crm.ReadAsync(db => db.Addresses.SingleAsync(a => a.CustomerId == id && a.IsMain));
        await crm.As(teller).SendAsync(new ChangeAddress { CustomerId = id, AddressId = work.Id, Version = work.Version, Kind = AddressKind.Mailing, IsMain = true });

        Assert.Equal("无锡市", await crm.ReadAsync(db => db.Customers.Where(c => c.Id == id).Select(c => c.City).SingleAsync()));
        var kept = await crm.ReadAsync(db => db.Addresses.SingleAsync(a => a.Id == work.Id));
        Assert.Equal((AddressKind.Mailing, "无锡市", true), (kept.Kind, kept.City, kept.IsMain));
    }

    [Fact]
    public async Task Documents_are_for_those_who_may_change_identities()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Change);
        var officer = await branch.HasStaffAsync(CustomerPermissions.ChangeIdentity);
        var id = await branch.HasCustomerAsync(new() { Name = "郑 四", BirthDate = new(1990, 1, 1) });
        var passport = new AddDocument { CustomerId = id, Kind = IdentityDocumentKind.Passport, Number = "E87654321" };

        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(teller).SendAsync(passport));
        await crm.As(officer).SendAsync(passport);
        await Assert.ThrowsAsync<RefusedException>(
            () => crm.As(officer).SendAsync(new AddDocument { CustomerId = id, Number = "11010519491231002X" })); // born otherwise

        var saved = await crm.ReadAsync(db => db.IdentityDocuments.SingleAsync(d => d.CustomerId == id));
        await crm.As(officer).SendAsync(new RenewDocument(id, saved.Id, saved.Version, new(2040, 1, 1)));
        var renewed = await crm.As(officer).AskAsync<GetDocumentToChange, DocumentToChange>(new(id, saved.Id));
        Assert.Equal(("E******21", new DateOnly(2040, 1, 1)), (renewed.Masked, renewed.ValidUntil!.Value));
        await crm.As(officer).SendAsync(new EndDocument(id, saved.Id, renewed.Version));
        Assert.True((await crm.As(officer).AskAsync<GetDocumentToChange, DocumentToChange>(new(id, saved.Id))).HasExpired);
    }

    [Fact]
    public async Task Consents_are_added_and_one_click_withdraws_all()
    {
        var (teller, id) = await CustomerAsync("13800138008");
        await Assert.ThrowsAsync<ValidationException>(() => crm.As(teller).SendAsync(new RecordConsent { CustomerId = id, IsGiven = true }));
        await crm.As(teller).SendAsync(new RecordConsent { CustomerId = id, IsGiven = true, Proof = "Form 7" });

        await crm.As(teller).SendAsync(new OptOut(id));
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(teller).SendAsync(new OptOut(id)));

        var sheet = await crm.As(teller).AskAsync<GetConsents, ConsentSheet>(new(id));
        Assert.Equal(15, sheet.Latest.Count(w => !w.IsGiven));
        Assert.Equal(16, await crm.ReadAsync(db => db.Consents.CountAsync(c => c.CustomerId == id)));
    }

    [Fact]
    public async Task A_note_with_a_card_number_asks_first()
    {
        var (teller, id) = await CustomerAsync("13800138009");
        var note = new AddNote { CustomerId = id, Text = "Card 4111 1111 1111 1111 lost" };

        await Assert.ThrowsAsync<RefusedException>(() => crm.As(teller).SendAsync(note));
        await crm.As(teller).SendAsync(note with { KeepsNumbers = true });
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(teller).SendAsync(note with { KeepsNumbers = true })); // the same form again

        Assert.True(await crm.As(teller).AskAsync<WasAdded, bool>(new(note.Id)));
        Assert.Equal(1, await crm.ReadAsync(db => db.Notes.CountAsync(n => n.CustomerId == id)));
    }

    private async Task<(TestStaff Teller, Guid Id)> CustomerAsync(string mobile)
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Change);
        return (teller, await branch.HasCustomerAsync(new() { Name = "何 五", Mobile = mobile }));
    }
}
