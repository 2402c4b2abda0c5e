using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Application.Tasks.Notices;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Domain.Tasks.Notices;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tests.DataQuality.Import;

public sealed class UpdateImportTests(TestCrm crm) : ImportTests(crm)
{
    private const string Changes = "customer_id,mobile,occupation,tier,email\n";

    [Fact]
    public async Task A_row_changes_what_it_says_and_leaves_the_rest()
    {
        var branch = Crm.NewBranch();
        var manager = await EditorAsync(branch);
        await ImportAsync(manager, Header + People.Row(3) + People.Row(4));

        var id = await RunAsync(manager, Changes + "ext3,13900000001,Baker,Private,\n", ImportMode.Update, ImportKey.ExternalRef);

        var counts = (await ShownAsync(manager, id)).Counts;
        Assert.Equal([], (await FindingsAsync(id)).Select(f => $"{f.Field} {f.Sentence}"));
        Assert.Equal((0, 1, 0, 0), (counts.Imported, counts.Updated, counts.Refused, counts.AlreadyThere));
        var customer = await ByReferenceAsync(branch, "ext3");
        Assert.Equal(("Ann d", "Baker", CustomerTier.Private), (customer.Name, customer.Occupation, customer.Tier));
        Assert.Equal([ContactKind.Mobile], await Crm.ReadAsync(db => db.ContactPoints.Where(p => p.CustomerId == customer.Id).Select(p => p.Kind).ToListAsync()));
        Assert.True(await Crm.ReadAsync(db => db.Set<Domain.Platform.AuditTrail.AuditEntry>().AnyAsync(
            a => a.CustomerRef == customer.Id && a.Event == "record.changed" && a.Actor == manager.Id)));
    }

    [Fact]
    public async Task That_somebody_has_died_rings_the_bell_of_who_looks_after_them_once()
    {
        var branch = Crm.NewBranch();
        var (manager, adviser) = (await EditorAsync(branch), await branch.HasStaffAsync(CustomerPermissions.Read));
        await ImportAsync(manager, Header + People.Row(21) + People.Row(22));
        var customer = await ByReferenceAsync(branch, "ext21");
        await Crm.HasChangedAsync<Customer>(customer.Id, c => c.GiveTo(adviser.Id));
        const string file = "customer_id,死亡日期\next21,2026-01-05\next22,2026-01-05\n";

        await RunAsync(manager, file, ImportMode.Update, ImportKey.ExternalRef);
        await RunAsync(manager, file, ImportMode.Update, ImportKey.ExternalRef);

        Assert.Equal(new DateOnly(2026, 1, 5), (await ByReferenceAsync(branch, "ext22")).DiedOn);
        var told = Assert.Single((await Crm.As(adviser).AskAsync<ListNotices, Page<NoticeRow>>(new())).Items);
        Assert.Equal((NoticeKind.DeathTold, new NoticeSubject(customer.Name, $"/customers/{customer.Id}/death")), (told.Kind, told.About));
        Assert.Equal(1, await Crm.ReadAsync(db => db.Notices.CountAsync(n => n.Kind == NoticeKind.DeathTold && n.BranchId == branch.Id)));
    }

    [Fact]
    public async Task The_same_changes_again_change_nothing()
    {
        var branch = Crm.NewBranch();
        var manager = await EditorAsync(branch);
        await ImportAsync(manager, Header + People.Row(1));
        const string file = "customer_id,mobile,address,tags,note,optin,othername\next1,13900000001,江苏省南京市人民路 1 号,gold,Met at the fair,yes,Annie\n";
        await RunAsync(manager, file, ImportMode.Update, ImportKey.ExternalRef);
        var customer = await ByReferenceAsync(branch, "ext1");
        var before = await CustomerContent.OfAsync(Crm, customer.Id);

        var id = await RunAsync(manager, file, ImportMode.Update, ImportKey.ExternalRef);

        var counts = (await ShownAsync(manager, id)).Counts;
        Assert.Equal((0, 1), (counts.Updated, counts.AlreadyThere));
        Assert.Equal(before, await CustomerContent.OfAsync(Crm, customer.Id));
    }

    [Fact]
    public async Task Who_is_not_known_is_refused_or_registered_as_was_chosen()
    {
        var manager = await EditorAsync(Crm.NewBranch());
        await ImportAsync(manager, Header + People.Row(51));
        var file = Header + People.Row(51).Replace(",\n", ",13900000051\n", StringComparison.Ordinal) + People.Row(52);

        var refusing = await ShownAsync(manager, await RunAsync(manager, file, ImportMode.Update, ImportKey.Document));
        var taking = await ShownAsync(manager, await RunAsync(manager, file, ImportMode.CreateAndUpdate, ImportKey.Document));

        Assert.Equal((0, 1, 1), (refusing.Counts.Imported, refusing.Counts.Updated, refusing.Counts.Refused));
        Assert.Equal((1, 0, 0, 1), (taking.Counts.Imported, taking.Counts.Updated, taking.Counts.Refused, taking.Counts.AlreadyThere));
    }

    [Fact]
    public async Task A_newcomer_without_a_name_is_refused()
    {
        var manager = await EditorAsync(Crm.NewBranch());

        var id = await RunAsync(manager, Changes.Replace("email", "name", StringComparison.Ordinal) + "ext9,13900000009,,,\n", ImportMode.CreateAndUpdate, ImportKey.ExternalRef);

        var finding = Assert.Single(await FindingsAsync(id));
        Assert.Equal((ImportFindingKind.Refused, ImportField.Name), (finding.Kind, finding.Field));
    }

    [Fact]
    public async Task Another_branchs_customer_is_neither_changed_nor_named()
    {
        var (there, here) = (Crm.NewBranch(), Crm.NewBranch());
        await ImportAsync(await EditorAsync(there), Header + People.Row(61));
        var manager = await EditorAsync(here);

        var byDocument = await RunAsync(manager, Header + People.Row(61), ImportMode.Update, ImportKey.Document);
        var byReference = await RunAsync(manager, Header + People.Row(61).Replace("E00000061", "E90000061", StringComparison.Ordinal), ImportMode.Update, ImportKey.ExternalRef);

        var finding = Assert.Single(await FindingsAsync(byDocument));
        Assert.Equal(("They are another branch's customer. Ask the head office.", null), (finding.Sentence, finding.CustomerId));
        Assert.Equal("No customer of yours is found by this.", Assert.Single(await FindingsAsync(byReference)).Sentence);
    }

    [Fact]
    public async Task A_document_that_is_anothers_is_refused()
    {
        var branch = Crm.NewBranch();
        var manager = await EditorAsync(branch);
        await ImportAsync(manager, Header + People.Row(71) + People.Row(72));

        var id = await RunAsync(manager, Header + People.Row(71).Replace("E00000071", "E00000072", StringComparison.Ordinal), ImportMode.Update, ImportKey.ExternalRef);

        Assert.Equal("This document is another customer's.", Assert.Single(await FindingsAsync(id)).Sentence);
    }

    [Fact]
    public async Task Two_rows_for_one_customer_are_not_both_taken()
    {
        var branch = Crm.NewBranch();
        var manager = await EditorAsync(branch);
        await ImportAsync(manager, Header + People.Row(81));
        var customer = await ByReferenceAsync(branch, "ext81");

        var id = await RunAsync(
            manager, $"customernumber here,occupation\n{customer.Number},Baker\n{customer.Number},Smith\n", ImportMode.Update, ImportKey.CustomerNumber,
            ImportField.CustomerNumber, ImportField.Occupation);

        var finding = Assert.Single(await FindingsAsync(id));
        Assert.Equal((3, "Line {0} changes the same customer already."), (finding.Line, finding.Sentence));
        Assert.Equal("Baker", (await ByReferenceAsync(branch, "ext81")).Occupation);
    }

    [Fact]
    public async Task A_protected_record_is_left_to_those_who_may_open_it()
    {
        var branch = Crm.NewBranch();
        var manager = await EditorAsync(branch);
        await ImportAsync(manager, Header + People.Row(91));
        var customer = await ByReferenceAsync(branch, "ext91");
        await Crm.HasChangedAsync<Customer>(customer.Id, c => c.Protect(true));

        var id = await RunAsync(manager, Changes + "ext91,,Baker,,\n", ImportMode.Update, ImportKey.ExternalRef);

        Assert.Equal("The record is protected: only some may change it.", Assert.Single(await FindingsAsync(id)).Sentence);
    }

    [Fact]
    public async Task Who_may_not_change_customers_may_not_by_a_file_either()
    {
        var (manager, _) = await ManagerAsync();
        var id = await MappedAsync(manager, Header + People.Row(95));
        var mapping = (await ShownAsync(manager, id)).Mapping with { Mode = ImportMode.Update };

        await Assert.ThrowsAsync<ForbiddenException>(() => Crm.As(manager).SendAsync(new MapImport(id, mapping)));
        await Assert.ThrowsAsync<ForbiddenException>(() => Crm.As(manager).SendAsync(new UndoImport(id)));
    }

    [Fact]
    public async Task The_key_must_stand_in_the_file()
    {
        var manager = await EditorAsync(Crm.NewBranch());
        var id = await UploadAsync(manager, "name,mobile\nAnn,13900000001\n"u8.ToArray());
        var mapping = (await ShownAsync(manager, id)).Mapping with { Mode = ImportMode.Update, Key = ImportKey.Document };

        await Assert.ThrowsAsync<RefusedException>(() => Crm.As(manager).SendAsync(new MapImport(id, mapping)));
    }

    private static Task<TestStaff> EditorAsync(TestBranch branch) =>
        branch.HasStaffAsync(CustomerPermissions.Import, CustomerPermissions.Read, CustomerPermissions.Change, CustomerPermissions.ChangeIdentity);

    private Task<Customer> ByReferenceAsync(TestBranch branch, string reference) =>
        Crm.ReadAsync(db => db.Customers.SingleAsync(c => c.BranchId == branch.Id && c.ExternalRef == reference));

    private Task<ImportShown> ShownAsync(TestStaff staff, Guid id) => Crm.As(staff).AskAsync<GetImport, ImportShown>(new(id));

    private Task<List<ImportFinding>> FindingsAsync(Guid id) =>
        Crm.ReadAsync(db => db.ImportFindings.Where(f => f.RunId == id).OrderBy(f => f.Line).ToListAsync());

    private async Task<Guid> RunAsync(TestStaff staff, string file, ImportMode mode, ImportKey key, params ImportField?[] columns)
    {
        var id = await UploadAsync(staff, System.Text.Encoding.UTF8.GetBytes(file));
        var mapping = (await ShownAsync(staff, id)).Mapping with { Mode = mode, Key = key };
        await Crm.As(staff).SendAsync(new MapImport(id, columns.Length > 0 ? mapping with { Columns = columns } : mapping));
        await Crm.As(staff).SendAsync(new StartImport(id, Unchecked: true));
        Assert.True(await RunnerOf("test").RunNextAsync(id, default));
        Assert.Equal(ImportStatus.Done, (await ShownAsync(staff, id)).Status);
        return id;
    }
}
