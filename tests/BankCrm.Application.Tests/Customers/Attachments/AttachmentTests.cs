using System.IO.Compression;
using System.Text;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Attachments;
using BankCrm.Application.Platform.Files;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Attachments;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Infrastructure.Customers.Attachments;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Application.Tests.Customers.Attachments;

/// <summary>A bank with a scanner that finds what says so.</summary>
public sealed class ScannedCrm : TestCrm, IVirusScanner
{
    public bool IsSetUp => true;

    public async Task<bool> IsCleanAsync(Stream content, CancellationToken ct)
    {
        using var text = new StreamReader(content);
        return !(await text.ReadToEndAsync(ct)).Contains("EICAR", StringComparison.Ordinal);
    }

    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("BankCrm:Attachments:FileMegabytes", "1"), new("BankCrm:Attachments:CustomerMegabytes", "2")];

    protected override void Configure(IServiceCollection services) => services.AddSingleton<IVirusScanner>(this);
}

public sealed class AttachmentTests(ScannedCrm crm) : IClassFixture<ScannedCrm>
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n");

    [Fact]
    public async Task A_document_is_kept_sealed_scanned_and_handed_out_with_a_record()
    {
        var (branch, teller) = await BranchAsync();
        var customer = await branch.HasCustomerAsync();
        var id = await AddAsync(teller, customer, "合同 张伟.pdf", Pdf);
        Assert.Equal(ScanState.Pending, (await ShownAsync(teller, customer)).Latest.Scan);
        await Assert.ThrowsAsync<RefusedException>(() => OpenAsync(teller, customer, id));

        await ScanAsync();

        var opened = await OpenAsync(teller, customer, id);
        Assert.Equal((Pdf.Length, true), (opened.Content.Length, opened.Content.SequenceEqual(Pdf)));
        Assert.EndsWith("-合同 张伟-1.pdf", opened.Name);
        Assert.Equal(("合同 张伟", ScanState.Clean), ((await ShownAsync(teller, customer)).Title, (await ShownAsync(teller, customer)).Latest.Scan));
        var entries = await crm.ReadAsync(db => db.AuditEntries.Where(e => e.CustomerRef == customer).ToListAsync());
        Assert.Single(entries, e => e.Event == AuditEvents.Downloaded && e.Actor == teller.Id && e.ObjectId == id);
        Assert.DoesNotContain(entries, e => e.Changes?.Contains("张伟.pdf", StringComparison.Ordinal) == true || e.Changes?.Contains("FileKey", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task An_infected_file_is_served_to_nobody()
    {
        var (branch, teller) = await BranchAsync();
        var customer = await branch.HasCustomerAsync();
        var id = await AddAsync(teller, customer, "a.txt", Encoding.UTF8.GetBytes("EICAR"));
        await ScanAsync();

        var refused = await Assert.ThrowsAsync<RefusedException>(() => OpenAsync(teller, customer, id));

        Assert.StartsWith("A virus was found", refused.Message);
        Assert.False((await ShownAsync(teller, customer)).Latest.IsServed);
    }

    [Fact]
    public async Task The_file_of_an_upload_that_came_to_nothing_is_deleted_and_no_other()
    {
        var (branch, teller) = await BranchAsync();
        var customer = await branch.HasCustomerAsync();
        var kept = await AddAsync(teller, customer, "a.pdf", Pdf);
        var (files, orphan) = (crm.Services.GetRequiredService<IFileStore>(), Guid.CreateVersion7());
        using (var draft = files.Create("attachments", orphan))
        {
            draft.Content.Write(Pdf);
            draft.Finish();
        }

        var tidying = crm.Services.GetRequiredService<AttachmentTidying>();
        await tidying.RunNextAsync(CancellationToken.None);
        Assert.Contains(orphan, files.OlderThan("attachments", DateTimeOffset.MaxValue)); // it may be an upload in the middle

        await tidying.TidyAsync(DateTimeOffset.MaxValue, CancellationToken.None);

        var left = files.OlderThan("attachments", DateTimeOffset.MaxValue);
        Assert.Equal((true, false), (left.Contains(kept), left.Contains(orphan)));
    }

    [Fact]
    public async Task Who_does_not_see_the_customer_finds_no_document()
    {
        var (branch, teller) = await BranchAsync();
        var (_, stranger) = await BranchAsync();
        var (customer, other) = (await branch.HasCustomerAsync(), await branch.HasCustomerAsync(new() { Name = "Other" }));
        var id = await AddAsync(teller, customer, "a.pdf", Pdf);
        await ScanAsync();

        await Assert.ThrowsAsync<NotFoundException>(() => OpenAsync(stranger, customer, id));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(stranger).AskAsync<ListAttachments, AttachmentList>(new(customer)));
        await Assert.ThrowsAsync<NotFoundException>(() => AddAsync(stranger, customer, "a.pdf", Pdf));
        await Assert.ThrowsAsync<NotFoundException>(() => OpenAsync(teller, other, id));
        var document = (await ShownAsync(teller, customer)).Id;
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(teller).SendAsync(new DeleteAttachment(other, document)));
        var reader = await branch.HasStaffAsync(CustomerPermissions.Read);
        await Assert.ThrowsAsync<ForbiddenException>(() => AddAsync(reader, customer, "a.pdf", Pdf));
        await crm.HasChangedAsync<Customer>(customer, c => c.Protect(true));
        await Assert.ThrowsAsync<ForbiddenException>(() => OpenAsync(teller, customer, id));
    }

    [Fact]
    public async Task A_document_has_versions_and_comes_back_when_deleted()
    {
        var (branch, teller) = await BranchAsync();
        var customer = await branch.HasCustomerAsync();
        var first = await AddAsync(teller, customer, "a.pdf", Pdf);
        var document = (await ShownAsync(teller, customer)).Id;
        await AddAsync(teller, customer, "b.txt", Encoding.UTF8.GetBytes("newer"), document);
        await ScanAsync();
        Assert.Equal([2, 1], (await ShownAsync(teller, customer)).Versions.Select(v => v.Number));

        await crm.As(teller).SendAsync(new DeleteAttachment(customer, document));
        await Assert.ThrowsAsync<NotFoundException>(() => OpenAsync(teller, customer, first));
        await Assert.ThrowsAsync<RefusedException>(() => AddAsync(teller, customer, "c.pdf", Pdf, document));
        await crm.As(teller).SendAsync(new BringBackAttachment(customer, document));

        Assert.NotEmpty((await OpenAsync(teller, customer, first)).Content);
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(teller).SendAsync(new BringBackAttachment(customer, document)));
    }

    [Theory]
    [InlineData("a.exe", "MZ")]
    [InlineData("a.html", "<script>")]
    [InlineData("a", "%PDF-")]
    [InlineData("a.pdf", "<html>")]
    [InlineData("a.png", "%PDF-")]
    [InlineData("a.txt", "a\0b")]
    [InlineData("a.docx", "PK\u0003\u0004 no archive")]
    [InlineData("a.pdf", "")]
    public async Task What_is_not_what_its_name_says_is_refused(string name, string content)
    {
        var (branch, teller) = await BranchAsync();
        var customer = await branch.HasCustomerAsync();

        await Assert.ThrowsAsync<RefusedException>(() => AddAsync(teller, customer, name, Encoding.Latin1.GetBytes(content)));

        Assert.Empty((await crm.As(teller).AskAsync<ListAttachments, AttachmentList>(new(customer))).Documents);
    }

    [Fact]
    public async Task Office_files_are_looked_into_and_too_much_is_refused()
    {
        var (branch, teller) = await BranchAsync();
        var customer = await branch.HasCustomerAsync();
        await AddAsync(teller, customer, "a.docx", Archive("[Content_Types].xml", "word/document.xml"));

        await Assert.ThrowsAsync<RefusedException>(() => AddAsync(teller, customer, "a.xlsx", Archive("[Content_Types].xml", "word/document.xml")));
        await Assert.ThrowsAsync<RefusedException>(() => AddAsync(teller, customer, "a.docx", Archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")));
        await Assert.ThrowsAsync<RefusedException>(() => AddAsync(teller, customer, "a.txt", new byte[(1024 * 1024) + 1].Select(_ => (byte)'x').ToArray()));
        var half = Enumerable.Repeat((byte)'x', 1024 * 1000).ToArray();
        await AddAsync(teller, customer, "a.txt", half);
        await AddAsync(teller, customer, "b.txt", half);
        await Assert.ThrowsAsync<RefusedException>(() => AddAsync(teller, customer, "c.txt", half));
    }

    private static byte[] Archive(params string[] names)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in names)
            {
                using var entry = new StreamWriter(archive.CreateEntry(name).Open());
                entry.Write("<xml/>");
            }
        }

        return bytes.ToArray();
    }

    private async Task<(TestBranch, TestStaff)> BranchAsync()
    {
        var branch = crm.NewBranch();
        return (branch, await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Change));
    }

    private async Task<Guid> AddAsync(TestStaff staff, Guid customer, string name, byte[] content, Guid? document = null)
    {
        var id = Guid.CreateVersion7();
        await crm.As(staff).SendAsync(new AddAttachment { Id = id, CustomerId = customer, AttachmentId = document, FileName = name, Content = new MemoryStream(content) });
        return id;
    }

    private async Task<(byte[] Content, string Name)> OpenAsync(TestStaff staff, Guid customer, Guid version)
    {
        var opened = await crm.As(staff).AskAsync<OpenAttachment, OpenedAttachment>(new(customer, version, ToKeep: true));
        await using var content = opened.Content;
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy);
        return (copy.ToArray(), opened.FileName);
    }

    private async Task<AttachmentShown> ShownAsync(TestStaff staff, Guid customer) =>
        Assert.Single((await crm.As(staff).AskAsync<ListAttachments, AttachmentList>(new(customer))).Documents);

    private async Task ScanAsync()
    {
        var scan = ActivatorUtilities.CreateInstance<AttachmentScan>(crm.Services);
        while (await scan.RunNextAsync(default))
        {
        }
    }
}
