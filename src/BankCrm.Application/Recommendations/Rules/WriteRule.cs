using BankCrm.Application.Common;
using BankCrm.Application.Segments.Definitions;
using BankCrm.Domain.Common;
using BankCrm.Domain.Recommendations.Rules;
using BankCrm.Domain.Segments.Definitions;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Recommendations.Rules;

/// <summary>Writes a rule, a new version of one, or changes what waits for approval. Nothing is suggested by it before a second person has approved it.</summary>
[Allow(RecommendationPermissions.Write)]
public sealed record WriteRule
{
    /// <summary>Carried by the form, so that a double click writes one.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Of what waits and is changed. Null: it is written anew.</summary>
    public uint? Version { get; init; }

    /// <summary>Of which it is a new version. Null: a new rule.</summary>
    public Guid? RuleId { get; init; }

    public RuleTerms Terms { get; init; } = new();
}

internal sealed class WriteRuleValidator : AbstractValidator<WriteRule>
{
    public WriteRuleValidator(SegmentChecks checks)
    {
        RuleFor(r => r.Id).NotEmpty();
        RuleFor(r => r.Terms.Name).NotEmpty().OverridePropertyName("Name").IsClean(RuleTerms.NameMaxLength);
        RuleFor(r => r.Terms.ChineseName).NotEmpty().OverridePropertyName("ChineseName").IsClean(RuleTerms.NameMaxLength);
        RuleFor(r => r.Terms.Reason).NotEmpty().OverridePropertyName("Reason").IsClean(RuleTerms.ReasonMaxLength);
        RuleFor(r => r.Terms.ChineseReason).NotEmpty().OverridePropertyName("ChineseReason").IsClean(RuleTerms.ReasonMaxLength);
        RuleFor(r => r.Terms.Action).IsInEnum().OverridePropertyName("Action");
        RuleFor(r => r.Terms.Way).IsInEnum().OverridePropertyName("Way");
        RuleFor(r => r.Terms.Asks).Must(asks => checks.Check(asks) is null).WithMessage("A condition is not complete. Look at those marked in red.").OverridePropertyName("Asks");
    }
}

internal sealed class WriteRuleHandler(CrmDb db, CurrentUser user, SegmentCompiler compiler, TimeProvider clock) : ICommandHandler<WriteRule>
{
    public async Task HandleAsync(WriteRule command, CancellationToken ct)
    {
        var (terms, now) = (command.Terms, clock.GetUtcNow());
        await SegmentRules.RefuseHiddenAsync(db, user, terms.Asks, SegmentReach.Bank, ct);
        await compiler.AskingAsync(db, user, [terms.Asks], ct); // refuses what asks for itself
        Refuse.If(terms.ProductId is { } product && !await db.Products.AnyAsync(p => p.Id == product, ct), "This product is not there any more.");
        Refuse.If(terms.ScoreId is { } score && !await db.OutcomeHistories.AnyAsync(h => h.Id == score, ct), "This score is not there any more.");
        if (command.Version is { } version)
        {
            (await db.ForChangeAsync<RecommendationRule>(command.Id, version, ct)).Change(terms, user.Person, now);
            return;
        }

        var (ruleId, number) = (Guid.CreateVersion7(now), 1);
        if (command.RuleId is { } id)
        {
            var latest = await db.RecommendationRules.Where(r => r.RuleId == id).MaxAsync(r => (int?)r.Number, ct) ?? throw new NotFoundException();
            (ruleId, number) = (id, latest + 1);
        }

        db.Add(RecommendationRule.Write(command.Id, ruleId, number, terms, user.Person, now));
    }
}
