using BankCrm.Domain.Common;

namespace BankCrm.Domain.Tasks.FollowUps;

/// <summary>That a colleague sees a follow-up which they neither have nor planned, because somebody named them there or they chose to.</summary>
[Class(DataClass.C1)]
public sealed class FollowUpFollower : Entity, IBranchScoped
{
    private FollowUpFollower() { } // EF Core

    public Guid FollowUpId { get; private init; }
    public Guid BranchId { get; private set; }
    public Guid StaffId { get; private init; }
    public DateTimeOffset Since { get; private init; }

    public static FollowUpFollower Of(FollowUp followUp, Guid staffId, DateTimeOffset now) => new()
    {
        FollowUpId = followUp.Id,
        BranchId = followUp.BranchId,
        StaffId = staffId,
        Since = now,
    };
}
