using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Notes;
using BankCrm.Domain.Tasks.FollowUps;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.FollowUps;

/// <summary>What the commands about one follow-up share.</summary>
internal static class FollowUpFile
{
    extension(CrmDb db)
    {
        /// <summary>One that this colleague sees.</summary>
        /// <exception cref="NotFoundException">There is none, or they do not see it.</exception>
        public async Task<FollowUp> FollowUpToChangeAsync(Guid id, uint version, CurrentUser user, CancellationToken ct)
        {
            var followUp = await db.FollowUps.SeenBy(user).AnyAsync(f => f.Id == id, ct) ? await db.ForChangeAsync<FollowUp>(id, version, ct) : throw new NotFoundException();
            if (followUp.OwnerId is { } owner && user.StandsIn(owner))
            {
                followUp.IsWorkedOnBehalfOf(owner);
            }

            return followUp;
        }

        /// <summary>Those at work in the branch who may have follow-ups, by name.</summary>
        public IQueryable<StaffMember> FollowUpColleagues(Guid branchId, DateTimeOffset now) => db.StaffAtWorkIn(branchId, TaskPermissions.Work, now);

        /// <exception cref="RefusedException">They do not work for the branch, or may not have follow-ups.</exception>
        public async Task DemandColleagueAsync(Guid staffId, Guid branchId, DateTimeOffset now, CancellationToken ct) => Refuse.If(
            !await db.FollowUpColleagues(branchId, now).AnyAsync(s => s.Id == staffId, ct), "Choose a colleague who is at work in this branch.");
    }

    extension(IColumnCipher cipher)
    {
        /// <summary>Null: nothing was written.</summary>
        public FollowUpWords? Written(string text, DateTimeOffset now)
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                return null;
            }

            var id = Guid.CreateVersion7(now);
            return new(id, cipher.Seal(FollowUpStep.TextColumn, id, text.Trim()));
        }

        public FollowUpWords MustBeWritten(string text, DateTimeOffset now) =>
            cipher.Written(text, now) ?? throw new ArgumentException("The validator asks for words.", nameof(text));
    }

    public static void RefuseNumbers(DateTimeOffset now, params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            Refuse.If(NumbersInText.Has(text, Branch.DayAt(now)), "The text holds the number of an identity document or a card. Take it out: colleagues read it.");
        }
    }

    /// <summary>Where nothing is said of when, the line may say it. Null: neither does.</summary>
    public static (string What, DueTime When)? WhatAndWhen(string line, string due, DateTimeOffset now) =>
        DueWords.Read(due, now) is { } said ? (line.Trim(), said)
        : DueWords.InLine(line, now) is { } inLine ? (inLine.Rest, inLine.Due)
        : null;

    /// <summary>Neither the line nor the field says when.</summary>
    public const string SayByWhen = "Say by when: tomorrow 3pm, next Monday, in 2 weeks, 2026-12-31 10:00.";

    /// <summary>Words that the history keeps.</summary>
    public static IRuleBuilderOptionsConditions<T, string> AsksForWords<T>(this IRuleBuilder<T, string> text) =>
        text.NotEmpty().IsClean(FollowUpStep.TextMaxLength, manyLines: true);

    public static IRuleBuilderOptions<T, string> IsDue<T>(this IRuleBuilder<T, string> due, TimeProvider clock) => due
        .Must(words => DueWords.Read(words, clock.GetUtcNow()) is not null)
        .WithMessage("Not understood. Write it like this: tomorrow 3pm, next Monday, in 2 weeks, 2026-12-31 10:00.");
}
