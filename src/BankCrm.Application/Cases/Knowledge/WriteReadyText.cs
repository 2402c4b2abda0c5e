using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Domain.Cases.Knowledge;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Channels;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.Knowledge;

public interface ISaysText
{
    string Title { get; }
    string Text { get; }
    Guid? CategoryId { get; }
}

/// <summary>Writes an article or a text that is kept ready, or a new version of one. Nobody uses it before a second person has approved it.</summary>
[Allow(CasePermissions.WriteTexts)]
public sealed record WriteReadyText : ISaysText
{
    /// <summary>Carried by the form, so that a double click writes one.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Of which it is a new version; use and language are that one's. Null: a new text.</summary>
    public Guid? TextId { get; init; }

    public ReadyTextUse Use { get; init; }
    public TextLanguage Language { get; init; }

    /// <summary>Null: for cases of any category.</summary>
    public Guid? CategoryId { get; init; }

    public string Title { get; init => field = value ?? ""; } = "";
    public string Text { get; init => field = value ?? ""; } = "";

    /// <summary>The case it is written from. Null: none.</summary>
    public Guid? FromCaseId { get; init; }
}

/// <summary>Changes a version that nobody has decided on yet.</summary>
[Allow(CasePermissions.WriteTexts)]
public sealed record ChangeReadyText : ISaysText
{
    public Guid Id { get; init; }
    public uint Version { get; init; }
    public Guid? CategoryId { get; init; }
    public string Title { get; init => field = value ?? ""; } = "";
    public string Text { get; init => field = value ?? ""; } = "";
}

/// <summary>From now on this version is used.</summary>
[Allow(CasePermissions.ApproveTexts)]
public sealed record ApproveReadyText(Guid Id, uint Version);

/// <summary>Says what is to be mended before it can be used.</summary>
[Allow(CasePermissions.ApproveTexts)]
public sealed record SendTextBack(Guid Id, uint Version, string Remark);

/// <summary>This version is used no more, and none takes its place by itself.</summary>
[Allow(CasePermissions.WriteTexts, CasePermissions.ApproveTexts)]
public sealed record WithdrawReadyText(Guid Id, uint Version);

/// <summary>It helped with a case: counted once for each.</summary>
/// <param name="Id">Of the version.</param>
[Allow(CasePermissions.Work)]
public sealed record SayTextHelped(Guid Id, Guid CaseId);

internal static class ReadyTextRules
{
    public static void SaysText<T>(this AbstractValidator<T> validator) where T : ISaysText
    {
        validator.RuleFor(t => t.Title).NotEmpty();
        validator.RuleFor(t => t.Title).IsClean(ReadyText.TitleMaxLength);
        validator.RuleFor(t => t.Text).NotEmpty();
        validator.RuleFor(t => t.Text).IsClean(ReadyText.TextMaxLength, manyLines: true);
    }

    /// <exception cref="RefusedException">The category is not in use any more.</exception>
    public static async Task<ReadyTextContent> SaidAsync(this CrmDb db, ISaysText said, Guid? before, CancellationToken ct)
    {
        Refuse.If(
            said.CategoryId is { } id && id != before && !await db.CaseTopics.AnyAsync(t => t.Id == id && t.Tree == TopicTree.Category && t.RetiredAt == null, ct),
            "This category is not in use any more. Choose another.");
        return new(said.Title.Trim(), said.Text.Trim().ReplaceLineEndings("\n"), said.CategoryId);
    }
}

internal sealed class WriteReadyTextValidator : AbstractValidator<WriteReadyText>
{
    public WriteReadyTextValidator()
    {
        RuleFor(t => t.Id).NotEmpty();
        RuleFor(t => t.Use).IsInEnum();
        RuleFor(t => t.Language).IsInEnum();
        this.SaysText();
    }
}

internal sealed class ChangeReadyTextValidator : AbstractValidator<ChangeReadyText>
{
    public ChangeReadyTextValidator() => this.SaysText();
}

internal sealed class ApproveReadyTextValidator : AbstractValidator<ApproveReadyText>
{
    public ApproveReadyTextValidator() => RuleFor(t => t.Id).NotEmpty();
}

internal sealed class SendTextBackValidator : AbstractValidator<SendTextBack>
{
    public SendTextBackValidator()
    {
        RuleFor(t => t.Remark).NotEmpty();
        RuleFor(t => t.Remark).IsClean(ReadyText.RemarkMaxLength, manyLines: true);
    }
}

internal sealed class WithdrawReadyTextValidator : AbstractValidator<WithdrawReadyText>
{
    public WithdrawReadyTextValidator() => RuleFor(t => t.Id).NotEmpty();
}

internal sealed class SayTextHelpedValidator : AbstractValidator<SayTextHelped>
{
    public SayTextHelpedValidator() => RuleFor(t => t.Id).NotEmpty();
}

internal sealed class WriteReadyTextHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<WriteReadyText>
{
    public async Task HandleAsync(WriteReadyText command, CancellationToken ct)
    {
        if (command.FromCaseId is { } about)
        {
            await RefuseNameAsync(command, about, ct);
        }

        var (place, number, category) = (new ReadyTextPlace(Guid.CreateVersion7(), command.Use, command.Language), 1, (Guid?)null);
        if (command.TextId is { } id)
        {
            var latest = await db.ReadyTexts.Where(t => t.TextId == id).OrderByDescending(t => t.Number).Select(t => new { t.Use, t.Language, t.Number, t.CategoryId }).FirstOrDefaultAsync(ct)
                ?? throw new NotFoundException();
            (place, number, category) = (new(id, latest.Use, latest.Language), latest.Number + 1, latest.CategoryId);
        }

        db.Add(ReadyText.Write(command.Id, place, number, await db.SaidAsync(command, category, ct), user.Person, clock.GetUtcNow()));
    }

    private async Task RefuseNameAsync(WriteReadyText command, Guid caseId, CancellationToken ct)
    {
        var name = await db.CasesSeenBy(user).Where(c => c.Id == caseId).Join(db.Customers, c => c.CustomerId, of => of.Id, (_, of) => of.Name).SingleOrDefaultAsync(ct)
            ?? throw new NotFoundException();
        Refuse.If(
            command.Title.Contains(name, StringComparison.OrdinalIgnoreCase) || command.Text.Contains(name, StringComparison.OrdinalIgnoreCase),
            "The text holds the customer's name. Take it out: the whole bank reads it.");
    }
}

internal sealed class ChangeReadyTextHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<ChangeReadyText>
{
    public async Task HandleAsync(ChangeReadyText command, CancellationToken ct)
    {
        var text = await db.ForChangeAsync<ReadyText>(command.Id, command.Version, ct);
        text.Change(await db.SaidAsync(command, text.CategoryId, ct), user.Person, clock.GetUtcNow());
    }
}

internal sealed class ApproveReadyTextHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<ApproveReadyText>
{
    public async Task HandleAsync(ApproveReadyText command, CancellationToken ct)
    {
        var text = await db.ForChangeAsync<ReadyText>(command.Id, command.Version, ct);
        text.Approve(user.Person, clock.GetUtcNow());
        foreach (var id in await db.ReadyTexts.Where(t => t.TextId == text.TextId && t.State == TemplateState.Approved && t.Id != text.Id).Select(t => t.Id).ToListAsync(ct))
        {
            (await db.ForChangeAsync<ReadyText>(id, ct)).StandBack();
        }
    }
}

internal sealed class SendTextBackHandler(CrmDb db, CurrentUser user) : ICommandHandler<SendTextBack>
{
    public async Task HandleAsync(SendTextBack command, CancellationToken ct) =>
        (await db.ForChangeAsync<ReadyText>(command.Id, command.Version, ct)).SendBack(command.Remark.Trim(), user.Person);
}

internal sealed class WithdrawReadyTextHandler(CrmDb db) : ICommandHandler<WithdrawReadyText>
{
    public async Task HandleAsync(WithdrawReadyText command, CancellationToken ct) =>
        (await db.ForChangeAsync<ReadyText>(command.Id, command.Version, ct)).Withdraw();
}

internal sealed class SayTextHelpedHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<SayTextHelped>
{
    public async Task HandleAsync(SayTextHelped command, CancellationToken ct)
    {
        if (!await db.CasesSeenBy(user).AnyAsync(c => c.Id == command.CaseId, ct))
        {
            throw new NotFoundException();
        }

        var text = await db.ReadyTexts.SingleOrDefaultAsync(t => t.Id == command.Id, ct) ?? throw new NotFoundException();
        db.Add(TextHelp.Of(text, command.CaseId, user.Person, clock.GetUtcNow()));
    }
}
