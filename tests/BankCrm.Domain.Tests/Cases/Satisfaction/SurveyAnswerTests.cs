using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Calendar;
using BankCrm.Domain.Cases.Satisfaction;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using Xunit;

namespace BankCrm.Domain.Tests.Cases.Satisfaction;

public sealed class SurveyAnswerTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 2, 0, 0, TimeSpan.Zero);
    private static readonly Customer Wang = Customer.Register(Guid.NewGuid(), CustomerKind.Individual, "C0000000001", Guid.NewGuid(), new("王磊", "", ""), new(2026, 11, 25));

    [Fact]
    public void It_belongs_to_the_customer_and_counts_as_low_up_to_two()
    {
        var answer = SurveyAnswer.Of(Intake(Now), Wang, null, 2, null, Now);

        Assert.Equal((Wang.Id, Wang.BranchId, 2, "S-1"), (answer.CustomerId, answer.BranchId, answer.Score, answer.Reference));
        Assert.Equal([true, true, false, false, false], Enumerable.Range(1, 5).Select(SurveyAnswer.IsLow));
    }

    [Fact]
    public void What_is_no_answer_or_of_another_time_or_customer_is_refused()
    {
        var other = Customer.Register(Guid.NewGuid(), CustomerKind.Individual, "C0000000002", Guid.NewGuid(), new("李娜", "", ""), new(2026, 11, 25));
        var words = new CaseWords(Guid.NewGuid(), new([1]));
        var theirs = ServiceCase.Open(
            new(Guid.NewGuid(), 100_001, CaseChannel.Counter, Now), other, new(CaseKind.Request, CasePriority.Normal, null, null), new([1]), words, CasePromises.Of(null), null, Now,
            new WorkingTime(new([]), OpeningHours.Usual));

        Assert.Equal("The answer is a number from 1 to 5.", Refused(() => SurveyAnswer.Of(Intake(Now), Wang, null, 6, null, Now)));
        Assert.Equal("This case is not one of this customer's.", Refused(() => SurveyAnswer.Of(Intake(Now), Wang, theirs, 5, null, Now)));
        Assert.StartsWith("This lies in the future", Refused(() => SurveyAnswer.Of(Intake(Now.AddMinutes(1)), Wang, null, 5, null, Now)), StringComparison.Ordinal);
        Assert.Equal("It may have come in at most {0} days ago.", Refused(() => SurveyAnswer.Of(Intake(Now.AddDays(-61)), Wang, null, 5, null, Now)));
    }

    private static AnswerIntake Intake(DateTimeOffset at) => new(Guid.NewGuid(), "SURVEY", "S-1", at);

    private static string Refused(Action act) => Assert.Throws<RefusedException>(act).Message;
}
