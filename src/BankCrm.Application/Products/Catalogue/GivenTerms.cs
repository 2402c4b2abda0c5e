using BankCrm.Domain.Products.Catalogue;
using FluentValidation.Results;

namespace BankCrm.Application.Products.Catalogue;

/// <summary>A version as a form gives it.</summary>
public sealed record GivenTerms
{
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Null: none was ticked.</summary>
    public IReadOnlyList<SalesChannels>? Channels { get; init; }

    /// <summary>The channels stand beside them: a form has a box for each.</summary>
    public ProductTerms Terms { get; init; } = new();

    public static GivenTerms Of(DateOnly? validFrom, ProductTerms terms) => new()
    {
        ValidFrom = validFrom,
        Channels = [.. Enum.GetValues<SalesChannels>().Where(c => c is not SalesChannels.None && terms.Channels.HasFlag(c))],
        Terms = terms,
    };

    /// <summary>The terms as they are kept: nothing around the texts, all channels in one.</summary>
    internal ProductTerms Whole() => Terms with
    {
        Name = Trimmed(Terms.Name),
        ChineseName = Trimmed(Terms.ChineseName),
        Description = Trimmed(Terms.Description),
        ChineseDescription = Trimmed(Terms.ChineseDescription),
        Benchmark = Trimmed(Terms.Benchmark),
        Channels = (Channels ?? []).Aggregate(SalesChannels.None, (all, one) => all | one),
    };

    /// <summary>Of each field what is wrong with it, to be said beside the field.</summary>
    internal IEnumerable<ValidationFailure> Faults(ProductClass productClass, string currency)
    {
        const string given = "Given.";
        if (ValidFrom is null)
        {
            yield return new(given + nameof(ValidFrom), "Please fill this in.");
        }

        foreach (var (field, fault) in ProductRules.Faults(productClass, currency, ValidFrom ?? DateOnly.MinValue, Whole()))
        {
            yield return new(field == nameof(Channels) ? given + field : $"{given}{nameof(Terms)}.{field}", fault.Sentence) { CustomState = fault.Args };
        }
    }

    private static string Trimmed(string? text) => text?.Trim().ReplaceLineEndings("\n") ?? "";
}
