using BankCrm.Domain.Accounts.Transactions;
using Xunit;

namespace BankCrm.Domain.Tests.Accounts;

public sealed class AccountBookTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    [Fact]
    public void Without_a_told_balance_it_is_the_sum_of_the_movements()
    {
        var book = new AccountBook(0, null, null);
        book.Add(At(1), 100, null);
        book.Add(At(0), -30, null);

        Assert.Equal((70m, At(1)), (book.Balance, book.Last));
    }

    [Fact]
    public void A_late_movement_is_in_the_balance_told_behind_it()
    {
        var book = new AccountBook(500, new(500, At(5)), At(5));
        book.Add(At(3), 100, null);
        Assert.Equal(500, book.Balance);

        book.Add(At(6), 100, null);
        Assert.Equal(600, book.Balance);
    }

    [Fact]
    public void A_balance_told_later_takes_the_place_of_the_older_one()
    {
        var book = new AccountBook(500, new(500, At(5)), At(5));
        book.Add(At(7), 40, 1000);
        book.Add(At(8), 1, null);

        Assert.False(book.NeedsSum);
        Assert.Equal(1001, book.Balance);
    }

    [Fact]
    public void An_older_balance_changes_nothing()
    {
        var book = new AccountBook(500, new(500, At(5)), At(5));
        book.Tell(new(3, At(4)));
        Assert.Equal(500, book.Balance);
    }

    [Fact]
    public void Where_stored_movements_lie_behind_the_new_balance_they_have_to_be_added_up()
    {
        var book = new AccountBook(500, new(400, At(5)), At(9));
        book.Tell(new(450, At(7)));

        Assert.True(book.NeedsSum);
        Assert.Throws<InvalidOperationException>(() => book.Balance);
    }

    [Fact]
    public void The_end_of_the_day_is_behind_all_of_it()
    {
        var book = new AccountBook(0, null, null);
        book.Tell(new(100, new(Day, BookedAt.EndOfDay)));
        book.Add(new(Day, 12), 5, null);
        book.Add(new(Day.AddDays(1), 0), 7, null);

        Assert.Equal(107, book.Balance);
    }

    private static BookedAt At(long position) => new(Day, position);
}
