using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Contacts;
using BankCrm.Application.Customers.Notes;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Application.Recommendations.Rules;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Products.Catalogue;
using BankCrm.Domain.Recommendations.Rules;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Domain.Segments.Scores;
using BankCrm.Infrastructure.DataQuality.Import;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Application.Tests.DataQuality.Import;

public sealed class UndoImportTests(TestCrm crm) : ImportTests(crm)
{
    private const string Changes = "customer_id,name,mobile,occupation,tier,tags,address,note,optin,document_kind,document_number\n";

    [Fact]
    public async Task Undone_every_byte_is_as_before_but_for_those_who_were_changed_since()
    {
        var (branch, manager) = await BranchAsync();
        await ImportAsync(manager, Header + string.Concat(Enumerable.Range(1, 40).Select(People.Row)));
        var customers = await CustomersAsync(branch);
        var before = await ContentsAsync(customers);
        var file = Changes + string.Concat(Enumerable.Range(1, 40).Select(Change))
            + string.Concat(Enumerable.Range(101, 20).Select(i => $"ext{i},Ann Newcomer,1390000{i:0000},,,,,,,,\n"));
        var id = await RunAsync(manager, file);
        Assert.Equal((20, 40, 0), await CountsAsync(manager, id));
        var edited = customers.Take(5).ToList();
        foreach (var customer in edited)
        {
            await Crm.As(manager).SendAsync(new AddContact { CustomerId = customer.Value, Kind = ContactKind.Email, Value = "new@example.com" });
        }

        var added = await Crm.ReadAsync(db => db.Customers.Where(c => c.BranchId == branch.Id && c.ExternalRef == "ext103").Select(c => c.Id).SingleAsync());
        await Crm.As(manager).SendAsync(new AddNote { CustomerId = added, Text = "Called." });
        var after = await ContentsAsync(customers);

        await UndoAsync(manager, id);

        var shown = await ShownAsync(manager, id);
        Assert.Equal((ImportStatus.Undone, 54, 6, false), (shown.Status, shown.Counts.Undone, shown.Counts.LeftChanged, shown.MayUndo));
        var now = await ContentsAsync(customers);
        Assert.All(customers, c => Assert.Equal(edited.Contains(c) ? after[c.Key] : before[c.Key], now[c.Key]));
        Assert.All(customers, c => Assert.NotEqual(before[c.Key], after[c.Key]));
        Assert.Equal(41, await Crm.ReadAsync(db => db.Customers.CountAsync(c => c.BranchId == branch.Id)));
        var named = await Crm.ReadAsync(db => db.ImportFindings.Where(f => f.RunId == id && f.Kind == ImportFindingKind.NotUndone).Select(f => f.CustomerId).ToListAsync());
        Assert.Equal(edited.Select(e => (Guid?)e.Value).Append(added).Order(), named.Order());
        Assert.Equal(35, await Crm.ReadAsync(db => db.Set<AuditEntry>().CountAsync(a => a.Event == AuditEvents.ImportUndone && a.CustomerRef != null && a.BranchId == branch.Id)));
    }

    [Fact]
    public async Task Who_a_campaign_has_spoken_to_stays()
    {
        var (branch, manager) = await BranchAsync();
        var id = await ImportAsync(manager, Header + People.Row(251) + People.Row(252));
        var contacted = (await CustomersAsync(branch)).First().Value;
        await using (var scope = await Crm.As(manager).OpenAsync())
        {
            var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
            await using var transaction = await db.BeginAsync(CancellationToken.None);
            var (now, today) = (DateTimeOffset.UtcNow, Branch.DayAt(DateTimeOffset.UtcNow));
            var segment = Segment.Make(Guid.CreateVersion7(), new("Spring", "", SegmentReach.Own), null, SegmentGroup.All(new SegmentCondition("tags", SegmentTest.HasAnyOf, "spring")), manager.Id, now);
            var campaign = Campaign.Draft(
                Guid.CreateVersion7(), branch.Id, new() { Name = "Spring", StartsOn = today, EndsOn = today.AddDays(9) }, new([segment.Id], [], [CampaignChannel.Counter]), today, manager.Id, now);
            db.AddRange(segment, campaign);
            await db.SaveChangesAsync();
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into campaign_contacts (id, campaign_id, customer_id, branch_id, wave, arm, channel, state, code, planned_at, due_at, tries, changed_at)
                values ({Guid.NewGuid()}, {campaign.Id}, {contacted}, {branch.Id}, 1, 'A', 'Counter', 'Planned', 'a1b2c3d4e5f6', now(), now(), 0, now())
                """);
            await transaction.CommitAsync();
        }

        await UndoAsync(manager, id);

        Assert.Equal((1, 1), ((await ShownAsync(manager, id)).Counts.Undone, (await ShownAsync(manager, id)).Counts.LeftChanged));
        Assert.Equal(contacted, Assert.Single(await CustomersAsync(branch)).Value);
    }

    [Fact]
    public async Task What_the_bank_has_worked_out_of_them_goes_with_them()
    {
        var (branch, manager) = await BranchAsync();
        var id = await ImportAsync(manager, Header + People.Row(261) + People.Row(262));
        var customer = (await CustomersAsync(branch)).First().Value;
        var rule = RecommendationRule.Write(
            Guid.CreateVersion7(), Guid.CreateVersion7(), 1, ReadyMadeRule.MissingData.Terms, Guid.CreateVersion7(), DateTimeOffset.UtcNow);
        var history = OutcomeHistory.Gather(Guid.CreateVersion7(), $"Score {id}", new(GatheredOutcome.Either, [], ProductClass.Loan), manager.Id, DateTimeOffset.UtcNow);
        await Crm.HasAsync(rule);
        await Crm.HasAsync(history);
        await Crm.ReadAsync(db => db.Database.ExecuteSqlAsync(
            $"insert into customer_scores (history_id, customer_id, branch_id, number, probability, tenth, scored_at) values ({history.Id}, {customer}, {branch.Id}, 1, 0.9, 1, now())"));
        await Crm.ReadAsync(db => db.Database.ExecuteSqlAsync(
            $"insert into suggestions (customer_id, rule_id, rule_version_id, branch_id, points) values ({customer}, {rule.RuleId}, {rule.Id}, {branch.Id}, 20)"));

        await UndoAsync(manager, id);

        Assert.Equal((2, 0), ((await ShownAsync(manager, id)).Counts.Undone, (await ShownAsync(manager, id)).Counts.LeftChanged));
        Assert.Empty(await CustomersAsync(branch));
        Assert.Equal((0, 0), await Crm.ReadAsync(async db => (await db.CustomerScores.CountAsync(s => s.CustomerId == customer), await db.ListedSuggestions.CountAsync(s => s.CustomerId == customer))));
    }

    [Fact]
    public async Task What_was_undone_can_be_imported_again()
    {
        var (branch, manager) = await BranchAsync();
        var file = Header + People.Row(201) + People.Row(202);
        await UndoAsync(manager, await ImportAsync(manager, file));
        Assert.Empty(await CustomersAsync(branch));

        await ImportAsync(manager, file);

        Assert.Equal(2, (await CustomersAsync(branch)).Count);
    }

    [Fact]
    public async Task Two_imports_come_undone_in_the_opposite_order()
    {
        var (branch, manager) = await BranchAsync();
        await ImportAsync(manager, Header + People.Row(301));
        var customers = await CustomersAsync(branch);
        var before = await ContentsAsync(customers);
        var first = await RunAsync(manager, Changes + Change(301));
        var between = await ContentsAsync(customers);
        var second = await RunAsync(manager, Changes + Change(301).Replace("Baker", "Smith", StringComparison.Ordinal));

        await UndoAsync(manager, first);
        Assert.Equal(1, (await ShownAsync(manager, first)).Counts.LeftChanged);
        await UndoAsync(manager, second);
        Assert.Equal(between, await ContentsAsync(customers));

        Assert.NotEqual(before, between);
        await Assert.ThrowsAsync<RefusedException>(() => Crm.As(manager).SendAsync(new UndoImport(first)));
    }

    [Fact]
    public async Task A_stopped_import_goes_on_behind_its_last_row()
    {
        var (branch, manager) = await BranchAsync();
        const int people = (ImportRunner.ChunkSize * 2) + 5;
        var id = await MappedAsync(manager, Header + string.Concat(Enumerable.Range(500_000, people).Select(People.Row)));
        await Crm.As(manager).SendAsync(new StartImport(id, Unchecked: true));
        using var kill = new CancellationTokenSource();
        var run = RunnerOf("one").RunNextAsync(id, kill.Token);
        while (await ImportedAsync(id) == 0)
        {
            await Task.Delay(5);
        }

        await kill.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await Crm.As(manager).SendAsync(new CancelImport(id));
        Assert.True(await RunnerOf("two").RunNextAsync(id, default));
        Assert.True((await ShownAsync(manager, id)).MayResume);

        await Crm.As(manager).SendAsync(new ResumeImport(id));
        Assert.True(await RunnerOf("three").RunNextAsync(id, default));

        Assert.Equal((people, 0, 0), await CountsAsync(manager, id));
        Assert.Equal(people, (await CustomersAsync(branch)).Count);
    }

    [Fact]
    public async Task After_a_week_it_is_too_late()
    {
        var (_, manager) = await BranchAsync();
        var id = await ImportAsync(manager, Header + People.Row(401));
        await ExecuteAsync("update import_runs set finished_at = finished_at - interval '8 days' where id = $1", id);

        await Assert.ThrowsAsync<RefusedException>(() => Crm.As(manager).SendAsync(new UndoImport(id)));
    }

    [Fact]
    public async Task After_a_week_the_file_and_the_images_go_and_an_import_nobody_began_ends()
    {
        var (branch, manager) = await BranchAsync();
        await ImportAsync(manager, Header + People.Row(501));
        var done = await RunAsync(manager, Changes + Change(501));
        var open = await MappedAsync(manager, Header + People.Row(502));
        await ExecuteAsync("update import_runs set finished_at = finished_at - interval '8 days' where id = $1", done);
        var folder = Path.Combine(Crm.Services.GetRequiredService<IConfiguration>()["BankCrm:DataDirectory"]!, "imports");
        var names = await Crm.ReadAsync(db => db.Imports.Where(r => r.Id == open || r.Id == done).Select(r => r.StoredName).ToListAsync());
        names.ForEach(name => File.SetLastWriteTimeUtc(Path.Combine(folder, name + ".key"), DateTime.UnixEpoch));
        var unsealed = Path.Combine(folder, "received-by-an-older-program.csv");
        await File.WriteAllTextAsync(unsealed, Header);
        File.SetLastWriteTimeUtc(unsealed, DateTime.UnixEpoch);

        Assert.False(await ActivatorUtilities.CreateInstance<ImportTidying>(Crm.Services).RunNextAsync(default));

        Assert.False(File.Exists(unsealed));
        Assert.All(names, name => Assert.False(File.Exists(Path.Combine(folder, name + ".key"))));
        Assert.All(names, name => Assert.False(File.Exists(Path.Combine(folder, "..", "files", "imports", name))));
        Assert.Equal(0, await Crm.ReadAsync(db => db.ImportImages.CountAsync(i => i.RunId == done)));
        Assert.Equal((ImportStatus.Cancelled, false), ((await ShownAsync(manager, open)).Status, (await ShownAsync(manager, open)).MayResume));
        Assert.Single(await CustomersAsync(branch));
    }

    private static string Change(int i) => i % 2 == 0
        ? $"ext{i},Bob {"ABCDEFG"[i % 7]}enamed,1390000{i:0000},Baker,Private,gold,江苏省南京市人民路 {i} 号,Note {i},yes,Passport,F{i:00000000}\n"
        : $"ext{i},,1390000{i:0000},Baker,,,,,,,\n";

    private async Task<(TestBranch, TestStaff)> BranchAsync()
    {
        var branch = Crm.NewBranch();
        var manager = await branch.HasStaffAsync(CustomerPermissions.Import, CustomerPermissions.Read, CustomerPermissions.Change, CustomerPermissions.ChangeIdentity);
        return (branch, manager);
    }

    private Task<Dictionary<string, Guid>> CustomersAsync(TestBranch branch) =>
        Crm.ReadAsync(db => db.Customers.Where(c => c.BranchId == branch.Id).OrderBy(c => c.ExternalRef).ToDictionaryAsync(c => c.ExternalRef!, c => c.Id));

    private async Task<Dictionary<string, string>> ContentsAsync(Dictionary<string, Guid> customers)
    {
        var contents = new Dictionary<string, string>();
        foreach (var (reference, id) in customers)
        {
            contents[reference] = await CustomerContent.OfAsync(Crm, id);
        }

        return contents;
    }

    private async Task<Guid> RunAsync(TestStaff staff, string file)
    {
        var id = await UploadAsync(staff, System.Text.Encoding.UTF8.GetBytes(file));
        var mapping = (await ShownAsync(staff, id)).Mapping with { Mode = ImportMode.CreateAndUpdate, Key = ImportKey.ExternalRef };
        await Crm.As(staff).SendAsync(new MapImport(id, mapping));
        await Crm.As(staff).SendAsync(new StartImport(id, Unchecked: true));
        Assert.True(await RunnerOf("test").RunNextAsync(id, default));
        return id;
    }

    private async Task UndoAsync(TestStaff staff, Guid id)
    {
        await Crm.As(staff).SendAsync(new UndoImport(id));
        Assert.True(await RunnerOf("undo").RunNextAsync(id, default));
    }

    private Task<ImportShown> ShownAsync(TestStaff staff, Guid id) => Crm.As(staff).AskAsync<GetImport, ImportShown>(new(id));

    private async Task<(int, int, int)> CountsAsync(TestStaff staff, Guid id)
    {
        var counts = (await ShownAsync(staff, id)).Counts;
        return (counts.Imported, counts.Updated, counts.Refused);
    }
}
