using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.IdentityDocuments;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.IdentityDocuments;

/// <summary>A document for the form that changes it, its number masked.</summary>
[Allow(CustomerPermissions.ChangeIdentity)]
public sealed record GetDocumentToChange(Guid CustomerId, Guid? DocumentId);

/// <param name="Version">0 where a new one is added.</param>
public sealed record DocumentToChange(
    Guid CustomerId, string Customer, CustomerKind CustomerKind, uint Version, IdentityDocumentKind Kind, string Masked, DateOnly? ValidUntil,
    bool HasExpired);

internal sealed class GetDocumentToChangeHandler(CrmDb db, CurrentUser user, CustomerCiphers ciphers, TimeProvider clock)
    : IQueryHandler<GetDocumentToChange, DocumentToChange>
{
    public async Task<DocumentToChange> HandleAsync(GetDocumentToChange query, CancellationToken ct)
    {
        var customer = await db.CustomerAsync(query.CustomerId, ct);
        user.DemandChangeIdentity(customer);
        if (query.DocumentId is not { } id)
        {
            var usual = customer.Kind is CustomerKind.Individual ? IdentityDocumentKind.ResidentId : IdentityDocumentKind.UnifiedSocialCreditCode;
            return new(customer.Id, customer.Name, customer.Kind, 0, usual, "", null, HasExpired: false);
        }

        var document = await db.IdentityDocuments.SingleOrDefaultAsync(d => d.Id == id && d.CustomerId == customer.Id, ct) ?? throw new NotFoundException();
        var cipher = await ciphers.OfAsync(customer.Id, ct);
        var number = IdentityNumber.FromStored(document.Kind, cipher.Open(IdentityDocument.NumberColumn, document.Id, document.Number));
        return new(
            customer.Id, customer.Name, customer.Kind, document.Version, document.Kind, number.ToString(), document.ValidUntil,
            document.HasExpired(Branch.DayAt(clock.GetUtcNow())));
    }
}
