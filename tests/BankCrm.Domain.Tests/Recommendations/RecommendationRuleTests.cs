using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Recommendations.Answers;
using BankCrm.Domain.Recommendations.Offers;
using BankCrm.Domain.Recommendations.Rules;
using BankCrm.Domain.Segments.Definitions;
using Xunit;

namespace BankCrm.Domain.Tests.Recommendations;

public sealed class RecommendationRuleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 2, 0, 0, TimeSpan.Zero);
    private static readonly Guid Writer = Guid.CreateVersion7();
    private static readonly Guid Approver = Guid.CreateVersion7();

    private static readonly RuleTerms Terms = new()
    {
        Name = " Review ",
        ChineseName = "面谈",
        Reason = "It is time",
        ChineseReason = "是时候了",
        Action = RecommendedAction.ReviewMaturity,
        Asks = SegmentGroup.All(new SegmentCondition("kind", SegmentTest.IsAnyOf, "Individual"), SegmentGroup.All()),
    };

    [Fact]
    public void What_is_written_is_what_it_says()
    {
        var rule = Written();

        Assert.Equal(Terms with { Name = "Review", Asks = Terms.Asks.WithoutEmptyGroups() }, rule.Terms);
        Assert.Equal(TemplateState.Draft, rule.State);
    }

    [Fact]
    public void Only_somebody_else_decides_and_once()
    {
        var rule = Written();

        Refused("Whoever wrote a rule does not approve it: ask a colleague.", () => rule.Approve(Writer, Now));
        Refused("Whoever wrote a rule does not approve it: ask a colleague.", () => rule.SendBack("No", Writer));
        rule.Approve(Approver, Now);

        Refused("It has been decided already: write a new version.", () => rule.Approve(Approver, Now));
        Refused("It has been decided already: write a new version.", () => rule.SendBack("No", Approver));
        Refused("It has been decided already: write a new version.", () => rule.Change(Terms, Writer, Now));
    }

    [Fact]
    public void What_was_sent_back_is_mended()
    {
        var rule = Written();
        rule.SendBack("Say why", Approver);
        Assert.Equal("Say why", rule.Remark);

        rule.Change(Terms with { Reason = "Because" }, Writer, Now);

        Assert.Equal(("Because", null), (rule.Reason, rule.Remark));
    }

    [Fact]
    public void What_is_over_is_not_withdrawn()
    {
        var rule = Written();
        rule.Withdraw(Now);

        Assert.Equal((TemplateState.Withdrawn, Now), (rule.State, rule.EndedAt!.Value));
        Refused("This version is not in use any more.", () => rule.Withdraw(Now));
    }

    [Fact]
    public void Behind_a_closed_gate_nothing_is_answered()
    {
        var held = new Suggestion(Guid.CreateVersion7(), Guid.CreateVersion7(), [new(PointKind.Base, 20)], [new(OfferGate.OpenComplaint)]);

        Refused("This is held back now. Look below why, and what would change it.", held.RefuseIfClosed);
        Refused(
            "This is held back now. Look below why, and what would change it.",
            () => RecommendationAnswer.Accept(Guid.CreateVersion7(), Customer, held, note: null, followUpId: null, Writer, Now));
    }

    [Fact]
    public void An_answer_is_taken_back_by_whoever_said_it_on_the_same_day()
    {
        var answer = Declined();

        Refused("Whoever wrote it down takes it back.", () => answer.Undo(Approver, Now));
        Refused("It can be taken back on the same day only.", () => answer.Undo(Writer, Now.AddDays(1)));
        answer.Undo(Writer, Now);

        Assert.False(answer.IsStanding);
        Refused("It was taken back already.", () => answer.Undo(Writer, Now));
        var followed = Declined();
        followed.IsFollowed();
        Refused("Another answer was written down since.", () => followed.Undo(Writer, Now));
    }

    [Fact]
    public void It_comes_back_when_it_may()
    {
        Assert.Equal(new(2026, 12, 7), Declined().ComesBackOn);
        Assert.Equal(new(2027, 2, 25), RecommendationAnswer.Accept(Guid.CreateVersion7(), Customer, Open, null, null, Writer, Now).ComesBackOn);
        Assert.Equal(new(2026, 11, 28), RecommendationAnswer.PutOff(Guid.CreateVersion7(), Customer, Open, new(2026, 11, 28), null, Writer, Now).ComesBackOn);
        Refused("Choose a day from tomorrow on.", () => RecommendationAnswer.PutOff(Guid.CreateVersion7(), Customer, Open, new(2026, 11, 27), null, Writer, Now));
        Refused("Choose a day within a year.", () => RecommendationAnswer.PutOff(Guid.CreateVersion7(), Customer, Open, new(2027, 11, 28), null, Writer, Now));
    }

    private static Domain.Customers.Customer Customer { get; } = Domain.Customers.Customer.Register(
        Guid.CreateVersion7(), Domain.Customers.CustomerKind.Individual, "C0000000001", Guid.CreateVersion7(), new("林晓燕", "", "linxiaoyan"), new(2026, 1, 1));

    private static Suggestion Open { get; } = new(Guid.CreateVersion7(), Guid.CreateVersion7(), [new(PointKind.Base, 20)], []);

    private static RecommendationAnswer Declined() => RecommendationAnswer.Decline(Guid.CreateVersion7(), Customer, Open, DeclineReason.NoNeed, coolingOffDays: 10, note: null, Writer, Now);

    private static RecommendationRule Written() => RecommendationRule.Write(Guid.CreateVersion7(), Guid.CreateVersion7(), 1, Terms, Writer, Now);

    private static void Refused(string sentence, Action act) => Assert.Equal(sentence, Assert.Throws<RefusedException>(act).Message);
}
