using BankCrm.Application.Common;
using BankCrm.Domain.Platform.Channels;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Platform.Channels;

public interface ISaysTemplate
{
    string Name { get; }
    MessagePurpose Purpose { get; }
    string Subject { get; }
    string Text { get; }
}

/// <summary>Writes a text, or a new version of one. Nobody gets it before a second person has approved it.</summary>
[Allow(TemplatePermissions.Write)]
public sealed record WriteTemplate : ISaysTemplate
{
    /// <summary>Carried by the form, so that a double click writes one.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public string Key { get; init => field = value ?? ""; } = "";
    public ChannelKind Channel { get; init; } = ChannelKind.Sms;
    public TextLanguage Language { get; init; }
    public string Name { get; init => field = value ?? ""; } = "";
    public MessagePurpose Purpose { get; init; }
    public string Subject { get; init => field = value ?? ""; } = "";
    public string Text { get; init => field = value ?? ""; } = "";
}

/// <summary>Changes a version that nobody has decided on yet.</summary>
[Allow(TemplatePermissions.Write)]
public sealed record ChangeTemplate : ISaysTemplate
{
    public Guid Id { get; init; }
    public uint Version { get; init; }
    public string Name { get; init => field = value ?? ""; } = "";
    public MessagePurpose Purpose { get; init; }
    public string Subject { get; init => field = value ?? ""; } = "";
    public string Text { get; init => field = value ?? ""; } = "";
}

/// <summary>From now on this version is used.</summary>
[Allow(TemplatePermissions.Approve)]
public sealed record ApproveTemplate(Guid Id, uint Version);

/// <summary>This version is used no more, and none takes its place by itself.</summary>
[Allow(TemplatePermissions.Write, TemplatePermissions.Approve)]
public sealed record WithdrawTemplate(Guid Id, uint Version);

internal static class TemplateRules
{
    public static void SaysTemplate<T>(this AbstractValidator<T> validator) where T : ISaysTemplate
    {
        validator.RuleFor(t => t.Name).NotEmpty().IsClean(MessageTemplate.NameMaxLength);
        validator.RuleFor(t => t.Purpose).IsInEnum();
        validator.RuleFor(t => t.Subject).IsClean(MessageTemplate.SubjectMaxLength);
        validator.RuleFor(t => t.Text).NotEmpty().IsClean(MessageTemplate.TextMaxLength, manyLines: true);
    }

    public static TemplateText Said(this ISaysTemplate said) =>
        new(said.Name.Trim(), said.Purpose, said.Subject.Trim(), said.Text.Trim().ReplaceLineEndings("\n"));
}

internal sealed class WriteTemplateValidator : AbstractValidator<WriteTemplate>
{
    public WriteTemplateValidator()
    {
        RuleFor(t => t.Id).NotEmpty();
        RuleFor(t => t.Key).NotEmpty().IsClean(MessageTemplate.KeyMaxLength);
        RuleFor(t => t.Channel).IsInEnum();
        RuleFor(t => t.Language).IsInEnum();
        this.SaysTemplate();
    }
}

internal sealed class ChangeTemplateValidator : AbstractValidator<ChangeTemplate>
{
    public ChangeTemplateValidator() => this.SaysTemplate();
}

internal sealed class ApproveTemplateValidator : AbstractValidator<ApproveTemplate>
{
    public ApproveTemplateValidator() => RuleFor(t => t.Id).NotEmpty();
}

internal sealed class WithdrawTemplateValidator : AbstractValidator<WithdrawTemplate>
{
    public WithdrawTemplateValidator() => RuleFor(t => t.Id).NotEmpty();
}

internal sealed class WriteTemplateHandler(CrmDb db, CurrentUser user, MessageKinds kinds, TimeProvider clock) : ICommandHandler<WriteTemplate>
{
    public async Task HandleAsync(WriteTemplate command, CancellationToken ct)
    {
        var place = new TemplatePlace(command.Key.Trim(), command.Channel, command.Language);
        var latest = await db.MessageTemplates.Where(t => t.Key == place.Key && t.Channel == place.Channel && t.Language == place.Language).MaxAsync(t => (int?)t.Number, ct);
        db.Add(MessageTemplate.Write(command.Id, place, (latest ?? 0) + 1, command.Said(), kinds.PlacesOf(place.Key), user.Person, clock.GetUtcNow()));
    }
}

internal sealed class ChangeTemplateHandler(CrmDb db, CurrentUser user, MessageKinds kinds, TimeProvider clock) : ICommandHandler<ChangeTemplate>
{
    public async Task HandleAsync(ChangeTemplate command, CancellationToken ct)
    {
        var template = await db.ForChangeAsync<MessageTemplate>(command.Id, command.Version, ct);
        template.Change(command.Said(), kinds.PlacesOf(template.Key), user.Person, clock.GetUtcNow());
    }
}

internal sealed class ApproveTemplateHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<ApproveTemplate>
{
    public async Task HandleAsync(ApproveTemplate command, CancellationToken ct)
    {
        var template = await db.ForChangeAsync<MessageTemplate>(command.Id, command.Version, ct);
        template.Approve(user.Person, clock.GetUtcNow());
        var before = await db.MessageTemplates
            .Where(t => t.Key == template.Key && t.Channel == template.Channel && t.Language == template.Language && t.State == TemplateState.Approved && t.Id != template.Id)
            .Select(t => t.Id).ToListAsync(ct);
        foreach (var id in before)
        {
            (await db.ForChangeAsync<MessageTemplate>(id, ct)).StandBack();
        }
    }
}

internal sealed class WithdrawTemplateHandler(CrmDb db) : ICommandHandler<WithdrawTemplate>
{
    public async Task HandleAsync(WithdrawTemplate command, CancellationToken ct) =>
        (await db.ForChangeAsync<MessageTemplate>(command.Id, command.Version, ct)).Withdraw();
}
