using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Recommendations.Rules;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Recommendations.Rules;

/// <summary>From now on this version is asked of every customer.</summary>
[Allow(RecommendationPermissions.Approve)]
public sealed record ApproveRule(Guid Id, uint Version);

/// <summary>Says what is to be mended before it can be used.</summary>
[Allow(RecommendationPermissions.Approve)]
public sealed record SendRuleBack(Guid Id, uint Version, string Remark);

/// <summary>Nothing is suggested by this version any more, and none takes its place by itself.</summary>
[Allow(RecommendationPermissions.Write, RecommendationPermissions.Approve)]
public sealed record WithdrawRule(Guid Id, uint Version);

internal sealed class ApproveRuleValidator : AbstractValidator<ApproveRule>;

internal sealed class SendRuleBackValidator : AbstractValidator<SendRuleBack>
{
    public SendRuleBackValidator() => RuleFor(r => r.Remark).NotEmpty().IsClean(RecommendationRule.RemarkMaxLength, manyLines: true);
}

internal sealed class WithdrawRuleValidator : AbstractValidator<WithdrawRule>;

internal sealed class ApproveRuleHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<ApproveRule>
{
    public async Task HandleAsync(ApproveRule command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var rule = await db.ForChangeAsync<RecommendationRule>(command.Id, command.Version, ct);
        var inUse = db.RecommendationRules.Where(r => r.State == TemplateState.Approved);
        Refuse.If(
            await inUse.CountAsync(r => r.RuleId != rule.RuleId, ct) >= RecommendationRule.MostInUse,
            "{0} rules are in use, which is as many as there can be. Withdraw one first.", RecommendationRule.MostInUse);
        rule.Approve(user.Person, now);
        foreach (var id in await inUse.Where(r => r.RuleId == rule.RuleId).Select(r => r.Id).ToListAsync(ct))
        {
            (await db.ForChangeAsync<RecommendationRule>(id, ct)).StandBack(now);
        }
    }
}

internal sealed class SendRuleBackHandler(CrmDb db, CurrentUser user) : ICommandHandler<SendRuleBack>
{
    public async Task HandleAsync(SendRuleBack command, CancellationToken ct) =>
        (await db.ForChangeAsync<RecommendationRule>(command.Id, command.Version, ct)).SendBack(command.Remark.Trim(), user.Person);
}

internal sealed class WithdrawRuleHandler(CrmDb db, TimeProvider clock) : ICommandHandler<WithdrawRule>
{
    public async Task HandleAsync(WithdrawRule command, CancellationToken ct) =>
        (await db.ForChangeAsync<RecommendationRule>(command.Id, command.Version, ct)).Withdraw(clock.GetUtcNow());
}
