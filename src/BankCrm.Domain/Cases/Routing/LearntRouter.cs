using BankCrm.Domain.Common;

namespace BankCrm.Domain.Cases.Routing;

/// <summary>What was learnt from the bank's own settled cases on a day, and how right it was on those it had not learnt from.</summary>
[Class(DataClass.C1)]
public sealed class LearntRouter : Entity
{
    /// <summary>Fewer cases teach nothing.</summary>
    public const int FewestCases = 30;

    private LearntRouter() { } // EF Core

    public DateOnly Day { get; private init; }
    public DateTimeOffset LearntAt { get; private init; }
    public int Cases { get; private init; }
    public int Categories { get; private init; }

    /// <summary>Between 0 and 1: the right category came first, by cross-validation.</summary>
    public double RightFirst { get; private init; }

    /// <summary>Between 0 and 1: it was among the first five.</summary>
    public double RightAmongFive { get; private init; }

    /// <summary>As <see cref="CaseRouter.ToBytes"/> wrote it.</summary>
    public byte[] Model { get; private init; } = [];

    public static LearntRouter Of(CaseRouter router, RouterTrial trial, DateOnly day, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Day = day,
        LearntAt = now,
        Cases = router.Cases,
        Categories = router.Categories.Count,
        RightFirst = trial.RightFirst,
        RightAmongFive = trial.RightAmongFive,
        Model = router.ToBytes(),
    };
}
