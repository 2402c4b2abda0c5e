using BankCrm.Application.Accounts;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Cases;
using BankCrm.Application.Cases.Complaints;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Recommendations;
using BankCrm.Application.Recommendations.Lists;
using BankCrm.Application.Recommendations.Offers;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.Interactions;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Analytics.Worklist;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Recommendations.Rules;
using BankCrm.Domain.Tasks.FollowUps;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Analytics.Worklist;

/// <summary>Whom to turn to next and why: one's follow-ups, those of whom one stands in for, one's cases, and what happens with the customers one looks after.</summary>
[Allow(TaskPermissions.Work)]
public sealed record GetWorklist;

public enum WorklistStepKind
{
    FollowUp,
    Case,
    Account,
}

/// <summary>Something that waits at one's desk.</summary>
/// <param name="Subject">What a follow-up says; empty for the others.</param>
/// <param name="Number">Of a case. Null: it is none.</param>
/// <param name="DueAt">Of an account the first moment of the day on which it matures.</param>
/// <param name="HasTime">False: at any time of the day.</param>
/// <param name="StandsInFor">The absent colleague whose it is. Null: it is one's own.</param>
public sealed record WorklistStep(WorklistStepKind Kind, Guid Id, string Subject, long? Number, DateTimeOffset DueAt, bool HasTime, string? StandsInFor = null);

/// <param name="CustomerId">Null: it is about no customer.</param>
/// <param name="Customer">Null: it is about none, or about a protected record that this colleague may not open.</param>
/// <param name="Steps">What waits, the most pressing first. Empty: nothing is planned yet.</param>
/// <param name="Reasons">The most points first; their sum is the place in the list.</param>
public sealed record WorklistItem(
    Guid? CustomerId, string? Customer, CustomerTier? Tier, IReadOnlyList<WorklistStep> Steps, IReadOnlyList<WorklistReason> Reasons)
{
    public int Points => Reasons.Sum(r => r.Points);
}

internal sealed class GetWorklistHandler(CrmDb db, CurrentUser user, StaffNames staff, OwnMaturities maturities, WorklistRules rules, TimeProvider clock)
    : IQueryHandler<GetWorklist, IReadOnlyList<WorklistItem>>
{
    private const int MostFollowUps = 200;
    private const int MostCases = 50;
    private const int MostMaturities = 50;
    private const int MostSilent = 30;
    private const int MostSuggested = 10;

    public async Task<IReadOnlyList<WorklistItem>> HandleAsync(GetWorklist query, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        List<Candidate> candidates = [.. await FollowUpsAsync(now, ct), .. await CasesAsync(now, ct), .. await MaturitiesAsync(Branch.DayAt(now), ct)];
        var named = candidates.Select(c => c.CustomerId).OfType<Guid>().ToHashSet();
        var customers = await CustomersAsync(named, now, ct);
        var about = candidates.Where(c => c.CustomerId is { } id && customers.ContainsKey(id)).ToLookup(c => c.CustomerId!.Value);
        return
        [
            .. candidates.Where(c => c.CustomerId is not { } id || !customers.ContainsKey(id)).Select(c => new WorklistItem(c.CustomerId, null, null, [c.Step], Ranked(c.Reasons)))
                .Concat(customers.Values.Select(c => Item(c, [.. about[c.Id]], now)).Where(i => i.Steps.Count > 0 || i.Reasons.Any(SpeaksByItself)))
                .OrderByDescending(i => i.Points).ThenBy(i => i.Steps.Count > 0 ? i.Steps[0].DueAt : DateTimeOffset.MaxValue).ThenBy(i => i.CustomerId),
        ];
    }

    private WorklistItem Item(CustomerFound customer, List<Candidate> candidates, DateTimeOffset now)
    {
        var pressing = candidates.OrderByDescending(c => c.Reasons.Sum(r => r.Points)).ThenBy(c => c.Step.DueAt).ToList();
        var reasons = pressing.DistinctBy(c => c.Step.Kind).SelectMany(c => c.Reasons);
        IReadOnlyList<WorklistStep> steps = [.. pressing.Select(c => c.Step)];
        return user.MayOpen(customer.IsProtected)
            ? new(customer.Id, customer.Name, customer.Facts.Tier, steps, Ranked([.. reasons, .. rules.Of(customer.Facts, now), .. Suggested(customer)]))
            : new(customer.Id, null, null, steps, Ranked(reasons));
    }

    // As it was listed: whoever opens it has the rules and gates asked again. What one is not to learn of oneself is kept away here too.
    private IEnumerable<WorklistReason> Suggested(CustomerFound customer) =>
        customer.Suggested.Where(s => !customer.Facts.HasComplaint || s.Action.IsDuty).MaxBy(s => s.Points) is { } best && !Recommender.IsOwnRecord(customer.Name, user)
            ? [rules.OfSuggestion(new(best.Name, best.ChineseName), best.Points)] : [];

    // That somebody is rich is no reason to call; that nobody has called for long is, and so is what could be offered.
    private static bool SpeaksByItself(WorklistReason reason) =>
        reason.Kind is WorklistReasonKind.NoContact or WorklistReasonKind.NeverContacted or WorklistReasonKind.Birthday or WorklistReasonKind.Suggested
        or WorklistReasonKind.Died;

    private static IReadOnlyList<WorklistReason> Ranked(IEnumerable<WorklistReason> reasons) => [.. reasons.OrderByDescending(r => r.Points).ThenBy(r => r.Kind)];

    private async Task<IEnumerable<Candidate>> FollowUpsAsync(DateTimeOffset now, CancellationToken ct)
    {
        var until = Branch.StartOf(Branch.DayAt(now).AddDays(rules.FollowUpDays + 1)).ToUniversalTime();
        var absent = user.StandsInFor;
        var due = db.FollowUps.Where(f => f.EndedAt == null && f.DueAt < until);
        due = absent.Count == 0 ? due.Where(f => f.OwnerId == user.StaffId) : due.Where(f => f.OwnerId != null && (f.OwnerId == user.StaffId || absent.Contains(f.OwnerId.Value)));
        var found = await due.OrderBy(f => f.DueAt).ThenBy(f => f.Id).Take(MostFollowUps)
            .Select(f => new { f.Id, f.CustomerId, f.OwnerId, f.Subject, f.DueAt, f.HasTime, f.Priority, f.Postponed })
            .ToListAsync(ct);
        var names = await staff.OfAsync(db, absent, ct);
        return found.Select(f => new Candidate(
            f.CustomerId, new(WorklistStepKind.FollowUp, f.Id, f.Subject, null, f.DueAt, f.HasTime, f.OwnerId == user.StaffId ? null : names.GetValueOrDefault(f.OwnerId!.Value)),
            [.. rules.Of(new FollowUpFacts(f.DueAt, f.HasTime, f.Priority, f.Postponed), now)]));
    }

    private async Task<IEnumerable<Candidate>> CasesAsync(DateTimeOffset now, CancellationToken ct)
    {
        if (!user.May(CaseRights.SeeAny))
        {
            return [];
        }

        var found = await db.CasesSeenBy(user).Where(c => c.EndedAt == null && c.OwnerId == user.StaffId)
            .OrderBy(c => c.DueAt).ThenBy(c => c.Id).Take(MostCases)
            .Select(c => new { c.Id, c.CustomerId, c.Number, c.DueAt, c.IsPaused })
            .ToListAsync(ct);
        return found.Select(c => new Candidate(
            c.CustomerId, new(WorklistStepKind.Case, c.Id, "", c.Number, c.DueAt, HasTime: true), [.. rules.OfCase(c.DueAt, c.IsPaused, now)]));
    }

    private async Task<IEnumerable<Candidate>> MaturitiesAsync(DateOnly today, CancellationToken ct)
    {
        var found = (await maturities.WithinAsync(rules.MaturityDays, ct)).Take(MostMaturities);
        return found.Select(a => new Candidate(
            a.CustomerId, new(WorklistStepKind.Account, a.Id, "", null, Branch.StartOf(a.On), HasTime: false), [rules.OfMaturity(a.On, today)]));
    }

    /// <summary>Those about whom something waits, those of the better tiers that one looks after and nobody has spoken to for long, and those to whom most could be offered.</summary>
    private async Task<Dictionary<Guid, CustomerFound>> CustomersAsync(HashSet<Guid> named, DateTimeOffset now, CancellationToken ct)
    {
        var (me, silentSince, month) = (user.StaffId, now.AddDays(-rules.SilentDays), (short)Branch.DayAt(now).Month);
        var seesContacts = user.May(InteractionPermissions.Read);
        if (seesContacts)
        {
            // By itself: asked for together with the others, all customers of the branch would be read.
            named.UnionWith(await db.Customers
                .Where(c => c.OwnerId == me && c.Tier != CustomerTier.Mass && c.Stage != LifeCycleStage.Closed
                    && (c.BirthMonth == month || !db.LastContacts.Any(l => l.CustomerId == c.Id && l.At >= silentSince)))
                .OrderByDescending(c => c.Tier).ThenBy(c => c.Id) // as the database spells them: VIP, private, affluent
                .Take(MostSilent).Select(c => c.Id).ToListAsync(ct));
        }

        // What is still open about those who have died is shown to be closed: it is not dropped by itself.
        named.UnionWith(await db.Customers
            .Where(c => c.OwnerId == me && c.DiedOn != null
                && (db.FollowUps.Any(f => f.CustomerId == c.Id && f.EndedAt == null) || db.RunningPlans.Any(p => p.CustomerId == c.Id && p.EndedAt == null)))
            .OrderBy(c => c.Id).Take(MostSilent).Select(c => c.Id).ToListAsync(ct));
        var seesAccounts = user.May(AccountRights.ReadAnyOrOwn);
        var seesSuggestions = seesAccounts && user.May(RecommendationPermissions.List);
        var listed = db.ListedOn(Branch.DayAt(now)).Where(_ => seesSuggestions);
        if (seesSuggestions)
        {
            named.UnionWith(await listed.Where(s => s.OwnerId == me && db.Customers.Any(c => c.Id == s.CustomerId && c.DiedOn == null)).OrderByDescending(s => s.Points).ThenBy(s => s.CustomerId).ThenBy(s => s.RuleId)
                .Take(MostSuggested).Select(s => s.CustomerId).ToListAsync(ct));
        }

        var (accounts, complaints) = (db.Customers.WithAccountsSeenBy(user), db.ComplaintsOpen().ToldTo(me));
        var found = await db.Customers.Where(c => named.Contains(c.Id))
            .Select(c => new
            {
                c.Id,
                c.Name,
                c.IsProtected,
                c.Tier,
                c.Stage,
                c.BirthMonth,
                HasDied = c.DiedOn != null,
                IsLookedAfter = c.OwnerId == me,
                Assets = accounts.Any(a => a.Id == c.Id) ? db.CustomerTotals.Where(t => t.CustomerId == c.Id).Select(t => (decimal?)t.Assets).FirstOrDefault() : null,
                LastContactAt = db.LastContacts.Where(l => l.CustomerId == c.Id).Select(l => (DateTimeOffset?)l.At).FirstOrDefault(),
                HasComplaint = complaints.Any(s => s.CustomerId == c.Id),
                Suggested = listed.Where(s => s.CustomerId == c.Id)
                    .Join(db.RecommendationRules, s => s.RuleVersionId, r => r.Id, (s, r) => new ListedName(r.Name, r.ChineseName, r.Action, s.Points)).ToList(),
            })
            .ToListAsync(ct);
        return found.ToDictionary(c => c.Id, c => new CustomerFound(
            c.Id, c.Name, c.IsProtected,
            new(
                c.Tier, c.Stage, seesAccounts ? c.Assets : null, user.May(CaseRights.SeeAny) && c.HasComplaint, c.LastContactAt, c.BirthMonth,
                c.IsLookedAfter && seesContacts, c.HasDied),
            !c.HasDied && user.MaySeeAccounts(c.IsLookedAfter ? me : null, c.IsProtected) ? c.Suggested : []));
    }

    private sealed record Candidate(Guid? CustomerId, WorklistStep Step, IReadOnlyList<WorklistReason> Reasons);

    private sealed record CustomerFound(Guid Id, string Name, bool IsProtected, CustomerFacts Facts, List<ListedName> Suggested);

    private sealed record ListedName(string Name, string ChineseName, RecommendedAction Action, int Points);
}
