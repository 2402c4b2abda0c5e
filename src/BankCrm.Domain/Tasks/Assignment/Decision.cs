using System.Text.Json;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Tasks.Assignment;

/// <summary>That a piece of work was given to somebody by rule, with the sum as it was counted then. Never changed.</summary>
[Class(DataClass.C1)]
public sealed class Decision : Entity, IBranchScoped, IAboutCustomer
{
    private Decision() { } // EF Core

    public Guid BranchId { get; private set; }
    public Guid QueueId { get; private init; }

    /// <summary>What was given: the queue knows of what kind.</summary>
    public Guid SubjectId { get; private init; }

    /// <summary>Null: it is about none.</summary>
    public Guid? CustomerId { get; private init; }

    public Guid ChosenId { get; private init; }
    public DateTimeOffset At { get; private init; }

    /// <summary>Who let it be counted. Null: the system.</summary>
    public Guid? By { get; private init; }

    /// <summary>The whole sum, as JSON.</summary>
    public string Counted { get; private init; } = "";

    public Counting Counting => JsonSerializer.Deserialize<Counting>(Counted)!;

    public static Decision Of(Guid branchId, Guid queueId, Guid subjectId, Guid? customerId, Counting counting, Guid? by, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        BranchId = branchId,
        QueueId = queueId,
        SubjectId = subjectId,
        CustomerId = customerId,
        ChosenId = counting.Winner?.StaffId ?? throw new ArgumentException("Nobody was chosen.", nameof(counting)),
        At = now,
        By = by,
        Counted = JsonSerializer.Serialize(counting),
    };
}
