using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Accounts.Overview;
using BankCrm.Application.Accounts.Transactions;
using BankCrm.Application.Common;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tests.Accounts.Transactions;

public sealed class CorrectCategoryTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly DateOnly Day = new(2026, 3, 5);
    private static int accounts;

    private readonly Intakes intakes = new(crm);

    [Fact]
    public async Task A_correction_stays_when_the_movement_is_sent_again_and_is_on_record()
    {
        var branch = crm.NewBranch();
        var (customer, account, sent) = await HasMovementAsync(branch);
        var teller = await branch.HasStaffAsync(AccountPermissions.Read, AccountPermissions.CorrectCategory);

        await crm.As(teller).SendAsync(Correction(account, TransactionCategory.Shopping, TransactionCategory.Food));

        Assert.Equal(IntakeResult.Known, Assert.Single(await intakes.TakeAsync(sent)).Result);
        var movement = await crm.ReadAsync(db => db.Transactions.SingleAsync(t => t.AccountId == account));
        Assert.Equal((TransactionCategory.Food, TransactionCategory.Shopping), (movement.Category, movement.RuleCategory));
        var entry = await crm.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Event == AuditEvents.CategoryCorrected && e.ObjectId == account));
        Assert.Equal((customer, branch.Id), (entry.CustomerRef!.Value, entry.BranchId!.Value));
        Assert.Equal("""{"movement 2026-03-05 R1":["Shopping","Food"]}""", entry.Changes);
        var purposes = (await crm.As(teller).AskAsync<GetAccount, AccountOverview>(new(account, new(From: Day, To: Day)))).Purposes;
        Assert.Equal(new PurposeShown(TransactionCategory.Food, 0, 88.5m, 1), Assert.Single(purposes.Purposes));
    }

    [Fact]
    public async Task A_correction_is_taken_back_to_what_the_rule_had_said()
    {
        var branch = crm.NewBranch();
        var (_, account, _) = await HasMovementAsync(branch);
        var teller = crm.As(await branch.HasStaffAsync(AccountPermissions.Read, AccountPermissions.CorrectCategory));
        await teller.SendAsync(Correction(account, TransactionCategory.Shopping, TransactionCategory.Food));
        await teller.SendAsync(Correction(account, TransactionCategory.Food, TransactionCategory.Health));

        await teller.SendAsync(new TakeBackCategory(account, Day, "R1", TransactionCategory.Health));

        var movement = await crm.ReadAsync(db => db.Transactions.SingleAsync(t => t.AccountId == account));
        Assert.Equal((TransactionCategory.Shopping, (TransactionCategory?)null), (movement.Category, movement.RuleCategory));
        var refused = await Assert.ThrowsAsync<RefusedException>(() => teller.SendAsync(new TakeBackCategory(account, Day, "R1", TransactionCategory.Shopping)));
        Assert.Equal("Nobody has corrected the purpose of this movement.", refused.Message);
    }

    [Fact]
    public async Task The_purpose_it_has_is_no_correction_and_one_that_was_corrected_meanwhile_is_a_conflict()
    {
        var branch = crm.NewBranch();
        var (_, account, _) = await HasMovementAsync(branch);
        var teller = crm.As(await branch.HasStaffAsync(AccountPermissions.Read, AccountPermissions.CorrectCategory));

        await Assert.ThrowsAsync<RefusedException>(() => teller.SendAsync(Correction(account, TransactionCategory.Shopping, TransactionCategory.Shopping)));
        await Assert.ThrowsAsync<ConflictException>(() => teller.SendAsync(Correction(account, TransactionCategory.Rent, TransactionCategory.Food)));
        await Assert.ThrowsAsync<ValidationException>(() => teller.SendAsync(new CorrectCategory { AccountId = account, BookedOn = Day, Reference = "R1" }));
    }

    [Fact]
    public async Task Whoever_does_not_see_the_account_corrects_nothing_on_it()
    {
        var branch = crm.NewBranch();
        var (_, account, _) = await HasMovementAsync(branch);
        var correction = Correction(account, TransactionCategory.Shopping, TransactionCategory.Food);
        var stranger = await crm.NewBranch().HasStaffAsync(AccountPermissions.Read, AccountPermissions.CorrectCategory);
        var manager = await branch.HasStaffAsync(AccountPermissions.ReadOwn, AccountPermissions.CorrectCategory);
        var reader = await branch.HasStaffAsync(AccountPermissions.Read);

        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(stranger).SendAsync(correction));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(manager).SendAsync(correction)); // the customer is not one they look after
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(reader).SendAsync(correction));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(stranger).AskAsync<GetMovement, MovementToCorrect>(new(account, Day, "R1")));
    }

    private static CorrectCategory Correction(Guid account, TransactionCategory seen, TransactionCategory category) =>
        new() { AccountId = account, BookedOn = Day, Reference = "R1", Seen = seen, Category = category };

    private async Task<(Guid Customer, Guid Account, ToldTransaction Sent)> HasMovementAsync(TestBranch branch)
    {
        var customer = await branch.HasCustomerAsync();
        var number = $"62178800{Interlocked.Increment(ref accounts):00000000}";
        var sent = new ToldTransaction(number, "R1", Day, -88.5m, "CNY", TransactionKind.CardPayment) { Text = "超市购物" };
        await intakes.TakeAsync(Intakes.Account(number, await intakes.NumberOfAsync(customer)));
        await intakes.TakeAsync(sent);
        return (customer, (await intakes.AccountOfAsync(customer)).Id, sent);
    }
}
