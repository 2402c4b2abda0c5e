using System.Text;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Customers.Deaths;
using Xunit;

namespace BankCrm.Domain.Tests.Customers.Deaths;

public sealed class DeathReportTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 25);
    private static readonly (Guid One, Guid Other) Staff = (Guid.NewGuid(), Guid.NewGuid());

    [Fact]
    public void What_one_reports_another_confirms_and_the_business_has_ended()
    {
        var customer = Person();
        var report = Reported(customer);
        Assert.Null(customer.DiedOn);

        report.Confirm(customer, Staff.Other, Now, Today);

        Assert.Equal((DeathReportState.Confirmed, Staff.Other, LifeCycleStage.Dormant), (report.State, report.DecidedBy, report.StageBefore));
        Assert.Equal((new DateOnly(2026, 11, 20), LifeCycleStage.Closed), (customer.DiedOn, customer.Stage));
    }

    [Fact]
    public void Nobody_confirms_or_turns_down_what_they_reported_and_only_they_withdraw_it()
    {
        var customer = Person();
        var report = Reported(customer);

        Assert.Equal("Nobody confirms what they reported themselves. Ask a colleague.", Refused(() => report.Confirm(customer, Staff.One, Now, Today)));
        Assert.Equal("You reported this yourself: withdraw it instead.", Refused(() => report.TurnDown(Text(), Staff.One, Now)));
        Assert.Equal("Only who reported it withdraws it. Turn it down instead.", Refused(() => report.Withdraw(Staff.Other, Now)));
        report.Withdraw(Staff.One, Now);
        Assert.Equal("This was decided already.", Refused(() => report.Confirm(customer, Staff.Other, Now, Today)));
        Assert.Null(customer.DiedOn);
    }

    [Fact]
    public void A_mistake_is_taken_back_and_they_are_what_they_were()
    {
        var customer = Person();
        var report = Reported(customer);
        Assert.Equal("Only what was confirmed can be taken back.", Refused(() => report.Undo(customer, Text(), Staff.One, Now)));
        report.Confirm(customer, Staff.Other, Now, Today);

        report.Undo(customer, Text(), Staff.One, Now);

        Assert.Equal((DeathReportState.Undone, Staff.One), (report.State, report.UndoneBy));
        Assert.Equal(((DateOnly?)null, LifeCycleStage.Dormant), (customer.DiedOn, customer.Stage));
        Assert.Equal("Nothing says that they have died.", Refused(() => customer.IsAlive(LifeCycleStage.Active)));
    }

    [Fact]
    public void Only_a_person_dies_once_and_not_in_the_future()
    {
        var customer = Person();
        var firm = Customer.Register(Guid.NewGuid(), CustomerKind.Organisation, "C0000000002", Guid.NewGuid(), new("公司", "", ""), Today);

        Assert.StartsWith("Only a person can die.", Refused(() => firm.HasDied(Today, Today)), StringComparison.Ordinal);
        Assert.Equal("The date of death lies in the future.", Refused(() => customer.HasDied(Today.AddDays(1), Today)));
        Assert.Equal("They were born after that day.", Refused(() => customer.HasDied(new(1849, 12, 31), Today)));
        customer.HasDied(Today, Today);
        Assert.Equal("That they have died is on record already.", Refused(() => customer.HasDied(Today, Today)));
        Assert.Equal("That they have died is on record already.", Refused(() => Reported(customer)));
    }

    [Fact]
    public void Whoever_has_died_becomes_no_customer_again_and_agrees_to_nothing_new()
    {
        var customer = Person();
        customer.HasDied(Today, Today);

        Assert.Equal("They have died: their business with the bank stays ended.", Refused(() => customer.Classify(CustomerTier.Mass, LifeCycleStage.Active, CustomerLanguage.Chinese, [])));
        customer.Classify(CustomerTier.Private, LifeCycleStage.Closed, CustomerLanguage.Chinese, []);
        Assert.Equal("They have died: nothing new is agreed to.", Refused(() => Said(customer, isGiven: true)));
        Assert.False(Said(customer, isGiven: false).IsGiven);
    }

    private static Consent Said(Customer customer, bool isGiven) =>
        Consent.Record(Guid.NewGuid(), customer, ConsentPurpose.Marketing, ConsentChannel.Sms, isGiven, "Form", Now);

    private static Customer Person()
    {
        var customer = Customer.Register(Guid.NewGuid(), CustomerKind.Individual, "C0000000001", Guid.NewGuid(), new("王磊", "", ""), Today);
        customer.Classify(CustomerTier.Mass, LifeCycleStage.Dormant, CustomerLanguage.Chinese, []);
        return customer;
    }

    private static DeathReport Reported(Customer customer) =>
        DeathReport.Of(Guid.NewGuid(), customer, new(2026, 11, 20), DeathKnownBy.Certificate, Text(), Staff.One, Now, Today);

    private static Sealed Text() => new(Encoding.UTF8.GetBytes("x"));

    private static string Refused(Action act) => Assert.Throws<RefusedException>(act).Message;
}
