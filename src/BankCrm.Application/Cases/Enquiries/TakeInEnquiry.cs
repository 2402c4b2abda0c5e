using BankCrm.Application.Admin;
using BankCrm.Application.Admin.Calendar;
using BankCrm.Application.Cases.Queues;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Application.Tasks.Queues;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Cases.Enquiries;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Tasks.Queues;
using FluentValidation;

namespace BankCrm.Application.Cases.Enquiries;

/// <summary>Takes in what somebody wants or complains of who is no customer. It belongs to the branch of whoever takes it in.</summary>
[Allow(CasePermissions.Work)]
public sealed record TakeInEnquiry
{
    /// <summary>Carried by the form, so that a double click takes one in.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public CaseKind Kind { get; init; }
    public CaseChannel Channel { get; init; }

    /// <summary>As the clocks at the bank's counters showed it when it came in.</summary>
    public DateTime ReceivedAt { get; init; }

    public string Name { get; init => field = value ?? ""; } = "";
    public string Contact { get; init => field = value ?? ""; } = "";
    public string Subject { get; init => field = value ?? ""; } = "";
    public string Text { get; init => field = value ?? ""; } = "";

    /// <summary>Null: it is not sorted.</summary>
    public Guid? CategoryId { get; init; }

    /// <summary>In which it waits. Null: it lies with the branch.</summary>
    public Guid? QueueId { get; init; }

    /// <summary>Where it waits is what its category suggests.</summary>
    public bool ByCategory { get; init; }
}

/// <summary>What can be chosen where one is taken in.</summary>
[Allow(CasePermissions.Work)]
public sealed record GetEnquiryForm;

/// <param name="Queues">Of the branch, in which it may wait.</param>
public sealed record EnquiryForm(IReadOnlyList<Choice> Queues, IReadOnlyList<TopicShown> Categories);

internal sealed class TakeInEnquiryValidator : AbstractValidator<TakeInEnquiry>
{
    public TakeInEnquiryValidator()
    {
        RuleFor(e => e.Id).NotEmpty();
        RuleFor(e => e.Kind).IsInEnum();
        RuleFor(e => e.Channel).IsInEnum();
        RuleFor(e => e.ReceivedAt).NotEmpty();
        RuleFor(e => e.Name).NotEmpty();
        RuleFor(e => e.Name).IsClean(Enquiry.NameMaxLength);
        RuleFor(e => e.Contact).NotEmpty();
        RuleFor(e => e.Contact).IsClean(Enquiry.ContactMaxLength);
        RuleFor(e => e.Subject).NotEmpty();
        RuleFor(e => e.Subject).IsClean(ServiceCase.SubjectMaxLength);
        RuleFor(e => e.Text).AsksForCaseWords();
    }
}

internal sealed class GetEnquiryFormHandler(CrmDb db, CurrentUser user) : IQueryHandler<GetEnquiryForm, EnquiryForm>
{
    public async Task<EnquiryForm> HandleAsync(GetEnquiryForm query, CancellationToken ct) =>
        new(
            user.HomeBranchId is { } branch ? await db.QueueChoicesAsync(branch, QueueTakes.Cases, ct) : [],
            await db.TopicsToChooseAsync(TopicTree.Category, null, ct));
}

internal sealed class TakeInEnquiryHandler(
    CrmDb db, CurrentUser user, CaseFile files, IColumnCipher cipher, ICaseNumbers numbers, WorkingCalendar calendar, QueueFinder finder, IRowLock rows, TimeProvider clock)
    : ICommandHandler<TakeInEnquiry>
{
    public async Task HandleAsync(TakeInEnquiry command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        FollowUpFile.RefuseNumbers(now, command.Name, command.Contact, command.Subject, command.Text);
        var received = Branch.StartOf(DateOnly.FromDateTime(command.ReceivedAt)).Add(command.ReceivedAt.TimeOfDay).ToUniversalTime();
        var branch = user.HomeBranchId ?? throw new ForbiddenException(CasePermissions.Work);
        await files.PromisesAsync(command.CategoryId, ct, mustBeInUse: true);
        var terms = new EnquiryTerms(command.Kind, command.CategoryId, EnquiryTerms.LanguageOf($"{command.Subject}{command.Text}"));
        var taken = Enquiry.TakeIn(
            new(command.Id, await numbers.NextAsync(ct), command.Channel, received > now && received - now < TimeSpan.FromMinutes(1) ? now : received), branch, terms,
            cipher.Outsider(command.Id, command.Name, command.Contact), cipher.Seal(Enquiry.SubjectColumn, command.Id, command.Subject.Trim()), cipher.EnquiryWords(command.Text, now), user.Person, now,
            await calendar.OfBranchAsync(db, branch, ct));
        var chosen = command.ByCategory ? await finder.ChooseAsync(db, branch, command.CategoryId, terms.Language, words: null, ct) : null;
        if ((command.ByCategory ? chosen?.Winner?.Id : command.QueueId) is { } queue)
        {
            await rows.TakeAsync<WorkQueue>(queue, ct); // it is not closed meanwhile
            await db.DemandQueueAsync(queue, branch, QueueTakes.Cases, ct);
            taken.PutInto(queue, why: null, user.Person, now, chosen);
        }

        db.Add(taken);
    }
}
