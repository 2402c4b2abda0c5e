using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Proposals;
using BankCrm.Domain.Admin.SecondFactors;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Tests.Admin.SecondFactors;

public sealed class FactorResetTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly (Guid One, Guid Other) Administrators = (Guid.NewGuid(), Guid.NewGuid());

    [Fact]
    public void A_second_administrator_does_it()
    {
        var reset = Proposed(out _);

        reset.Do(Administrators.Other, Now.AddHours(1));

        Assert.Equal((ProposalState.Done, Administrators.Other, Now.AddHours(1)), (reset.State, reset.DecidedBy, reset.DecidedAt));
        Assert.Throws<RefusedException>(() => reset.Do(Administrators.Other, Now.AddHours(2)));
        Assert.Throws<RefusedException>(() => reset.Drop(Administrators.One, Now.AddHours(2)));
    }

    [Fact]
    public void Nobody_does_what_they_proposed_nor_their_own()
    {
        var reset = Proposed(out var person);

        Assert.StartsWith("A second administrator", Refused(() => reset.Do(Administrators.One, Now)), StringComparison.Ordinal);
        Assert.StartsWith("You cannot reset your own", Refused(() => reset.Do(person.Id, Now)), StringComparison.Ordinal);
        Assert.StartsWith("You cannot reset your own", Refused(() => FactorReset.Propose(Guid.NewGuid(), person, "Seen", person.Id, Now)), StringComparison.Ordinal);
        Assert.Equal(ProposalState.Proposed, reset.State);
    }

    [Fact]
    public void After_three_days_it_is_over()
    {
        var reset = Proposed(out _);

        Assert.StartsWith("This was proposed more than", Refused(() => reset.Do(Administrators.Other, Now + FactorReset.Lifetime)), StringComparison.Ordinal);
        reset.Do(Administrators.Other, Now + FactorReset.Lifetime - TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Who_proposed_it_withdraws_it_and_others_turn_it_down()
    {
        var (mine, theirs) = (Proposed(out _), Proposed(out _));

        mine.Drop(Administrators.One, Now);
        theirs.Drop(Administrators.Other, Now);

        Assert.Equal((ProposalState.Withdrawn, ProposalState.TurnedDown), (mine.State, theirs.State));
        Assert.Throws<RefusedException>(() => theirs.Do(Administrators.Other, Now));
    }

    private static FactorReset Proposed(out StaffMember person)
    {
        var branch = Branch.Open(Guid.NewGuid(), "N01", "North", BranchKind.Bank, parent: null, "Nanjing");
        person = StaffMember.Join(Guid.NewGuid(), "mei.li", "Mei Li", branch);
        return FactorReset.Propose(Guid.NewGuid(), person, "Seen in person", Administrators.One, Now);
    }

    private static string Refused(Action act) => Assert.Throws<RefusedException>(act).Message;
}
