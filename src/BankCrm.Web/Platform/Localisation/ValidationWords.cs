using System.Globalization;
using FluentValidation.Internal;
using FluentValidation.Resources;

namespace BankCrm.Web.Platform.Localisation;

/// <summary>What the validators say. A message stands beside its field, so it does not repeat the field's name.</summary>
internal sealed class ValidationWords : ILanguageManager
{
    private static readonly Dictionary<string, string> Sentences = new()
    {
        ["NotEmptyValidator"] = "Please fill this in.",
        ["NotNullValidator"] = "Please fill this in.",
        ["EmptyValidator"] = "Please leave this empty.",
        ["NullValidator"] = "Please leave this empty.",
        ["EmailValidator"] = "This is not an e-mail address.",
        ["LengthValidator"] = "Please use {MinLength} to {MaxLength} characters; these are {TotalLength}.",
        ["MinimumLengthValidator"] = "Please use at least {MinLength} characters; these are {TotalLength}.",
        ["MaximumLengthValidator"] = "Please use at most {MaxLength} characters; these are {TotalLength}.",
        ["ExactLengthValidator"] = "Please use exactly {MaxLength} characters; these are {TotalLength}.",
        ["GreaterThanOrEqualValidator"] = "This must be {ComparisonValue} or more.",
        ["GreaterThanValidator"] = "This must be more than {ComparisonValue}.",
        ["LessThanOrEqualValidator"] = "This must be {ComparisonValue} or less.",
        ["LessThanValidator"] = "This must be less than {ComparisonValue}.",
        ["InclusiveBetweenValidator"] = "This must be between {From} and {To}.",
        ["ExclusiveBetweenValidator"] = "This must be between {From} and {To}, and neither of them.",
        ["EqualValidator"] = "This must be {ComparisonValue}.",
        ["NotEqualValidator"] = "This must not be {ComparisonValue}.",
        ["PredicateValidator"] = "This is not possible.",
        ["AsyncPredicateValidator"] = "This is not possible.",
        ["RegularExpressionValidator"] = "This is not written in the expected form.",
        ["CreditCardValidator"] = "This is not a card number.",
        ["ScalePrecisionValidator"] = "Please use at most {ExpectedScale} decimals and {ExpectedPrecision} digits in all.",
        ["EnumValidator"] = "Please choose one of the values offered.",
    };

    public bool Enabled { get; set; } = true;

    public CultureInfo? Culture { get; set; }

    internal static IEnumerable<string> All => Sentences.Values.Distinct();

    public string GetString(string key, CultureInfo? culture = null) => Sentences.GetValueOrDefault(key, "");
}

/// <summary>Translates a validator's sentence, or one given by WithMessage, before its placeholders are filled.</summary>
internal sealed class TranslatedMessage(Text text) : MessageFormatter
{
    public override string BuildMessage(string messageTemplate) => base.BuildMessage(text[messageTemplate]);
}
