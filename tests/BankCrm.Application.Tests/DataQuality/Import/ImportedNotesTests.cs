using System.Text;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Overview;
using BankCrm.Application.Customers.Timeline;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.Customers;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tests.DataQuality.Import;

public sealed class ImportedNotesTests(TestCrm crm) : ImportTests(crm)
{
    private const string Notes = "customer_id,name,note,note author,note date\n";

    [Fact]
    public async Task A_note_is_shown_as_written_then_by_whom_the_file_names_and_on_record_is_who_imported_it()
    {
        var manager = await EditorAsync();

        var id = await ImportAsync(manager, Notes + "n1,Ann Lee,Wants a house,张三 (zhang@example.com),2019-03-04 10:05:00\n");

        var customer = await CustomerAsync(manager, "n1");
        var note = Assert.Single(await NotesAsync(manager, customer));
        Assert.Equal(("Wants a house", "张三 (zhang@example.com)", "list.csv"), (note.Text, note.Author, note.Source));
        Assert.Equal(new DateTimeOffset(2019, 3, 4, 10, 5, 0, TimeSpan.FromHours(8)), note.WrittenAt);
        Assert.Equal(manager.Id, await Crm.ReadAsync(db => db.Notes.Where(n => n.CustomerId == customer.Id).Select(n => n.WrittenBy).SingleAsync()));
        var told = (await Crm.As(manager).AskAsync<GetTimeline, CustomerTimeline>(new(customer.Id))).Page.Items.Single(e => e.Text == "Wants a house");
        Assert.Equal(("张三 (zhang@example.com)", note.WrittenAt, "list.csv"), (told.Who, told.At, Assert.Single(told.Args)));
        Assert.All(
            await Crm.ReadAsync(db => db.Set<AuditEntry>().Where(a => a.ObjectId == id || a.CustomerRef == customer.Id).Select(a => a.ActorName).ToListAsync()),
            actor => Assert.DoesNotContain("张三", actor ?? "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_was_written_in_the_future()
    {
        var manager = await EditorAsync();

        var id = await ImportAsync(manager, Notes + "n2,Ann Lee,Wants a house,Zhang,2199-03-04\nn3,Bob Lee,,Zhang,2199-03-04\n");

        var finding = Assert.Single(await Crm.ReadAsync(db => db.ImportFindings.Where(f => f.RunId == id).ToListAsync()));
        Assert.Equal((2, ImportFindingKind.Refused, ImportField.NoteDate), (finding.Line, finding.Kind, finding.Field));
        Assert.Equal("A note cannot have been written in the future.", finding.Sentence);
    }

    [Fact]
    public async Task Who_made_the_record_and_when_holds_for_its_note_and_for_the_customer()
    {
        var manager = await EditorAsync();

        await ImportAsync(manager, "Record Id,Last Name,First Name,Description,Created By,Created Time\nzcrm_9,Lee,Ann,Wants a house,Zhang,2020-02-03T01:00:00.123456Z\n");

        var customer = await CustomerAsync(manager, "zcrm_9");
        var note = Assert.Single(await NotesAsync(manager, customer));
        Assert.Equal(("Zhang", new DateTimeOffset(2020, 2, 3, 1, 0, 0, 123, TimeSpan.Zero)), (note.Author, note.WrittenAt));
        Assert.Equal(new DateOnly(2020, 2, 3), customer.RegisteredOn);
    }

    [Fact]
    public void Where_there_is_no_note_nobody_wrote_one()
    {
        var columns = Suggestion.Mapping(["Record ID", "First Name", "Last Name", "Created By", "Create Date"], []).Columns;

        Assert.Equal([ImportField.ExternalRef, ImportField.GivenName, ImportField.Surname, null, ImportField.RegisteredOn], columns);
    }

    [Fact]
    public async Task The_same_file_again_adds_nothing_a_later_note_is_added_and_undone_it_goes()
    {
        var manager = await EditorAsync();
        await ImportAsync(manager, Notes + "n4,Ann Lee,Called,Zhang,2019-03-04T02:00:00.1234567Z\n");
        var customer = await CustomerAsync(manager, "n4");
        var before = await CustomerContent.OfAsync(Crm, customer.Id);

        await UpdateAsync(manager, Notes + "n4,Ann Lee,Called,Zhang,2019-03-04T02:00:00.1234567Z\n");
        Assert.Equal(before, await CustomerContent.OfAsync(Crm, customer.Id));
        var later = await UpdateAsync(manager, Notes + "n4,,Called,Li,2018-03-05\n");

        var notes = await NotesAsync(manager, customer);
        Assert.Equal([("Zhang", "list.csv"), ("Li", "list.csv")], notes.Select(n => (n.Author, n.Source))); // the latest first
        await Crm.As(manager).SendAsync(new UndoImport(later));
        Assert.True(await RunnerOf("undo").RunNextAsync(later, default));
        Assert.Equal(before, await CustomerContent.OfAsync(Crm, customer.Id));
    }

    [Fact]
    public async Task Joined_rows_keep_the_notes_of_different_people_apart()
    {
        var manager = await EditorAsync();
        const string file = Notes + "n5,Ann Lee,Called,Zhang,2019-03-04\nn5,Ann Lee,Wrote,Li,2019-03-05\nn5,Ann Lee,Wrote,Li,2019-03-05\n";
        var id = await UploadAsync(manager, Encoding.UTF8.GetBytes(file));
        var mapping = (await Crm.As(manager).AskAsync<GetImport, ImportShown>(new(id))).Mapping;

        await RunAsync(manager, id, mapping with { JoinsRows = true });

        var notes = await NotesAsync(manager, await CustomerAsync(manager, "n5"));
        Assert.Equal([("Wrote", "Li"), ("Called", "Zhang")], notes.Select(n => (n.Text, n.Author)));
    }

    [Fact]
    public async Task A_file_that_knows_a_customer_for_longer_is_believed()
    {
        var manager = await EditorAsync();
        await ImportAsync(manager, Header + People.Row(1));

        await UpdateAsync(manager, "customer_id,created date\next1,2001-02-03\n");
        Assert.Equal(new DateOnly(2001, 2, 3), (await CustomerAsync(manager, "ext1")).RegisteredOn);
        await UpdateAsync(manager, "customer_id,created date\next1,2011-02-03\n");

        Assert.Equal(new DateOnly(2001, 2, 3), (await CustomerAsync(manager, "ext1")).RegisteredOn);
    }

    private Task<TestStaff> EditorAsync() => Crm.NewBranch().HasStaffAsync(
        CustomerPermissions.Import, CustomerPermissions.Read, CustomerPermissions.Change, CustomerPermissions.ChangeIdentity);

    private Task<Customer> CustomerAsync(TestStaff staff, string reference) =>
        Crm.ReadAsync(db => db.Customers.SingleAsync(c => c.BranchId == staff.BranchId && c.ExternalRef == reference));

    private async Task<IReadOnlyList<NoteShown>> NotesAsync(TestStaff staff, Customer customer) =>
        (await Crm.As(staff).AskAsync<GetCustomer, SeenCustomer>(new(customer.Id))).Customer!.Parts.Notes;

    private async Task<Guid> UpdateAsync(TestStaff staff, string file)
    {
        var id = await UploadAsync(staff, Encoding.UTF8.GetBytes(file));
        var mapping = (await Crm.As(staff).AskAsync<GetImport, ImportShown>(new(id))).Mapping;
        return await RunAsync(staff, id, mapping with { Mode = ImportMode.Update, Key = ImportKey.ExternalRef });
    }

    private async Task<Guid> RunAsync(TestStaff staff, Guid id, ImportMapping mapping)
    {
        await Crm.As(staff).SendAsync(new MapImport(id, mapping));
        await Crm.As(staff).SendAsync(new StartImport(id, Unchecked: true));
        Assert.True(await RunnerOf("test").RunNextAsync(id, default));
        return id;
    }
}
