using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Platform.Encryption;
using BankCrm.Domain.Recommendations.Answers;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Recommendations.Offers;

/// <summary>What to offer a customer now, what is held back and why, and what they have said.</summary>
/// <param name="IsPart">A part of the customer's page, whose opening is on record already.</param>
[Allow(RecommendationPermissions.Answer)]
public sealed record GetRecommendations(Guid CustomerId, bool IsPart = false) : IRecorded<CustomerRecommendations>
{
    public AuditRecord? Record(CustomerRecommendations shown) => IsPart ? null : new(AuditEvents.CustomerViewed)
    {
        ObjectType = nameof(Customer),
        ObjectId = CustomerId,
        CustomerRef = CustomerId,
        BranchId = shown.Suggested.BranchId,
    };
}

/// <param name="Answers">The latest first.</param>
public sealed record CustomerRecommendations(CustomerSuggestions Suggested, IReadOnlyList<AnswerShown> Answers)
{
    public IEnumerable<Offer> Open => Suggested.Offers.Where(o => o.Sum.IsOpen);

    public IEnumerable<Offer> Held => Suggested.Offers.Where(o => !o.Sum.IsOpen);
}

/// <param name="Note">Null: nothing was written.</param>
/// <param name="FollowUpId">What was planned with it. Null: nothing.</param>
/// <param name="MayUndo">By the user, today.</param>
public sealed record AnswerShown(
    Guid Id, uint Version, string Name, string ChineseName, AnswerKind Kind, DeclineReason? Because, string? Note, DateOnly ComesBackOn, int Points, DateTimeOffset At, string? By,
    Guid? FollowUpId, bool IsUndone, bool MayUndo);

internal sealed class GetRecommendationsHandler(CrmDb db, CurrentUser user, Recommender recommender, StaffNames staff, ICustomerVault vault, TimeProvider clock)
    : IQueryHandler<GetRecommendations, CustomerRecommendations>
{
    private const int MostAnswers = 20;

    public async Task<CustomerRecommendations> HandleAsync(GetRecommendations query, CancellationToken ct)
    {
        var suggested = await recommender.OfAsync(db, user, query.CustomerId, ct);
        var today = Branch.DayAt(clock.GetUtcNow());
        var found = await db.AnswersOf(query.CustomerId).OrderByDescending(a => a.At).ThenByDescending(a => a.Id).Take(MostAnswers)
            .Join(db.RecommendationRules, a => a.RuleVersionId, r => r.Id, (a, r) => new { Answer = a, r.Name, r.ChineseName })
            .LeftJoin(db.CustomerKeys, a => a.Answer.CustomerId, k => k.CustomerId, (a, k) => new { a.Answer, a.Name, a.ChineseName, Wrapped = k == null ? null : k.Wrapped })
            .ToListAsync(ct);
        var names = await staff.OfAsync(db, found.Select(f => f.Answer.By), ct);
        return new(suggested,
        [
            .. found.OrderByDescending(f => f.Answer.At).ThenByDescending(f => f.Answer.Id).Select(f =>
            {
                var it = f.Answer;
                var note = it.Note is { } sealedNote && f.Wrapped is { } key ? vault.Open(it.CustomerId, key).Open(RecommendationAnswer.NoteColumn, it.Id, sealedNote) : null;
                return new AnswerShown(
                    it.Id, it.Version, f.Name, f.ChineseName, it.Kind, it.Because, note, it.ComesBackOn, it.Points, it.At, names.GetValueOrDefault(it.By), it.FollowUpId,
                    it.UndoneAt is not null, it.IsStanding && it.By == user.StaffId && it.Day == today);
            }),
        ]);
    }
}

/// <summary>One suggestion, to answer it.</summary>
[Allow(RecommendationPermissions.Answer)]
public sealed record GetSuggestion(Guid CustomerId, Guid RuleVersionId);

/// <param name="Offer">Null: it is not suggested, or not any more.</param>
public sealed record SuggestionToAnswer(Guid CustomerId, string Customer, Offer? Offer);

internal sealed class GetSuggestionHandler(CrmDb db, CurrentUser user, Recommender recommender) : IQueryHandler<GetSuggestion, SuggestionToAnswer>
{
    public async Task<SuggestionToAnswer> HandleAsync(GetSuggestion query, CancellationToken ct)
    {
        var suggested = await recommender.OfAsync(db, user, query.CustomerId, ct);
        return new(suggested.CustomerId, suggested.Customer, suggested.Offers.FirstOrDefault(o => o.Sum.RuleVersionId == query.RuleVersionId));
    }
}

/// <summary>From what was planned to the customer it is for.</summary>
[Allow(RecommendationPermissions.Answer)]
public sealed record GetSuggestionOfFollowUp(Guid FollowUpId);

/// <param name="CustomerId">Null: it stands for none.</param>
public sealed record SuggestionOfFollowUp(Guid? CustomerId);

internal sealed class GetSuggestionOfFollowUpHandler(CrmDb db) : IQueryHandler<GetSuggestionOfFollowUp, SuggestionOfFollowUp>
{
    public async Task<SuggestionOfFollowUp> HandleAsync(GetSuggestionOfFollowUp query, CancellationToken ct) => new(
        await db.RecommendationAnswers.Where(a => a.FollowUpId == query.FollowUpId && a.UndoneAt == null).Select(a => (Guid?)a.CustomerId).FirstOrDefaultAsync(ct));
}
