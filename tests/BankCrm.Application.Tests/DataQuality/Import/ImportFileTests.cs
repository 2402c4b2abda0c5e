using System.Text;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Application.Tests.DataQuality.Import;

public sealed class ImportFileTests(TestCrm crm) : ImportTests(crm)
{
    [Fact]
    public async Task Without_the_permission_nothing_is_taken_in()
    {
        var teller = await Crm.NewBranch().HasStaffAsync(CustomerPermissions.Read);

        await Assert.ThrowsAsync<ForbiddenException>(() => UploadAsync(teller, Encoding.UTF8.GetBytes(Header)));
    }

    [Fact]
    public async Task What_was_received_and_what_was_made_of_it_lies_sealed()
    {
        var (manager, _) = await ManagerAsync();
        var id = await UploadAsync(manager, "name,mobile\nZebedee Quartermain,13800138000\n"u8.ToArray());
        await UploadAsync(manager, "BEGIN:VCARD\nFN:Zebedee Quartermain\nEND:VCARD\n"u8.ToArray());
        await UploadAsync(manager, WorkbookTests.Book(("Zebedee", "<row r='1'><c r='A1' t='inlineStr'><is><t>name</t></is></c></row><row r='2'><c r='A2' t='inlineStr'><is><t>Zebedee Quartermain</t></is></c></row>")));
        var folder = Crm.Services.GetRequiredService<IConfiguration>()["BankCrm:DataDirectory"]!;

        string[] lie = [.. Directory.GetFiles(Path.Combine(folder, "imports")), .. Directory.GetDirectories(Path.Combine(folder, "files"), "imports*").SelectMany(Directory.GetFiles)];
        Assert.True(lie.Length >= 12);
        Assert.All(lie, file => Assert.DoesNotContain("Zebedee", Encoding.Latin1.GetString(File.ReadAllBytes(file)), StringComparison.Ordinal));
        Assert.Single(await PreviewedAsync(manager, id));

        var name = await Crm.ReadAsync(db => db.Imports.Where(r => r.Id == id).Select(r => r.StoredName).SingleAsync());
        var received = Path.Combine(folder, "files", "imports", name);
        var bytes = await File.ReadAllBytesAsync(received);
        bytes[^20] ^= 1;
        await File.WriteAllBytesAsync(received, bytes);
        await Assert.ThrowsAnyAsync<System.Security.Cryptography.CryptographicException>(() => PreviewedAsync(manager, id));
    }

    private async Task<IReadOnlyList<PreviewRow>> PreviewedAsync(TestStaff staff, Guid id) => (await Crm.As(staff).AskAsync<PreviewImport, ImportPreview>(new(id))).Rows;

    [Fact]
    public async Task The_report_opens_in_a_spreadsheet_and_runs_nothing()
    {
        var (manager, _) = await ManagerAsync();
        var id = await ImportAsync(manager, "name,mobile,note\n王芳,123,=cmd|' /C calc'!A0\n李雷,+12,\"@x\"\n");
        await using var scope = await Crm.As(manager).OpenAsync();
        using var to = new MemoryStream();

        await scope.ServiceProvider.GetRequiredService<IImportReport>().WriteAsync(id, to, new(s => s, f => f.Sentence, v => v.ToString()), default);

        Assert.Equal([0xEF, 0xBB, 0xBF], to.ToArray()[..3]);
        var lines = Encoding.UTF8.GetString(to.ToArray()[3..]).Split("\r\n");
        Assert.Equal("Line,Result,Field,Reason,Existing customer,name,mobile,note", lines[0]);
        Assert.StartsWith("2,Refused,Mobile,", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",王芳,123,'=cmd|' /C calc'!A0", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",李雷,'+12,'@x", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_run_and_download_stand_in_the_audit_trail()
    {
        var (manager, _) = await ManagerAsync();
        var id = await ImportAsync(manager, Header + People.Row(91));
        await Crm.As(manager).AskAsync<TakeImportReport, string>(new(id));

        var events = await Crm.ReadAsync(db => db.AuditEntries.Where(e => e.ObjectId == id).Select(e => new { e.Event, e.Actor }).ToListAsync());

        Assert.Contains(events, e => e.Event == AuditEvents.Created && e.Actor == manager.Id);
        Assert.Contains(events, e => e.Event == AuditEvents.Imported && e.Actor == manager.Id);
        Assert.Contains(events, e => e.Event == AuditEvents.Downloaded && e.Actor == manager.Id);
    }

    [Theory]
    [InlineData("PK\u0003\u0004rest", "The workbook is damaged or was cut off. Open it in Excel and save it again.")]
    [InlineData("", "The file is empty.")]
    [InlineData("%PDF-1.7", "This is a PDF, whatever its name says. Import CSV, an Excel workbook or vCards.")]
    public async Task What_is_no_text_is_refused_whatever_its_name(string content, string reason)
    {
        var (manager, _) = await ManagerAsync();

        var refused = await Assert.ThrowsAsync<RefusedException>(() => UploadAsync(manager, Encoding.Latin1.GetBytes(content)));

        Assert.Equal(reason, refused.Message);
    }

    [Fact]
    public async Task The_encoding_is_recognised_and_can_be_chosen()
    {
        var (manager, _) = await ManagerAsync();
        var chinese = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes("姓名,手机号\n欧阳娜,13800138001\n");

        var recognised = await UploadAsync(manager, chinese);
        Assert.Equal(["姓名", "手机号"], (await Crm.As(manager).AskAsync<GetImport, ImportShown>(new(recognised))).Layout.Headers);

        var chosen = await UploadAsync(manager, chinese, ImportEncoding.Big5);
        Assert.Equal(ImportEncoding.Big5, (await Crm.As(manager).AskAsync<GetImport, ImportShown>(new(chosen))).Layout.Encoding);
    }

    [Fact]
    public async Task A_day_that_can_be_two_days_stops_the_import_until_somebody_says_which()
    {
        var (manager, _) = await ManagerAsync();
        var id = await UploadAsync(manager, Encoding.UTF8.GetBytes("name,birth_date\nAnn Lee,3/7/1985\n"));
        var mapping = (await Crm.As(manager).AskAsync<GetImport, ImportShown>(new(id))).Mapping;

        await Assert.ThrowsAsync<RefusedException>(() => Crm.As(manager).SendAsync(new MapImport(id, mapping)));
        await Assert.ThrowsAsync<RefusedException>(() => Crm.As(manager).SendAsync(new StartImport(id, Unchecked: true)));
        await Crm.As(manager).SendAsync(new MapImport(id, mapping with { DateOrder = DateOrder.DayFirst }));
    }
}
