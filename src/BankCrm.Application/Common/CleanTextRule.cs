using BankCrm.Domain.Common;
using FluentValidation;
using FluentValidation.Results;

namespace BankCrm.Application.Common;

internal static class CleanTextRule
{
    /// <summary>Refuses what <see cref="CleanText"/> refuses, in its words. How long it may be a form says beforehand.</summary>
    public static IRuleBuilderOptionsConditions<T, string> IsClean<T>(this IRuleBuilder<T, string> rule, int most, bool manyLines = false) => rule
        .MaximumLength(most)
        .Custom((text, context) =>
        {
            if (CleanText.Check(text ?? "", int.MaxValue, manyLines) is { } fault)
            {
                context.AddFailure(new ValidationFailure(context.PropertyPath, fault.Sentence) { CustomState = fault.Args });
            }
        });
}
