using System.Text;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Infrastructure.DataQuality.Import;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BankCrm.Application.Tests.DataQuality.Import;

public sealed class ImportRunTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private const string Header = "customer_id,name,document_kind,document_number,birth_date,mobile\n";

    [Fact]
    public async Task Good_rows_come_in_and_bad_ones_are_told_of_and_the_counts_are_the_databases()
    {
        var (manager, _) = await ManagerAsync();
        var file = new StringBuilder(Header)
            .Append(People.Row(1)).Append(People.Row(2)).Append("x3,,Passport,P0000003,1980-01-01,\n").Append(People.Row(4)).Append("cut,off\n").ToString();

        var id = await ImportAsync(manager, file);

        var shown = await crm.As(manager).AskAsync<GetImport, ImportShown>(new(id));
        Assert.Equal((ImportStatus.Done, 3, 2, 0), (shown.Status, shown.Counts.Imported, shown.Counts.Refused, shown.Counts.AlreadyThere));
        Assert.Equal(3, await crm.ReadAsync(db => db.Customers.CountAsync(c => c.BranchId == manager.BranchId)));
        Assert.Equal([2, 3, 5], await crm.ReadAsync(db => db.ImportedCustomers.Where(r => r.RunId == id).OrderBy(r => r.Line).Select(r => r.Line).ToListAsync()));
        var found = await crm.ReadAsync(db => db.ImportFindings.Where(f => f.RunId == id).OrderBy(f => f.Line).ToListAsync());
        Assert.Equal([(4, ImportField.Name), (6, null)], found.Select(f => (f.Line, f.Field)));
    }

    [Fact]
    public async Task The_same_file_again_changes_nothing_and_says_so()
    {
        var (manager, _) = await ManagerAsync();
        var file = Header + People.Row(11) + People.Row(12);
        await ImportAsync(manager, file);

        var id = await ImportAsync(manager, file);

        var shown = await crm.As(manager).AskAsync<GetImport, ImportShown>(new(id));
        Assert.True(shown.IsSameFile);
        Assert.Equal((0, 0, 2), (shown.Counts.Imported, shown.Counts.Refused, shown.Counts.AlreadyThere));
        Assert.Equal(2, await crm.ReadAsync(db => db.Customers.CountAsync(c => c.BranchId == manager.BranchId)));
        Assert.Equal(2, await crm.ReadAsync(db => db.ImportFindings.CountAsync(f => f.RunId == id && f.CustomerId != null)));
    }

    [Fact]
    public async Task The_same_document_twice_in_a_file_is_refused_with_the_line_of_the_first()
    {
        var (manager, _) = await ManagerAsync();
        var file = Header + People.Row(21) + People.Row(21).Replace("ext21", "ext22", StringComparison.Ordinal);

        var id = await ImportAsync(manager, file);

        var finding = Assert.Single(await crm.ReadAsync(db => db.ImportFindings.Where(f => f.RunId == id && f.Kind == ImportFindingKind.Refused).ToListAsync()));
        Assert.Equal((3, "The same document stands in line {0} of the file.", "2"), (finding.Line, finding.Sentence, Assert.Single(finding.Args)));
    }

    [Fact]
    public async Task Another_branchs_customer_is_told_of_but_not_named()
    {
        var (here, _) = await ManagerAsync();
        var (there, _) = await ManagerAsync();
        await ImportAsync(there, Header + People.Row(31));

        var id = await ImportAsync(here, Header + People.Row(31));

        var finding = Assert.Single(await crm.ReadAsync(db => db.ImportFindings.Where(f => f.RunId == id).ToListAsync()));
        Assert.Equal((ImportFindingKind.AlreadyThere, null), (finding.Kind, finding.CustomerId));
    }

    [Fact]
    public async Task A_check_counts_the_same_and_writes_nothing()
    {
        var (manager, _) = await ManagerAsync();
        var id = await MappedAsync(manager, Header + People.Row(41) + "x,,,,,\n" + People.Row(42));
        await crm.As(manager).SendAsync(new CheckImport(id));

        await RunnerOf("one").RunNextAsync(id, default);

        var shown = await crm.As(manager).AskAsync<GetImport, ImportShown>(new(id));
        Assert.Equal((ImportStatus.Checked, 2, 1), (shown.Status, shown.Counts.Imported, shown.Counts.Refused));
        Assert.Equal(0, await crm.ReadAsync(db => db.Customers.CountAsync(c => c.BranchId == manager.BranchId)));

        await crm.As(manager).SendAsync(new StartImport(id));
        await RunnerOf("one").RunNextAsync(id, default);

        shown = await crm.As(manager).AskAsync<GetImport, ImportShown>(new(id));
        Assert.Equal((ImportStatus.Done, 2, 1, 1), (shown.Status, shown.Counts.Imported, shown.Counts.Refused, shown.Reasons.Sum(r => r.Rows)));
    }

    [Fact]
    public async Task Killed_in_the_middle_it_goes_on_with_the_next_chunk_and_takes_each_row_once()
    {
        var (manager, _) = await ManagerAsync();
        const int people = (ImportRunner.ChunkSize * 3) + 10;
        var id = await MappedAsync(manager, Header + string.Concat(Enumerable.Range(100_000, people).Select(People.Row)));
        await crm.As(manager).SendAsync(new StartImport(id, Unchecked: true));
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
        var counts = (await crm.As(manager).AskAsync<GetImport, ImportShown>(new(id))).Counts;
        Assert.Equal((people, 0, 0), (counts.Imported, counts.Refused, counts.AlreadyThere));
        Assert.Equal(people, await crm.ReadAsync(db => db.Customers.CountAsync(c => c.BranchId == manager.BranchId)));
        Assert.Equal(people, await crm.ReadAsync(db => db.ImportedCustomers.Where(r => r.RunId == id).Select(r => r.CustomerId).Distinct().CountAsync()));
    }

    [Fact]
    public async Task Whoever_lost_the_lease_writes_nothing_more()
    {
        var (manager, _) = await ManagerAsync();
        var id = await MappedAsync(manager, Header + People.Row(61));
        await crm.As(manager).SendAsync(new StartImport(id, Unchecked: true));
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
        await crm.As(manager).SendAsync(new StartImport(id, Unchecked: true));
        await crm.As(manager).SendAsync(new CancelImport(id));

        await RunnerOf("one").RunNextAsync(id, default);

        Assert.Equal(ImportStatus.Cancelled, (await crm.As(manager).AskAsync<GetImport, ImportShown>(new(id))).Status);
        Assert.Equal(0, await ImportedAsync(id));
    }

    [Fact]
    public async Task Another_branch_does_not_see_the_run()
    {
        var (manager, _) = await ManagerAsync();
        var (stranger, _) = await ManagerAsync();
        var id = await ImportAsync(manager, Header + People.Row(81));

        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(stranger).AskAsync<GetImport, ImportShown>(new(id)));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(stranger).AskAsync<PreviewImport, ImportPreview>(new(id)));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(stranger).AskAsync<TakeImportReport, string>(new(id)));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(stranger).SendAsync(new CancelImport(id)));
        Assert.Empty((await crm.As(stranger).AskAsync<ListImportedCustomers, Page<ImportedRow>>(new(id, null))).Items);
        Assert.DoesNotContain((await crm.As(stranger).AskAsync<ListImports, Page<ImportRow>>(new())).Items, r => r.Id == id);
    }

    [Fact]
    public async Task Without_the_permission_nothing_is_taken_in()
    {
        var teller = await crm.NewBranch().HasStaffAsync(CustomerPermissions.Read);

        await Assert.ThrowsAsync<ForbiddenException>(() => UploadAsync(teller, Encoding.UTF8.GetBytes(Header)));
    }

    [Fact]
    public async Task A_row_of_a_branch_that_is_not_theirs_is_refused()
    {
        var (manager, _) = await ManagerAsync();
        var (other, otherCode) = await ManagerAsync();

        var id = await ImportAsync(manager, "name,mobile,branch_code\n王芳,13800138000," + otherCode + "\n");

        var finding = Assert.Single(await crm.ReadAsync(db => db.ImportFindings.Where(f => f.RunId == id).ToListAsync()));
        Assert.Equal(ImportField.Branch, finding.Field);
        Assert.Equal(0, await crm.ReadAsync(db => db.Customers.CountAsync(c => c.BranchId == other.BranchId)));
    }

    [Fact]
    public async Task The_report_opens_in_a_spreadsheet_and_runs_nothing()
    {
        var (manager, _) = await ManagerAsync();
        var id = await ImportAsync(manager, "name,mobile,note\n王芳,123,=cmd|' /C calc'!A0\n李雷,+12,\"@x\"\n");
        await using var scope = await crm.As(manager).OpenAsync();
        using var to = new MemoryStream();

        await scope.ServiceProvider.GetRequiredService<IImportReport>().WriteAsync(id, to, new(s => s, f => f.Sentence, v => v.ToString()), default);

        Assert.Equal([0xEF, 0xBB, 0xBF], to.ToArray()[..3]);
        var lines = Encoding.UTF8.GetString(to.ToArray()[3..]).Split("\r\n");
        Assert.Equal("Line,Result,Field,Reason,Existing customer,name,mobile,note", lines[0]);
        Assert.StartsWith("2,Refused,Mobile,", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",王芳,123,'=cmd|' /C calc'!A0", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(",李雷,'+12,'@x", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_run_and_download_stand_in_the_audit_trail()
    {
        var (manager, _) = await ManagerAsync();
        var id = await ImportAsync(manager, Header + People.Row(91));
        await crm.As(manager).AskAsync<TakeImportReport, string>(new(id));

        var events = await crm.ReadAsync(db => db.AuditEntries.Where(e => e.ObjectId == id).Select(e => new { e.Event, e.Actor }).ToListAsync());

        Assert.Contains(events, e => e.Event == AuditEvents.Created && e.Actor == manager.Id);
        Assert.Contains(events, e => e.Event == AuditEvents.Imported && e.Actor == manager.Id);
        Assert.Contains(events, e => e.Event == AuditEvents.Downloaded && e.Actor == manager.Id);
    }

    [Theory]
    [InlineData("PK\u0003\u0004rest", "This is a ZIP archive or an Excel workbook, whatever its name says. Save it as CSV first.")]
    [InlineData("", "The file is empty.")]
    [InlineData("%PDF-1.7", "This is a PDF, whatever its name says. Only CSV can be imported.")]
    public async Task What_is_no_text_is_refused_whatever_its_name(string content, string reason)
    {
        var (manager, _) = await ManagerAsync();

        var refused = await Assert.ThrowsAsync<RefusedException>(() => UploadAsync(manager, Encoding.Latin1.GetBytes(content)));

        Assert.Equal(reason, refused.Message);
    }

    [Fact]
    public async Task Another_encoding_than_UTF8_must_be_chosen()
    {
        var (manager, _) = await ManagerAsync();
        var chinese = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes("姓名,手机号\n欧阳娜,13800138001\n");

        var refused = await Assert.ThrowsAsync<RefusedException>(() => UploadAsync(manager, chinese));
        Assert.Equal(1L, Assert.Single(refused.Args));

        var id = await UploadAsync(manager, chinese, ImportEncoding.Gb18030);
        Assert.Equal(["姓名", "手机号"], (await crm.As(manager).AskAsync<GetImport, ImportShown>(new(id))).Layout.Headers);
    }

    private async Task<(TestStaff, string Code)> ManagerAsync()
    {
        var branch = crm.NewBranch();
        var manager = await branch.HasStaffAsync(CustomerPermissions.Import, CustomerPermissions.Read);
        return (manager, (await branch.SaveAsync()).Code);
    }

    private async Task<Guid> UploadAsync(TestStaff staff, byte[] content, ImportEncoding? encoding = null)
    {
        var id = Guid.CreateVersion7();
        await crm.As(staff).SendAsync(new UploadImport(id, "list.csv", new MemoryStream(content), encoding));
        return id;
    }

    private async Task<Guid> MappedAsync(TestStaff staff, string file)
    {
        var id = await UploadAsync(staff, Encoding.UTF8.GetBytes(file));
        var shown = await crm.As(staff).AskAsync<GetImport, ImportShown>(new(id));
        await crm.As(staff).SendAsync(new MapImport(id, shown.Mapping));
        return id;
    }

    private async Task<Guid> ImportAsync(TestStaff staff, string file)
    {
        var id = await MappedAsync(staff, file);
        await crm.As(staff).SendAsync(new StartImport(id, Unchecked: true));
        Assert.True(await RunnerOf("test").RunNextAsync(id, default));
        return id;
    }

    private ImportRunner RunnerOf(string worker)
    {
        var runner = ActivatorUtilities.CreateInstance<ImportRunner>(crm.Services);
        runner.Worker = worker;
        return runner;
    }

    private Task<int> ImportedAsync(Guid id) => crm.ReadAsync(db => db.ImportProgress.Where(p => p.RunId == id).Select(p => p.Imported).SingleAsync());

    private async Task ExecuteAsync(string sql, Guid id)
    {
        await using var owner = NpgsqlDataSource.Create(crm.Database.OwnerConnectionString);
        await using var connection = await owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var scope = new NpgsqlCommand("select set_config('crm.scope', 'all', true)", connection, transaction))
        {
            await scope.ExecuteNonQueryAsync();
        }

        await using var command = new NpgsqlCommand(sql, connection, transaction);
        command.Parameters.Add(new() { Value = id });
        await command.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    private static class People
    {
        public static string Row(int number) =>
            $"ext{number},Ann {Letters(number)},Passport,E{number:00000000},{new DateOnly(1950, 1, 1).AddDays(number % 20_000):yyyy-MM-dd},\n";

        private static string Letters(int number) => number < 26 ? $"{(char)('a' + number)}" : Letters(number / 26) + (char)('a' + (number % 26));
    }
}
