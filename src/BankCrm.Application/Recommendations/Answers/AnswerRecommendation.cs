using System.Globalization;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Platform.Localisation;
using BankCrm.Application.Recommendations.Offers;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Recommendations.Answers;
using BankCrm.Domain.Recommendations.Rules;
using BankCrm.Domain.Tasks.FollowUps;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Recommendations.Answers;

/// <summary>Writes down what a customer said to a suggestion. Whether it may be made at all is asked once more in this moment.</summary>
[Allow(RecommendationPermissions.Answer)]
public sealed record AnswerRecommendation
{
    /// <summary>Carried by the form, so that a double click answers once.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid CustomerId { get; init; }

    /// <summary>The version of the rule that was shown.</summary>
    public Guid RuleVersionId { get; init; }

    /// <summary>Null: not chosen yet.</summary>
    public AnswerKind? Kind { get; init; }

    /// <summary>Why they declined.</summary>
    public DeclineReason? Because { get; init; }

    /// <summary>When it is suggested again, where they said later.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>When a follow-up is due, where they accepted. Null: none is planned.</summary>
    public DateOnly? FollowUpOn { get; init; }

    public string Note { get; init => field = value ?? ""; } = "";
}

internal sealed class AnswerRecommendationValidator : AbstractValidator<AnswerRecommendation>
{
    public AnswerRecommendationValidator()
    {
        RuleFor(a => a.Id).NotEmpty();
        RuleFor(a => a.Kind).NotNull();
        RuleFor(a => a.Kind).IsInEnum();
        RuleFor(a => a.Because).NotNull().When(a => a.Kind is AnswerKind.Declined).WithMessage("Say why they declined.");
        RuleFor(a => a.Because).IsInEnum();
        RuleFor(a => a.Until).NotNull().When(a => a.Kind is AnswerKind.Later).WithMessage("Choose the day on which it is suggested again.");
        RuleFor(a => a.Note).IsClean(RecommendationAnswer.NoteMaxLength, manyLines: true);
    }
}

internal sealed class AnswerRecommendationHandler(CrmDb db, CurrentUser user, Recommender recommender, CustomerCiphers ciphers, TimeProvider clock) : ICommandHandler<AnswerRecommendation>
{
    public async Task HandleAsync(AnswerRecommendation command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        FollowUpFile.RefuseNumbers(now, command.Note);
        var customer = await db.CustomerToOpenAsync(command.CustomerId, user, ct);
        var suggested = await recommender.OfAsync(db, user, customer.Id, ct);
        var offer = suggested.Offers.FirstOrDefault(o => o.Sum.RuleVersionId == command.RuleVersionId);
        Refuse.If(offer is null, "This is not suggested any more: the rule or what is known of the customer has changed. Look at what is suggested now.");

        var note = command.Note.Trim() is { Length: > 0 } text ? new AnswerNote(text, await ciphers.OfAsync(customer.Id, ct)) : null;
        if (offer.StandingId is { } standing)
        {
            (await db.ForChangeAsync<RecommendationAnswer>(standing, ct)).IsFollowed();
        }

        db.Add(command.Kind switch
        {
            AnswerKind.Accepted => RecommendationAnswer.Accept(command.Id, customer, offer.Sum, note, Planned(command, customer.BranchId, offer.Rule, now), user.Person, now),
            AnswerKind.Declined => RecommendationAnswer.Decline(command.Id, customer, offer.Sum, command.Because!.Value, offer.Rule.CoolingOffDays, note, user.Person, now),
            _ => RecommendationAnswer.PutOff(command.Id, customer, offer.Sum, command.Until!.Value, note, user.Person, now),
        });
    }

    private Guid? Planned(AnswerRecommendation command, Guid branch, RuleTerms rule, DateTimeOffset now)
    {
        if (command.FollowUpOn is not { } day)
        {
            return null;
        }

        user.Demand(TaskPermissions.Work);
        Refuse.If(day < Branch.DayAt(now), "This day is over: choose today or a later day.");
        var subject = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? rule.ChineseName : rule.Name;
        var kind = rule.Way is RecommendedWay.Call ? FollowUpKind.Call : FollowUpKind.Other;
        var followUp = FollowUp.For(Guid.CreateVersion7(now), branch, command.CustomerId, new(subject, kind, FollowUpPriority.Normal, new(day, null)), user.Person, user.Person, now);
        db.Add(followUp);
        return followUp.Id;
    }
}

/// <summary>Whether the user has written this answer down already: their form came twice.</summary>
[Allow(RecommendationPermissions.Answer)]
public sealed record WasAnswered(Guid Id);

internal sealed class WasAnsweredHandler(CrmDb db, CurrentUser user) : IQueryHandler<WasAnswered, bool>
{
    public Task<bool> HandleAsync(WasAnswered query, CancellationToken ct) => db.RecommendationAnswers.AnyAsync(a => a.Id == query.Id && a.By == user.StaffId, ct);
}

/// <summary>Takes an answer back that one has written down today, with the follow-up that was planned with it.</summary>
[Allow(RecommendationPermissions.Answer)]
public sealed record UndoAnswer(Guid Id, uint Version);

internal sealed class UndoAnswerValidator : AbstractValidator<UndoAnswer>;

internal sealed class UndoAnswerHandler(CrmDb db, CurrentUser user, IColumnCipher cipher, IWording wording, TimeProvider clock) : ICommandHandler<UndoAnswer>
{
    public async Task HandleAsync(UndoAnswer command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var answer = await db.ForChangeAsync<RecommendationAnswer>(command.Id, command.Version, ct);
        answer.Undo(user.Person, now);
        if (answer.FollowUpId is { } id && await db.FollowUps.AsTracking().SingleOrDefaultAsync(f => f.Id == id && f.EndedAt == null, ct) is { } followUp)
        {
            followUp.Drop(cipher.MustBeWritten(wording.In(CultureInfo.CurrentUICulture.Name)["The answer it came from was taken back."], now), user.Person, now);
        }
    }
}
