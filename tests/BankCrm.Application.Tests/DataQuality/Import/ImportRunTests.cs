using System.Text;
using BankCrm.Application.Common;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Infrastructure.DataQuality.Import;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tests.DataQuality.Import;

public sealed class ImportRunTests(TestCrm crm) : ImportTests(crm)
{
    [Fact]
    public async Task Good_rows_come_in_and_bad_ones_are_told_of_and_the_counts_are_the_databases()
    {
        var (manager, _) = await ManagerAsync();
        var file = new StringBuilder(Header)
            .Append(People.Row(1)).Append(People.Row(2)).Append("x3,,Passport,P0000003,1980-01-01,\n").Append(People.Row(4)).Append("cut,off\n").ToString();

        var id = await ImportAsync(manager, file);

        var shown = await Crm.As(manager).AskAsync<GetImport, ImportShown>(new(id));
        Assert.Equal((ImportStatus.Done, 3, 2, 0), (shown.Status, shown.Counts.Imported, shown.Counts.Refused, shown.Counts.AlreadyThere));
        Assert.Equal(3, await Crm.ReadAsync(db => db.Customers.CountAsync(c => c.BranchId == manager.BranchId)));
        Assert.Equal([2, 3, 5], await Crm.ReadAsync(db => db.ImportedCustomers.Where(r => r.RunId == id).OrderBy(r => r.Line).Select(r => r.Line).ToListAsync()));
        var found = await Crm.ReadAsync(db => db.ImportFindings.Where(f => f.RunId == id).OrderBy(f => f.Line).ToListAsync());
        Assert.Equal([(4, ImportField.Name), (6, null)], found.Select(f => (f.Line, f.Field)));
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing_and_says_so()
    {
        var (manager, _) = await ManagerAsync();
        var file = Header + People.Row(11) + People.Row(12);
        await ImportAsync(manager, file);

        var id = await ImportAsync(manager, file);

        var shown = await Crm.As(manager).AskAsync<GetImport, ImportShown>(new(id));
        Assert.True(shown.IsSameFile);
        Assert.Equal((0, 0, 2), (shown.Counts.Imported, shown.Counts.Refused, shown.Counts.AlreadyThere));
        Assert.Equal(2, await Crm.ReadAsync(db => db.Customers.CountAsync(c => c.BranchId == manager.BranchId)));
        Assert.Equal(2, await Crm.ReadAsync(db => db.ImportFindings.CountAsync(f => f.RunId == id && f.CustomerId != null)));
    }

    [Fact]
    public async Task The_same_document_twice_in_a_file_is_refused_with_the_line_of_the_first()
    {
        var (manager, _) = await ManagerAsync();
        var file = Header + People.Row(21) + People.Row(21).Replace("ext21", "ext22", StringComparison.Ordinal);

        var id = await ImportAsync(manager, file);

        var finding = Assert.Single(await Crm.ReadAsync(db => db.ImportFindings.Where(f => f.RunId == id && f.Kind == ImportFindingKind.Refused).ToListAsync()));
        Assert.Equal((3, "The same document stands in line {0} of the file.", "2"), (finding.Line, finding.Sentence, Assert.Single(finding.Args)));
    }

    [Fact]
    public async Task Another_branchs_customer_is_told_of_but_not_named()
    {
        var (here, _) = await ManagerAsync();
        var (there, _) = await ManagerAsync();
        await ImportAsync(there, Header + People.Row(31));

        var id = await ImportAsync(here, Header + People.Row(31));

        var finding = Assert.Single(await Crm.ReadAsync(db => db.ImportFindings.Where(f => f.RunId == id).ToListAsync()));
        Assert.Equal((ImportFindingKind.AlreadyThere, null), (finding.Kind, finding.CustomerId));
    }

    [Fact]
    public async Task A_check_counts_the_same_and_writes_nothing()
    {
        var (manager, _) = await ManagerAsync();
        var id = await MappedAsync(manager, Header + People.Row(41) + "x,,,,,\n" + People.Row(42));
        await Crm.As(manager).SendAsync(new CheckImport(id));

        await RunnerOf("one").RunNextAsync(id, default);

        var shown = await Crm.As(manager).AskAsync<GetImport, ImportShown>(new(id));
        Assert.Equal((ImportStatus.Checked, 2, 1), (shown.Status, shown.Counts.Imported, shown.Counts.Refused));
        Assert.Equal(0, await Crm.ReadAsync(db => db.Customers.CountAsync(c => c.BranchId == manager.BranchId)));

        await Crm.As(manager).SendAsync(new StartImport(id));
        await RunnerOf("one").RunNextAsync(id, default);

        shown = await Crm.As(manager).AskAsync<GetImport, ImportShown>(new(id));
        Assert.Equal((ImportStatus.Done, 2, 1, 1), (shown.Status, shown.Counts.Imported, shown.Counts.Refused, shown.Reasons.Sum(r => r.Rows)));
    }

    [Fact]
    public async Task Killed_in_the_middle_it_goes_on_with_the_next_chunk_and_takes_each_row_once()
    {
        var (manager, _) = await ManagerAsync();
        const int people = (ImportRunner.ChunkSize * 2) + 10;
        var id = await MappedAsync(manager, Header + string.Concat(Enumerable.Range(100_000, people).Select(People.Row)));
        await Crm.As(manager).SendAsync(new StartImport(id, Unchecked: true));
        using var kill = new CancellationTokenSource();
        var watch = Task.Run(async () =>
        {
            while (await ImportedAsync(id) == 0)
            {
                await Task.Delay(5);
            }

            await kill.CancelAsync();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunnerOf("killed").RunNextAsync(id, kill.Token));
        await watch;
        var halfWay = await ImportedAsync(id);
        await RunnerOf("heir").RunNextAsync(id, default);

        Assert.InRange(halfWay, ImportRunner.ChunkSize - 1, people - 1);
        var counts = (await Crm.As(manager).AskAsync<GetImport, ImportShown>(new(id))).Counts;
        Assert.Equal((people, 0, 0), (counts.Imported, counts.Refused, counts.AlreadyThere));
        Assert.Equal(people, await Crm.ReadAsync(db => db.Customers.CountAsync(c => c.BranchId == manager.BranchId)));
        Assert.Equal(people, await Crm.ReadAsync(db => db.ImportedCustomers.Where(r => r.RunId == id).Select(r => r.CustomerId).Distinct().CountAsync()));
    }

    [Fact]
    public async Task Whoever_lost_the_lease_writes_nothing_more()
    {
        var (manager, _) = await ManagerAsync();
        var id = await MappedAsync(manager, Header + People.Row(61));
        await Crm.As(manager).SendAsync(new StartImport(id, Unchecked: true));
        await ExecuteAsync("update import_progress set leased_by = 'other', leased_until = now() + interval '1 minute' where run_id = $1", id);

        Assert.False(await RunnerOf("late").RunNextAsync(id, default));

        await ExecuteAsync("update import_progress set leased_until = now() - interval '1 second' where run_id = $1", id);
        Assert.True(await RunnerOf("late").RunNextAsync(id, default));
        Assert.Equal(1, await ImportedAsync(id));
    }

    [Fact]
    public async Task Cancelled_before_its_turn_it_brings_nobody_in()
    {
        var (manager, _) = await ManagerAsync();
        var id = await MappedAsync(manager, Header + People.Row(71));
        await Crm.As(manager).SendAsync(new StartImport(id, Unchecked: true));
        await Crm.As(manager).SendAsync(new CancelImport(id));

        await RunnerOf("one").RunNextAsync(id, default);

        Assert.Equal(ImportStatus.Cancelled, (await Crm.As(manager).AskAsync<GetImport, ImportShown>(new(id))).Status);
        Assert.Equal(0, await ImportedAsync(id));
    }

    [Fact]
    public async Task Another_branch_does_not_see_the_run()
    {
        var (manager, _) = await ManagerAsync();
        var (stranger, _) = await ManagerAsync();
        var id = await ImportAsync(manager, Header + People.Row(81));

        await Assert.ThrowsAsync<NotFoundException>(() => Crm.As(stranger).AskAsync<GetImport, ImportShown>(new(id)));
        await Assert.ThrowsAsync<NotFoundException>(() => Crm.As(stranger).AskAsync<PreviewImport, ImportPreview>(new(id)));
        await Assert.ThrowsAsync<NotFoundException>(() => Crm.As(stranger).AskAsync<TakeImportReport, string>(new(id)));
        await Assert.ThrowsAsync<NotFoundException>(() => Crm.As(stranger).SendAsync(new CancelImport(id)));
        Assert.Empty((await Crm.As(stranger).AskAsync<ListImportedCustomers, Page<ImportedRow>>(new(id, null))).Items);
        Assert.DoesNotContain((await Crm.As(stranger).AskAsync<ListImports, Page<ImportRow>>(new())).Items, r => r.Id == id);
    }

    [Fact]
    public async Task A_row_of_a_branch_that_is_not_theirs_is_refused()
    {
        var (manager, _) = await ManagerAsync();
        var (other, otherCode) = await ManagerAsync();

        var id = await ImportAsync(manager, "name,mobile,branch_code\n王芳,13800138000," + otherCode + "\n");

        var finding = Assert.Single(await Crm.ReadAsync(db => db.ImportFindings.Where(f => f.RunId == id).ToListAsync()));
        Assert.Equal(ImportField.Branch, finding.Field);
        Assert.Equal(0, await Crm.ReadAsync(db => db.Customers.CountAsync(c => c.BranchId == other.BranchId)));
    }
}
