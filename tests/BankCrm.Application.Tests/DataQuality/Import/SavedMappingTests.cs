using System.Text;
using BankCrm.Application.Common;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Testing;

namespace BankCrm.Application.Tests.DataQuality.Import;

public sealed class SavedMappingTests(TestCrm crm) : ImportTests(crm)
{
    [Fact]
    public async Task A_list_with_the_columns_of_the_last_one_is_understood_as_that_one_was()
    {
        var (manager, _) = await ManagerAsync();
        var first = await UploadAsync(manager, "a,b,c\nAnn,x,y\n"u8.ToArray());
        var mapping = new ImportMapping([ImportField.Name, ImportField.Occupation, null], new Dictionary<ImportField, string> { [ImportField.Country] = "US" });
        await Crm.As(manager).SendAsync(new MapImport(first, mapping));
        await Crm.As(manager).SendAsync(new StartImport(first, Unchecked: true));

        var second = await UploadAsync(manager, "C,A,b \nz,Bob,x\n"u8.ToArray()); // in another order, written otherwise

        var suggested = (await ShownAsync(manager, second)).Mapping;
        Assert.Equal([null, ImportField.Name, ImportField.Occupation], suggested.Columns);
        Assert.Equal("US", suggested.Fixed[ImportField.Country]);
    }

    [Fact]
    public async Task A_named_mapping_fits_a_list_with_other_columns_as_far_as_they_are_called_the_same()
    {
        var (manager, _) = await ManagerAsync();
        var first = await UploadAsync(manager, "a,b\nAnn,x\n"u8.ToArray());
        await Crm.As(manager).SendAsync(new MapImport(first, new([ImportField.Name, ImportField.Occupation], new Dictionary<ImportField, string>())));
        await Crm.As(manager).SendAsync(new SaveMapping { ImportId = first, Name = " Leads " });
        await Crm.As(manager).SendAsync(new SaveMapping { ImportId = first, Name = "Leads" }); // the same name again replaces it
        var second = await UploadAsync(manager, "b,x,a\ny,z,Bob\n"u8.ToArray());

        var offered = Assert.Single(await Crm.As(manager).AskAsync<ListMappings, IReadOnlyList<MappingRow>>(new(second)));
        await Crm.As(manager).SendAsync(new UseMapping(second, offered.Id));

        Assert.Equal(("Leads", 2), (offered.Name, offered.Known));
        var shown = await ShownAsync(manager, second);
        Assert.Equal([ImportField.Occupation, null, ImportField.Name], shown.Mapping.Columns);
        Assert.Equal(ImportStatus.Mapped, shown.Status);
        await Crm.As(manager).SendAsync(new ForgetMapping(offered.Id));
        Assert.Empty(await Crm.As(manager).AskAsync<ListMappings, IReadOnlyList<MappingRow>>(new(second)));
    }

    [Fact]
    public async Task Another_branch_neither_sees_nor_takes_it()
    {
        var (here, _) = await ManagerAsync();
        var (there, _) = await ManagerAsync();
        var first = await UploadAsync(here, Encoding.UTF8.GetBytes("a,b\nAnn,x\n"));
        await Crm.As(here).SendAsync(new SaveMapping { ImportId = first, Name = "Ours" });
        var id = Assert.Single(await Crm.As(here).AskAsync<ListMappings, IReadOnlyList<MappingRow>>(new(first))).Id;
        var second = await UploadAsync(there, Encoding.UTF8.GetBytes("a,b\nAnn,x\n"));

        Assert.Empty(await Crm.As(there).AskAsync<ListMappings, IReadOnlyList<MappingRow>>(new(second)));
        await Assert.ThrowsAsync<NotFoundException>(() => Crm.As(there).SendAsync(new UseMapping(second, id)));
        await Assert.ThrowsAsync<NotFoundException>(() => Crm.As(there).SendAsync(new ForgetMapping(id)));
    }

    private Task<ImportShown> ShownAsync(TestStaff staff, Guid id) => Crm.As(staff).AskAsync<GetImport, ImportShown>(new(id));
}
