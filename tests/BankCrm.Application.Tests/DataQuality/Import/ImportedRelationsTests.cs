using System.Text;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Relationships;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.Customers.Relationships;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tests.DataQuality.Import;

public sealed class ImportedRelationsTests(TestCrm crm) : ImportTests(crm)
{
    private const string Columns = "customer_id,name,kind,document_kind,document_number,related customer,relation,share\n";

    [Fact]
    public async Task The_other_may_stand_anywhere_in_the_file_and_both_may_name_each_other()
    {
        var manager = await EditorAsync();

        var id = await RunAsync(manager, Columns
            + "r1,Ann Lee,individual,,,r2,配偶,\nr2,Bob Lee,individual,,,r1,spouse,\nr3,Acme Ltd,organisation,,,r1,股东,30%\nr4,Tom Lee,individual,,,R1,father,\nr5,Tim Lee,,,,r1,mother,\n");

        Assert.Equal(["r1 Owns r3 30.00", "r1 ParentOf r5 ", "r1 Spouse r2 "], await RelationsAsync(manager));
        var finding = Assert.Single(await FindingsAsync(id));
        Assert.Equal((5, ImportField.RelatedTo, "No customer of yours is found by this: the relation was left out."), (finding.Line, finding.Field, finding.Sentence));
        Assert.Equal((5, 1), await CountsAsync(manager, id, c => (c.Imported, c.Remarked)));
        Assert.Equal(0, await Crm.ReadAsync(db => db.ImportRelations.CountAsync(r => r.RunId == id && r.Related != null)));
    }

    [Fact]
    public async Task Who_is_in_the_bank_is_found_by_number_and_by_document()
    {
        var manager = await EditorAsync();
        await RunAsync(manager, Columns + "b1,Ann Lee,,Passport,E7654321,,,\n");
        var number = await Crm.ReadAsync(db => db.Customers.Where(c => c.BranchId == manager.BranchId).Select(c => c.Number).SingleAsync());

        await RunAsync(manager, Columns + $"b2,Tom Lee,,,,{number.ToLowerInvariant()},parent,\nb3,Tim Lee,,,, e765-4321,担保人,\n");

        Assert.Equal(["b1 Guarantees b3 ", "b1 ParentOf b2 "], await RelationsAsync(manager));
    }

    [Fact]
    public async Task What_cannot_be_is_told_and_costs_nobody_their_row()
    {
        var (manager, stranger) = (await EditorAsync(), await EditorAsync());
        await RunAsync(stranger, Columns + "s1,Sue Lee,,Passport,E1112223,,,\n");

        var id = await RunAsync(manager, Columns
            + "w1,Ann Lee,,,,w2,spouse,\nw2,Bob Lee,,,,,,\nw3,Eve Lee,,,,w2,spouse,\nw4,Kit Lee,,,,E1112223,sibling,\nw5,Kim Lee,,,,w1,,\n"
            + "w6,Acme Ltd,organisation,,,w1,owner,120\nw7,Liz Lee,,,,w7,relative,\nw8,Max Lee,,,,w1,neighbour,\n");

        Assert.Equal(["w1 Spouse w2 "], await RelationsAsync(manager));
        Assert.Equal((8, 0, 6), await CountsAsync(manager, id, c => (c.Imported, c.Refused, c.Remarked)));
        Assert.Equal(
            [
                "4 One of the two has another spouse at that time: end that relation first.",
                "5 No customer of yours is found by this: the relation was left out.",
                "6 Nothing says what the related customer is to them: the relation was left out.",
                "7 Say how much they own: more than 0 and at most 100 percent.",
                "8 A customer cannot be related to themselves.",
                "9 Nothing says what the related customer is to them: the relation was left out.",
                "9 This word is not known here and was left out.",
            ],
            (await FindingsAsync(id)).Select(f => $"{f.Line} {f.Sentence}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_same_file_again_adds_none_and_a_new_relation_alone_changes_its_customer()
    {
        var manager = await EditorAsync();
        const string file = Columns + "a1,Ann Lee,,,,a2,spouse,\na2,Bob Lee,,,,,,\na3,Acme Ltd,organisation,,,a1,shareholder,30\n";
        await RunAsync(manager, file);

        var again = await RunAsync(manager, file, ImportMode.CreateAndUpdate);
        Assert.Equal((0, 0, 3, 0), await CountsAsync(manager, again, c => (c.Imported, c.Updated, c.AlreadyThere, c.Remarked)));
        var more = await RunAsync(manager, file.Replace("a2,Bob Lee,,,,,,", "a2,Bob Lee,,,,a3,controlled company,", StringComparison.Ordinal).Replace("30", "40", StringComparison.Ordinal), ImportMode.CreateAndUpdate, ("controlled company", "OrganisationControlled"));

        Assert.Equal((0, 1, 2, 1), await CountsAsync(manager, more, c => (c.Imported, c.Updated, c.AlreadyThere, c.Remarked)));
        Assert.Equal(["a1 Owns a3 30.00", "a1 Spouse a2 ", "a2 Controls a3 "], await RelationsAsync(manager));
        await UndoAsync(manager, more);
        Assert.Equal(["a1 Owns a3 30.00", "a1 Spouse a2 "], await RelationsAsync(manager));
    }

    [Fact]
    public async Task Undone_the_relations_go_and_those_somebody_changed_since_stay_with_their_customers()
    {
        var manager = await EditorAsync();
        await RunAsync(manager, Columns + "u1,Ann Lee,,,,,,\n");
        var ann = await IdAsync(manager, "u1");
        var before = await CustomerContent.OfAsync(Crm, ann);
        var id = await RunAsync(manager, Columns + "u1,Ann Lee,,,,u2,spouse,\nu2,Bob Lee,,,,,,\nu3,Acme Ltd,organisation,,,u4,shareholder,30\nu4,Tom Lee,,,,u2,parent,\n", ImportMode.CreateAndUpdate);
        Assert.Equal(["u1 Spouse u2 ", "u2 ParentOf u4 ", "u4 Owns u3 30.00"], await RelationsAsync(manager));
        var owns = await Crm.ReadAsync(db => db.Relations.SingleAsync(r => r.Kind == RelationKind.Owns && r.FromBranchId == manager.BranchId));
        await Crm.As(manager).SendAsync(new ChangeRelation { CustomerId = owns.FromId, RelationId = owns.Id, Version = owns.Version, Share = 31 });

        await UndoAsync(manager, id);

        Assert.Equal(["u4 Owns u3 31.00"], await RelationsAsync(manager));
        Assert.Equal(before, await CustomerContent.OfAsync(Crm, ann));
        Assert.Equal(["u1", "u3", "u4"], await Crm.ReadAsync(db => db.Customers.Where(c => c.BranchId == manager.BranchId).Select(c => c.ExternalRef!).Order().ToListAsync()));
        Assert.Equal([4, 5], (await FindingsAsync(id)).Where(f => f.Kind is ImportFindingKind.NotUndone).Select(f => f.Line));
    }

    [Fact]
    public async Task Killed_while_it_relates_them_it_goes_on_and_makes_each_relation_once()
    {
        var manager = await EditorAsync();
        const int pairs = 600;
        var file = Columns + string.Concat(Enumerable.Range(1, pairs).Select(i => $"k{i},Ann Lee,,,,p{i},parent,\np{i},Bob Lee,,,,,,\n"));
        var id = await MappedAsync(manager, file);
        await Crm.As(manager).SendAsync(new StartImport(id, Unchecked: true));
        using var kill = new CancellationTokenSource();
        var run = RunnerOf("one").RunNextAsync(id, kill.Token);
        while (await MadeAsync(id) == 0)
        {
            await Task.Delay(5);
        }

        await kill.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.InRange(await MadeAsync(id), 1, pairs - 1);
        Assert.True(await RunnerOf("two").RunNextAsync(id, default));

        Assert.Equal((2 * pairs, 0, 0), await CountsAsync(manager, id, c => (c.Imported, c.Updated, c.Remarked)));
        Assert.Equal(pairs, await Crm.ReadAsync(db => db.Relations.CountAsync(r => r.FromBranchId == manager.BranchId)));
    }

    [Fact]
    public async Task Joined_rows_bring_a_relation_each()
    {
        var manager = await EditorAsync();
        var id = await UploadAsync(manager, Encoding.UTF8.GetBytes(Columns + "j1,Ann Lee,,,,j2,parent,\nj1,Ann Lee,,,,j3,parent,\nj2,Bob Lee,,,,,,\nj3,Eve Lee,,,,,,\n"));
        await FinishAsync(manager, id, (await ShownAsync(manager, id)).Mapping with { JoinsRows = true });

        Assert.Equal(["j2 ParentOf j1 ", "j3 ParentOf j1 "], await RelationsAsync(manager));
    }

    [Fact]
    public async Task A_column_of_spouses_says_what_they_are()
    {
        var manager = await EditorAsync();

        await RunAsync(manager, "客户号,姓名,配偶客户号\nc1,王芳,c2\nc2,李雷,\n");

        Assert.Equal(["c1 Spouse c2 "], await RelationsAsync(manager));
    }

    [Fact]
    public async Task Who_may_not_change_customers_relates_nobody()
    {
        var (manager, _) = await ManagerAsync();
        var id = await UploadAsync(manager, Encoding.UTF8.GetBytes(Columns + "x1,Ann Lee,,,,x2,spouse,\n"));

        var mapping = (await ShownAsync(manager, id)).Mapping;
        await Assert.ThrowsAsync<ForbiddenException>(() => Crm.As(manager).SendAsync(new MapImport(id, mapping)));
    }

    private Task<TestStaff> EditorAsync() => Crm.NewBranch().HasStaffAsync(
        CustomerPermissions.Import, CustomerPermissions.Read, CustomerPermissions.Change, CustomerPermissions.ChangeIdentity);

    private async Task<Guid> RunAsync(TestStaff staff, string file, ImportMode mode = ImportMode.Create, params (string Word, string Meaning)[] words)
    {
        var id = await UploadAsync(staff, Encoding.UTF8.GetBytes(file));
        var mapping = (await ShownAsync(staff, id)).Mapping with { Mode = mode, Key = ImportKey.ExternalRef };
        await FinishAsync(staff, id, mapping with
        {
            Words = new Dictionary<ImportField, IReadOnlyDictionary<string, string>> { [ImportField.RelationRole] = words.ToDictionary(w => w.Word, w => w.Meaning) },
        });
        return id;
    }

    private async Task FinishAsync(TestStaff staff, Guid id, ImportMapping mapping)
    {
        await Crm.As(staff).SendAsync(new MapImport(id, mapping));
        await Crm.As(staff).SendAsync(new StartImport(id, Unchecked: true));
        Assert.True(await RunnerOf("test").RunNextAsync(id, default));
        Assert.Equal(ImportStatus.Done, (await ShownAsync(staff, id)).Status);
    }

    private async Task UndoAsync(TestStaff staff, Guid id)
    {
        await Crm.As(staff).SendAsync(new UndoImport(id));
        Assert.True(await RunnerOf("undo").RunNextAsync(id, default));
    }

    private Task<ImportShown> ShownAsync(TestStaff staff, Guid id) => Crm.As(staff).AskAsync<GetImport, ImportShown>(new(id));

    private async Task<T> CountsAsync<T>(TestStaff staff, Guid id, Func<ImportCounts, T> counts) => counts((await ShownAsync(staff, id)).Counts);

    private Task<List<ImportFinding>> FindingsAsync(Guid id) =>
        Crm.ReadAsync(db => db.ImportFindings.Where(f => f.RunId == id).OrderBy(f => f.Line).ToListAsync());

    private Task<Guid> IdAsync(TestStaff staff, string reference) =>
        Crm.ReadAsync(db => db.Customers.Where(c => c.BranchId == staff.BranchId && c.ExternalRef == reference).Select(c => c.Id).SingleAsync());

    private Task<int> MadeAsync(Guid id) => Crm.ReadAsync(db => db.ImportRelations.CountAsync(r => r.RunId == id && r.RelationId != null));

    /// <summary>By the numbers of the file; of those who are the same to each other, the lower one first.</summary>
    private async Task<List<string>> RelationsAsync(TestStaff staff)
    {
        var (names, relations) = await Crm.ReadAsync(async db => (
            await db.Customers.Where(c => c.BranchId == staff.BranchId).ToDictionaryAsync(c => c.Id, c => c.ExternalRef!),
            await db.Relations.Where(r => r.FromBranchId == staff.BranchId).ToListAsync()));
        return
        [
            .. relations.Select(r => (r, Two: new[] { names[r.FromId], names[r.ToId] }))
                .Select(x => (x.r, Two: x.r.Kind.IsMutual ? [.. x.Two.Order()] : x.Two))
                .Select(x => $"{x.Two[0]} {x.r.Kind} {x.Two[1]} {x.r.Share?.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)}")
                .Order(StringComparer.Ordinal),
        ];
    }
}
