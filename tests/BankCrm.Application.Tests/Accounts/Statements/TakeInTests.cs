using System.Text;
using BankCrm.Application.Accounts.Statements;
using BankCrm.Application.Common;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Statements;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Infrastructure.Accounts.Statements;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Application.Tests.Accounts.Statements;

public sealed class TakeInTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private readonly Intakes intakes = new(crm);

    [Fact]
    public async Task A_statement_is_shown_then_booked_with_its_closing_balance_and_never_twice()
    {
        var (branch, owner, number) = await HolderAsync();
        var manager = await branch.HasStaffAsync(StatementPermissions.Take);
        var text = Statement(number, ":61:2601020102C50,00NTRFNONREF//B1\n:86:Salary\n:61:2601020102D60,00NTRFNONREF\n:86:Rent\n", "C260102EUR90,00");

        var id = await ReceiveAsync(manager, text);

        var before = Assert.Single((await ShownAsync(manager, id)).Rows);
        Assert.Equal((StatementState.Ready, 2, 0, true), (before.State, before.Entries, before.KnownBefore, before.AddsUp));
        Assert.DoesNotContain(number, before.Account, StringComparison.Ordinal);
        Assert.Equal(0m, (await intakes.AccountOfAsync(owner)).Balance);

        await TakeInAsync(manager, id);
        var shown = await ShownAsync(manager, id);
        Assert.Equal((StatementFileState.Done, 2, 0), (shown.State, shown.Rows[0].Added, shown.Rows[0].Refused));
        var account = await intakes.AccountOfAsync(owner);
        Assert.Equal(90m, account.Balance);
        var movements = await MovementsAsync(account.Id);
        Assert.Equal([("B1", 50m, "Salary"), (movements[1].Reference, -60m, "Rent")], movements.Select(m => (m.Reference, m.Amount, m.Text)));
        Assert.Equal(1, await crm.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Event == AuditEvents.StatementsTakenIn && e.ObjectId == id)));

        var again = await ReceiveAsync(manager, text);
        shown = await ShownAsync(manager, again);
        Assert.True(shown.IsSameFile);
        Assert.Equal(2, shown.Rows[0].KnownBefore);
        await TakeInAsync(manager, again);
        Assert.Equal((0, 2), ((await ShownAsync(manager, again)).Rows[0].Added, (await ShownAsync(manager, again)).Rows[0].Known));
        Assert.Equal(2, (await MovementsAsync(account.Id)).Count);
        Assert.Equal(90m, (await intakes.AccountOfAsync(owner)).Balance);
    }

    [Fact]
    public async Task Statements_that_overlap_book_what_is_new_and_twins_of_one_day_stay_two()
    {
        var (branch, owner, number) = await HolderAsync();
        var manager = await branch.HasStaffAsync(StatementPermissions.Take);
        const string Coffee = ":61:2601020102D3,00NTRFNONREF\n:86:Coffee\n";
        await TakeInAsync(manager, await ReceiveAsync(manager, Statement(number, Coffee + Coffee, "C260102EUR94,00")));

        var later = await ReceiveAsync(manager, Statement(number, Coffee + Coffee + ":61:2601030103D4,00NTRFNONREF\n:86:Tea\n", "C260103EUR90,00", "2/1"));
        Assert.Equal(2, (await ShownAsync(manager, later)).Rows[0].KnownBefore);
        await TakeInAsync(manager, later);

        var account = await intakes.AccountOfAsync(owner);
        Assert.Equal([-3m, -3m, -4m], (await MovementsAsync(account.Id)).Select(m => m.Amount));
        Assert.Equal(90m, account.Balance);
    }

    [Fact]
    public async Task What_does_not_add_up_or_has_no_account_is_left_out()
    {
        var (branch, owner, number) = await HolderAsync();
        var manager = await branch.HasStaffAsync(StatementPermissions.Take);
        const string Entry = ":61:2601020102D10,00NTRFNONREF//B1\n";

        var id = await ReceiveAsync(manager, Statement(number, Entry, "C260102EUR91,00") + Statement("999888777666", Entry, "C260102EUR90,00") + Statement(number, Entry, "C260102EUR90,00", "2/1"));
        Assert.Equal(
            [(1, StatementState.Wrong), (2, StatementState.NoAccount), (3, StatementState.Ready)],
            (await ShownAsync(manager, id)).Rows.Select(r => (r.Place, r.State)));
        Assert.StartsWith("The statement does not add up", (await ShownAsync(manager, id)).Rows[0].Faults[0].Fault.Sentence, StringComparison.Ordinal);
        await TakeInAsync(manager, id);

        Assert.Equal([StatementState.Wrong, StatementState.NoAccount, StatementState.TakenIn], (await ShownAsync(manager, id)).Rows.Select(r => r.State));
        Assert.Single(await MovementsAsync((await intakes.AccountOfAsync(owner)).Id));
    }

    [Fact]
    public async Task An_account_of_another_branch_is_not_found_and_neither_is_another_branchs_file()
    {
        var (branch, _, number) = await HolderAsync();
        var stranger = await crm.NewBranch().HasStaffAsync(StatementPermissions.Take);
        var text = Statement(number, ":61:2601020102D10,00NTRFNONREF//B1\n", "C260102EUR90,00");

        var theirs = await ReceiveAsync(stranger, text);

        Assert.Equal(StatementState.NoAccount, (await ShownAsync(stranger, theirs)).Rows[0].State);
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(stranger).SendAsync(new TakeInStatements(theirs)));
        var manager = await branch.HasStaffAsync(StatementPermissions.Take);
        await Assert.ThrowsAsync<NotFoundException>(() => ShownAsync(manager, theirs));
    }

    [Fact]
    public async Task A_file_that_is_no_statement_is_refused_and_so_is_who_may_not()
    {
        var branch = crm.NewBranch();
        var manager = await branch.HasStaffAsync(StatementPermissions.Take);
        var other = await branch.HasStaffAsync();

        var refused = await Assert.ThrowsAsync<RefusedException>(() => ReceiveAsync(manager, "a,b\n1,2\n"));

        Assert.StartsWith("The file is no statement", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ForbiddenException>(() => ReceiveAsync(other, Statement("1", "", "C260102EUR100,00")));
    }

    private static string Statement(string account, string entries, string closing, string number = "1/1") =>
        $":20:REF1\n:25:{account}\n:28C:{number}\n:60F:C260101EUR100,00\n{entries}:62F:{closing}\n-\n";

    private async Task<(TestBranch Branch, Guid Owner, string Number)> HolderAsync()
    {
        var branch = crm.NewBranch();
        var owner = await branch.HasCustomerAsync();
        var number = "62" + Guid.NewGuid().ToString("n").ToUpperInvariant()[..16];
        await intakes.TakeAsync(Intakes.Account(number, await intakes.NumberOfAsync(owner), currency: "EUR"));
        return (branch, owner, number);
    }

    private async Task<Guid> ReceiveAsync(TestStaff staff, string text)
    {
        var id = Guid.CreateVersion7();
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        await crm.As(staff).SendAsync(new ReceiveStatements(id, "bank.sta", content));
        return id;
    }

    private Task<StatementFileShown> ShownAsync(TestStaff staff, Guid id) => crm.As(staff).AskAsync<GetStatementFile, StatementFileShown>(new(id));

    private async Task TakeInAsync(TestStaff staff, Guid id)
    {
        await crm.As(staff).SendAsync(new TakeInStatements(id));
        Assert.True(await crm.Services.GetRequiredService<StatementTaker>().RunNextAsync(CancellationToken.None));
    }

    private Task<List<Transaction>> MovementsAsync(Guid account) =>
        crm.ReadAsync(db => db.Transactions.Where(t => t.AccountId == account).OrderBy(t => t.BookedOn).ThenBy(t => t.Position).ToListAsync());
}
