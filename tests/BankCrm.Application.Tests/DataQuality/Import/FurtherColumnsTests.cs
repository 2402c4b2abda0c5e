using BankCrm.Application.Customers.Tags;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tests.DataQuality.Import;

/// <summary>Columns of which a customer may have several, and mappings that are used again.</summary>
public sealed class FurtherColumnsTests(TestCrm crm) : ImportTests(crm)
{
    [Fact]
    public async Task The_second_numbers_of_a_card_come_in_beside_the_first()
    {
        var (manager, _) = await ManagerAsync();

        var id = await ImportAsync(manager,
            "BEGIN:VCARD\nVERSION:4.0\nFN:Ann Lee\nTEL;TYPE=cell:+8613900000002\nTEL;TYPE=cell:+8613900000003\nTEL;TYPE=cell:+8613900000004\nTEL;TYPE=work:+86-25-5555-0001\n"
            + "TEL;TYPE=home:+86-25-5555-0002\nEMAIL:a@example.com\nEMAIL:b@example.com\nEMAIL:A@example.com\nEMAIL:nonsense\nEND:VCARD\n");

        var points = await Crm.ReadAsync(db => db.ContactPoints.Where(p => p.BranchId == manager.BranchId).ToListAsync());
        Assert.Equal([(ContactKind.Mobile, 3), (ContactKind.Landline, 2), (ContactKind.Email, 2)], points.GroupBy(p => p.Kind).OrderBy(g => g.Key).Select(g => (g.Key, g.Count())));
        Assert.Equal(3, points.Count(p => p.IsPreferred));
        Assert.Equal([ImportField.FurtherEmail], await Crm.ReadAsync(db => db.ImportFindings.Where(f => f.RunId == id).Select(f => f.Field).ToListAsync()));
    }

    [Fact]
    public async Task A_retired_tag_is_given_to_nobody_and_costs_nobody_their_row()
    {
        var (manager, _) = await ManagerAsync();
        await Crm.As(await Crm.NewBranch().HasStaffAsync(TagPermissions.Retire)).SendAsync(new RetireTag("fair 2019"));

        var id = await ImportAsync(manager, "customer_id,name,tags\nt1,Ann Lee,\"gold, fair 2019\"\n");

        Assert.Equal(["gold"], (await CustomerAsync(manager, "t1")).Tags);
        var finding = Assert.Single(await Crm.ReadAsync(db => db.ImportFindings.Where(f => f.RunId == id).ToListAsync()));
        Assert.Equal((ImportFindingKind.Remark, "The tag {0} is retired and was left out.", "fair 2019"), (finding.Kind, finding.Sentence, Assert.Single(finding.Args)));
    }

    [Fact]
    public async Task Several_columns_may_be_tags_or_the_note()
    {
        var (manager, _) = await ManagerAsync();
        var id = await UploadAsync(manager, "customer_id,name,tags,Lead Source,Lead Status,Rating\nl1,Ann Lee,gold,Web,Open,Hot\nl2,Bob Lee,,无,,Cold\n"u8.ToArray());
        var mapping = (await ShownAsync(manager, id)).Mapping;
        Assert.Equal([ImportField.ExternalRef, ImportField.Name, ImportField.Tags, null, null, null], mapping.Columns);

        await FinishAsync(manager, id, mapping with { Columns = [ImportField.ExternalRef, ImportField.Name, ImportField.Tags, ImportField.Tags, ImportField.Note, ImportField.Note] });

        Assert.Equal(["Web", "gold"], (await CustomerAsync(manager, "l1")).Tags);
        Assert.Empty((await CustomerAsync(manager, "l2")).Tags);
        using var reading = await ImportReadingTests.OpenAsync("name,Lead Status,Rating\nAnn Lee,Open,Hot\n"u8.ToArray(), new(Mapping: new([ImportField.Name, ImportField.Note, ImportField.Note], new Dictionary<ImportField, string>())));
        Assert.Equal("Lead Status: Open\nRating: Hot", ImportReadingTests.Customers(reading.Rows).Single().Fields[ImportField.Note]);
    }

    [Fact]
    public async Task A_mapping_used_again_must_say_what_the_days_of_the_new_file_mean()
    {
        var (manager, _) = await ManagerAsync();
        await ImportAsync(manager, "customer_id,name,birth_date\nd1,Ann Lee,1985-03-07\n");
        var named = await UploadAsync(manager, "customer_id,name,birth_date\nd2,Bob Lee,1985-03-07\n"u8.ToArray());
        await Crm.As(manager).SendAsync(new SaveMapping { ImportId = named, Name = "Our list" });

        var shown = await ShownAsync(manager, await UploadAsync(manager, "customer_id,name,birth_date\nd3,Kim Lee,25/12/1985\n"u8.ToArray()));
        var unsaid = await UploadAsync(manager, "customer_id,name,birth_date\nd4,Tom Lee,3/7/1985\n"u8.ToArray());
        var saved = Assert.Single(await Crm.As(manager).AskAsync<ListMappings, IReadOnlyList<MappingRow>>(new(unsaid)));
        var refused = await Assert.ThrowsAsync<RefusedException>(() => Crm.As(manager).SendAsync(new UseMapping(unsaid, saved.Id)));

        Assert.Equal(DateOrder.DayFirst, shown.Mapping.DateOrder);
        Assert.StartsWith("Some days can be read in two ways.", refused.Message, StringComparison.Ordinal);
        Assert.Equal(ImportStatus.Uploaded, (await ShownAsync(manager, unsaid)).Status);
    }

    [Fact]
    public async Task A_date_of_death_closes_the_record_and_one_that_cannot_be_costs_the_row()
    {
        var (manager, _) = await ManagerAsync();

        var id = await ImportAsync(manager, "customer_id,name,birth_date,死亡日期\nx1,Ann Lee,1950-03-07,2026-01-05\nx2,Bob Lee,1950-03-07,\nx3,Kim Lee,1950-03-07,1949-12-31\nx4,Tom Lee,1950-03-07,2199-01-01\n");

        var (died, lives) = (await CustomerAsync(manager, "x1"), await CustomerAsync(manager, "x2"));
        Assert.Equal((new DateOnly(2026, 1, 5), LifeCycleStage.Closed), (died.DiedOn!.Value, died.Stage));
        Assert.Null(lives.DiedOn);
        Assert.NotEqual(LifeCycleStage.Closed, lives.Stage);
        Assert.Equal(2, await ImportedAsync(id));
        Assert.Equal(
            ["The date of death lies in the future.", "They were born after that day."],
            await Crm.ReadAsync(db => db.ImportFindings.Where(f => f.RunId == id && f.Field == ImportField.DiedOn).Select(f => f.Sentence).Order().ToListAsync()));
    }

    private Task<ImportShown> ShownAsync(TestStaff staff, Guid id) => Crm.As(staff).AskAsync<GetImport, ImportShown>(new(id));

    private Task<Customer> CustomerAsync(TestStaff staff, string reference) =>
        Crm.ReadAsync(db => db.Customers.SingleAsync(c => c.BranchId == staff.BranchId && c.ExternalRef == reference));

    private async Task FinishAsync(TestStaff staff, Guid id, ImportMapping mapping)
    {
        await Crm.As(staff).SendAsync(new MapImport(id, mapping));
        await Crm.As(staff).SendAsync(new StartImport(id, Unchecked: true));
        Assert.True(await RunnerOf("test").RunNextAsync(id, default));
    }
}
