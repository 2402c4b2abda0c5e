using BankCrm.Application.Cases.Satisfaction;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Cases.Satisfaction;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.Encryption;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Integration.Cases;

/// <summary>What a customer answered in a survey of another system.</summary>
public sealed record AnswerRecord
{
    /// <summary>Its number there. An answer of the same system and number comes in once.</summary>
    public required string Reference { get; init; }

    /// <summary>Of the case they were asked about. Null: about none; then the customer is named.</summary>
    public long? CaseNumber { get; init; }

    /// <summary>Our number of the customer.</summary>
    public string? CustomerNumber { get; init; }

    /// <summary>The customer's number in the other system.</summary>
    public string? ExternalNumber { get; init; }

    /// <summary>From 1, very unsatisfied, to 5, very satisfied.</summary>
    public required int Score { get; init; }

    public required DateTimeOffset AnsweredAt { get; init; }

    /// <summary>What they wrote.</summary>
    public string? Text { get; init; }
}

internal sealed class AnswerRecordValidator : AbstractValidator<AnswerRecord>
{
    public AnswerRecordValidator()
    {
        RuleFor(a => a.Reference).NotEmpty();
        RuleFor(a => a.Reference).IsClean(ServiceCase.ReferenceMaxLength);
        RuleFor(a => a.Score).InclusiveBetween(SurveyAnswer.Lowest, SurveyAnswer.Highest);
        RuleFor(a => a.AnsweredAt).NotEmpty();
        When(a => a.Text is not null, () => RuleFor(a => a.Text!).MayBeCaseWords());
    }
}

/// <summary>Keeps an answer with its customer, rates the case it is about, and does what is set for low ones.</summary>
internal sealed class AnswerTaking(CrmDb db, CurrentUser user, CustomerCiphers ciphers, IBlindIndex index, LowAnswers low, TimeProvider clock) : ICaseTaking<AnswerRecord>
{
    public string Name => "survey answers";

    public string ReferenceOf(AnswerRecord record) => record.Reference;

    public async Task<(bool IsThere, long? Number)> KnownAsync(string reference, string source, CancellationToken ct)
    {
        var known = await db.SurveyAnswers.Where(a => a.Source == source && a.Reference == reference)
            .LeftJoin(db.ServiceCases, a => a.CaseId, c => c.Id, (a, c) => new { Number = (long?)c!.Number }).SingleOrDefaultAsync(ct);
        return (known is not null, known?.Number);
    }

    public async Task AddAsync(AnswerRecord record, CancellationToken ct)
    {
        var (id, now, text) = (Guid.CreateVersion7(), clock.GetUtcNow(), record.Text?.Trim() ?? "");
        FollowUpFile.RefuseNumbers(now, text);
        Refuse.If(record is { CaseNumber: null, CustomerNumber: null, ExternalNumber: null }, "Name the case they were asked about, or the customer.");
        Refuse.If(record is { CustomerNumber: not null, ExternalNumber: not null }, "Name the customer by one number, ours or yours.");
        var about = record.CaseNumber is { } number ? await CaseAsync(number, ct) : null;
        var customer = record.CustomerNumber is not null || record.ExternalNumber is not null
            ? await db.ToldCustomerAsync(user, record.CustomerNumber, record.ExternalNumber, ct)
            : await db.Customers.SingleAsync(c => c.Id == about!.CustomerId, ct);
        var safe = new CustomerSafe(await ciphers.OfAsync(customer.Id, ct), index);
        db.Add(SurveyAnswer.Of(
            new(id, user.Source!, record.Reference.Trim(), record.AnsweredAt.ToUniversalTime()), customer, about, record.Score, safe.SealSome(SurveyAnswer.TextColumn, id, text), now));
        about?.Rate(record.Score, text.Length == 0 ? null : CaseFile.Words(text, safe, now), user.StaffId, now);
        await low.ActAsync(new(customer, safe, about, record.Score, text, user.StaffId, now), ct);
    }

    // A case of a customer whom the client may not open is not told from one there is not.
    private async Task<ServiceCase> CaseAsync(long number, CancellationToken ct)
    {
        var found = await db.ServiceCases.Where(c => c.Number == number)
            .Join(db.Customers, c => c.CustomerId, of => of.Id, (c, of) => new { c.Id, of.IsProtected }).SingleOrDefaultAsync(ct);
        return found is not null && user.MayOpen(found.IsProtected) ? await db.ForChangeAsync<ServiceCase>(found.Id, ct) : throw new RefusedException("No case of yours has the number {0}.", number);
    }
}
