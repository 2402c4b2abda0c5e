using BankCrm.Application.Common;
using BankCrm.Application.Customers.Overview;
using BankCrm.Application.Recommendations;
using BankCrm.Application.Recommendations.Offers;
using BankCrm.Web.Pages.Customers.Overview;
using BankCrm.Web.Pages.Tasks.FollowUps;

namespace BankCrm.Web.Pages.Recommendations.Offers;

/// <summary>What to speak of at this visit. It comes after the page: what it asks of the database is none of the page's budget.</summary>
internal sealed class WhatToOfferPanel : ICustomerPanel
{
    public string Title => "What to offer";

    public int Order => 14;

    public string Permission => RecommendationPermissions.Answer;

    public string Partial => "/Pages/Recommendations/Offers/_OnCustomer.cshtml";

    public PanelAction? ActionFor(CustomerOverview customer, CurrentUser user) => new("All suggestions", $"/customers/{customer.Id}/recommendations");

    public Task<object?> LoadAsync(CustomerOverview customer, IServiceProvider services, CancellationToken ct) => Task.FromResult<object?>(customer.Id);
}

/// <summary>From what was planned with an acceptance to what was suggested.</summary>
internal sealed class PlannedWithSuggestion : IFollowUpLink
{
    public string Permission => RecommendationPermissions.Answer;

    public string Sentence => "The suggestion it comes from";

    public string Icon => "bulb";

    public async Task<string?> PathAsync(Guid followUpId, IServiceProvider services, CancellationToken ct) =>
        (await services.GetRequiredService<IQueryHandler<GetSuggestionOfFollowUp, SuggestionOfFollowUp>>().HandleAsync(new(followUpId), ct)).CustomerId is { } id
            ? $"/customers/{id}/recommendations" : null;
}
