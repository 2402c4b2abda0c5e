using System.Text;
using BankCrm.Application.Customers;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tests.DataQuality.Import;

public sealed class JoinedRowsTests(TestCrm crm) : ImportTests(crm)
{
    private const string Rows =
        "客户号,姓名,证件类型,证件号码,手机号,地址,职业,备注\n"
        + "K1,王芳,护照,E10000001,13800138000,江苏省南京市玄武区中山路1号,教师,甲\n"
        + "K2,李雷,护照,E10000002,13800138001,,,\n"
        + "K1,王芳,护照,E10000009,13900139000,江苏省苏州市吴中区育才街2号,医生,乙\n"
        + "K1,王芳,护照,E10000001,13800138000,,,甲\n"
        + "K1,王芳,护照,E10000001,12345,,,\n";

    [Fact]
    public async Task Rows_of_one_customer_are_joined_at_the_first_and_the_others_are_told_of()
    {
        var (manager, _) = await ManagerAsync();
        var id = await ImportAsync(manager, Rows, isJoined: true);

        var lines = await Crm.ReadAsync(db => db.ImportedCustomers.Where(r => r.RunId == id).OrderBy(r => r.Line).Select(r => new { r.Line, r.CustomerId }).ToListAsync());
        Assert.Equal([2, 3], lines.Select(l => l.Line));
        var customer = lines[0].CustomerId;
        var contacts = await Crm.ReadAsync(db => db.ContactPoints.Where(c => c.CustomerId == customer).Select(c => new { c.Kind, c.IsPreferred }).ToListAsync());
        Assert.Equal([false, true], contacts.Where(c => c.Kind is ContactKind.Mobile).Select(c => c.IsPreferred).Order());
        Assert.Equal(2, await Crm.ReadAsync(db => db.Addresses.CountAsync(a => a.CustomerId == customer)));
        Assert.Equal(2, await Crm.ReadAsync(db => db.IdentityDocuments.CountAsync(d => d.CustomerId == customer)));

        var found = await Crm.ReadAsync(db => db.ImportFindings.Where(f => f.RunId == id).OrderBy(f => f.Line).ToListAsync());
        Assert.Contains(found, f => f is { Line: 4, Field: ImportField.Occupation, Kind: ImportFindingKind.Remark });
        Assert.Contains(found, f => f is { Line: 5, Field: null, Kind: ImportFindingKind.Remark });
        Assert.Contains(found, f => f is { Line: 6, Field: ImportField.Mobile, Kind: ImportFindingKind.Refused });
        var counts = (await Crm.As(manager).AskAsync<GetImport, ImportShown>(new(id))).Counts;
        Assert.Equal((2, 1), (counts.Imported, counts.Refused));
    }

    [Fact]
    public async Task A_known_customer_gets_what_all_their_rows_add()
    {
        var manager = await Crm.NewBranch().HasStaffAsync(CustomerPermissions.Import, CustomerPermissions.Read, CustomerPermissions.Change, CustomerPermissions.ChangeIdentity);
        var rows = Rows.Replace("E1000", "E3000", StringComparison.Ordinal);
        await ImportAsync(manager, string.Join('\n', rows.Split('\n').Take(2)) + "\n", isJoined: false);

        var id = await ImportAsync(manager, rows, isJoined: true, ImportMode.CreateAndUpdate);

        var customer = await Crm.ReadAsync(db => db.ImportedCustomers.Where(r => r.RunId == id && r.Line == 2).Select(r => r.CustomerId).SingleAsync());
        Assert.Equal(2, await Crm.ReadAsync(db => db.Addresses.CountAsync(a => a.CustomerId == customer)));
        Assert.Equal(2, await Crm.ReadAsync(db => db.IdentityDocuments.CountAsync(d => d.CustomerId == customer)));
        Assert.Equal([false, true], (await Crm.ReadAsync(db => db.ContactPoints.Where(c => c.CustomerId == customer).Select(c => c.IsPreferred).ToListAsync())).Order());
    }

    [Fact]
    public async Task Without_being_told_so_nobody_is_joined()
    {
        var (manager, _) = await ManagerAsync();

        var id = await ImportAsync(manager, Rows.Replace("E1000", "E2000", StringComparison.Ordinal), isJoined: false);

        Assert.Equal(2, await ImportedAsync(id));
        Assert.Equal(3, (await Crm.As(manager).AskAsync<GetImport, ImportShown>(new(id))).Counts.Refused);
    }

    private async Task<Guid> ImportAsync(TestStaff manager, string file, bool isJoined, ImportMode mode = ImportMode.Create)
    {
        var id = await UploadAsync(manager, Encoding.UTF8.GetBytes(file));
        var mapping = (await Crm.As(manager).AskAsync<GetImport, ImportShown>(new(id))).Mapping;
        await Crm.As(manager).SendAsync(new MapImport(id, mapping with { JoinsRows = isJoined, Mode = mode }));
        await Crm.As(manager).SendAsync(new StartImport(id, Unchecked: true));
        Assert.True(await RunnerOf("test").RunNextAsync(id, default));
        return id;
    }
}
