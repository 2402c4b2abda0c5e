using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Tasks.FollowUps;

namespace BankCrm.Domain.Analytics.Worklist;

/// <summary>
/// How the worklist is ranked: each reason has points, their sum decides. Of several follow-ups, cases or maturities of one customer the one with the most
/// points counts, so that many small things do not outweigh a great one. Points are 1 to 1000; what stands here holds where the settings (BankCrm:Worklist) say nothing else.
/// docs/worklist.md says the same in words.
/// </summary>
public sealed record WorklistRules
{
    private const int MostPoints = 1000;

    /// <summary>Follow-ups are looked at so many days ahead, 1 to 31.</summary>
    public int FollowUpDays { get; init; } = 7;

    /// <summary>Maturities are looked at so many days ahead, 1 to 90.</summary>
    public int MaturityDays { get; init; } = 14;

    /// <summary>Customers of a better tier should hear from the bank at least this often, in days, 1 to 3650.</summary>
    public int SilentDays { get; init; } = 90;

    public int Overdue { get; init; } = 30;

    /// <summary>For each day that it is overdue.</summary>
    public int OverdueDay { get; init; } = 2;

    public int OverdueMost { get; init; } = 50;
    public int Today { get; init; } = 30;

    /// <summary>Less one for each day until it is due, but one at least.</summary>
    public int Soon { get; init; } = 14;

    public int Maturity { get; init; } = 28;

    /// <summary>Less for each day until it matures; over all of <see cref="MaturityDays"/> no more than <see cref="Maturity"/>.</summary>
    public int MaturityDay { get; init; } = 2;

    public int Birthday { get; init; } = 3;

    /// <summary>The points of a suggestion are divided by this, from 1 on.</summary>
    public int SuggestedPart { get; init; } = 4;

    public int SuggestedMost { get; init; } = 12;

    /// <summary>Has died, and something about them is open.</summary>
    public int Died { get; init; } = 15;

    public int CaseLate { get; init; } = 50;
    public int CaseInADay { get; init; } = 35;
    public int CaseInThreeDays { get; init; } = 20;
    public int CaseLater { get; init; } = 5;
    public int TimeAgreed { get; init; } = 10;
    public int Urgent { get; init; } = 15;
    public int HighPriority { get; init; } = 8;

    /// <summary>Each time.</summary>
    public int Postponed { get; init; } = 3;

    public int PostponedMost { get; init; } = 9;
    public int Vip { get; init; } = 10;
    public int Private { get; init; } = 8;
    public int Affluent { get; init; } = 4;

    /// <summary>Assets from which they count most, in home currency.</summary>
    public decimal HighAssetsFrom { get; init; } = 10_000_000m;

    public int HighAssets { get; init; } = 8;

    /// <summary>In home currency, less than <see cref="HighAssetsFrom"/>.</summary>
    public decimal MiddleAssetsFrom { get; init; } = 1_000_000m;

    public int MiddleAssets { get; init; } = 5;

    /// <summary>In home currency, less than <see cref="MiddleAssetsFrom"/> and above zero.</summary>
    public decimal LowAssetsFrom { get; init; } = 200_000m;

    public int LowAssets { get; init; } = 3;
    public int Complaint { get; init; } = 10;
    public int Dormant { get; init; } = 5;

    /// <summary>So many days of silence more are worth a point, from 1 on.</summary>
    public int SilentEach { get; init; } = 10;

    public int SilentMost { get; init; } = 10;

    /// <exception cref="InvalidOperationException">A number is out of its range; the sentence names it.</exception>
    public void Check()
    {
        foreach (var (name, value, least, most) in Ranges())
        {
            Demand(value >= least && value <= most, $"{name} must be {least} to {most}.");
        }

        Demand(Overdue <= OverdueMost && Postponed <= PostponedMost, "OverdueMost and PostponedMost must not be less than what one day or time gives.");
        Demand(MaturityDay * MaturityDays <= Maturity, "MaturityDay takes away more than Maturity gives before MaturityDays are over.");
        Demand(HighAssetsFrom > MiddleAssetsFrom && MiddleAssetsFrom > LowAssetsFrom && LowAssetsFrom > 0, "HighAssetsFrom, MiddleAssetsFrom and LowAssetsFrom must fall, and stay above zero.");
    }

    private IEnumerable<(string Name, int Value, int Least, int Most)> Ranges()
    {
        yield return (nameof(FollowUpDays), FollowUpDays, 1, 31);
        yield return (nameof(MaturityDays), MaturityDays, 1, 90);
        yield return (nameof(SilentDays), SilentDays, 1, 3650);
        yield return (nameof(SuggestedPart), SuggestedPart, 1, MostPoints);
        yield return (nameof(SilentEach), SilentEach, 1, MostPoints);
        (string, int)[] points =
        [
            (nameof(Overdue), Overdue), (nameof(OverdueDay), OverdueDay), (nameof(OverdueMost), OverdueMost), (nameof(Today), Today), (nameof(Soon), Soon), (nameof(Maturity), Maturity),
            (nameof(MaturityDay), MaturityDay), (nameof(Birthday), Birthday), (nameof(SuggestedMost), SuggestedMost), (nameof(Died), Died), (nameof(CaseLate), CaseLate),
            (nameof(CaseInADay), CaseInADay), (nameof(CaseInThreeDays), CaseInThreeDays), (nameof(CaseLater), CaseLater), (nameof(TimeAgreed), TimeAgreed), (nameof(Urgent), Urgent),
            (nameof(HighPriority), HighPriority), (nameof(Postponed), Postponed), (nameof(PostponedMost), PostponedMost), (nameof(Vip), Vip), (nameof(Private), Private),
            (nameof(Affluent), Affluent), (nameof(HighAssets), HighAssets), (nameof(MiddleAssets), MiddleAssets), (nameof(LowAssets), LowAssets), (nameof(Complaint), Complaint),
            (nameof(Dormant), Dormant), (nameof(SilentMost), SilentMost),
        ];
        foreach (var (name, value) in points)
        {
            yield return (name, value, 1, MostPoints);
        }
    }

    private static void Demand(bool isSo, string sentence)
    {
        if (!isSo)
        {
            throw new InvalidOperationException(sentence);
        }
    }

    public IEnumerable<WorklistReason> Of(FollowUpFacts followUp, DateTimeOffset now)
    {
        var (today, day) = (Branch.DayAt(now), Branch.DayAt(followUp.DueAt));
        yield return followUp.DueAt < now
            ? new(WorklistReasonKind.Overdue, Math.Min(OverdueMost, Overdue + (OverdueDay * (today.DayNumber - day.DayNumber))), day)
            : day == today ? new(WorklistReasonKind.DueToday, Today)
            : new(WorklistReasonKind.DueSoon, Math.Max(1, Soon - (day.DayNumber - today.DayNumber)), day);
        if (followUp.HasTime && day == today)
        {
            yield return new(WorklistReasonKind.TimeAgreed, TimeAgreed);
        }

        if (followUp.Postponed > 0)
        {
            yield return new(WorklistReasonKind.Postponed, Math.Min(PostponedMost, Postponed * followUp.Postponed), followUp.Postponed);
        }

        if (followUp.Priority is FollowUpPriority.High)
        {
            yield return new(WorklistReasonKind.HighPriority, HighPriority);
        }
        else if (followUp.Priority is FollowUpPriority.Urgent)
        {
            yield return new(WorklistReasonKind.Urgent, Urgent);
        }
    }

    /// <summary>Of a case that the colleague works on.</summary>
    /// <param name="dueAt">When its next promise is due.</param>
    /// <param name="isPaused">Its clocks stand still: nothing presses.</param>
    public IEnumerable<WorklistReason> OfCase(DateTimeOffset dueAt, bool isPaused, DateTimeOffset now)
    {
        if (isPaused)
        {
            yield break;
        }

        yield return dueAt < now
            ? new(WorklistReasonKind.CaseLate, CaseLate, dueAt)
            : new(WorklistReasonKind.CaseDue, dueAt < now.AddDays(1) ? CaseInADay : dueAt < now.AddDays(3) ? CaseInThreeDays : CaseLater, dueAt);
    }

    /// <param name="on">From today on.</param>
    public WorklistReason OfMaturity(DateOnly on, DateOnly today) =>
        new(WorklistReasonKind.Matures, Maturity - (MaturityDay * (on.DayNumber - today.DayNumber)), on);

    /// <param name="sum">The points of the best suggestion, as it was listed.</param>
    public WorklistReason OfSuggestion(SuggestedName name, int sum) => new(WorklistReasonKind.Suggested, Math.Clamp(sum / SuggestedPart, 1, SuggestedMost), name);

    /// <summary>What a customer is worth and what threatens: never a reason to call by itself, except for silence.</summary>
    public IEnumerable<WorklistReason> Of(CustomerFacts customer, DateTimeOffset now)
    {
        if (customer.HasDied)
        {
            yield return new(WorklistReasonKind.Died, Died); // neither worth nor silence is a reason any more
            yield break;
        }

        if (customer.Tier is not CustomerTier.Mass)
        {
            yield return new(WorklistReasonKind.Tier, customer.Tier switch { CustomerTier.Vip => Vip, CustomerTier.Private => Private, _ => Affluent }, customer.Tier);
        }

        if (customer.Assets is { } assets && assets >= LowAssetsFrom)
        {
            yield return new(WorklistReasonKind.Assets, assets >= HighAssetsFrom ? HighAssets : assets >= MiddleAssetsFrom ? MiddleAssets : LowAssets, assets);
        }

        if (customer.HasComplaint)
        {
            yield return new(WorklistReasonKind.Complaint, Complaint);
        }

        if (customer.Stage is LifeCycleStage.Dormant)
        {
            yield return new(WorklistReasonKind.Dormant, Dormant);
        }

        if (customer.IsLookedAfter && customer.Tier is not CustomerTier.Mass)
        {
            if (customer.LastContactAt is not { } last)
            {
                yield return new(WorklistReasonKind.NeverContacted, SilentMost);
            }
            else if (Branch.DayAt(now).DayNumber - Branch.DayAt(last).DayNumber is var days && days > SilentDays)
            {
                yield return new(WorklistReasonKind.NoContact, Math.Min(SilentMost, 1 + ((days - SilentDays) / SilentEach)), days);
            }
        }

        if (customer.IsLookedAfter && customer.BirthMonth == Branch.DayAt(now).Month)
        {
            yield return new(WorklistReasonKind.Birthday, Birthday);
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
