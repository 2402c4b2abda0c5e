using BankCrm.Application.Cases.Satisfaction;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.ServiceCases;

/// <summary>Settles a case: what was done, and of a complaint what it came from.</summary>
[Allow(CasePermissions.Work)]
public sealed record ResolveCase(Guid Id, uint Version, Guid? CauseId, string Text) : IOnCase;

/// <summary>The customer does not pursue it.</summary>
/// <param name="On">The day on which the customer said so, at the bank's counters.</param>
[Allow(CasePermissions.Work)]
public sealed record WithdrawCase(Guid Id, uint Version, DateOnly On, string Text) : IOnCase;

[Allow(CasePermissions.Work)]
public sealed record ReopenCase(Guid Id, uint Version, string Text) : IOnCase;

/// <summary>The same matter came in twice: this case ends, the other goes on.</summary>
/// <param name="Number">Of the other.</param>
[Allow(CasePermissions.Work)]
public sealed record MergeCase(Guid Id, uint Version, long Number) : IOnCase;

/// <param name="Number">Of the other.</param>
[Allow(CasePermissions.Work)]
public sealed record LinkCase(Guid Id, uint Version, long Number) : IOnCase;

/// <summary>How satisfied the customer is with how it was handled, from 1 to 5.</summary>
[Allow(CasePermissions.Work)]
public sealed record RateCase(Guid Id, uint Version, int Score, string Text) : IOnCase;

/// <summary>Somebody who did not handle it looks at how it was handled.</summary>
[Allow(CasePermissions.Direct)]
public sealed record ReviewCase(Guid Id, uint Version, bool Good, string Text) : IOnCase;

internal sealed class ResolveCaseValidator : AbstractValidator<ResolveCase>
{
    public ResolveCaseValidator() => RuleFor(c => c.Text).AsksForCaseWords();
}

internal sealed class WithdrawCaseValidator : AbstractValidator<WithdrawCase>
{
    public WithdrawCaseValidator()
    {
        RuleFor(c => c.On).NotEmpty();
        RuleFor(c => c.Text).AsksForCaseWords();
    }
}

internal sealed class ReopenCaseValidator : AbstractValidator<ReopenCase>
{
    public ReopenCaseValidator() => RuleFor(c => c.Text).AsksForCaseWords();
}

internal sealed class MergeCaseValidator : AbstractValidator<MergeCase>
{
    public MergeCaseValidator() => RuleFor(c => c.Number).GreaterThan(0);
}

internal sealed class LinkCaseValidator : AbstractValidator<LinkCase>
{
    public LinkCaseValidator() => RuleFor(c => c.Number).GreaterThan(0);
}

internal sealed class RateCaseValidator : AbstractValidator<RateCase>
{
    public RateCaseValidator()
    {
        RuleFor(c => c.Score).InclusiveBetween(1, 5);
        RuleFor(c => c.Text).MayBeCaseWords();
    }
}

internal sealed class ReviewCaseValidator : AbstractValidator<ReviewCase>
{
    public ReviewCaseValidator()
    {
        RuleFor(c => c.Text).MayBeCaseWords();
        RuleFor(c => c.Text).NotEmpty().When(c => !c.Good).WithMessage("Write down what is to be done again.");
    }
}

internal sealed class ResolveCaseHandler(CrmDb db, CaseFile files) : ICommandHandler<ResolveCase>
{
    public async Task HandleAsync(ResolveCase command, CancellationToken ct)
    {
        var file = await files.ForWorkAsync(command, ct, command.Text);
        Refuse.If(
            command.CauseId is { } cause && !await db.CaseTopics.AnyAsync(t => t.Id == cause && t.Tree == TopicTree.Cause && t.RetiredAt == null, ct),
            "This cause is not in use any more. Choose another.");
        file.Case.Resolve(command.CauseId, file.MustBeWritten(command.Text), file.By, file.Now, file.Time);
    }
}

internal sealed class WithdrawCaseHandler(CaseFile files) : ICommandHandler<WithdrawCase>
{
    public async Task HandleAsync(WithdrawCase command, CancellationToken ct)
    {
        var file = await files.ForWorkAsync(command, ct, command.Text);
        Refuse.If(
            command.On > Branch.DayAt(file.Now) || command.On < Branch.DayAt(file.Case.ReceivedAt), "It arrived between the day the case came in and today.");
        var end = Branch.StartOf(command.On.AddDays(1)).AddSeconds(-1).ToUniversalTime();
        file.Case.Withdraw(end < file.Now ? end : file.Now, file.MustBeWritten(command.Text), file.By, file.Now, file.Time);
    }
}

internal sealed class ReopenCaseHandler(CaseFile files) : ICommandHandler<ReopenCase>
{
    public async Task HandleAsync(ReopenCase command, CancellationToken ct)
    {
        var file = await files.ForWorkAsync(command, ct, command.Text);
        file.Case.Reopen(file.MustBeWritten(command.Text), file.Promises, file.By, file.Now, file.Time);
    }
}

internal sealed class MergeCaseHandler(CaseFile files) : ICommandHandler<MergeCase>
{
    public async Task HandleAsync(MergeCase command, CancellationToken ct)
    {
        var file = await files.ForWorkAsync(command, ct);
        file.Case.MergeInto(await files.OtherAsync(command.Number, ct), file.By, file.Now, file.Time);
    }
}

internal sealed class LinkCaseHandler(CaseFile files) : ICommandHandler<LinkCase>
{
    public async Task HandleAsync(LinkCase command, CancellationToken ct)
    {
        var file = await files.ForWorkAsync(command, ct);
        file.Case.LinkWith(await files.OtherAsync(command.Number, ct), file.By, file.Now);
    }
}

internal sealed class RateCaseHandler(CrmDb db, CaseFile files, LowAnswers low) : ICommandHandler<RateCase>
{
    public async Task HandleAsync(RateCase command, CancellationToken ct)
    {
        var file = await files.ForReadersAsync(command, ct, command.Text);
        file.Case.Rate(command.Score, file.Written(command.Text), file.By, file.Now);
        var customer = await db.Customers.SingleAsync(c => c.Id == file.Case.CustomerId, ct);
        await low.ActAsync(new(customer, file.Safe, file.Case, command.Score, command.Text, file.By, file.Now), ct);
    }
}

internal sealed class ReviewCaseHandler(CaseFile files) : ICommandHandler<ReviewCase>
{
    public async Task HandleAsync(ReviewCase command, CancellationToken ct)
    {
        var file = await files.ForReadersAsync(command, ct, command.Text);
        file.Case.Review(command.Good, file.Written(command.Text), file.Promises, file.By, file.Now, file.Time);
    }
}
