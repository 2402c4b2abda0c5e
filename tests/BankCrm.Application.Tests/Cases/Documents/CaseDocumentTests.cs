using System.Text;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Attachments;
using BankCrm.Application.Customers.Timeline;
using BankCrm.Application.Tests.Customers.Attachments;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Infrastructure.Customers.Attachments;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Application.Tests.Cases.Documents;

public sealed class CaseDocumentTests(ScannedCrm crm) : IClassFixture<ScannedCrm>
{
    private static readonly string[] Teller = [.. TestCases.Teller, CustomerPermissions.Change];

    [Fact]
    public async Task A_document_is_kept_with_the_case_scanned_and_opened_with_a_record()
    {
        var branch = crm.NewBranch();
        var (teller, customer) = (await branch.HasStaffAsync(TestCases.Teller), await branch.HasCustomerAsync());
        var id = await crm.OpenedAsync(teller, customer);
        var file = await AddAsync(teller, id, "回单.txt", "Paid twice");
        await Assert.ThrowsAsync<RefusedException>(() => OpenAsync(teller, id, file)); // it is being scanned
        await ScanAsync();

        Assert.Equal("Paid twice", await OpenAsync(teller, id, file));

        Assert.Equal("回单", Assert.Single((await ListAsync(teller, id)).Documents).Title);
        Assert.Equal(1, await crm.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Event == AuditEvents.Downloaded && e.ObjectId == file && e.CustomerRef == customer && e.Actor == teller.Id)));
        var infected = await AddAsync(teller, id, "b.txt", "EICAR");
        await ScanAsync();
        Assert.StartsWith("A virus was found", (await Assert.ThrowsAsync<RefusedException>(() => OpenAsync(teller, id, infected))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whom_a_complaint_is_about_finds_its_documents_nowhere()
    {
        var branch = crm.NewBranch();
        var (teller, concerned) = (await branch.HasStaffAsync(Teller), await branch.HasStaffAsync(Teller));
        var customer = await branch.HasCustomerAsync();
        var open = TestCases.Complaint(customer) with { Said = new() { Kind = CaseKind.Complaint, AboutStaff = [concerned.Id] } };
        await crm.As(teller).SendAsync(open);
        var file = await AddAsync(teller, open.Id, "letter about him.txt", "He was rude");
        await ScanAsync();

        await Assert.ThrowsAsync<NotFoundException>(() => ListAsync(concerned, open.Id));
        await Assert.ThrowsAsync<NotFoundException>(() => OpenAsync(concerned, open.Id, file));
        await Assert.ThrowsAsync<NotFoundException>(() => AddAsync(concerned, open.Id, "a.txt", "No"));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(concerned).AskAsync<OpenAttachment, OpenedAttachment>(new(customer, file, ToKeep: true)));
        Assert.Empty((await crm.As(concerned).AskAsync<ListAttachments, AttachmentList>(new(customer))).Documents);
        Assert.Empty(await crm.As(concerned).AskAsync<ListLatestAttachments, IReadOnlyList<AttachmentShown>>(new(customer)));
        var document = (await ListAsync(teller, open.Id)).Documents[0].Id;
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(concerned).SendAsync(new DeleteAttachment(customer, document)));
        var history = (await crm.As(concerned).AskAsync<GetCustomerHistory, CustomerHistory>(new(customer))).Page.Items;
        Assert.DoesNotContain(history.SelectMany(e => e.Changes), c => c.New is string told && told.Contains("letter", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_document_of_one_case_is_none_of_another_nor_of_another_branch()
    {
        var branch = crm.NewBranch();
        var (teller, stranger) = (await branch.HasStaffAsync(Teller), await crm.NewBranch().HasStaffAsync(Teller));
        var customer = await branch.HasCustomerAsync();
        var (one, other) = (await crm.OpenedAsync(teller, customer), await crm.OpenedAsync(teller, customer));
        var file = await AddAsync(teller, one, "a.txt", "One");
        await ScanAsync();

        await Assert.ThrowsAsync<NotFoundException>(() => OpenAsync(teller, other, file));
        await Assert.ThrowsAsync<NotFoundException>(() => OpenAsync(stranger, one, file));
        var document = Assert.Single((await ListAsync(teller, one)).Documents).Id;
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(teller).SendAsync(new DeleteKeptDocument("cases", other, document)));
        await crm.As(teller).SendAsync(new DeleteKeptDocument("cases", one, document));
        await Assert.ThrowsAsync<NotFoundException>(() => OpenAsync(teller, one, file));
        await crm.As(teller).SendAsync(new DeleteKeptDocument("cases", one, document, Back: true));
        Assert.Equal("One", await OpenAsync(teller, one, file));
        await crm.HasChangedAsync<Customer>(customer, c => c.Protect(true));
        await Assert.ThrowsAsync<ForbiddenException>(() => OpenAsync(teller, one, file));
    }

    [Fact]
    public async Task What_the_customer_has_on_file_is_taken_over_as_a_copy_once()
    {
        var branch = crm.NewBranch();
        var (teller, concerned) = (await branch.HasStaffAsync(Teller), await branch.HasStaffAsync(Teller));
        var (customer, other) = (await branch.HasCustomerAsync(), await branch.HasCustomerAsync());
        var open = TestCases.Complaint(customer) with { Said = new() { Kind = CaseKind.Complaint, AboutStaff = [concerned.Id] } };
        await crm.As(teller).SendAsync(open);
        var (contract, strange) = (await HasOnFileAsync(teller, customer, "contract.txt", "Signed"), await HasOnFileAsync(teller, other, "other.txt", "Not theirs"));
        Assert.Empty(await OnFileAsync(teller, open.Id)); // it is being scanned
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(teller).SendAsync(new TakeDocumentOnFile(Guid.CreateVersion7(), "cases", open.Id, contract)));
        await ScanAsync();

        var take = new TakeDocumentOnFile(Guid.CreateVersion7(), "cases", open.Id, Assert.Single(await OnFileAsync(teller, open.Id)).Latest.Id);
        await crm.As(teller).SendAsync(take);
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(teller).SendAsync(take)); // the form came twice
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(teller).SendAsync(take with { Id = Guid.CreateVersion7(), VersionId = strange }));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(concerned).SendAsync(take with { Id = Guid.CreateVersion7() }));
        await Assert.ThrowsAsync<NotFoundException>(() => OnFileAsync(concerned, open.Id));
        await ScanAsync();

        var original = Assert.Single((await crm.As(teller).AskAsync<ListAttachments, AttachmentList>(new(customer))).Documents);
        await crm.As(teller).SendAsync(new DeleteAttachment(customer, original.Id));
        Assert.Equal("contract", Assert.Single((await ListAsync(teller, open.Id)).Documents).Title);
        Assert.Equal("Signed", await OpenAsync(teller, open.Id, take.Id));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(teller).SendAsync(take with { Id = Guid.CreateVersion7() })); // deleted
    }

    private Task<IReadOnlyList<AttachmentShown>> OnFileAsync(TestStaff by, Guid caseId) =>
        crm.As(by).AskAsync<ListDocumentsOnFile, IReadOnlyList<AttachmentShown>>(new("cases", caseId));

    private async Task<Guid> HasOnFileAsync(TestStaff by, Guid customer, string name, string content)
    {
        var add = new AddAttachment { CustomerId = customer, FileName = name, Content = new MemoryStream(Encoding.UTF8.GetBytes(content)) };
        await crm.As(by).SendAsync(add);
        return add.Id;
    }

    private async Task<Guid> AddAsync(TestStaff by, Guid caseId, string name, string content)
    {
        var add = new AddKeptDocument { Place = "cases", RecordId = caseId, FileName = name, Content = new MemoryStream(Encoding.UTF8.GetBytes(content)) };
        await crm.As(by).SendAsync(add);
        return add.Id;
    }

    private async Task<string> OpenAsync(TestStaff by, Guid caseId, Guid file)
    {
        using var text = new StreamReader((await crm.As(by).AskAsync<OpenKeptDocument, OpenedKeptDocument>(new("cases", caseId, file, ToKeep: true))).File.Content);
        return await text.ReadToEndAsync();
    }

    private Task<AttachmentList> ListAsync(TestStaff by, Guid caseId) => crm.As(by).AskAsync<ListKeptDocuments, AttachmentList>(new("cases", caseId));

    private async Task ScanAsync()
    {
        while (await ActivatorUtilities.CreateInstance<AttachmentScan>(crm.Services).RunNextAsync(CancellationToken.None))
        {
        }
    }
}
