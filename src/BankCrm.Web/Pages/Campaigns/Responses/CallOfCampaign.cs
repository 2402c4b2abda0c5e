using BankCrm.Application.Campaigns.Responses;
using BankCrm.Application.Common;
using BankCrm.Web.Pages.Tasks.FollowUps;

namespace BankCrm.Web.Pages.Campaigns.Responses;

/// <summary>From a follow-up that stands for a call to what is to be said in it.</summary>
internal sealed class CallOfCampaign : IFollowUpLink
{
    public string Permission => ResponsePermissions.Answer;

    public string Sentence => "What to say, and the answer";

    public string Icon => "speakerphone";

    public async Task<string?> PathAsync(Guid followUpId, IServiceProvider services, CancellationToken ct) =>
        (await services.GetRequiredService<IQueryHandler<GetContactOfFollowUp, ContactFound>>().HandleAsync(new(followUpId), ct)).Id is { } id ? $"/campaigns/contacts/{id}" : null;
}
