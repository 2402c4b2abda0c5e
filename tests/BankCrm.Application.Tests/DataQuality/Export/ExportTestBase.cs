using System.Text;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.List;
using BankCrm.Application.DataQuality.Export;
using BankCrm.Domain.DataQuality.Export;
using BankCrm.Infrastructure.DataQuality.Export;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Application.Tests.DataQuality.Export;

/// <summary>A bank in which three rows are the most that one person exports.</summary>
public sealed class SmallLimits : TestCrm
{
    public const int Rows = 3;

    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        [new("BankCrm:Export:BranchRows", "3"), new("BankCrm:Export:PortfolioRows", "2"), new("BankCrm:Export:PerDay", "3")];
}

/// <summary>People who export, and the job that writes their files.</summary>
public abstract class ExportTestBase(SmallLimits crm) : IClassFixture<SmallLimits>
{
    protected const string Reason = "Letters for the anniversary";

    protected SmallLimits Crm => crm;

    protected async Task<(TestBranch Branch, TestStaff Manager)> BranchAsync()
    {
        var branch = crm.NewBranch();
        return (branch, await branch.HasStaffAsync(CustomerPermissions.Read, ExportPermissions.Branch));
    }

    protected async Task<Guid> RequestedAsync(TestStaff staff, ExportFormat format = ExportFormat.Csv, ExportList? list = null)
    {
        var id = Guid.CreateVersion7();
        await crm.As(staff).SendAsync(new RequestExport { Id = id, List = list ?? new(new(), default, CustomerColumns.Usual), Format = format, Language = "en", Reason = Reason });
        return id;
    }

    protected async Task<Guid> WrittenAsync(TestStaff staff, ExportFormat format = ExportFormat.Csv, ExportList? list = null)
    {
        var id = await RequestedAsync(staff, format, list);
        await RunAsync();
        return id;
    }

    /// <summary>Works off what waits, of this test and of others.</summary>
    protected async Task RunAsync()
    {
        var runner = ActivatorUtilities.CreateInstance<ExportRunner>(crm.Services);
        while (await runner.RunNextAsync(default))
        {
        }
    }

    protected async Task<byte[]> PickedUpAsync(TestStaff staff, Guid id)
    {
        using var file = new PickedUpFile();
        await crm.As(staff).SendAsync(new PickUpExport(id, file));
        using var content = new MemoryStream();
        await file.Content.CopyToAsync(content);
        file.Delete();
        return content.ToArray();
    }

    protected async Task<string[]> LinesAsync(TestStaff staff, ExportList? list = null) =>
        Encoding.UTF8.GetString(await PickedUpAsync(staff, await WrittenAsync(staff, list: list))).TrimStart('\uFEFF').TrimEnd().Split("\r\n");

    protected Task<CustomerExport> ReadAsync(Guid id) => crm.ReadAsync(db => db.Exports.SingleAsync(e => e.Id == id));

    protected async Task<uint> VersionAsync(Guid id) => (await ReadAsync(id)).Version;
}
