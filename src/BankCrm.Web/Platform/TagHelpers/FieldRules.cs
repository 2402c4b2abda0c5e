using FluentValidation;
using FluentValidation.Validators;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace BankCrm.Web.Platform.TagHelpers;

/// <summary>What a command's validator asks of a field, so that the form can say it beforehand.</summary>
internal sealed class FieldRules(IServiceProvider services)
{
    public bool MustBeFilledIn(ModelMetadata field) =>
        Of(field).Any(v => v is INotEmptyValidator or INotNullValidator);

    public int? MaxLength(ModelMetadata field) =>
        Of(field).OfType<ILengthValidator>().Select(v => v.Max).Where(max => max > 0).Cast<int?>().Min();

    private IEnumerable<IPropertyValidator> Of(ModelMetadata field)
    {
        if (field.ContainerType is not { } container || field.PropertyName is not { } property
            || services.GetService(typeof(IValidator<>).MakeGenericType(container)) is not IValidator validator)
        {
            return [];
        }

        return validator.CreateDescriptor().GetRulesForMember(property)
            .Where(rule => !rule.HasCondition)
            .SelectMany(rule => rule.Components)
            .Where(component => !component.HasCondition)
            .Select(component => component.Validator);
    }
}
