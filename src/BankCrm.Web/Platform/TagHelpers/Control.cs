using BankCrm.Web.Platform.Localisation;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace BankCrm.Web.Platform.TagHelpers;

/// <summary>The part of a field that takes the input.</summary>
internal sealed class Control(FieldState field, string kind, bool required)
{
    public IReadOnlyList<TagHelperAttribute> Attributes { get; init; } = [];

    public IEnumerable<SelectListItem> Items { get; init; } = [];

    public int? MaxLength { get; init; }

    public string? Format { get; init; }

    public string DescribedBy { get; init; } = "";

    public bool MayBeEmpty { get; init; }

    /// <summary>What an empty choice is called.</summary>
    public string Empty { get; init; } = "";

    public bool TakesFocus { get; init; }

    public bool IsFilter { get; init; }

    /// <summary>Several controls under one heading.</summary>
    public bool IsGroup => kind == "radio";

    public static string KindOf(ModelMetadata field, IEnumerable<SelectListItem>? items)
    {
        var type = field.UnderlyingOrModelType;
        return (items, type) switch
        {
            ({ }, _) => "select",
            _ when type.IsEnum => "select",
            _ when type == typeof(bool) => field.IsNullableValueType ? "select" : "checkbox",
            _ when type == typeof(DateOnly) => "date",
            _ when type == typeof(TimeOnly) => "time",
            _ when type == typeof(DateTime) => "datetime-local",
            _ when type == typeof(decimal) || type == typeof(double) => "decimal",
            _ when type == typeof(int) || type == typeof(long) => "numeric",
            _ when type.IsAssignableTo(typeof(IFormFile)) => "file",
            _ => "text",
        };
    }

    public static IEnumerable<SelectListItem> ValuesOf(ModelMetadata field, Text text)
    {
        var type = field.UnderlyingOrModelType;
        return type.IsEnum ? Enum.GetValues(type).Cast<Enum>().Select(value => new SelectListItem(text[value], value.ToString()))
            : type == typeof(bool) ? [new(text["Yes"], "true"), new(text["No"], "false")]
            : [];
    }

    public IEnumerable<IHtmlContent> WithLabel(string label) => kind switch
    {
        "checkbox" => [CheckBox(label)],
        "radio" => [Tag.New("legend", "form-label", label).Holding(Mark()), .. Items.Select(Radio)],
        _ => [Tag.New("label", "form-label", label).With("for", field.Id).Holding(Mark()), Single()],
    };

    private TagBuilder? Mark() => required ? Tag.New("span", "must", " *").With("aria-hidden", "true") : null;

    private TagBuilder Single() => kind switch
    {
        "textarea" => Common(Tag.New("textarea", "form-control").With("rows", "4"), field.Id).With("maxlength", MaxLength?.ToString(null, null))
            .Holding("\n" + field.Value), // browsers drop the first line break
        "select" => Common(Tag.New("select", "form-select"), field.Id).Holding([.. Options()]),
        "decimal" or "numeric" => Input("text").With("inputmode", kind).With("autocomplete", "off"),
        "password" => Input("password").With("value", null),
        _ => Input(kind),
    };

    private TagBuilder Input(string type) => Common(Tag.New("input", "form-control").Alone().With("type", type), field.Id)
        .With("value", type is "password" or "file" ? null : field.Value)
        .With("maxlength", MaxLength?.ToString(null, null))
        .With("data-format", Format);

    private IEnumerable<TagBuilder> Options()
    {
        var items = Items.ToList();
        if (MayBeEmpty || IsFilter || items.TrueForAll(item => item.Value != field.Value))
        {
            yield return Tag.New("option", text: Empty).With("value", "");
        }

        foreach (var item in items)
        {
            yield return Tag.New("option", text: item.Text).With("value", item.Value)
                .Flagged("selected", item.Value == field.Value).Flagged("disabled", item.Disabled);
        }
    }

    private TagBuilder CheckBox(string label)
    {
        var box = Common(Tag.New("input", "form-check-input").Alone().With("type", "checkbox").With("value", "true"), field.Id)
            .Flagged("checked", field.Value.StartsWith("true", StringComparison.OrdinalIgnoreCase));
        var unchecked_ = Tag.New("input").Alone().With("type", "hidden").With("name", field.Name).With("value", "false");
        return Tag.New("div", "form-check").Holding(
            box, Tag.New("label", "form-check-label", label).With("for", field.Id).Holding(Mark()), IsFilter ? null : unchecked_);
    }

    private TagBuilder Radio(SelectListItem item, int index)
    {
        var id = index == 0 ? field.Id : $"{field.Id}-{index}";
        var button = Common(Tag.New("input", "form-check-input").Alone().With("type", "radio").With("value", item.Value), id)
            .Flagged("checked", item.Value == field.Value).Flagged("disabled", item.Disabled);
        return Tag.New("div", "form-check").Holding(button, Tag.New("label", "form-check-label", item.Text).With("for", id));
    }

    private TagBuilder Common(TagBuilder control, string id)
    {
        control.With("id", id).With("name", field.Name)
            .With("aria-required", required && !IsGroup ? "true" : null)
            .With("aria-invalid", field.Error is null ? null : "true")
            .With("aria-describedby", DescribedBy.Length == 0 ? null : DescribedBy)
            .Flagged("autofocus", TakesFocus && id == field.Id);
        if (field.Error is not null)
        {
            control.AddCssClass("is-invalid");
        }

        foreach (var attribute in Attributes)
        {
            control.Attributes[attribute.Name] = attribute.Value?.ToString() ?? "";
        }

        return control;
    }
}
