using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Cases.Enquiries;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

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
}

/// <summary>Takes on what lies with the branch.</summary>
[Allow(CasePermissions.Work)]
public sealed record ClaimEnquiry(Guid Id, uint Version);

[Allow(CasePermissions.Work)]
public sealed record NoteOnEnquiry(Guid Id, uint Version, string Text);

/// <summary>Writes down what they were told.</summary>
[Allow(CasePermissions.Work)]
public sealed record AnswerEnquiry(Guid Id, uint Version, string Text);

[Allow(CasePermissions.Work)]
public sealed record EndEnquiry(Guid Id, uint Version, string Text);

/// <summary>They are a customer, or have become one: it goes on as a case of theirs, with the clocks of the day it came in.</summary>
/// <param name="CaseId">Carried by the form, so that a double click opens one.</param>
/// <param name="CustomerNumber">Ours.</param>
[Allow(CasePermissions.Work)]
public sealed record LinkEnquiry(Guid Id, uint Version, Guid CaseId, string CustomerNumber);

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

internal sealed class ClaimEnquiryValidator : AbstractValidator<ClaimEnquiry>
{
    public ClaimEnquiryValidator() => RuleFor(e => e.Id).NotEmpty();
}

internal sealed class NoteOnEnquiryValidator : AbstractValidator<NoteOnEnquiry>
{
    public NoteOnEnquiryValidator() => RuleFor(e => e.Text).AsksForCaseWords();
}

internal sealed class AnswerEnquiryValidator : AbstractValidator<AnswerEnquiry>
{
    public AnswerEnquiryValidator() => RuleFor(e => e.Text).AsksForCaseWords();
}

internal sealed class EndEnquiryValidator : AbstractValidator<EndEnquiry>
{
    public EndEnquiryValidator() => RuleFor(e => e.Text).AsksForCaseWords();
}

internal sealed class LinkEnquiryValidator : AbstractValidator<LinkEnquiry>
{
    public LinkEnquiryValidator()
    {
        RuleFor(e => e.CaseId).NotEmpty();
        RuleFor(e => e.CustomerNumber).NotEmpty();
        RuleFor(e => e.CustomerNumber).IsClean(40);
    }
}

internal sealed class TakeInEnquiryHandler(CrmDb db, CurrentUser user, IColumnCipher cipher, ICaseNumbers numbers, TimeProvider clock) : ICommandHandler<TakeInEnquiry>
{
    public async Task HandleAsync(TakeInEnquiry command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        FollowUpFile.RefuseNumbers(now, command.Name, command.Contact, command.Subject, command.Text);
        var received = Branch.StartOf(DateOnly.FromDateTime(command.ReceivedAt)).Add(command.ReceivedAt.TimeOfDay).ToUniversalTime();
        var branch = user.HomeBranchId ?? throw new ForbiddenException(CasePermissions.Work);
        db.Add(Enquiry.TakeIn(
            new(command.Id, await numbers.NextAsync(ct), command.Channel, received > now && received - now < TimeSpan.FromMinutes(1) ? now : received), branch, command.Kind,
            cipher.Outsider(command.Id, command.Name, command.Contact), cipher.Seal(Enquiry.SubjectColumn, command.Id, command.Subject.Trim()), cipher.EnquiryWords(command.Text, now), user.Person, now));
    }
}

internal sealed class ClaimEnquiryHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<ClaimEnquiry>
{
    public async Task HandleAsync(ClaimEnquiry command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        (await db.EnquiryForWorkAsync(command.Id, command.Version, user, now, ct)).Claim(user.Person, now);
    }
}

internal sealed class NoteOnEnquiryHandler(CrmDb db, CurrentUser user, IColumnCipher cipher, TimeProvider clock) : ICommandHandler<NoteOnEnquiry>
{
    public async Task HandleAsync(NoteOnEnquiry command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        (await db.EnquiryForWorkAsync(command.Id, command.Version, user, now, ct, command.Text)).WriteNote(cipher.EnquiryWords(command.Text, now), user.Person, now);
    }
}

internal sealed class AnswerEnquiryHandler(CrmDb db, CurrentUser user, IColumnCipher cipher, TimeProvider clock) : ICommandHandler<AnswerEnquiry>
{
    public async Task HandleAsync(AnswerEnquiry command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        (await db.EnquiryForWorkAsync(command.Id, command.Version, user, now, ct, command.Text)).Answer(cipher.EnquiryWords(command.Text, now), user.Person, now);
    }
}

internal sealed class EndEnquiryHandler(CrmDb db, CurrentUser user, IColumnCipher cipher, TimeProvider clock) : ICommandHandler<EndEnquiry>
{
    public async Task HandleAsync(EndEnquiry command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        (await db.EnquiryForWorkAsync(command.Id, command.Version, user, now, ct, command.Text)).End(cipher.EnquiryWords(command.Text, now), user.Person, now);
    }
}
