using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Tasks.FollowUps;

namespace BankCrm.Domain.Analytics.Worklist;

/// <summary>
/// How the worklist is ranked: each reason has points, their sum decides. Of several follow-ups, cases or maturities of one customer the one with the most
/// points counts, so that many small things do not outweigh a great one. docs/worklist.md says the same in words.
/// </summary>
public static class WorklistRules
{
    /// <summary>Follow-ups are looked at so many days ahead.</summary>
    public const int FollowUpDays = 7;

    /// <summary>Maturities are looked at so many days ahead.</summary>
    public const int MaturityDays = 14;

    /// <summary>Customers of a better tier should hear from the bank at least this often, in days.</summary>
    public const int SilentDays = 90;

    private const int OverdueLeast = 30;
    private const int OverdueDay = 2;
    private const int OverdueMost = 50;
    private const int Today = 30;
    private const int SoonMost = 14;
    private const int MaturityMost = 28;
    private const int MaturityDay = 2;
    private const int PostponedEach = 3;
    private const int PostponedMost = 9;
    private const int SilentEach = 10;
    private const int SilentMost = 10;
    private const int SuggestedPart = 4;
    private const int SuggestedMost = 12;

    /// <summary>Assets from which they count, in home currency, the greatest first.</summary>
    private static readonly (decimal From, int Points)[] AssetSteps = [(10_000_000m, 8), (1_000_000m, 5), (200_000m, 3)];

    public static IEnumerable<WorklistReason> Of(FollowUpFacts followUp, DateTimeOffset now)
    {
        var (today, day) = (Branch.DayAt(now), Branch.DayAt(followUp.DueAt));
        yield return followUp.DueAt < now
            ? new(WorklistReasonKind.Overdue, Math.Min(OverdueMost, OverdueLeast + (OverdueDay * (today.DayNumber - day.DayNumber))), day)
            : day == today ? new(WorklistReasonKind.DueToday, Today)
            : new(WorklistReasonKind.DueSoon, Math.Max(1, SoonMost - (day.DayNumber - today.DayNumber)), day);
        if (followUp.HasTime && day == today)
        {
            yield return new(WorklistReasonKind.TimeAgreed, 10);
        }

        if (followUp.Postponed > 0)
        {
            yield return new(WorklistReasonKind.Postponed, Math.Min(PostponedMost, PostponedEach * followUp.Postponed), followUp.Postponed);
        }

        if (followUp.Priority is FollowUpPriority.High)
        {
            yield return new(WorklistReasonKind.HighPriority, 8);
        }
        else if (followUp.Priority is FollowUpPriority.Urgent)
        {
            yield return new(WorklistReasonKind.Urgent, 15);
        }
    }

    /// <summary>Of a case that the colleague works on.</summary>
    /// <param name="dueAt">When its next promise is due.</param>
    /// <param name="isPaused">Its clocks stand still: nothing presses.</param>
    public static IEnumerable<WorklistReason> OfCase(DateTimeOffset dueAt, bool isPaused, DateTimeOffset now)
    {
        if (isPaused)
        {
            yield break;
        }

        yield return dueAt < now
            ? new(WorklistReasonKind.CaseLate, 50, dueAt)
            : new(WorklistReasonKind.CaseDue, dueAt < now.AddDays(1) ? 35 : dueAt < now.AddDays(3) ? 20 : 5, dueAt);
    }

    /// <param name="on">From today on.</param>
    public static WorklistReason OfMaturity(DateOnly on, DateOnly today) =>
        new(WorklistReasonKind.Matures, MaturityMost - (MaturityDay * (on.DayNumber - today.DayNumber)), on);

    /// <param name="sum">The points of the best suggestion, as it was listed.</param>
    public static WorklistReason OfSuggestion(SuggestedName name, int sum) => new(WorklistReasonKind.Suggested, Math.Clamp(sum / SuggestedPart, 1, SuggestedMost), name);

    /// <summary>What a customer is worth and what threatens: never a reason to call by itself, except for silence.</summary>
    public static IEnumerable<WorklistReason> Of(CustomerFacts customer, DateTimeOffset now)
    {
        if (customer.HasDied)
        {
            yield return new(WorklistReasonKind.Died, 15); // neither worth nor silence is a reason any more
            yield break;
        }

        if (customer.Tier is not CustomerTier.Mass)
        {
            yield return new(WorklistReasonKind.Tier, customer.Tier switch { CustomerTier.Vip => 10, CustomerTier.Private => 8, _ => 4 }, customer.Tier);
        }

        if (customer.Assets is { } assets && Array.Find(AssetSteps, s => assets >= s.From) is { Points: > 0 and var points })
        {
            yield return new(WorklistReasonKind.Assets, points, assets);
        }

        if (customer.HasComplaint)
        {
            yield return new(WorklistReasonKind.Complaint, 10);
        }

        if (customer.Stage is LifeCycleStage.Dormant)
        {
            yield return new(WorklistReasonKind.Dormant, 5);
        }

        if (customer.IsLookedAfter && customer.Tier is not CustomerTier.Mass)
        {
            if (customer.LastContactAt is not { } last)
            {
                yield return new(WorklistReasonKind.NeverContacted, SilentMost);
            }
            else if (Branch.DayAt(now).DayNumber - Branch.DayAt(last).DayNumber is > SilentDays and var days)
            {
                yield return new(WorklistReasonKind.NoContact, Math.Min(SilentMost, 1 + ((days - SilentDays) / SilentEach)), days);
            }
        }

        if (customer.IsLookedAfter && customer.BirthMonth == Branch.DayAt(now).Month)
        {
            yield return new(WorklistReasonKind.Birthday, 3);
        }
    }
}

/// <summary>What the ranking asks of a follow-up.</summary>
/// <param name="Postponed">How often it was.</param>
public sealed record FollowUpFacts(DateTimeOffset DueAt, bool HasTime, FollowUpPriority Priority, int Postponed);

/// <summary>What the ranking asks of a customer.</summary>
/// <param name="Assets">In home currency. Null: the colleague does not see their accounts, or they have none.</param>
/// <param name="LastContactAt">Null: never, as far as anybody wrote it down.</param>
/// <param name="BirthMonth">1 to 12. Null: not known.</param>
/// <param name="IsLookedAfter">By the colleague whose list it is.</param>
public sealed record CustomerFacts(
    CustomerTier Tier, LifeCycleStage Stage, decimal? Assets, bool HasComplaint, DateTimeOffset? LastContactAt, int? BirthMonth, bool IsLookedAfter, bool HasDied = false);
