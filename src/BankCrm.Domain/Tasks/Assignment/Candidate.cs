using BankCrm.Domain.Common;

namespace BankCrm.Domain.Tasks.Assignment;

/// <summary>Why a colleague is passed over, however many points they have.</summary>
public enum PassedOverFor
{
    [Means("Absent")] Absence,
    [Means("No right to work in this branch")] NoRight,
    [Means("May not open this protected record")] Protection,
    [Means("Lacks a skill that is needed")] Skill,
    [Means("No free capacity")] Capacity,
    [Means("The complaint is about them")] Concerned,
}

/// <param name="Until">The last day of an absence.</param>
/// <param name="Lacking">The skills.</param>
public sealed record PassedOver(PassedOverFor For, DateOnly? Until = null, IReadOnlyList<string>? Lacking = null);

/// <summary>A colleague who might get a piece of work, with all that is counted.</summary>
/// <param name="SpeaksIt">The language of the customer.</param>
/// <param name="LooksAfter">They are the customer's own relationship manager.</param>
/// <param name="OpenPoints">Of the work they have already.</param>
/// <param name="Capacity">How many points they can have at once.</param>
/// <param name="LastGivenAt">When something out of this queue was last given to them. Null: never.</param>
/// <param name="HeldBack">What the arithmetic cannot know itself. Null: nothing.</param>
public sealed record Candidate(
    Guid StaffId, IReadOnlyList<string> Skills, bool SpeaksIt, bool LooksAfter, int OpenPoints, int Capacity, DateTimeOffset? LastGivenAt, PassedOver? HeldBack = null);

/// <summary>What a piece of work asks for.</summary>
/// <param name="Needs">Who lacks one of these skills is passed over.</param>
/// <param name="Wishes">Each of these skills counts its share.</param>
/// <param name="HasCustomer">Otherwise who looks after them does not count.</param>
/// <param name="HasLanguage">Whoever it is from is no customer, and their language is known.</param>
public sealed record AskedFor(IReadOnlyList<string> Needs, IReadOnlyList<string> Wishes, bool HasCustomer, bool HasLanguage = false);

/// <summary>How many points each thing gives at most. Settings of a queue.</summary>
[Class(DataClass.C1)]
public sealed record Weights(int Skills, int Language, int LooksAfter, int Free)
{
    public const int Most = 100;

    public static Weights Usual { get; } = new(Skills: 30, Language: 20, LooksAfter: 20, Free: 30);
}
