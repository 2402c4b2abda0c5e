using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.DataQuality.Merging;
using Xunit;

namespace BankCrm.Domain.Tests.DataQuality.Merging;

public sealed class MergeTests
{
    private static readonly Guid Proposer = Guid.CreateVersion7();
    private static readonly Guid Colleague = Guid.CreateVersion7();
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Keeps_which_fields_come_from_the_other_record()
    {
        var merge = Proposed(MergeField.Name, MergeField.Tier, MergeField.Name);

        Assert.Equal([MergeField.Name, MergeField.Tier], merge.FromLoser);
        Assert.Equal(MergeStatus.Proposed, merge.Status);
    }

    [Fact]
    public void A_person_is_no_organisation_and_nobody_is_merged_with_themselves()
    {
        var (person, organisation) = (Somebody(), Somebody(CustomerKind.Organisation));

        Assert.Throws<RefusedException>(() => Merge.Propose(Guid.NewGuid(), person, organisation, [], "x", Proposer, Now));
        Assert.Throws<RefusedException>(() => Merge.Propose(Guid.NewGuid(), person, person, [], "x", Proposer, Now));
    }

    [Fact]
    public void A_colleague_approves_within_three_days()
    {
        var merge = Proposed();
        var late = Proposed();

        merge.Approve(Colleague, Now.AddDays(3));

        Assert.Equal((MergeStatus.Done, Colleague), (merge.Status, merge.DecidedBy));
        Assert.Throws<RefusedException>(() => late.Approve(Colleague, Now.AddDays(3).AddSeconds(1)));
        Assert.True(late.HasExpired(Now.AddDays(4)));
    }

    [Fact]
    public void Nobody_decides_on_what_they_proposed()
    {
        var merge = Proposed();

        Assert.Throws<RefusedException>(() => merge.Approve(Proposer, Now));
        Assert.Throws<RefusedException>(() => merge.TurnDown("No", Proposer, Now));
        Assert.Throws<RefusedException>(() => merge.Withdraw(Colleague, Now));
        Assert.Equal(MergeStatus.Proposed, merge.Status);
    }

    [Fact]
    public void What_is_decided_stays_decided()
    {
        var merge = Proposed();
        merge.TurnDown("Brothers", Colleague, Now);

        Assert.Equal("Brothers", merge.Answer);
        Assert.Throws<RefusedException>(() => merge.Approve(Colleague, Now));
        Assert.Throws<RefusedException>(() => merge.TurnDown("Again", Colleague, Now));
        Assert.Throws<RefusedException>(() => merge.Withdraw(Proposer, Now));
        Assert.Throws<RefusedException>(() => merge.Undo("No", Colleague, Now));
    }

    [Fact]
    public void A_merge_that_was_done_is_undone_once()
    {
        var merge = Proposed();
        merge.Approve(Colleague, Now);

        merge.Undo("Two people", Proposer, Now);

        Assert.Equal((MergeStatus.Undone, Proposer, "Two people"), (merge.Status, merge.UndoneBy, merge.Answer));
        Assert.Throws<RefusedException>(() => merge.Undo("Again", Proposer, Now));
    }

    [Fact]
    public void Only_an_expired_proposal_makes_room()
    {
        var merge = Proposed();

        Assert.Throws<RefusedException>(() => merge.Lapse(Colleague, Now.AddDays(1)));
        merge.Lapse(Colleague, Now.AddDays(4));

        Assert.Equal(MergeStatus.Withdrawn, merge.Status);
    }

    [Fact]
    public void A_record_is_merged_into_one_other()
    {
        var (survivor, loser) = (Somebody(), Somebody());

        loser.MergeInto(survivor);

        Assert.Equal(survivor.Id, loser.MergedIntoId);
        Assert.Throws<RefusedException>(() => loser.MergeInto(Somebody()));
    }

    private static Merge Proposed(params MergeField[] fromLoser) =>
        Merge.Propose(Guid.CreateVersion7(), Somebody(), Somebody(), fromLoser, "Same person", Proposer, Now);

    private static Customer Somebody(CustomerKind kind = CustomerKind.Individual) =>
        Customer.Register(Guid.CreateVersion7(), kind, "C1000000001", Guid.CreateVersion7(), new("王 一", "", "wangyi"), new(2026, 11, 25));
}
