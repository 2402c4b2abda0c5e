using BankCrm.Application.Common;
using BankCrm.Domain.Tasks.FollowUps;
using FluentValidation;

namespace BankCrm.Application.Tasks.FollowUps;

/// <summary>A command in whose form one also says what comes next.</summary>
public interface IPlansNext
{
    /// <summary>Empty: nothing follows. It may say by when.</summary>
    string NextSubject { get; }

    string NextDue { get; }
    FollowUpKind NextKind { get; }
}

internal static class NextStep
{
    public static void AsksWhatNext<T>(this AbstractValidator<T> validator, TimeProvider clock) where T : IPlansNext
    {
        validator.RuleFor(f => f.NextKind).IsInEnum();
        validator.RuleFor(f => f.NextSubject).IsClean(FollowUp.SubjectMaxLength);
        validator.RuleFor(f => f.NextSubject).NotEmpty().When(f => f.NextDue.Length > 0).WithMessage("Say what is to be done then.");
        validator.RuleFor(f => f.NextDue).IsDue(clock).When(f => f.NextDue.Length > 0);
        validator.RuleFor(f => f.NextDue).Must((f, _) => DueWords.InLine(f.NextSubject, clock.GetUtcNow()) is not null)
            .When(f => f.NextSubject.Length > 0 && f.NextDue.Length == 0)
            .WithMessage(FollowUpFile.SayByWhen);
    }

    /// <summary>What the form plans; null: nothing follows.</summary>
    public static FollowUpPlan? Plan(this IPlansNext form, FollowUpPriority priority, DateTimeOffset now)
    {
        if (form.NextSubject.Length == 0)
        {
            return null;
        }

        FollowUpFile.RefuseNumbers(now, form.NextSubject);
        var (subject, due) = FollowUpFile.WhatAndWhen(form.NextSubject, form.NextDue, now)
            ?? throw new ArgumentException("The validator asks for a time.", nameof(form));
        return new(subject, form.NextKind, priority, due);
    }
}
