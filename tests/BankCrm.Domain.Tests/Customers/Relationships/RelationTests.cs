using System.Text;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Relationships;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Domain.Tests.Customers.Relationships;

public sealed class RelationTests
{
    private static readonly DateOnly Today = new(2026, 11, 25);
    private static readonly Guid BranchId = Guid.NewGuid();
    private readonly Customer wang = Somebody("王磊");
    private readonly Customer liu = Somebody("刘婷");
    private readonly Customer firm = Somebody("北京博远科技有限公司", CustomerKind.Organisation);

    [Fact]
    public void Both_sides_are_worded_from_one_row()
    {
        var parent = Record(RelationKind.ParentOf, wang, liu);

        Assert.Equal(RelationRole.Child, parent.RoleFor(wang.Id));
        Assert.Equal(RelationRole.Parent, parent.RoleFor(liu.Id));
        Assert.Equal((liu.Id, wang.Id), (parent.OtherOf(wang.Id), parent.OtherOf(liu.Id)));
    }

    [Fact]
    public void Every_role_is_of_one_kind_and_comes_first_or_second_in_it()
    {
        foreach (var role in Enum.GetValues<RelationRole>())
        {
            Assert.Equal(role, role.IsFirst ? role.Kind.First : role.Kind.Second);
        }
    }

    [Fact]
    public void The_order_of_two_who_are_the_same_to_each_other_does_not_matter()
    {
        Assert.Equal(Relation.InOrder(RelationKind.Spouse, wang, liu), Relation.InOrder(RelationKind.Spouse, liu, wang));
        Assert.NotEqual(Relation.InOrder(RelationKind.ParentOf, wang, liu), Relation.InOrder(RelationKind.ParentOf, liu, wang));
    }

    [Fact]
    public void Nobody_is_related_to_themselves() =>
        Refused("A customer cannot be related to themselves.", () => Record(RelationKind.Family, wang, wang));

    [Theory]
    [InlineData(RelationKind.Spouse, "Only people are family: one of the two is an organisation.")]
    [InlineData(RelationKind.ParentOf, "Only people are family: one of the two is an organisation.")]
    [InlineData(RelationKind.Employs, "Only a person can be an employee.")]
    public void What_is_for_people_is_not_for_a_firm(RelationKind kind, string sentence) => Refused(sentence, () => Record(kind, wang, firm));

    [Theory]
    [InlineData(RelationKind.Owns)]
    [InlineData(RelationKind.Controls)]
    public void Nobody_owns_a_person(RelationKind kind) =>
        Refused("Only an organisation can be owned or controlled.", () => Record(kind, firm, wang, share: 10));

    [Theory]
    [InlineData(null)]
    [InlineData(0.0)]
    [InlineData(100.01)]
    public void An_owner_has_a_share(double? share) => Refused(
        "Say how much they own: more than 0 and at most 100 percent.", () => Record(RelationKind.Owns, wang, firm, (decimal?)share));

    [Fact]
    public void Nobody_else_has_one() => Refused("Only a shareholder has a share.", () => Record(RelationKind.Controls, wang, firm, 10));

    [Fact]
    public void Shares_of_one_time_come_to_a_hundred_at_most()
    {
        var first = Record(RelationKind.Owns, wang, firm, 60);
        var second = Record(RelationKind.Owns, liu, firm, 40, others: [first]);

        var refused = Assert.Throws<RefusedException>(() => Record(RelationKind.Owns, Somebody("张伟"), firm, 0.01m, others: [first, second]));
        Assert.Equal(100.01m, refused.Args[0]);
        Assert.Throws<RefusedException>(() => second.Change(new(41, null, ""), [first, second], Today, Safe(liu)));
    }

    [Fact]
    public void A_share_that_was_sold_makes_room_from_that_day()
    {
        var sold = Record(RelationKind.Owns, wang, firm, 100, since: new(2010, 1, 1));
        sold.End(new(2020, 6, 1), Today);

        Record(RelationKind.Owns, liu, firm, 100, since: new(2020, 6, 1), others: [sold]);
        Assert.Throws<RefusedException>(() => Record(RelationKind.Owns, liu, firm, 100, since: new(2020, 5, 31), others: [sold]));
    }

    [Fact]
    public void One_spouse_at_a_time()
    {
        var marriage = Record(RelationKind.Spouse, wang, liu);
        var (other, sentence) = (Somebody("李娜"), "One of the two has another spouse at that time: end that relation first.");

        Refused(sentence, () => Record(RelationKind.Spouse, other, liu, others: [marriage]));
        marriage.End(Today, Today);
        Record(RelationKind.Spouse, other, liu, since: Today, others: [marriage]);
    }

    [Fact]
    public void The_same_again_is_refused_and_so_is_its_opposite_where_it_cannot_be()
    {
        var parent = Record(RelationKind.ParentOf, wang, liu);

        Refused("This relation stands on the record already.", () => Record(RelationKind.ParentOf, wang, liu, others: [parent]));
        Refused(
            "The other one is the parent on record: two people cannot be each other's parents.",
            () => Record(RelationKind.ParentOf, liu, wang, others: [parent]));
    }

    [Fact]
    public void Firms_may_own_parts_of_each_other()
    {
        var other = Somebody("博远控股有限公司", CustomerKind.Organisation);
        var one = Record(RelationKind.Owns, firm, other, 30);

        Record(RelationKind.Owns, other, firm, 20, others: [one]);
    }

    [Fact]
    public void An_end_lies_after_the_beginning_and_not_in_the_future_and_comes_once()
    {
        Refused("A relation cannot begin in the future.", () => Record(RelationKind.Family, wang, liu, since: Today.AddDays(1)));
        var relation = Record(RelationKind.Family, wang, liu, since: new(2020, 1, 1));

        Refused("A relation cannot end in the future: come back when it has.", () => relation.End(Today.AddDays(1), Today));
        Refused("A relation cannot end before it began.", () => relation.End(new(2019, 12, 31), Today));
        relation.End(Today, Today);
        Refused("The relation has ended already.", () => relation.End(Today, Today));
        Refused("The relation has ended: what it was stays as it is.", () => relation.Change(new(null, null, ""), [], Today, Safe(wang)));
    }

    private static Relation Record(
        RelationKind kind, Customer from, Customer to, decimal? share = null, DateOnly? since = null, IReadOnlyCollection<Relation>? others = null) =>
        Relation.Record(Guid.NewGuid(), kind, from, to, new(share, since, ""), others ?? [], Today, Safe(from));

    private static void Refused(string sentence, Action act) => Assert.Equal(sentence, Assert.Throws<RefusedException>(act).Message);

    private static Customer Somebody(string name, CustomerKind kind = CustomerKind.Individual) =>
        Customer.Register(Guid.NewGuid(), kind, "C1", BranchId, new(name, "", name), Today);

    private static CustomerSafe Safe(Customer customer) => new(new Open(customer.Id), new Open(customer.Id));

    private sealed record Open(Guid CustomerId) : ICustomerCipher, IBlindIndex
    {
        public Sealed Seal(string column, Guid rowId, string value) => new(Encoding.UTF8.GetBytes(value));

        string ICustomerCipher.Open(string column, Guid rowId, Sealed value) => Encoding.UTF8.GetString(value.Envelope);

        public byte[] Of(string column, string normalised) => Encoding.UTF8.GetBytes(normalised);
    }
}
