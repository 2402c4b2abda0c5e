using System.Text;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Testing;

namespace BankCrm.Application.Tests.DataQuality.Import;

/// <summary>A bank in which two have to do with each import.</summary>
public sealed class TwoPersonCrm : TestCrm
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("BankCrm:Import:SecondPerson", "true")];
}

public sealed class SecondPersonTests(TwoPersonCrm crm) : ImportTests(crm), IClassFixture<TwoPersonCrm>
{
    private static readonly string File = Header + People.Row(1);

    [Fact]
    public async Task Whoever_uploaded_a_file_does_not_let_it_begin()
    {
        var branch = Crm.NewBranch();
        var (one, other) = (await ManagerAsync(branch), await ManagerAsync(branch));
        var id = await MappedAsync(one, File);

        var refused = await Assert.ThrowsAsync<RefusedException>(() => StartAsync(one, id));
        Assert.StartsWith("Another colleague lets it begin", refused.Message, StringComparison.Ordinal);
        Assert.True((await ShownToAsync(one, id)).NeedsAnother);
        Assert.False((await ShownToAsync(other, id)).NeedsAnother);
        Assert.Equal(ImportStatus.Mapped, (await ShownToAsync(one, id)).Status);

        await Assert.ThrowsAsync<NotFoundException>(async () => await StartAsync(await ManagerAsync(Crm.NewBranch()), id));
        await StartAsync(other, id);
        Assert.True(await RunnerOf("test").RunNextAsync(id, default));
        Assert.Equal(1, await ImportedAsync(id));
    }

    [Fact]
    public async Task Nor_whoever_said_what_its_columns_mean()
    {
        var branch = Crm.NewBranch();
        var (one, other) = (await ManagerAsync(branch), await ManagerAsync(branch));
        var id = await UploadAsync(one, Encoding.UTF8.GetBytes(File));
        await Crm.As(other).SendAsync(new MapImport(id, (await ShownToAsync(other, id)).Mapping));

        await Assert.ThrowsAsync<RefusedException>(() => StartAsync(other, id));
        await Assert.ThrowsAsync<RefusedException>(() => StartAsync(one, id));
        await StartAsync(await ManagerAsync(branch), id);
    }

    private static Task<TestStaff> ManagerAsync(TestBranch branch) => branch.HasStaffAsync(CustomerPermissions.Import, CustomerPermissions.Read);

    private Task StartAsync(TestStaff staff, Guid id) => Crm.As(staff).SendAsync(new StartImport(id, Unchecked: true));

    private Task<ImportShown> ShownToAsync(TestStaff staff, Guid id) => Crm.As(staff).AskAsync<GetImport, ImportShown>(new(id));
}
