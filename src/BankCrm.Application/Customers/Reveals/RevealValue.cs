using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Platform.Encryption;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Reveals;

/// <summary>Which masked value.</summary>
public enum RevealedField
{
    [Means("Document number")] DocumentNumber,
    [Means("Contact")] Contact,
    [Means("Date of birth")] BirthDate,
    [Means("Address")] Address,
    [Means("Employer")] Employer,
    [Means("Yearly income")] Income,
}

/// <summary>What for.</summary>
public enum RevealReason
{
    [Means("The customer is here and asks for it")] CustomerIsHere,
    [Means("To identify the customer on the telephone")] Identification,
    [Means("To reach the customer")] Contacting,
    [Means("To fill in a form or contract of the customer")] Paperwork,
    [Means("To check or correct the record")] Correction,
    [Means("Compliance review or order of an authority")] Compliance,
    [Means("Another reason, which I write down")] Other,
}

/// <summary>Shows one masked value to somebody who says why. The record of it is committed before the value is given.</summary>
/// <param name="RowId">Of the document, contact point or address; null for what stands in the customer's own row.</param>
[Allow(CustomerPermissions.Read)]
public sealed record RevealValue(Guid CustomerId, RevealedField Field, Guid? RowId, RevealReason? Reason, string? ReasonText) : IRecorded<RevealedValue>
{
    public const int LeastReason = 10;
    public const int MaxReason = 500;

    public AuditRecord Record(RevealedValue revealed) =>
        new(revealed.Value is null ? AuditEvents.RateLimited : AuditEvents.Revealed, revealed.Value is null ? AuditOutcome.Denied : AuditOutcome.Ok)
        {
            ObjectType = $"{nameof(Customer)}.{Field}",
            ObjectId = RowId ?? CustomerId,
            CustomerRef = CustomerId,
            BranchId = revealed.BranchId,
            ReasonCode = Reason?.ToString(),
            ReasonText = ReasonText,
        };
}

/// <param name="Value">Null: too many were revealed lately.</param>
/// <param name="WaitFor">Then, how long to wait.</param>
public sealed record RevealedValue(Guid BranchId, string? Value, TimeSpan WaitFor)
{
    public override string ToString() => "••••";
}

internal sealed class RevealValueHandler(CrmDb db, CurrentUser user, ICustomerVault vault, TimeProvider clock) : IQueryHandler<RevealValue, RevealedValue>
{
    public async Task<RevealedValue> HandleAsync(RevealValue query, CancellationToken ct)
    {
        var customer = await db.Customers
            .Where(c => c.Id == query.CustomerId)
            .Select(c => new { c.Id, c.BranchId, c.OwnerId, c.IsProtected, c.BirthDate, c.Employer, c.Income })
            .SingleOrDefaultAsync(ct) ?? throw new NotFoundException();
        RevealRights.Demand(user, customer.OwnerId, customer.IsProtected);
        RevealTerms.RefuseWithoutReason(query.Reason, query.ReasonText);

        if (await db.RevealWaitAsync(user, clock.GetUtcNow(), ct) is { } wait)
        {
            return new(customer.BranchId, null, wait);
        }

        var key = await db.CustomerKeys.SingleOrDefaultAsync(k => k.CustomerId == customer.Id, ct) ?? throw new NotFoundException();
        var cipher = vault.Open(customer.Id, key.Wrapped);
        var value = query.Field switch
        {
            RevealedField.BirthDate => Open(cipher, Customer.BirthDateColumn, customer.Id, customer.BirthDate),
            RevealedField.Employer => Open(cipher, Customer.EmployerColumn, customer.Id, customer.Employer),
            RevealedField.Income => Open(cipher, Customer.IncomeColumn, customer.Id, customer.Income),
            _ => await OfRowAsync(query, cipher, ct),
        };
        return new(customer.BranchId, value ?? throw new NotFoundException(), TimeSpan.Zero);
    }

    private async Task<string?> OfRowAsync(RevealValue query, ICustomerCipher cipher, CancellationToken ct)
    {
        if (query.RowId is not { } rowId)
        {
            return null;
        }

        var customerId = query.CustomerId;
        switch (query.Field)
        {
            case RevealedField.DocumentNumber:
                var number = await db.IdentityDocuments.Where(d => d.Id == rowId && d.CustomerId == customerId).Select(d => d.Number).SingleOrDefaultAsync(ct);
                return Open(cipher, IdentityDocument.NumberColumn, rowId, number);
            case RevealedField.Contact:
                var contact = await db.ContactPoints.Where(p => p.Id == rowId && p.CustomerId == customerId).Select(p => p.Value).SingleOrDefaultAsync(ct);
                return Open(cipher, ContactPoint.ValueColumn, rowId, contact);
            default:
                var text = await db.Addresses.Where(a => a.Id == rowId && a.CustomerId == customerId).Select(a => a.Text).SingleOrDefaultAsync(ct);
                return Open(cipher, Address.TextColumn, rowId, text) is { } stored ? PostalAddress.FromStored(stored).Unmasked : null;
        }
    }

    private static string? Open(ICustomerCipher cipher, string column, Guid rowId, Sealed? value) => value is null ? null : cipher.Open(column, rowId, value);
}
