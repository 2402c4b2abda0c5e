using System.Text;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Notes;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Domain.Tests.Customers.Notes;

public sealed class NoteTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);
    private static readonly Customer Wang = Customer.Register(Guid.NewGuid(), CustomerKind.Individual, "C0000000001", Guid.NewGuid(), new("王磊", "", ""), new(2026, 11, 25));

    [Fact]
    public void A_note_from_elsewhere_is_as_old_as_its_source_says_and_sorts_so()
    {
        var here = Note.Write(Guid.CreateVersion7(Now), Wang, "Called", Guid.NewGuid(), Now, Safe);
        var old = Bring(new("张三", Now.AddYears(-5), "list.csv"));

        Assert.Equal((Now.AddYears(-5), "list.csv"), (old.WrittenAt, old.Source));
        Assert.True(old.Id.CompareTo(here.Id) < 0);
        Assert.Equal(Now, Bring(new("张三", null, "list.csv")).WrittenAt);
        Assert.Null(Bring(new("", null, "list.csv")).Author);
        Assert.Equal(new DateTimeOffset(1969, 1, 2, 0, 0, 0, TimeSpan.Zero), Bring(new("", new(1969, 1, 2, 0, 0, 0, TimeSpan.Zero), "list.csv")).WrittenAt);
    }

    [Fact]
    public void Nothing_is_written_in_the_future() => Assert.Equal(
        "A note cannot have been written in the future.",
        Assert.Throws<RefusedException>(() => Bring(new("张三", Now.AddSeconds(1), "list.csv"))).Message);

    [Fact]
    public void A_customer_is_known_for_longer_only()
    {
        Wang.WasCustomerSince(new(2001, 2, 3));

        Assert.Equal(new(2001, 2, 3), Wang.RegisteredOn);
        Assert.Throws<RefusedException>(() => Wang.WasCustomerSince(new(2011, 2, 3)));
    }

    private static CustomerSafe Safe => new(new Open(Wang.Id), new Open(Wang.Id));

    private static Note Bring(NoteOrigin origin) => Note.Bring(Wang, "Called", origin, Guid.NewGuid(), Now, Safe);

    private sealed record Open(Guid CustomerId) : ICustomerCipher, IBlindIndex
    {
        public Sealed Seal(string column, Guid rowId, string value) => new(Encoding.UTF8.GetBytes(value));

        string ICustomerCipher.Open(string column, Guid rowId, Sealed value) => Encoding.UTF8.GetString(value.Envelope);

        public byte[] Of(string column, string normalised) => Encoding.UTF8.GetBytes(normalised);
    }
}
