using BankCrm.Application.Accounts;
using BankCrm.Application.Admin;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Recommendations.Offers;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Recommendations.Lists;
using BankCrm.Domain.Recommendations.Rules;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Recommendations.Lists;

/// <summary>Whom to offer what today, of the customers whose accounts the user sees: the best sum first.</summary>
/// <param name="BranchId">Null: the user's own.</param>
/// <param name="OwnerId">Who looks after them. Null: whoever does.</param>
/// <param name="RuleId">Null: all rules in use.</param>
[Allow(RecommendationPermissions.List)]
public sealed record ListSuggestions(Guid? BranchId = null, Guid? OwnerId = null, Guid? RuleId = null, string? After = null);

/// <param name="Owner">Null: nobody looks after them.</param>
/// <param name="Offer">As the rules and gates say it in this moment.</param>
public sealed record SuggestedRow(Guid CustomerId, string Customer, CustomerTier Tier, string? Owner, Offer Offer);

/// <param name="Rules">That are in use.</param>
/// <param name="Colleagues">Who looks after customers of the branch. Empty: the user sees their own customers only.</param>
/// <param name="Branches">To choose from. Empty: there is one.</param>
/// <param name="Branch">Whose customers are shown. Null: those the user looks after, wherever they are.</param>
/// <param name="CountedAt">Null: the branch was not counted yet.</param>
public sealed record SuggestionList(
    Page<SuggestedRow> Page, IReadOnlyList<RuleChoice> Rules, IReadOnlyList<Choice> Colleagues, IReadOnlyList<Choice> Branches, Guid? Branch, DateTimeOffset? CountedAt);

public sealed record RuleChoice(Guid RuleId, string Name, string ChineseName);

internal sealed class ListSuggestionsHandler(CrmDb db, CurrentUser user, Recommender recommender, StaffNames staff, TimeProvider clock) : IQueryHandler<ListSuggestions, SuggestionList>
{
    private const int Size = 25;
    private const int MostRounds = 4;
    private const int MostChoices = 200;

    public async Task<SuggestionList> HandleAsync(ListSuggestions query, CancellationToken ct)
    {
        var seesAll = user.May(AccountPermissions.Read);
        var branches = seesAll && user.OnlyBranch is null
            ? await db.Branches.Where(b => b.Kind == BranchKind.Branch && (user.SeesAllBranches || user.Branches.Contains(b.Id))).OrderBy(b => b.Name).Select(b => new Choice(b.Id, b.Name)).ToListAsync(ct) : [];
        Guid? branch = seesAll ? user.OnlyBranch ?? Chosen(branches, query.BranchId) ?? Chosen(branches, user.HomeBranchId) ?? branches.FirstOrDefault()?.Id ?? Guid.Empty : null;
        var rules = await db.RecommendationRules.Where(r => r.State == TemplateState.Approved).OrderBy(r => r.Name).ThenBy(r => r.RuleId).Take(RecommendationRule.MostInUse)
            .Select(r => new { Version = r.Id, Choice = new RuleChoice(r.RuleId, r.Name, r.ChineseName) }).ToListAsync(ct);
        var colleagues = seesAll
            ? await db.Staff.Where(s => s.DisabledAt == null && s.HomeBranchId == branch && db.ListedSuggestions.Any(l => l.OwnerId == s.Id)).OrderBy(s => s.Name).Take(MostChoices)
                .Select(s => new Choice(s.Id, s.Name)).ToListAsync(ct)
            : [];
        var counted = branch ?? user.HomeBranchId ?? user.OnlyBranch;
        var countedAt = await db.SuggestionCounts.Where(c => c.BranchId == counted).Select(c => c.CountedAt).SingleOrDefaultAsync(ct);
        var page = await PageAsync(Asked(query, branch, rules.ConvertAll(r => r.Version)), query.After, ct);
        return new(page, rules.ConvertAll(r => r.Choice), colleagues, branches, branch, countedAt);
    }

    private static Guid? Chosen(List<Choice> branches, Guid? wanted) => branches.Find(b => b.Id == wanted)?.Id;

    private IQueryable<ListedSuggestion> Asked(ListSuggestions query, Guid? branch, List<Guid> inUse)
    {
        var asked = db.ListedOn(Branch.DayAt(clock.GetUtcNow()), inUse);
        asked = branch is null ? asked.Where(s => s.OwnerId == user.StaffId) : asked.Where(s => s.BranchId == branch);
        asked = branch is not null && query.OwnerId is { } owner ? asked.Where(s => s.OwnerId == owner) : asked;
        return query.RuleId is { } rule ? asked.Where(s => s.RuleId == rule) : asked;
    }

    // What is listed is as of the last count: rules and gates are asked again, and what they hold back now makes room for what comes next.
    private async Task<Page<SuggestedRow>> PageAsync(IQueryable<ListedSuggestion> asked, string? after, CancellationToken ct)
    {
        var (rows, isMore) = (new List<SuggestedRow>(), true);
        for (var round = 0; isMore && rows.Count < Size && round < MostRounds; round++)
        {
            var from = asked;
            if (Cursor.TryRead<(int Points, Guid Customer, Guid Rule)>(after, out var last))
            {
                from = from.Where(s => s.Points <= last.Points && (s.Points < last.Points || s.CustomerId > last.Customer || (s.CustomerId == last.Customer && s.RuleId > last.Rule)));
            }

            var want = Size - rows.Count;
            // The keys by themselves, along the index: together with the customers all of the branch would be joined first.
            var found = await from.OrderByDescending(s => s.Points).ThenBy(s => s.CustomerId).ThenBy(s => s.RuleId).Take(want + 1)
                .Select(s => new { s.CustomerId, s.RuleId, s.Points }).ToListAsync(ct);
            isMore = found.Count > want;
            var read = found.Take(want).ToList();
            if (read.Count == 0)
            {
                break;
            }

            after = Cursor.Write((read[^1].Points, read[^1].CustomerId, read[^1].RuleId));
            var ids = read.ConvertAll(r => r.CustomerId).Distinct().ToList();
            var customers = await db.Customers.WithAccountsSeenBy(user).Where(c => ids.Contains(c.Id) && c.Stage != LifeCycleStage.Closed)
                .Select(c => new { c.Id, c.Name, c.Tier, c.OwnerId }).ToDictionaryAsync(c => c.Id, ct);
            var now = (await recommender.OfSeveralAsync(db, user, [.. customers.Keys], ct)).ToDictionary(c => c.CustomerId);
            var names = await staff.OfAsync(db, customers.Values.Select(c => c.OwnerId).OfType<Guid>(), ct);
            foreach (var listed in read)
            {
                if (customers.TryGetValue(listed.CustomerId, out var customer)
                    && now.GetValueOrDefault(customer.Id)?.Offers.FirstOrDefault(o => o.Sum.RuleId == listed.RuleId && o.Sum.IsOpen) is { } offer)
                {
                    rows.Add(new(customer.Id, customer.Name, customer.Tier, customer.OwnerId is { } owner ? names.GetValueOrDefault(owner) : null, offer));
                }
            }
        }

        return new([.. rows.OrderByDescending(r => r.Offer.Sum.Points)], isMore ? after : null);
    }
}
