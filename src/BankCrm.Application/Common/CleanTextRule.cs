using BankCrm.Domain.Common;
using FluentValidation;
using FluentValidation.Results;

namespace BankCrm.Application.Common;

internal static class CleanTextRule
{
    /// <summary>Refuses what <see cref="CleanText"/> refuses, in its words.</summary>
    public static IRuleBuilderOptionsConditions<T, string> IsClean<T>(this IRuleBuilder<T, string> rule, int most, bool manyLines = false) => rule.Custom((text, context) =>
    {
        if (CleanText.Check(text ?? "", most, manyLines) is { } fault)
        {
            context.AddFailure(new ValidationFailure(context.PropertyPath, fault.Sentence) { CustomState = fault.Args });
        }
    });
}
