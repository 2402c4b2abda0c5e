using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace BankCrm.Web.Platform.TagHelpers;

/// <summary>What a field is called in the form, what it holds, and what was wrong with it.</summary>
internal sealed record FieldState(string Name, string Id, string Value, string? Error)
{
    /// <param name="isFilter">Filters stand in addresses, where they are called by their own name only.</param>
    public static FieldState Of(ModelExpression field, ViewContext view, bool isFilter = false)
    {
        var name = isFilter ? field.Name.Split('.')[^1] : view.ViewData.TemplateInfo.GetFullHtmlFieldName(field.Name);
        view.ViewData.ModelState.TryGetValue(name, out var entry);
        return new(
            name,
            TagBuilder.CreateSanitizedId(name, "_"),
            entry?.AttemptedValue ?? Written(field.Model),
            entry is { ValidationState: ModelValidationState.Invalid } ? entry.Errors.Select(e => e.ErrorMessage).FirstOrDefault() : null);
    }

    /// <summary>As browsers write it: the type of the input decides how people see it.</summary>
    public static string Written(object? value) => value switch
    {
        null => "",
        Guid id when id == Guid.Empty => "",
        DateOnly day when day == default => "",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.########", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
