using BankCrm.Domain.Admin.Proposals;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Admin.SecondFactors;

/// <summary>That a colleague has lost what they show besides the password: one administrator says so, another one takes it away. Neither is the colleague.</summary>
[Class(DataClass.C1)]
public sealed class FactorReset : Proposal
{
    public const int ReasonMaxLength = 200;

    private FactorReset() { } // EF Core

    private FactorReset(Guid id, Guid by, DateTimeOffset at) : base(id, by, at) { }

    /// <summary>Whose it is.</summary>
    public Guid StaffId { get; private init; }

    /// <summary>How the administrator knows that it is them who ask.</summary>
    public string Reason { get; private init; } = "";

    public static FactorReset Propose(Guid id, StaffMember person, string reason, Guid by, DateTimeOffset now)
    {
        RefuseOwn(person.Id, by);
        return new(id, by, now) { StaffId = person.Id, Reason = reason };
    }

    public override void Do(Guid by, DateTimeOffset now)
    {
        RefuseOwn(StaffId, by);
        base.Do(by, now);
    }

    private static void RefuseOwn(Guid staffId, Guid by) => Refuse.If(staffId == by, "You cannot reset your own second factor: ask two other administrators.");
}
