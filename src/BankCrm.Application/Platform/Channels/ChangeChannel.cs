using BankCrm.Application.Common;
using BankCrm.Application.Platform.Outbox;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Channels;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Platform.Channels;

/// <summary>How the channels are set, and whether they send.</summary>
[Allow(OutboxPermissions.Read)]
public sealed record ListChannels;

/// <param name="IsSetUp">Without it nothing is sent, whatever the rules say.</param>
public sealed record ChannelShown(
    Guid Id, uint Version, ChannelKind Channel, bool IsSetUp, string Gateway, TimeOnly QuietFrom, TimeOnly QuietUntil, IReadOnlyList<int> Waits, int MostTries,
    DateTimeOffset? StoppedAt, string StoppedBecause);

/// <summary>Sets the quiet hours of a channel, and how often it tries.</summary>
/// <param name="Waits">Minutes, as "1, 5, 30, 120".</param>
[Allow(OutboxPermissions.Operate)]
[StepUp(StepUpPurpose.Channels)]
public sealed record ChangeChannelRules(Guid Id, uint Version, TimeOnly QuietFrom, TimeOnly QuietUntil, string Waits, int MostTries);

/// <summary>Nothing leaves by the channel any more, at once: no password is asked for first.</summary>
[Allow(OutboxPermissions.Operate)]
public sealed record StopChannel(Guid Id, uint Version, string Because);

/// <summary>The channel sends again.</summary>
[Allow(OutboxPermissions.Operate)]
[StepUp(StepUpPurpose.Channels)]
public sealed record StartChannel(Guid Id, uint Version);

internal sealed class ChangeChannelRulesValidator : AbstractValidator<ChangeChannelRules>
{
    public ChangeChannelRulesValidator()
    {
        RuleFor(c => c.Waits).NotEmpty().Must(w => Minutes.Read(w) is not null).WithMessage("Write the minutes like this: 1, 5, 30, 120.");
        RuleFor(c => c.MostTries).InclusiveBetween(1, ChannelRules.MostTriesEver);
    }
}

internal sealed class StopChannelValidator : AbstractValidator<StopChannel>
{
    public StopChannelValidator() => RuleFor(c => c.Because).NotEmpty().IsClean(ChannelRules.ReasonMaxLength);
}

internal sealed class StartChannelValidator : AbstractValidator<StartChannel>
{
    public StartChannelValidator() => RuleFor(c => c.Id).NotEmpty();
}

internal sealed class ListChannelsHandler(CrmDb db, OutgoingChannels channels) : IQueryHandler<ListChannels, IReadOnlyList<ChannelShown>>
{
    public async Task<IReadOnlyList<ChannelShown>> HandleAsync(ListChannels query, CancellationToken ct) =>
    [
        .. (await db.ChannelRules.OrderBy(r => r.Channel).ToListAsync(ct)).Select(r => new ChannelShown(
            r.Id, r.Version, r.Channel, channels.Of(r.Channel).IsSetUp, channels.Of(r.Channel).Gateway, r.QuietFrom, r.QuietUntil, r.Waits, r.MostTries, r.StoppedAt,
            r.StoppedBecause)),
    ];
}

internal sealed class ChangeChannelRulesHandler(CrmDb db) : ICommandHandler<ChangeChannelRules>
{
    public async Task HandleAsync(ChangeChannelRules command, CancellationToken ct) =>
        (await db.ForChangeAsync<ChannelRules>(command.Id, command.Version, ct)).Change(
            command.QuietFrom, command.QuietUntil, Minutes.Read(command.Waits)!, command.MostTries);
}

internal sealed class StopChannelHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<StopChannel>
{
    public async Task HandleAsync(StopChannel command, CancellationToken ct) =>
        (await db.ForChangeAsync<ChannelRules>(command.Id, command.Version, ct)).Stop(command.Because.Trim(), user.Person, clock.GetUtcNow());
}

internal sealed class StartChannelHandler(CrmDb db) : ICommandHandler<StartChannel>
{
    public async Task HandleAsync(StartChannel command, CancellationToken ct) =>
        (await db.ForChangeAsync<ChannelRules>(command.Id, command.Version, ct)).Start();
}

internal static class Minutes
{
    /// <summary>Null: these are no numbers.</summary>
    public static IReadOnlyList<int>? Read(string? text)
    {
        string[] parts = text?.Split([',', '，', '、', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        int[] minutes = [.. parts.Select(p => int.TryParse(p, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var m) ? m : 0)];
        return minutes.Length > 0 && Array.TrueForAll(minutes, m => m > 0) ? minutes : null;
    }
}
