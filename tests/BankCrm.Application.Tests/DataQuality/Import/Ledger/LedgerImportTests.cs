using System.Text;
using BankCrm.Application.Accounts.Statements;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Registration;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Application.Tests.Accounts;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Infrastructure.DataQuality.Import.Ledger;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tests.DataQuality.Import.Ledger;

public sealed class LedgerImportTests(TestCrm crm) : ImportTests(crm)
{
    private const string AccountHeader = "账号,户名,客户号,账户类型,币种,余额,截止日期\n";
    private const string MovementHeader = "账号,记账日期,金额,流水号,摘要\n";

    private static int numbers;

    private readonly Intakes intakes = new(crm);

    [Fact]
    public async Task Accounts_come_in_once_and_a_newer_day_changes_them()
    {
        var (branch, owner, reference) = await CustomerAsync();
        var manager = await branch.HasStaffAsync(StatementPermissions.Take);
        var number = NextNumber();
        var file = AccountHeader + $"{number},张伟明,{reference},活期,人民币,\"1,200.50\",2026-05-31\n";

        var id = await TakeAsync(manager, ImportSubject.Accounts, file);

        var shown = await ShownAsync(manager, id);
        Assert.Equal((ImportStatus.Done, 1, 0, 0), (shown.Status, shown.Counts.Imported, shown.Counts.Updated, shown.Counts.Refused));
        Assert.False(shown.MayUndo);
        var account = await intakes.AccountOfAsync(owner);
        Assert.Equal((Intakes.Source, AccountKind.Current, "CNY", 1200.50m), (account.Source, account.Kind, account.Currency, account.Balance));
        Assert.Equal(1, await Crm.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Event == AuditEvents.Imported && e.ObjectId == id)));

        var again = await ShownAsync(manager, await TakeAsync(manager, ImportSubject.Accounts, file));
        Assert.True(again.IsSameFile);
        Assert.Equal((0, 0, 1), (again.Counts.Imported, again.Counts.Updated, again.Counts.AlreadyThere));

        var newer = await TakeAsync(manager, ImportSubject.Accounts, file.Replace("1,200.50", "900.00", StringComparison.Ordinal).Replace("05-31", "06-01", StringComparison.Ordinal));
        Assert.Equal(1, (await ShownAsync(manager, newer)).Counts.Updated);
        Assert.Equal(900m, (await intakes.AccountOfAsync(owner)).Balance);

        var older = await ShownAsync(manager, await TakeAsync(manager, ImportSubject.Accounts, file.Replace("1,200.50", "5.00", StringComparison.Ordinal).Replace("05-31", "05-30", StringComparison.Ordinal)));
        Assert.Equal((0, 1, "Something newer was told of this account."), (older.Counts.Updated, older.Counts.AlreadyThere, Assert.Single(older.Reasons).Sentence));
        Assert.Equal(900m, (await intakes.AccountOfAsync(owner)).Balance);
    }

    [Fact]
    public async Task What_the_systems_own_interface_says_goes_before_a_file()
    {
        var (branch, owner, reference) = await CustomerAsync();
        var manager = await branch.HasStaffAsync(StatementPermissions.Take);
        var number = NextNumber();
        await TakeAsync(manager, ImportSubject.Accounts, AccountHeader + $"{number},,{reference},活期,CNY,10.00,2026-05-31\n");

        var told = Assert.Single(await intakes.TakeAsync(Intakes.Account(number, await intakes.NumberOfAsync(owner)) with { Status = AccountStatus.Frozen }));
        var after = await ShownAsync(manager, await TakeAsync(manager, ImportSubject.Accounts, AccountHeader + $"{number},,{reference},活期,CNY,10.00,2026-06-01\n"));

        Assert.Equal(BankCrm.Application.Accounts.Intake.IntakeResult.Changed, told.Result);
        Assert.Equal(1, after.Counts.AlreadyThere);
        Assert.Equal(AccountStatus.Frozen, (await intakes.AccountOfAsync(owner)).Status);
    }

    [Fact]
    public async Task Rows_that_cannot_be_are_refused_with_line_field_and_reason()
    {
        var (branch, _, reference) = await CustomerAsync();
        var manager = await branch.HasStaffAsync(StatementPermissions.Take);
        var number = NextNumber();
        var rows = string.Join('\n',
            $"{NextNumber()},,K-unknown,活期,CNY,1.00,2026-05-31", $"{NextNumber()},王芳,{reference},活期,CNY,1.00,2026-05-31", $"{number},,{reference},活期,XYZ,1.00,2026-05-31",
            $"{number},,{reference},活期,JPY,1.50,2026-05-31", $"{number},,{reference},活期,CNY,1.00,2026-05-31", $"{number},,{reference},活期,CNY,2.00,2026-05-31", "合计,,,,,4.00,");

        var id = await TakeAsync(manager, ImportSubject.Accounts, AccountHeader + rows + "\n");

        var shown = await ShownAsync(manager, id);
        Assert.Equal((1, 5, 1), (shown.Counts.Imported, shown.Counts.Refused, shown.Counts.LeftOut));
        Assert.Equal(
            [(2, ImportField.ExternalRef), (3, ImportField.ExternalRef), (4, ImportField.Currency), (5, ImportField.AccountBalance), (7, ImportField.AccountNumber)],
            (await FindingsAsync(id)).Select(f => (f.Line, f.Field)));
    }

    [Fact]
    public async Task Movements_are_booked_once_and_the_same_file_again_changes_nothing()
    {
        var (branch, owner, number) = await HolderAsync();
        var manager = await branch.HasStaffAsync(StatementPermissions.Take);
        var file = MovementHeader + $"{number},2026-06-01,50.00,,Salary\n{number},2026-06-01,-3.00,,Coffee\n{number},2026-06-01,-3.00,,Coffee\n{number},2026-06-02,-10.00,T9,Rent\n";

        var first = await ShownAsync(manager, await TakeAsync(manager, ImportSubject.Movements, file));
        var second = await ShownAsync(manager, await TakeAsync(manager, ImportSubject.Movements, file));
        var third = await ShownAsync(manager, await TakeAsync(manager, ImportSubject.Movements, file.Replace("-10.00,T9", "-11.00,T9", StringComparison.Ordinal)));

        Assert.Equal((4, 0), (first.Counts.Imported, first.Counts.AlreadyThere));
        Assert.Equal((0, 4), (second.Counts.Imported, second.Counts.AlreadyThere));
        Assert.Equal((0, 3, 1), (third.Counts.Imported, third.Counts.AlreadyThere, third.Counts.Refused));
        var account = await intakes.AccountOfAsync(owner);
        Assert.Equal(34m, account.Balance);
        Assert.Equal(4, await Crm.ReadAsync(db => db.Transactions.CountAsync(t => t.AccountId == account.Id)));
    }

    [Fact]
    public async Task The_newest_first_leaves_the_balance_of_the_newest()
    {
        var (branch, owner, number) = await HolderAsync();
        var manager = await branch.HasStaffAsync(StatementPermissions.Take);

        await TakeAsync(manager, ImportSubject.Movements,
            $"账号,日期,支出,收入,余额\n{number},2026-06-02,,5.00,105.00\n{number},2026-06-01,20.00,,100.00\n{number},2026-06-01,,120.00,120.00\n");

        Assert.Equal(105m, (await intakes.AccountOfAsync(owner)).Balance);
    }

    [Fact]
    public async Task Movements_that_cannot_be_are_refused_with_line_field_and_reason()
    {
        var (branch, owner, number) = await HolderAsync();
        var manager = await branch.HasStaffAsync(StatementPermissions.Take);
        var closed = NextNumber();
        await intakes.TakeAsync(Intakes.Account(closed, await intakes.NumberOfAsync(owner)) with { Status = AccountStatus.Closed, ClosedOn = new(2026, 5, 1) });
        var rows = string.Join('\n',
            "999888777666,2026-06-01,CNY,1.00", $"{number},2026-06-01,USD,1.00", $"{number},2026-06-01,CNY,1.005", $"{closed},2026-06-01,CNY,1.00", $"{closed},2026-04-01,CNY,1.00",
            $"{number},2026-06-01,CNY,x", $"{number},2026-06-01,CNY,2.00");

        var id = await TakeAsync(manager, ImportSubject.Movements, "账号,日期,币种,金额\n" + rows + "\n");

        var shown = await ShownAsync(manager, id);
        Assert.Equal((2, 5), (shown.Counts.Imported, shown.Counts.Refused));
        Assert.Equal(
            [(2, ImportField.AccountNumber), (3, ImportField.Currency), (4, (ImportField?)null), (5, ImportField.BookedOn), (7, ImportField.Amount)],
            (await FindingsAsync(id)).Select(f => (f.Line, f.Field)));
    }

    [Fact]
    public async Task A_check_tells_the_same_and_writes_nothing()
    {
        var (branch, owner, number) = await HolderAsync();
        var manager = await branch.HasStaffAsync(StatementPermissions.Take);
        var id = await MappedAsync(manager, ImportSubject.Movements, MovementHeader + $"{number},2026-06-01,50.00,T1,Salary\n999888777666,2026-06-01,1.00,T2,\n");
        await Crm.As(manager).SendAsync(new CheckImport(id));

        await RunnerOf("one").RunNextAsync(id, default);

        var shown = await ShownAsync(manager, id);
        Assert.Equal((ImportStatus.Checked, 1, 1), (shown.Status, shown.Counts.Imported, shown.Counts.Refused));
        var account = await intakes.AccountOfAsync(owner);
        Assert.Equal((0m, 0), (account.Balance, await Crm.ReadAsync(db => db.Transactions.CountAsync(t => t.AccountId == account.Id))));

        await Crm.As(manager).SendAsync(new StartImport(id));
        await RunnerOf("one").RunNextAsync(id, default);
        Assert.Equal((ImportStatus.Done, 1, 1), ((await ShownAsync(manager, id)).Status, (await ShownAsync(manager, id)).Counts.Imported, (await FindingsAsync(id)).Count));
        Assert.Equal(50m, (await intakes.AccountOfAsync(owner)).Balance);
    }

    [Fact]
    public async Task Killed_in_the_middle_it_goes_on_and_books_each_row_once()
    {
        var (branch, owner, number) = await HolderAsync();
        var manager = await branch.HasStaffAsync(StatementPermissions.Take);
        const int movements = (LedgerImport.ChunkSize * 2) + 10;
        var file = MovementHeader + string.Concat(Enumerable.Repeat($"{number},2026-06-01,0.01,,Interest\n", movements)); // all alike: told apart by their place only
        var id = await MappedAsync(manager, ImportSubject.Movements, file);
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

        Assert.InRange(halfWay, 1, movements - 1);
        Assert.Equal((movements, 0), ((await ShownAsync(manager, id)).Counts.Imported, (await ShownAsync(manager, id)).Counts.AlreadyThere));
        Assert.Equal(movements / 100m, (await intakes.AccountOfAsync(owner)).Balance);
    }

    [Fact]
    public async Task Another_branch_has_neither_the_account_nor_the_customer_nor_the_import()
    {
        var (branch, owner, number) = await HolderAsync();
        var stranger = await Crm.NewBranch().HasStaffAsync(StatementPermissions.Take);
        var customer = await intakes.NumberOfAsync(owner);
        var (mine, _, reference) = await CustomerAsync();
        var other = await mine.HasStaffAsync(StatementPermissions.Take);

        var movements = await TakeAsync(stranger, ImportSubject.Movements, MovementHeader + $"{number},2026-06-01,50.00,T1,\n");
        var accounts = await TakeAsync(stranger, ImportSubject.Accounts, $"账号,客户编码,账户类型,币种\n{NextNumber()},{customer},活期,CNY\n");
        var taken = await TakeAsync(other, ImportSubject.Accounts, $"账号,客户号,账户类型,币种\n{number},{reference},活期,CNY\n");

        Assert.StartsWith("No account of {0} that you see", Assert.Single(await FindingsAsync(movements)).Sentence, StringComparison.Ordinal);
        Assert.StartsWith("No customer that you see", Assert.Single(await FindingsAsync(accounts)).Sentence, StringComparison.Ordinal);
        Assert.Equal("Another branch keeps the account of this number.", Assert.Single(await FindingsAsync(taken)).Sentence);
        Assert.Equal(0m, (await intakes.AccountOfAsync(owner)).Balance);
        var manager = await branch.HasStaffAsync(StatementPermissions.Take);
        await Assert.ThrowsAsync<NotFoundException>(() => ShownAsync(manager, movements));
    }

    [Fact]
    public async Task Each_permission_opens_its_own_files_only()
    {
        var (branch, _, number) = await HolderAsync();
        var taker = await branch.HasStaffAsync(StatementPermissions.Take);
        var importer = await branch.HasStaffAsync(CustomerPermissions.Import);
        var movements = await TakeAsync(taker, ImportSubject.Movements, MovementHeader + $"{number},2026-06-01,50.00,T1,\n");
        var customers = await ImportAsync(importer, Header + People.Row(1));

        await Assert.ThrowsAsync<ForbiddenException>(() => UploadAsync(importer, ImportSubject.Movements, MovementHeader));
        await Assert.ThrowsAsync<ForbiddenException>(() => UploadAsync(taker, ImportSubject.Customers, Header));
        await Assert.ThrowsAsync<NotFoundException>(() => ShownAsync(importer, movements));
        await Assert.ThrowsAsync<NotFoundException>(() => ShownAsync(taker, customers));
        await Assert.ThrowsAsync<ForbiddenException>(() => Crm.As(importer).SendAsync(new ResumeImport(movements)));
        Assert.Equal(movements, Assert.Single((await Crm.As(taker).AskAsync<ListImports, Page<ImportRow>>(new())).Items).Id);
        Assert.Equal(customers, Assert.Single((await Crm.As(importer).AskAsync<ListImports, Page<ImportRow>>(new())).Items).Id);
    }

    [Fact]
    public async Task It_is_not_undone_and_what_is_not_said_is_asked_for()
    {
        var (branch, _, number) = await HolderAsync();
        var manager = await branch.HasStaffAsync(StatementPermissions.Take, CustomerPermissions.Import, CustomerPermissions.Change, CustomerPermissions.ChangeIdentity);
        var done = await TakeAsync(manager, ImportSubject.Movements, MovementHeader + $"{number},2026-06-01,50.00,T1,\n");

        var undo = await Assert.ThrowsAsync<RefusedException>(() => Crm.As(manager).SendAsync(new UndoImport(done)));
        var amounts = await Assert.ThrowsAsync<RefusedException>(() => MappedAsync(manager, ImportSubject.Movements, $"账号,日期,金额\n{number},2026-06-01,\"1,234\"\n"));
        var source = await Assert.ThrowsAsync<RefusedException>(async () => await MapAsync(
            manager, await UploadAsync(manager, ImportSubject.Movements, MovementHeader + $"{number},2026-06-01,1.50,T1,\n"), m => m with { Fixed = new Dictionary<ImportField, string>() }));
        var currency = await Assert.ThrowsAsync<RefusedException>(() => MappedAsync(manager, ImportSubject.Accounts, $"账号,客户号,账户类型\n{number},K1,活期\n"));

        Assert.StartsWith("Accounts and movements are not taken back", undo.Message, StringComparison.Ordinal);
        Assert.StartsWith("Some amounts can be read in two ways", amounts.Message, StringComparison.Ordinal);
        Assert.StartsWith("Say which system keeps the accounts", source.Message, StringComparison.Ordinal);
        Assert.Equal("Say in which currency the accounts are.", currency.Message);
    }

    private static string NextNumber() => $"62220000{Interlocked.Increment(ref numbers):00000000}";

    private async Task<(TestBranch Branch, Guid Owner, string Reference)> CustomerAsync()
    {
        var branch = Crm.NewBranch();
        var reference = $"K{Guid.NewGuid():n}"[..20];
        return (branch, await branch.HasCustomerAsync(new CustomerDraft { Name = "张伟明", ExternalRef = reference }), reference);
    }

    private async Task<(TestBranch Branch, Guid Owner, string Number)> HolderAsync()
    {
        var (branch, owner, _) = await CustomerAsync();
        var number = NextNumber();
        await intakes.TakeAsync(Intakes.Account(number, await intakes.NumberOfAsync(owner)));
        return (branch, owner, number);
    }

    private async Task<Guid> UploadAsync(TestStaff staff, ImportSubject subject, string file)
    {
        var id = Guid.CreateVersion7();
        await Crm.As(staff).SendAsync(new UploadImport(id, "list.csv", new MemoryStream(Encoding.UTF8.GetBytes(file)), null) { Subject = subject, Source = Intakes.Source });
        return id;
    }

    private async Task<Guid> MapAsync(TestStaff staff, Guid id, Func<ImportMapping, ImportMapping> change)
    {
        await Crm.As(staff).SendAsync(new MapImport(id, change((await ShownAsync(staff, id)).Mapping)));
        return id;
    }

    private async Task<Guid> MappedAsync(TestStaff staff, ImportSubject subject, string file) => await MapAsync(staff, await UploadAsync(staff, subject, file), m => m);

    private async Task<Guid> TakeAsync(TestStaff staff, ImportSubject subject, string file)
    {
        var id = await MappedAsync(staff, subject, file);
        await Crm.As(staff).SendAsync(new StartImport(id, Unchecked: true));
        Assert.True(await RunnerOf("test").RunNextAsync(id, default));
        return id;
    }

    private Task<ImportShown> ShownAsync(TestStaff staff, Guid id) => Crm.As(staff).AskAsync<GetImport, ImportShown>(new(id));

    private Task<List<ImportFinding>> FindingsAsync(Guid id) =>
        Crm.ReadAsync(db => db.ImportFindings.Where(f => f.RunId == id).OrderBy(f => f.Line).ThenBy(f => f.Id).ToListAsync());
}
