using System.Text;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.Encryption;
using BankCrm.Domain.Tasks.Interactions;

namespace BankCrm.Domain.Tests.Tasks.Interactions;

public sealed class InteractionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Writer = Guid.NewGuid();
    private static readonly Customer Wang = Customer.Register(Guid.NewGuid(), CustomerKind.Individual, "C0000000001", Guid.NewGuid(), new("王磊", "", ""), new(2026, 11, 25));

    private static CustomerSafe Safe => new(new Open(Wang.Id), new Open(Wang.Id));

    [Fact]
    public void It_is_written_down_with_all_that_was_said()
    {
        var logged = Logged(Call("Mortgage") with { Minutes = 10, Text = "Asked for the rate", Outcome = InteractionOutcome.ThinksItOver, Mood = InteractionMood.Pleased });

        Assert.Equal((Wang.Id, Wang.BranchId, Writer, 10), (logged.CustomerId, logged.BranchId, logged.WrittenBy, logged.Minutes));
        Assert.Equal(("Mortgage", "Asked for the rate"), (Read(logged.Subject), Read(logged.Text!)));
        Assert.Null(logged.Others);
        Assert.Equal((InteractionOutcome.ThinksItOver, InteractionMood.Pleased), (logged.Outcome, logged.Mood));
    }

    [Fact]
    public void Nothing_is_written_down_before_it_happened() => Assert.StartsWith(
        "This lies in the future", Refused(() => Logged(Call("Later") with { At = Now.AddMinutes(1) })), StringComparison.Ordinal);

    [Fact]
    public void Its_writer_changes_it_for_a_day()
    {
        var logged = Logged(Call("Mortgage"));

        logged.Edit(Call("Savings"), Writer, Now.AddHours(24), Safe);

        Assert.Equal(("Savings", Now.AddHours(24)), (Read(logged.Subject), logged.EditedAt));
        Assert.True(logged.MayEdit(Writer, Now.AddHours(24)));
        Assert.False(logged.MayEdit(Writer, Now.AddHours(25)));
        Assert.StartsWith("After {0} hours", Refused(() => logged.Edit(Call("Cards"), Writer, Now.AddHours(25), Safe)), StringComparison.Ordinal);
        Assert.StartsWith("Only who wrote it", Refused(() => logged.Edit(Call("Cards"), Guid.NewGuid(), Now, Safe)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_correction_stands_beside_it_and_is_read_by_the_same()
    {
        var logged = Interaction.Log(Guid.NewGuid(), Wang, Call("Mortgage"), Audience.Branch, Writer, Now, Safe);

        var correction = logged.Correct(Guid.NewGuid(), "It was his wife", Writer, Now.AddDays(3), Safe);

        Assert.Equal((logged.Id, Wang.Id, Audience.Branch, "It was his wife"), (correction.InteractionId, correction.CustomerId, correction.Audience, Read(correction.Text)));
        Assert.Equal("Mortgage", Read(logged.Subject));
    }

    [Fact]
    public void What_is_withdrawn_is_left_as_it_is()
    {
        var logged = Logged(Call("Mortgage"));
        logged.Withdraw("Another customer", Writer, Now, Safe);

        Assert.Equal(("Another customer", Writer), (Read(logged.WithdrawalReason!), logged.WithdrawnBy!.Value));
        Assert.All<Action>(
            [
                () => logged.Withdraw("Again", Writer, Now, Safe), () => logged.Edit(Call("Cards"), Writer, Now, Safe),
                () => logged.Correct(Guid.NewGuid(), "More", Writer, Now, Safe),
            ],
            verb => Assert.Equal("It is withdrawn already.", Refused(verb)));
    }

    private static InteractionContent Call(string subject) => new(InteractionKind.Phone, InteractionDirection.Outgoing, Now.AddMinutes(-5), subject);

    private static Interaction Logged(InteractionContent content) => Interaction.Log(Guid.NewGuid(), Wang, content, Audience.Everyone, Writer, Now, Safe);

    private static string Refused(Action verb) => Assert.Throws<RefusedException>(verb).Message;

    private static string Read(Sealed value) => Encoding.UTF8.GetString(value.Envelope);

    private sealed record Open(Guid CustomerId) : ICustomerCipher, IBlindIndex
    {
        public Sealed Seal(string column, Guid rowId, string value) => new(Encoding.UTF8.GetBytes(value));

        string ICustomerCipher.Open(string column, Guid rowId, Sealed value) => Encoding.UTF8.GetString(value.Envelope);

        public byte[] Of(string column, string normalised) => Encoding.UTF8.GetBytes(normalised);
    }
}
