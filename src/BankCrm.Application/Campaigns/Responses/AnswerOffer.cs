using BankCrm.Application.Common;
using BankCrm.Domain.Campaigns.Contacts;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Campaigns.Responses;

/// <summary>The link was opened, by them or by a machine.</summary>
[Allow(ResponsePermissions.Take)]
public sealed record OpenOffer(Guid ContactId);

/// <summary>They answer by the link.</summary>
[Allow(ResponsePermissions.Take)]
public sealed record AnswerOffer(Guid ContactId, ContactAnswer Answer);

/// <summary>They want no more offers by this way.</summary>
[Allow(ResponsePermissions.Take)]
public sealed record LeaveOffers(Guid ContactId);

internal sealed class OpenOfferValidator : AbstractValidator<OpenOffer>
{
    public OpenOfferValidator() => RuleFor(o => o.ContactId).NotEmpty();
}

internal sealed class AnswerOfferValidator : AbstractValidator<AnswerOffer>
{
    public AnswerOfferValidator() => RuleFor(o => o.Answer).Must(a => a is ContactAnswer.Interested or ContactAnswer.NotInterested);
}

internal sealed class LeaveOffersValidator : AbstractValidator<LeaveOffers>
{
    public LeaveOffersValidator() => RuleFor(o => o.ContactId).NotEmpty();
}

internal sealed class OpenOfferHandler(CrmDb db, TimeProvider clock) : ICommandHandler<OpenOffer>
{
    public async Task HandleAsync(OpenOffer command, CancellationToken ct) => (await db.ForChangeAsync<CampaignContact>(command.ContactId, ct)).Opened(clock.GetUtcNow());
}

internal sealed class AnswerOfferHandler(CrmDb db, ContactAnswers answers, TimeProvider clock) : ICommandHandler<AnswerOffer>
{
    public async Task HandleAsync(AnswerOffer command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var contact = await db.ForChangeAsync<CampaignContact>(command.ContactId, ct);
        contact.Answers(command.Answer, AnswerBy.Link, null, now);
        if (command.Answer is ContactAnswer.Interested)
        {
            await answers.PlanCallAsync(db, contact, await db.CampaignNameAsync(contact.CampaignId, ct), on: null, by: null, now, ct);
        }
    }
}

internal sealed class LeaveOffersHandler(CrmDb db, ContactAnswers answers, TimeProvider clock) : ICommandHandler<LeaveOffers>
{
    public async Task HandleAsync(LeaveOffers command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var contact = await db.ForChangeAsync<CampaignContact>(command.ContactId, ct);
        await answers.OptOutAsync(db, contact, await db.CampaignNameAsync(contact.CampaignId, ct), by: null, now, ct);
    }
}

internal static class CampaignNames
{
    public static Task<string> CampaignNameAsync(this CrmDb db, Guid id, CancellationToken ct) => db.Campaigns.Where(c => c.Id == id).Select(c => c.Plan.Name).SingleAsync(ct);
}
