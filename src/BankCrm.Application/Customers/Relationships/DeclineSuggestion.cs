using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Relationships;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Relationships;

/// <summary>The two are not related, whatever they share: they are not suggested to each other again.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed record DeclineSuggestion(Guid CustomerId, Guid OtherId);

internal sealed class DeclineSuggestionValidator : AbstractValidator<DeclineSuggestion>
{
    public DeclineSuggestionValidator() => RuleFor(d => d.OtherId).NotEmpty();
}

internal sealed class DeclineSuggestionHandler(CrmDb db, CurrentUser user) : ICommandHandler<DeclineSuggestion>
{
    public async Task HandleAsync(DeclineSuggestion command, CancellationToken ct)
    {
        var customer = await db.CustomerToChangeAsync(command.CustomerId, user, ct);
        var other = await db.OtherCustomerAsync(command.OtherId, user, ct);
        var isKnown = await db.DeclinedSuggestions.AnyAsync(d => d.CustomerId == customer.Id && d.OtherId == other.Id, ct);
        Refuse.If(isKnown, "That they are not related is known already.");
        db.Add(DeclinedSuggestion.Of(customer, other));
    }
}
