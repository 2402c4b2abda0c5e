using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BankCrm.Web.Platform.Localisation;

/// <summary>What a field says that cannot be read at all: letters where a number is asked for, for example.</summary>
internal sealed class BindingWords(Text text) : IConfigureOptions<MvcOptions>
{
    public void Configure(MvcOptions options)
    {
        var words = options.ModelBindingMessageProvider;
        words.SetValueMustNotBeNullAccessor(_ => text["Please fill this in."]);
        words.SetMissingBindRequiredValueAccessor(_ => text["Please fill this in."]);
        words.SetMissingKeyOrValueAccessor(() => text["Please fill this in."]);
        words.SetMissingRequestBodyRequiredValueAccessor(() => text["The request was empty."]);
        words.SetAttemptedValueIsInvalidAccessor((_, _) => text["This is not written in the expected form."]);
        words.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => text["This is not written in the expected form."]);
        words.SetUnknownValueIsInvalidAccessor(_ => text["This is not written in the expected form."]);
        words.SetNonPropertyUnknownValueIsInvalidAccessor(() => text["This is not written in the expected form."]);
        words.SetValueIsInvalidAccessor(_ => text["This is not written in the expected form."]);
        words.SetValueMustBeANumberAccessor(_ => text["This must be a number."]);
        words.SetNonPropertyValueMustBeANumberAccessor(() => text["This must be a number."]);
    }
}
