using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Messages;

namespace BankCrm.Domain.Tests.Platform;

public sealed class MessageConflictTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly Guid Manager = Guid.CreateVersion7();

    [Fact]
    public void It_is_decided_once_with_a_reason()
    {
        var conflict = NewConflict();

        conflict.KeepOurs("Ours is newer", Manager, Now);

        Assert.Equal((ConflictStatus.KeptOurs, "Ours is newer", Manager, Now), (conflict.Status, conflict.Note, conflict.DecidedBy, conflict.DecidedAt));
        Assert.Throws<RefusedException>(() => conflict.TakeTheirs("No", Manager, Now));
    }

    [Fact]
    public void Theirs_may_be_taken()
    {
        var conflict = NewConflict();

        conflict.TakeTheirs("The core was right", Manager, Now);

        Assert.Equal(ConflictStatus.TookTheirs, conflict.Status);
        Assert.Throws<RefusedException>(() => conflict.KeepOurs("No", Manager, Now));
    }

    private static MessageConflict NewConflict() => MessageConflict.Of(
        Guid.CreateVersion7(), new("CORE", "customers", 7), ConflictReason.SameSequence, Guid.NewGuid(), null, Guid.Empty, new Sealed([1]), Now);
}
