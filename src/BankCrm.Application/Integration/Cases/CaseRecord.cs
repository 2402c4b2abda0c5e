using BankCrm.Application.Admin.Calendar;
using BankCrm.Application.Cases;
using BankCrm.Application.Cases.Enquiries;
using BankCrm.Application.Cases.Queues;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Cases.Enquiries;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Encryption;
using BankCrm.Domain.Tasks.Queues;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Integration.Cases;

/// <summary>A case that another system has taken in, as it tells of it.</summary>
public sealed record CaseRecord
{
    /// <summary>Its number there. A case of the same system and number comes in once.</summary>
    public required string Reference { get; init; }

    /// <summary>Our number of the customer. This, the other system's, or the person.</summary>
    public string? CustomerNumber { get; init; }

    /// <summary>The customer's number in the other system.</summary>
    public string? ExternalNumber { get; init; }

    /// <summary>Somebody who is no customer.</summary>
    public PersonRecord? Person { get; init; }

    public required CaseKind Kind { get; init; }
    public CaseChannel Channel { get; init; } = CaseChannel.System;
    public CasePriority Priority { get; init; } = CasePriority.Normal;

    /// <summary>The clocks run from then on.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The name of a category in use, in English or Chinese. Null: it is sorted later.</summary>
    public string? Category { get; init; }

    public required string Subject { get; init; }

    /// <summary>In the customer's words.</summary>
    public required string Text { get; init; }
}

/// <summary>Somebody who is no customer, and the branch that takes their matter in.</summary>
public sealed record PersonRecord
{
    public required string Name { get; init; }

    /// <summary>By what they are reached.</summary>
    public required string Contact { get; init; }

    /// <summary>The code of an open branch of the client's.</summary>
    public required string Branch { get; init; }
}

internal sealed class CaseRecordValidator : AbstractValidator<CaseRecord>
{
    public CaseRecordValidator()
    {
        RuleFor(c => c.Reference).NotEmpty();
        RuleFor(c => c.Reference).IsClean(ServiceCase.ReferenceMaxLength);
        RuleFor(c => c.Kind).IsInEnum();
        RuleFor(c => c.Channel).IsInEnum();
        RuleFor(c => c.Priority).IsInEnum();
        RuleFor(c => c.ReceivedAt).NotEmpty();
        RuleFor(c => c.Subject).NotEmpty();
        RuleFor(c => c.Subject).IsClean(ServiceCase.SubjectMaxLength);
        RuleFor(c => c.Text).AsksForCaseWords();
        When(c => c.Person is not null, () =>
        {
            RuleFor(c => c.Person!.Name).NotEmpty();
            RuleFor(c => c.Person!.Name).IsClean(Enquiry.NameMaxLength);
            RuleFor(c => c.Person!.Contact).NotEmpty();
            RuleFor(c => c.Person!.Contact).IsClean(Enquiry.ContactMaxLength);
            RuleFor(c => c.Person!.Branch).NotEmpty();
        });
    }
}

/// <summary>Makes a case of the customer's branch of what another system tells; of a person who is no customer an enquiry of the branch it names.</summary>
internal sealed class CaseTaking(
    CrmDb db, CurrentUser user, CaseFile files, CustomerCiphers ciphers, IColumnCipher cipher, IBlindIndex index, ICaseNumbers numbers, WorkingCalendar calendar, QueueFinder finder, IRowLock rows,
    TimeProvider clock) : ICaseTaking<CaseRecord>
{
    public string Name => "cases";

    public string ReferenceOf(CaseRecord record) => record.Reference;

    public async Task<(bool IsThere, long? Number)> KnownAsync(string reference, string source, CancellationToken ct)
    {
        var number = await db.ServiceCases.Where(c => c.Source == source && c.Reference == reference).Select(c => (long?)c.Number).SingleOrDefaultAsync(ct)
            ?? await db.Enquiries.Where(e => e.Source == source && e.Reference == reference).Select(e => (long?)e.Number).SingleOrDefaultAsync(ct);
        return (number is not null, number);
    }

    public async Task AddAsync(CaseRecord record, CancellationToken ct)
    {
        var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        FollowUpFile.RefuseNumbers(now, record.Subject, record.Text);
        Refuse.If(
            new[] { record.CustomerNumber is not null, record.ExternalNumber is not null, record.Person is not null }.Count(named => named) != 1,
            "Name the customer by one number, ours or yours, or a person who is none.");
        var intake = new CaseIntake(id, await numbers.NextAsync(ct), record.Channel, record.ReceivedAt.ToUniversalTime(), user.Source, record.Reference.Trim());
        var (category, words) = (await CategoryAsync(record.Category, ct), $"{record.Subject}\n{record.Text}");
        if (record.Person is { } person)
        {
            FollowUpFile.RefuseNumbers(now, person.Name, person.Contact);
            var branch = await BranchAsync(person.Branch.Trim(), ct);
            var terms = new EnquiryTerms(record.Kind, category, EnquiryTerms.LanguageOf(words));
            var taken = Enquiry.TakeIn(
                intake, branch, terms, cipher.Outsider(id, person.Name, person.Contact), cipher.Seal(Enquiry.SubjectColumn, id, record.Subject.Trim()), cipher.EnquiryWords(record.Text, now),
                user.StaffId, now, await calendar.OfBranchAsync(db, branch, ct));
            var outside = await finder.ChooseAsync(db, branch, category, terms.Language, words, ct);
            if (outside.Winner is { } waits)
            {
                await rows.TakeAsync<WorkQueue>(waits.Id, ct); // it is not closed meanwhile
                taken.PutInto(waits.Id, why: null, user.StaffId, now, outside);
            }

            db.Add(taken);
            return;
        }

        var customer = await db.ToldCustomerAsync(user, record.CustomerNumber, record.ExternalNumber, ct);
        var safe = new CustomerSafe(await ciphers.OfAsync(customer.Id, ct), index);
        var opened = ServiceCase.Open(
            intake, customer, new(record.Kind, record.Priority, category, null), safe.Seal(ServiceCase.SubjectColumn, id, record.Subject.Trim()), CaseFile.Words(record.Text, safe, now),
            await files.PromisesAsync(category, ct, mustBeInUse: true), user.StaffId, now, await calendar.OfBranchAsync(db, customer.BranchId, ct));
        var chosen = await finder.ChooseAsync(db, customer.BranchId, category, customer.Language, words, ct);
        if (chosen.Winner is { } queue)
        {
            await rows.TakeAsync<WorkQueue>(queue.Id, ct); // it is not closed meanwhile
            opened.PutInto(queue.Id, why: null, user.StaffId, now, chosen);
        }

        db.Add(opened);
    }

    private async Task<Guid> BranchAsync(string code, CancellationToken ct) =>
        await db.Branches.Where(b => b.ClosedAt == null && b.Code == code).Select(b => (Guid?)b.Id).SingleOrDefaultAsync(ct) is { } id && (user.SeesAllBranches || user.Branches.Contains(id))
            ? id : throw new RefusedException("No open branch of yours has the code {0}.", code);

    private async Task<Guid?> CategoryAsync(string? name, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return null;
        }

        var called = name.Trim();
        var found = await db.CaseTopics.Where(t => t.Tree == TopicTree.Category && t.RetiredAt == null && (t.Name == called || t.ChineseName == called)).Select(t => t.Id).Take(2).ToListAsync(ct);
        return found is [var id] ? id : throw new RefusedException("No category in use is called {0}.", called);
    }
}
