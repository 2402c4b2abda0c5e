using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using BankCrm.Domain.Tasks.FollowUps;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Campaigns.Responses;

/// <summary>What a customer said to a colleague about an offer.</summary>
public enum SaidToOffer
{
    [Means("Interested")] Interested,
    [Means("Bought")] Bought,
    [Means("Not interested")] NotInterested,
    [Means("Call again")] Later,
    [Means("Not reached")] NotReached,
    [Means("No more offers")] NoMoreOffers,
}

/// <summary>Writes down what a customer said, and settles the call that stood for it.</summary>
[Allow(ResponsePermissions.Answer)]
public sealed record RecordAnswer
{
    public Guid Id { get; init; }
    public uint Version { get; init; }

    /// <summary>Null: not chosen yet.</summary>
    public SaidToOffer? Said { get; init; }

    /// <summary>When somebody calls again. Null: on no day.</summary>
    public DateOnly? NextOn { get; init; }
}

internal sealed class RecordAnswerValidator : AbstractValidator<RecordAnswer>
{
    public RecordAnswerValidator()
    {
        RuleFor(a => a.Said).NotNull();
        RuleFor(a => a.Said).IsInEnum();
        RuleFor(a => a.NextOn).NotNull().When(a => a.Said is SaidToOffer.Later).WithMessage("Choose the day on which they are called again.");
    }
}

internal sealed class RecordAnswerHandler(CrmDb db, CurrentUser user, ContactAnswers answers, TimeProvider clock) : ICommandHandler<RecordAnswer>
{
    public async Task HandleAsync(RecordAnswer command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var contact = await db.ForChangeAsync<CampaignContact>(command.Id, command.Version, ct);
        user.DemandOpen(await ContactAnswers.CustomerOfAsync(db, contact, ct));
        Refuse.If(!contact.MayAnswer, "This customer was not contacted, or may not be any more.");
        Refuse.If(command.NextOn < Branch.DayAt(now), "This day is over: choose today or a later day.");
        var (said, campaign) = (command.Said!.Value, await db.CampaignNameAsync(contact.CampaignId, ct));
        contact.Answers(said.Answer, contact.Channel is CampaignChannel.Call ? AnswerBy.Call : AnswerBy.Counter, user.Person, now);
        await SettleCallAsync(contact, said, campaign, command.NextOn, now, ct);
        if (said is SaidToOffer.NoMoreOffers)
        {
            await answers.OptOutAsync(db, contact, campaign, user.Person, now, ct);
        }
    }

    // Whoever hears the answer settles the call, also where a colleague was to make it: nobody shall call in vain.
    private async Task SettleCallAsync(CampaignContact contact, SaidToOffer said, string campaign, DateOnly? next, DateTimeOffset now, CancellationToken ct)
    {
        var call = contact.FollowUpId is { } id ? await db.FollowUps.AsTracking().SingleOrDefaultAsync(f => f.Id == id && f.EndedAt == null, ct) : null;
        if (said is SaidToOffer.Later or SaidToOffer.NotReached)
        {
            await CallAgainAsync(contact, call, campaign, next, now, ct);
            return;
        }

        call?.Complete(said switch
        {
            SaidToOffer.Interested => FollowUpOutcome.Agreed,
            SaidToOffer.Bought => FollowUpOutcome.Done,
            _ => FollowUpOutcome.NotInterested,
        }, null, user.Person, now);
        if (said is SaidToOffer.Interested && next is not null)
        {
            await answers.PlanCallAsync(db, contact, campaign, next, user.Person, now, ct);
        }
    }

    private async Task CallAgainAsync(CampaignContact contact, FollowUp? call, string campaign, DateOnly? next, DateTimeOffset now, CancellationToken ct)
    {
        if (next is not { } day)
        {
            return; // it stays where it is, and somebody tries again
        }

        if (call is null)
        {
            contact.IsCalledAgain((await answers.PlanCallAsync(db, contact, campaign, day, user.Person, now, ct)).Id);
        }
        else if (call.Due != new DueTime(day, null))
        {
            call.MoveTo(new DueTime(day, null), user.Person, now);
        }
    }
}
