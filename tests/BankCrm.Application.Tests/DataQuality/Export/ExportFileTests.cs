using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.List;
using BankCrm.Application.Customers.Selections;
using BankCrm.Application.DataQuality.Export;
using BankCrm.Application.Platform.Files;
using BankCrm.Domain.Customers;
using BankCrm.Domain.DataQuality.Export;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Infrastructure.DataQuality.Export;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Application.Tests.DataQuality.Export;

public sealed class ExportFileTests(SmallLimits crm) : ExportTestBase(crm)
{
    [Fact]
    public async Task The_file_holds_what_the_list_shows_and_says_how_much_it_is_and_whose()
    {
        var (branch, manager) = await BranchAsync();
        await branch.HasCustomerAsync(new() { Name = "张伟", Mobile = "13800138000" });
        await branch.HasCustomerAsync(new() { Name = "=cmd|' /C calc'!A0" });
        var id = await WrittenAsync(manager);

        var bytes = await PickedUpAsync(manager, id);

        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        Assert.Equal("Name,Also called,Customer number,Kind,Tier,Stage,Owner,City,Born", lines[0]);
        Assert.StartsWith("'=cmd|' /C calc'!A0,", lines[1]);
        Assert.StartsWith("张伟,zhangwei,C9", lines[2]);
        Assert.StartsWith("\"2 customers. Exported by " + manager.Name + " on ", lines[3]);
        Assert.Contains((await ReadAsync(id)).Reference, lines[3]);
        Assert.Equal("", Assert.Single(lines[4..]));
        Assert.DoesNotContain("13800138000", Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public async Task The_date_of_death_is_a_column_of_its_own_and_empty_of_who_lives()
    {
        var (branch, manager) = await BranchAsync();
        await branch.HasCustomerAsync(new() { Name = "张伟", DiedOn = new(2026, 1, 5) });
        await branch.HasCustomerAsync(new() { Name = "李娜" });

        var lines = await LinesAsync(manager, new(new(), default, [CustomerColumn.Name, CustomerColumn.Died]));

        Assert.Equal("Name,Also called,Date of death", lines[0]);
        Assert.Equal(["张伟,zhangwei,2026-01-05", "李娜,lina,"], lines[1..3].Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_audit_trail_names_the_digest_of_the_very_bytes()
    {
        var (branch, manager) = await BranchAsync();
        await branch.HasCustomerAsync();
        var id = await WrittenAsync(manager);

        var digest = Convert.ToHexStringLower(SHA256.HashData(await PickedUpAsync(manager, id)));

        var entries = await Crm.ReadAsync(db => db.AuditEntries.Where(e => e.ObjectId == id).ToListAsync());
        var exported = Assert.Single(entries, e => e.Event == AuditEvents.Exported);
        Assert.Equal((manager.Id, Reason, branch.Id), (exported.Actor, exported.ReasonText, exported.BranchId));
        Assert.Contains(digest, exported.Changes);
        Assert.Contains(digest, Assert.Single(entries, e => e.Event == AuditEvents.Downloaded && e.Actor == manager.Id).Changes);
        Assert.DoesNotContain(entries, e => e.Changes?.Contains("FileKey", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task Another_branchs_customers_are_not_in_it_and_protected_ones_have_no_name()
    {
        var (branch, manager) = await BranchAsync();
        var (other, _) = await BranchAsync();
        await other.HasCustomerAsync(new() { Name = "王五" });
        var guarded = await branch.HasCustomerAsync(new() { Name = "赵六" });
        await Crm.HasChangedAsync<Customer>(guarded, c => c.Protect(true));
        await branch.HasCustomerAsync(new() { Name = "李四" });

        var lines = await LinesAsync(manager);
        Assert.Equal(4, lines.Length);
        Assert.Contains("李四", lines[1]);
        Assert.Contains("Protected record", lines[2]);
        Assert.DoesNotContain(lines, l => l.Contains("赵六") || l.Contains("王五"));

        Assert.Equal(3, (await LinesAsync(manager, new(new(), CustomerOrder.ByName, CustomerColumns.Usual))).Length); // its place in the order would tell the name
    }

    [Fact]
    public async Task The_columns_are_those_of_the_list_and_telephones_stay_masked()
    {
        var (branch, manager) = await BranchAsync();
        await branch.HasCustomerAsync(new() { Name = "张伟", Mobile = "13800138000", Tags = ["golf", "tea"] });
        var guarded = await branch.HasCustomerAsync(new() { Name = "赵六", Mobile = "13900139000" });
        await Crm.HasChangedAsync<Customer>(guarded, c => c.Protect(true));

        var lines = await LinesAsync(manager, new(new(), CustomerOrder.OldestFirst, [CustomerColumn.Name, CustomerColumn.Phone, CustomerColumn.Tags]));

        Assert.Equal("Name,Also called,Phone,Tags", lines[0]);
        Assert.Equal("张伟,zhangwei,138****8000,\"golf, tea\"", lines[1]);
        Assert.Equal("Protected record,,,", lines[2]);
    }

    [Fact]
    public async Task Who_exports_a_portfolio_gets_their_own_customers_whatever_they_ask_for()
    {
        var (branch, manager) = await BranchAsync();
        var relationship = await branch.HasStaffAsync(CustomerPermissions.Read, ExportPermissions.Portfolio);
        await branch.HasCustomerAsync(new() { Name = "Own One", OwnerId = relationship.Id });
        await branch.HasCustomerAsync(new() { Name = "Nobodys" });
        await branch.HasCustomerAsync(new() { Name = "Managers", OwnerId = manager.Id });

        var lines = await LinesAsync(relationship, new(new() { Owner = manager.Id }, default, CustomerColumns.Usual));

        Assert.Equal(3, lines.Length);
        Assert.Contains("Own One", lines[1]);
    }

    [Fact]
    public async Task Of_a_selection_exactly_those_come_out_and_of_anothers_none()
    {
        var (branch, manager) = await BranchAsync();
        var chosen = await branch.HasCustomerAsync(new() { Name = "Chosen" });
        await branch.HasCustomerAsync(new() { Name = "Not chosen" });
        var selection = Guid.CreateVersion7();
        await Crm.As(manager).SendAsync(new FreezeSelection(selection, new(), "Tag: golf", "", [chosen]));
        var list = new ExportList(new(), default, CustomerColumns.Usual, selection);

        var lines = await LinesAsync(manager, list);

        Assert.Equal(3, lines.Length);
        Assert.StartsWith("Chosen,", lines[1]);
        var colleague = await branch.HasStaffAsync(CustomerPermissions.Read, ExportPermissions.Branch);
        await Assert.ThrowsAsync<NotFoundException>(() => RequestedAsync(colleague, list: list));
    }

    [Fact]
    public async Task A_spreadsheet_has_text_only_and_bears_the_mark()
    {
        var (branch, manager) = await BranchAsync();
        await branch.HasCustomerAsync(new() { Name = "=1+1 & <b>" });
        var id = await WrittenAsync(manager, ExportFormat.Xlsx);

        using var archive = new ZipArchive(new MemoryStream(await PickedUpAsync(manager, id)));

        var sheet = Part("xl/worksheets/sheet1.xml");
        XNamespace main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        var cells = sheet.Descendants(main + "c").ToList();
        Assert.All(cells, c => Assert.Equal("inlineStr", c.Attribute("t")!.Value));
        Assert.DoesNotContain(sheet.Descendants(), e => e.Name.LocalName is "f" or "v");
        Assert.Contains(cells, c => c.Value == "=1+1 & <b>");
        Assert.StartsWith("1 customers.", cells[^1].Value);
        Assert.Contains(manager.Name, sheet.Descendants(main + "oddFooter").Single().Value);
        Assert.Contains(manager.Name, Part("docProps/core.xml").ToString());
        Assert.All(archive.Entries, e => Assert.NotNull(Part(e.FullName)));

        XDocument Part(string name)
        {
            using var part = archive.GetEntry(name)!.Open();
            return XDocument.Load(part);
        }
    }

    [Fact]
    public async Task It_is_of_one_moment_whoever_comes_meanwhile()
    {
        var (branch, manager) = await BranchAsync();
        await branch.HasCustomerAsync();
        var id = await RequestedAsync(manager);
        await using var scope = await Crm.As(manager).OpenAsync();
        var writer = ActivatorUtilities.CreateInstance<ExportWriter>(scope.ServiceProvider);

        var (file, failure) = await writer.WriteAsync(await ReadAsync(id), async (written, _) =>
        {
            if (written == 0)
            {
                await branch.HasCustomerAsync(new() { Name = "Too late" });
            }
        }, default);

        Assert.Equal((1, null), (file!.Rows, failure));
        Crm.Services.GetRequiredService<IFileStore>().Delete(ExportFiles.Area, file.Id);
        await Crm.As(manager).SendAsync(new CancelExport(id));
    }
}
